"""What a check's outputs say of its score.

nbgrader by itself takes anything on stderr for a failure, a value for a partial score even
where an error follows, and no output for a success. Here a check earns its points if it ran
to its end and raised nothing.
"""

import nbformat
from nbgrader import utils


def fair_outcomes(notebook, finished: frozenset[str]) -> None:
    """Shape the outputs of checks so that nbgrader reads our score from them.

    finished : the ids of the cells that ran to their end
    """
    for cell in notebook.cells:
        if not utils.is_grade(cell) or utils.is_solution(cell):
            continue
        outputs = []
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                output = nbformat.v4.new_output("stream", name="stdout", text=output.text)
            if output.output_type == "execute_result":
                output = nbformat.v4.new_output("display_data", data=output.data)
            outputs.append(output)
        if cell.id not in finished and not any(o.output_type == "error" for o in outputs):
            told = "this check was not reached"
            outputs.append(
                nbformat.v4.new_output("error", ename="NotRun", evalue=told, traceback=[told])
            )
        cell.outputs = outputs
