"""The errors that stop a command. Each message is one line and says what to do."""


class AutograderError(Exception):
    """The base of every error that a command reports as one line, with exit status 2."""


class BadAssignment(AutograderError):
    """An assignment's source breaks a rule; the message says which, and where."""


class UnknownAssignment(AutograderError):
    """There is no such assignment; the message names those that there are."""


class NoSuchFolder(AutograderError):
    """The course folder is not there."""


class NotWritable(AutograderError):
    """A folder that must be written to is not writable."""


class NoSubmissions(AutograderError):
    """There is nothing to grade, or it can't be read."""


class NothingGraded(AutograderError):
    """There is no graded notebook to write feedback for."""


class NbgraderMissing(AutograderError):
    """nbgrader, or the alembic that it calls by name, is not installed."""


class BadConfig(AutograderError):
    """A file with settings in the course folder can't be used."""


class CourseInUse(AutograderError):
    """Another grader is at work on the course folder."""


class GradebookError(AutograderError):
    """The gradebook can't be opened, or refuses the assignment as it is now."""


class NoSandbox(AutograderError):
    """The host does not give a part of the sandbox; the message says which."""


class NoZygote(AutograderError):
    """The process that notebooks are forked from can't be started."""


class NoScheduler(AutograderError):
    """No Dask scheduler answers, or Dask is not installed."""


def in_a_line(error: Exception) -> str:
    """Any error in one line for a person; an unexpected one with its class name."""
    line = (str(error).splitlines() or [""])[0]
    return line if isinstance(error, AutograderError) else f"{type(error).__name__}: {line}"
