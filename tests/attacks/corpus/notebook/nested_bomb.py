"""A file nested a million deep

tries: to crash the reader of its file
stopped by: the reader gives up in time, and one line of the table says so
deserves: nothing graded
"""

# %% edit
text = '{"nbformat": 4, "cells": ' + "[" * 1_000_000
