"""Where a gradebook is: its address, opening it, and one transaction around many of its writes.

nbgrader keeps a gradebook in any database that SQLAlchemy knows by a URL; here SQLite and
PostgreSQL. A URL may hold a password, so that no message ever shows one whole.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.errors import GradebookError
from autograder.nbgrader_config import COURSE_ID

CONNECT_SECONDS = 10
LOCK_SECONDS = 60  # how long to wait for a formgrader that is writing


def normalise(text: str, folder: Path) -> str:
    """The URL that SQLAlchemy takes for what a person wrote; files are relative to ``folder``.

    ``postgresql://…`` is opened with psycopg 3.

    Raises
    ------
    GradebookError
        where it is no URL of a SQLite or PostgreSQL database.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql"):
        raise GradebookError(
            "the gradebook's URL is not understood; "
            "write postgresql://USER@HOST/NAME or sqlite:///FILE"
        )
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise GradebookError("a gradebook in memory is lost at once; write sqlite:///FILE")
        url = url.set(database=str(folder / url.database))
    elif url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


def shown(url: str) -> str:
    """A gradebook's place as a message may show it: a file, or an address without its password."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return parsed.database
    return parsed.set(query={}).render_as_string(hide_password=True)


def is_there(url: str) -> bool:
    """Whether there is a gradebook to read; a server is asked when it is opened."""
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database).exists()


@contextlib.contextmanager
def open_gradebook(url: str) -> Iterator[Gradebook]:
    """The open gradebook, made first where there is none: a file whole, or not at all.

    Raises
    ------
    GradebookError
        in one line, here or while it is used.
    """
    parsed, place = make_url(url), shown(url)
    try:
        if not is_there(url):
            _make_file(Path(parsed.database))
    except (OSError, SQLAlchemyError) as error:
        raise GradebookError(f"can't make the gradebook {place}: {cause(error)}") from None
    try:
        with Gradebook(_patient(parsed), COURSE_ID) as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise GradebookError(f"the gradebook {place} can't be used: {cause(error)}") from None
    except ModuleNotFoundError as error:
        if error.name not in ("psycopg", "psycopg2", "pg8000"):
            raise
        raise GradebookError(
            f"PostgreSQL needs the package {error.name}; install it with: "
            "pip install 'psycopg[binary]'"
        ) from None


def _make_file(path):
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".gradebook-") as folder:
        Gradebook(f"sqlite:///{folder}/gradebook.db", COURSE_ID).close()
        os.replace(f"{folder}/gradebook.db", path)


def _patient(url: URL) -> str:
    """A URL that neither waits for ever for a server, nor gives up on a busy file at once."""
    sqlite = url.get_backend_name() == "sqlite"
    name, seconds = ("timeout", LOCK_SECONDS) if sqlite else ("connect_timeout", CONNECT_SECONDS)
    if name not in url.query:
        url = url.update_query_dict({name: str(seconds)})
    return url.render_as_string(hide_password=False)


def cause(error: Exception) -> str:
    """What a database says is wrong, in one line."""
    if isinstance(error, NoSuchModuleError):
        return "SQLAlchemy has no such driver"
    if isinstance(error, OSError):
        return error.strerror.lower()
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or ["no reason"])[0]


@contextlib.contextmanager
def transaction(gradebook: Gradebook) -> Iterator[None]:
    """One transaction around all that nbgrader's API does inside: its own commits only flush.

    Its session joins a transaction that is not its own, and so can end it by nothing but a
    rollback; see "Joining a Session into an External Transaction" in SQLAlchemy's manual.
    """
    usual = gradebook.db
    with gradebook.engine.begin() as connection:
        gradebook.db = scoped_session(
            sessionmaker(connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        )
        try:
            yield
            gradebook.db.flush()
        finally:
            gradebook.db.remove()
            gradebook.db = usual


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether an error is the database's own trouble (gone, locked, full), not of what is written.

    nbgrader's API raises an error of its own in place of SQLAlchemy's.
    """
    while error is not None:
        if isinstance(error, DBAPIError):
            return error.connection_invalidated or isinstance(error, OperationalError)
        error = error.__cause__ or error.__context__
    return False
