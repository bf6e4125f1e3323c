"""Write a check's outputs so that nbgrader reads the right score from them.

nbgrader by itself takes anything on stderr for a failure, a value for a partial score even
where an error follows, and no output for a success. Here a check's outputs are ours alone: the
report, and after it what nbgrader reads the points from.
"""

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils

from autograder.checks.judge import Judged, points_of


def fair_outcomes(notebook: NotebookNode, judged: dict[str, Judged]) -> None:
    """Replace the outputs of every check by its report, so that nbgrader reads our score.

    judged : what became of each function, by the grade id of its check
    """
    for cell in notebook.cells:
        if utils.is_grade(cell) and not utils.is_solution(cell) and cell.cell_type == "code":
            about = cell.metadata.nbgrader
            cell.outputs = _outputs(judged.get(about.grade_id), about.points)


def _outputs(judged, maximum):
    if judged is None:
        return [_error("NotRun", "this check was not reached")]
    report = new_output("display_data", {"text/plain": judged.text, "text/html": judged.html})
    points = points_of(judged.fraction, maximum)
    if points >= maximum:
        return [report]
    if points <= 0:
        return [report, _error("CheckFailed", f"{judged.name}: {judged.headline}")]
    value = new_output("execute_result", {"text/plain": repr(points)}, execution_count=None)
    return [report, value]


def _error(name, told):
    return new_output("error", ename=name, evalue=told, traceback=[f"✗ {told}"])
