"""What can stop a command before it starts. Each message is one line and says what to do."""


class AutograderError(Exception):
    """The base of every error that a command reports as one line, with exit status 2."""


class BadAssignment(AutograderError):
    """An assignment's source breaks a rule; the message says which, and where."""


class UnknownAssignment(AutograderError):
    """There is no such assignment; the message names those that there are."""


class NoSuchFolder(AutograderError):
    """The course folder is not there."""


class NotWritable(AutograderError):
    """A folder that must be written to can't be."""


class NoSubmissions(AutograderError):
    """There is nothing to grade."""


class NothingGraded(AutograderError):
    """There is no graded notebook to write feedback for."""


class NbgraderMissing(AutograderError):
    """nbgrader, or the alembic that it calls by name, is not installed."""


class GradebookError(AutograderError):
    """The gradebook can't be opened, or refuses the assignment as it is now."""
