"""nbgrader's step that gives students the code that they are to repair."""

from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.assignments.markers import give


class GiveCode(NbGraderPreprocessor):
    """A step of `nbgrader generate_assignment`, after `ClearSolutions`."""

    def preprocess_cell(self, cell, resources, cell_index):
        if cell.cell_type == "code":
            cell.source = give(cell.source)
        return cell, resources
