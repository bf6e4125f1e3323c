"""The seeds of hidden cases: one for a class, and from it one for each submission.

The class's seed lies in its folder, so that grading again draws the same cases and gives the
same grade. Nobody who does not know it can tell what will be drawn.
"""

import hashlib
import secrets
import unicodedata
from pathlib import Path

from autograder.errors import BadConfig
from autograder.files import write_atomic

FILE = "seed.txt"


def class_seed(folder: Path, seed: int | None = None) -> int:
    """The seed that lies in a course folder; ``seed`` replaces it, and the first one is random."""
    path = folder / FILE
    if seed is None and path.exists():
        return _read(path)
    if seed is None:
        seed = secrets.randbits(64)
    write_atomic(path, f"{seed}\n", mode=0o600)
    return seed


def _read(path):
    try:
        return int(path.read_text(encoding="ascii"))
    except OSError as error:
        raise BadConfig(f"{path} can't be read: {error.strerror.lower()}") from None
    except ValueError:
        raise BadConfig(f"{path} should hold one whole number; --seed N writes it anew") from None


def submission_seed(seed: int, assignment: str, student: str, digest: str) -> int:
    """The seed of one submission, from the class's seed, the student and the file's digest."""
    name = unicodedata.normalize("NFC", student)
    text = "\0".join([str(seed), assignment, name, digest])
    key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6)
    return int.from_bytes(key.digest(), "big")  # 48 bits: exact in any reader of JSON
