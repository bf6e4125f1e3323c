"""Imported once by the process that workers are forked from: they find all of this done."""

from autograder.page_workers import MAKER

MAKER.warm()
