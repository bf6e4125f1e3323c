"""Imports and prepares all that workers need, in the process that they are forked from."""

from autograder.feedback.worker import MAKER

MAKER.warm()
