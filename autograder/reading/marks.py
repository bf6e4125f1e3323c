"""What a person gave for written answers, in nbgrader's gradebook: points and a comment.

The comment is for the student, and is read back to know which criteria were met:

    ✓ why Adam does not rest
    ✗ what never forgetting costs

    Say what becomes of the quotient.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import AutograderError
from autograder.feedback.grades import class_comments
from autograder.gradebook.course import Course
from autograder.gradebook.database import transaction
from autograder.gradebook.scores import class_scores
from autograder.reading.rubric import Question

MET, MISSED = "✓ ", "✗ "
MOST = 5_000  # characters of a remark


class NotAMark(AutograderError):
    """What was sent is no mark of this question; the message says why."""


@dataclass(frozen=True)
class Mark:
    """The points of one answer, the criteria that it meets, and a remark for the student.

    points : None where a person still has to read it; 0 where nothing was answered
    """

    points: float | None
    met: tuple[bool, ...]
    remark: str = ""

    def comment(self, question: Question) -> str:
        """What the gradebook has as the comment."""
        lines = [
            (MET if met else MISSED) + text
            for met, text in zip(self.met, question.criteria, strict=True)
        ]
        return "\n\n".join(filter(None, ["\n".join(lines), self.remark]))


def checked(question: Question, points, met, remark) -> Mark:
    """A mark of this question.

    Raises
    ------
    NotAMark
    """
    if isinstance(points, bool) or not isinstance(points, int | float):
        raise NotAMark("points are a number")
    if not 0 <= points <= question.points:
        raise NotAMark(f"points are from 0 to {question.points:g}")
    if not isinstance(met, list) or [type(one) for one in met] != [bool] * len(question.criteria):
        raise NotAMark(f"there are {len(question.criteria)} criteria, each met or not")
    if not isinstance(remark, str) or len(remark) > MOST:
        raise NotAMark(f"a remark is text of at most {MOST:,} characters")
    return Mark(float(points), tuple(met), remark.strip())


def read_back(question: Question, points: float | None, comment: str) -> Mark:
    """The mark that the gradebook has, also of what was written in the formgrader."""
    lines = comment.split("\n")
    met = [
        next((sign == MET for sign in (MET, MISSED) if sign + text in lines), False)
        for text in question.criteria
    ]
    own = {sign + text for sign in (MET, MISSED) for text in question.criteria}
    remark = "\n".join(line for line in lines if line not in own).strip()
    return Mark(points, tuple(met), remark)


def read_marks(course: Course, assignment: str, questions: Sequence[Question]):
    """question → student → what was given, for all who are graded."""
    found: dict[str, dict[str, Mark]] = {question.name: {} for question in questions}
    with course.gradebook() as gradebook:
        everyone = class_scores(gradebook, assignment)
        comments = class_comments(gradebook, assignment)
    for student, scores in everyone.items():
        for question in questions:
            if score := scores.get(question.name):
                by_hand, _ = comments.get(student, {}).get(question.name, (None, None))
                points = None if score.waits else score.points
                found[question.name][student] = read_back(question, points, by_hand or "")
    return found


def save(course: Course, assignment: str, question: Question, student: str, mark: Mark) -> None:
    """Write a mark as the formgrader does: the answer waits for nobody any more."""
    with course.gradebook() as gradebook, transaction(gradebook):
        place = (question.name, assignment, assignment, student)
        grade = gradebook.find_grade(*place)
        grade.manual_score, grade.needs_manual_grade = mark.points, False
        gradebook.find_comment(*place).manual_comment = mark.comment(question)
