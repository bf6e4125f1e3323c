"""The course's public address, from the one place that has it: `_config.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

from autograder.errors import BadAssignment


class Address(NamedTuple):
    """Where the course stands in public: the repository and its branch."""

    url: str
    branch: str

    @classmethod
    def read(cls, root: Path) -> Address:
        """The address that the checkout at `root` gives as its own."""
        path = root / "_config.yml"
        try:
            repository = yaml.safe_load(path.read_text(encoding="utf-8"))["repository"]
            return cls(repository["url"].rstrip("/"), repository.get("branch", "main"))
        except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError):
            raise BadAssignment(f"{path} must say `repository: url:`") from None

    def source(self, path: str) -> str:
        """The address of a file of the repository."""
        return f"{self.url}/blob/{self.branch}/{path}"

    def colab(self, path: str) -> str:
        """The address at which Colab opens a notebook of the repository."""
        name = self.url.removeprefix("https://github.com/")
        return f"https://colab.research.google.com/github/{name}/blob/{self.branch}/{path}"

    def library(self, extra: str = "") -> str:
        """What pip is asked for to bring the course's library, with one of its extras."""
        name = f"steepest[{extra}]" if extra else "steepest"
        return f"{name} @ {self.url}/archive/refs/heads/{self.branch}.zip"
