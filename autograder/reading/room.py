"""What the reading page is given and may do: answers without names, and marks for them."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from autograder.errors import NothingGraded
from autograder.feedback.sanitize import safe_markdown
from autograder.gradebook.course import Course
from autograder.gradebook.database import is_there
from autograder.gradebook.roster import roster
from autograder.reading.marks import Mark, NotAMark, checked, read_marks, save
from autograder.reading.rubric import Question, questions


@dataclass
class ReadingRoom:
    """The written answers of a class to one assignment.

    Answers are told apart by numbers, and stand in an order that has nothing to do with names.
    """

    course: Course
    assignment: str
    _given: dict[str, dict[str, Mark]] = field(default_factory=dict)

    def open(self) -> "ReadingRoom":
        """Read the gradebook.

        Raises
        ------
        NothingGraded
            where there is no question, or no graded submission.
        """
        if not self.questions:
            raise NothingGraded(f"{self.assignment} has no written question")
        if is_there(self.course.database):
            self._given = read_marks(self.course, self.assignment, self.questions)
        if not any(self._given.values()):
            raise NothingGraded(
                f"nothing of {self.assignment} is graded in {self.course.root}; first run: "
                f"python -m autograder grade {self.assignment}"
            )
        return self

    @cached_property
    def questions(self) -> list[Question]:
        return questions(self.course.repository, self.assignment)

    @cached_property
    def students(self) -> list[str]:
        """Those who are graded; the place in this list is an answer's number."""
        everyone = {student for marks in self._given.values() for student in marks}
        return sorted(everyone, key=lambda name: hashlib.sha256(name.encode()).hexdigest())

    def about(self) -> dict:
        """The questions as the page shows them."""
        return {
            "assignment": self.assignment,
            "questions": [
                {
                    "name": question.name,
                    "points": question.points,
                    "text": safe_markdown(question.text),
                    "model": safe_markdown(question.model),
                    "criteria": [safe_markdown(text) for text in question.criteria],
                    "worth": question.worth,
                }
                for question in self.questions
            ],
        }

    def answers(self, number: int) -> list[dict]:
        """The answers to a question, and what was given for each."""
        question = self._question(number)
        marks = self._given[question.name]
        return [
            {
                "number": place,
                "answer": self._answer(student, question.name),
                "points": marks[student].points,
                "met": marks[student].met,
                "remark": marks[student].remark,
            }
            for place, student in enumerate(self.students)
            if student in marks
        ]

    def names(self) -> list[str]:
        """The students' names by number, for who asks for them."""
        with self.course.gradebook() as gradebook:
            known = {one.id: one.sorted_name for one in roster(self.course.root, gradebook)}
        return [known.get(student, student) for student in self.students]

    def mark(self, number: int, place: int, given: dict) -> Mark:
        """Write a mark into the gradebook.

        Raises
        ------
        NotAMark
            where there is no such question or answer, or what is given is none of its marks.
        """
        question = self._question(number)
        marks = self._given[question.name]
        student = dict(enumerate(self.students)).get(place) if type(place) is int else None
        if student not in marks:
            raise NotAMark("there is no such answer")
        mark = checked(question, given.get("points"), given.get("met"), given.get("remark"))
        save(self.course, self.assignment, question, student, mark)
        marks[student] = mark
        return mark

    def _question(self, number):
        if type(number) is not int or not 0 <= number < len(self.questions):
            raise NotAMark("there is no such question")
        return self.questions[number]

    def _answer(self, student, name):
        """The answer as harmless HTML; empty where it was not begun."""
        path = self.course.autograded / student / self.assignment / f"{self.assignment}.ipynb"
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
        except (OSError, ValueError, LookupError):
            return "<p><em>The graded notebook can't be read. Grade it again.</em></p>"
        for cell in cells:
            if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == name:
                source = cell.get("source", "")
                text = source if isinstance(source, str) else "".join(source)
                return safe_markdown(text, cell.get("attachments"))
        return ""
