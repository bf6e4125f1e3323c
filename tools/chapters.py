"""What a chapter is: its number, slug and title, and where each of its files lies.

The site's extension, the tools and the tests ask this module, so that no other one takes file
names apart. `steepest` and `autograder` must not import it: what students install does not know
the chapters, and the autograder knows assignments by name only.

    chapters()      # the chapters that have a page
    curriculum()    # all chapters of the plan, with or without a page
    chapter_of("exercises/05_optimizers/05_optimizers").title
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.paths import ROOT

# The plan of the course. `_toc.yml` and `book/lectures.md` use the same titles.
TITLES = {
    "01_learning_machine": "What learns: data, model, loss, algorithm",
    "02_fitting": "Underfitting and overfitting",
    "03_losses": "Loss functions",
    "04_gradient_descent": "Gradient descent",
    "05_optimizers": "Optimizers",
    "06_schedules": "Learning-rate schedules",
    "07_activations": "Activations and initialisation",
    "08_normalization": "Normalisation",
    "09_regularization": "Regularisation",
    "10_convolution": "Convolution and its arithmetic",
    "11_architectures": "Architectures and model choice",
    "12_data": "Data",
    "13_training": "Training, transfer and tracking",
    "14_hyperparameters": "Hyperparameter search",
    "15_ensembles": "Ensembles",
    "16_regression_metrics": "Regression metrics",
    "17_classification_metrics": "Classification metrics",
    "18_detection_metrics": "Detection metrics",
    "19_detection": "Object detection",
    "20_segmentation": "Segmentation",
}
NUMBER = r"\d{2,}"  # a pattern, for texts that name a chapter by its number
_NAME = re.compile(rf"(?P<number>{NUMBER})_(?P<slug>[a-z][a-z0-9_]*)")


@dataclass(frozen=True, order=True)
class Chapter:
    """A chapter, with or without a page."""

    number: int
    slug: str

    @property
    def label(self) -> str:
        """The number as it is written: `05`."""
        return f"{self.number:02d}"

    @property
    def name(self) -> str:
        """What its files are named after: `05_optimizers`."""
        return f"{self.label}_{self.slug}"

    @property
    def title(self) -> str:
        """Its title without the number, empty for a chapter that is not in the plan."""
        return TITLES.get(self.name, "")

    @property
    def page(self) -> str:
        """Its page on the site, as Sphinx names it: `book/05_optimizers`."""
        return f"book/{self.name}"

    @property
    def source(self) -> str:
        """The file in which its text is written."""
        return f"{self.page}.md"

    @property
    def notebook(self) -> str:
        """The notebook made from its page."""
        return f"notebooks/{self.name}.ipynb"

    @property
    def exercise_page(self) -> str:
        """The page of its exercises, as Sphinx names it."""
        return f"exercises/{self.name}/{self.name}"

    @property
    def exercise(self) -> str:
        """The notebook of its exercises."""
        return f"{self.exercise_page}.ipynb"

    @property
    def solution(self) -> str:
        """The file in which its assignment is written, with the answers."""
        return f"solutions/{self.name}/{self.name}.md"

    def has_page(self, root: Path = ROOT) -> bool:
        """Whether its text has been written; a chapter without a page is only planned."""
        return (root / self.source).exists()


def chapter_named(name: str) -> Chapter | None:
    """Return the chapter of a name such as `05_optimizers`; None if it names no chapter."""
    found = _NAME.fullmatch(name)
    return Chapter(int(found["number"]), found["slug"]) if found else None


def chapter_of(page: str) -> Chapter | None:
    """Return the chapter whose page or exercise this is, by Sphinx's name for it."""
    chapter = chapter_named(page.rpartition("/")[2])
    return chapter if chapter and page in (chapter.page, chapter.exercise_page) else None


def chapters(root: Path = ROOT) -> list[Chapter]:
    """Return the chapters that have a page, in order."""
    named = (chapter_named(path.stem) for path in (root / "book").glob("*.md"))
    return sorted(chapter for chapter in named if chapter)


def curriculum(root: Path = ROOT) -> list[Chapter]:
    """Return all chapters in order: those of the plan, and any others that have a page."""
    planned = {chapter for name in TITLES if (chapter := chapter_named(name))}
    return sorted(planned.union(chapters(root)))
