"""Imported once by the process that workers are forked from: they find all of this done."""

from autograder.feedback.worker import MAKER

MAKER.warm()
