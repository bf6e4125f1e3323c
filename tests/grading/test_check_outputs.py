"""The points that nbgrader reads from a check are the ones that were earned."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from autograder.checks.judge import Judged
from autograder.grading.check_outputs import fair_outcomes


def check(name, points, *outputs):
    about = {"grade_id": name, "points": points, "grade": True, "solution": False, "locked": True}
    about |= {"schema_version": 3, "task": False}
    return new_code_cell(f"check({name})", metadata={"nbgrader": about}, outputs=list(outputs))


def judged(fraction, name="adam_step"):
    verdict = "right" if fraction == 1 else "value"
    return Judged(name, fraction, verdict, "w is wrong.", "✗ w is wrong", "<p>✗ w is wrong</p>")


def score(cell, *found):
    notebook = new_notebook(cells=[cell])
    fair_outcomes(notebook, {one.name: one for one in found})
    nbformat.validate(notebook)
    again = nbformat.reads(nbformat.writes(notebook), as_version=4)
    assert again.cells[0].outputs == cell.outputs
    return determine_grade(cell)[0]


@pytest.mark.parametrize("points", [1, 2, 3, 5, 7, 10, 0.5, 2.5, 1 / 3])
@pytest.mark.parametrize("percent", [0, 1, 7, 30, 55, 70, 99, 100])
def test_nbgrader_reads_what_was_earned(points, percent):
    earned = score(check("adam_step", points), judged(percent / 100))
    assert earned == pytest.approx(percent / 100 * points, abs=5e-7)
    assert 0 <= earned <= points
    assert percent < 100 or earned == points


def test_what_is_only_rounding_is_left_out():
    assert score(check("adam_step", 7), judged(0.3)) == 2.1  # 0.3 * 7 is 2.0999999999999996
    assert score(check("adam_step", 3), judged(0.1 + 0.2)) == 0.9
    assert score(check("adam_step", 3), judged(1 - 1e-12)) == 3
    assert score(check("adam_step", 3), judged(1e-12)) == 0


def test_full_points_are_the_report_alone():
    cell = check("adam_step", 5)
    assert score(cell, judged(1.0)) == 5
    (report,) = cell.outputs
    assert report.output_type == "display_data"
    assert report.data == {"text/plain": "✗ w is wrong", "text/html": "<p>✗ w is wrong</p>"}


def test_part_of_the_points_is_a_value_after_the_report():
    cell = check("adam_step", 5)
    assert score(cell, judged(0.7)) == 3.5
    assert [output.output_type for output in cell.outputs] == ["display_data", "execute_result"]
    assert cell.outputs[1].data == {"text/plain": "3.5"}


def test_no_points_are_an_error_of_one_line_after_the_report():
    cell = check("adam_step", 5)
    assert score(cell, judged(0.0)) == 0
    assert [output.output_type for output in cell.outputs] == ["display_data", "error"]
    assert cell.outputs[1].ename == "CheckFailed"
    assert cell.outputs[1].traceback == ["✗ adam_step: w is wrong."]


def test_a_check_without_a_judgement_was_not_reached():
    cell = check("adam_step", 5)
    assert score(cell, judged(1.0, "sgd_step")) == 0
    (error,) = cell.outputs
    assert (error.ename, len(error.traceback)) == ("NotRun", 1)


@pytest.mark.parametrize(
    "said",
    [
        new_output("stream", name="stderr", text="a warning"),
        new_output("execute_result", {"text/plain": "5"}, execution_count=1),
        new_output("error", ename="KeyError", evalue="0", traceback=[]),
        new_output("display_data", {"text/html": "<script>alert(1)</script>"}),
    ],
    ids=lambda output: output.output_type,
)
@pytest.mark.parametrize("fraction", [0.0, 0.5, 1.0])
def test_nothing_that_a_check_said_before_counts_or_stays(said, fraction):
    cell = check("adam_step", 4, said)
    assert score(cell, judged(fraction)) == 4 * fraction
    assert said not in cell.outputs


def test_other_cells_keep_their_outputs():
    """An answer cell, one that is graded by hand, and one that is not graded."""
    said = new_output("stream", name="stdout", text="said")
    plain = new_code_cell("print(1)", outputs=[said])
    hand = check("essay", 5, said)
    hand.metadata["nbgrader"]["solution"] = True
    text = new_markdown_cell("text", metadata=hand.metadata)
    notebook = new_notebook(cells=[plain, hand, text])
    fair_outcomes(notebook, {"essay": judged(1.0, "essay")})
    assert plain.outputs == hand.outputs == [said]
