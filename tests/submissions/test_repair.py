"""What a submission says of itself is not believed, and what is broken is put right or said."""

import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.gradebook.course import expected_release
from autograder.gradebook.generate import make_release
from autograder.submissions.repair import Unreadable, read, repair
from tests.classes.course import NAME, RIGHT


@pytest.fixture
def release(repository):
    return expected_release(repository, NAME)


@pytest.fixture
def notebook(repository):
    """A notebook as a student hands it in, all answered."""
    data = json.loads(make_release(repository, NAME).read_text(encoding="utf-8"))
    for cell in data["cells"]:
        cell["source"] = RIGHT.get(cell["id"], cell["source"])
    return data


def mend(notebook, release):
    read_in, notes = read(json.dumps(notebook).encode())
    repaired = repair(read_in, release)
    nbformat.validate(repaired.notebook)
    MetadataValidator().validate_nb(repaired.notebook)
    repaired.notes[:0] = notes
    return repaired


def cell(notebook, name):
    return next(c for c in notebook["cells"] if c["id"] == name)


def sources(repaired):
    return {c.id: c.source for c in repaired.notebook.cells}


def test_an_honest_notebook_needs_nothing(notebook, release):
    repaired = mend(notebook, release)
    assert repaired.notes == []
    assert sources(repaired)["answer-sgd_step"] == RIGHT["answer-sgd_step"]
    assert "grade_here" in sources(repaired)["sgd_step"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b'{"cells": [', r"malformed JSON \(line 1\)"),
        (b"\x80\x81", "the file is not text"),
        (b"[]", "JSON, but not a notebook"),
        (b"{}", "JSON, but not a notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "has no cells"),
        (b'{"nbformat": 4, "cells": {"a": 1}}', "has no cells"),
        (b'{"nbformat": 99, "cells": []}', "notebook format 99 can't be read"),
        (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "malformed JSON"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data, says):
    with pytest.raises(Unreadable, match=says) as error:
        read(data)
    assert "\n" not in str(error.value)


def test_byte_order_mark_and_trailing_garbage(notebook, release):
    data = b"\xef\xbb\xbf" + json.dumps(notebook).encode() + b"\n<<<<<<< HEAD\n"
    _, notes = read(data)
    assert notes == ["text after the notebook's end left out"]


def test_format_3(notebook, release):
    old = nbformat.convert(nbformat.reads(json.dumps(notebook), as_version=4), 3)
    repaired = mend(old, release)
    assert "brought from notebook format 3 to 4" in repaired.notes
    assert RIGHT["answer-sgd_step"] in [c.source for c in repaired.notebook.cells]


def test_malformed_cells_are_left_out(notebook, release):
    notebook["cells"] += [None, {"cell_type": "code", "source": 7}, {"cell_type": "??"}]
    notebook["cells"].append({"cell_type": "code", "metadata": [1], "source": ["x = 1"]})
    repaired = mend(notebook, release)
    assert "3 malformed cells left out" in repaired.notes
    assert repaired.notebook.cells[-1].source == "x = 1"


def test_a_lone_surrogate_can_be_written(notebook, release):
    cell(notebook, "why")["source"] = "bad \ud800 text"
    nbformat.writes(mend(notebook, release).notebook).encode()


def test_changed_points_and_check_are_put_back(notebook, release):
    check = cell(notebook, "sgd_step")
    check["metadata"]["nbgrader"] |= {"points": 100, "locked": False, "solution": True}
    check["source"] = "pass"
    repaired = mend(notebook, release)
    meta = next(c for c in repaired.notebook.cells if c.id == "sgd_step").metadata
    assert (meta.nbgrader.points, meta.nbgrader.solution) == (2.0, False)
    assert "grade_here" in sources(repaired)["sgd_step"]
    assert repaired.notes == ["sgd_step changed, put back"]


def test_what_calls_itself_a_check_is_none(notebook, release):
    """An ordinary cell with the metadata of a locked check of its own."""
    fake = json.loads(json.dumps(cell(notebook, "sgd_step")))
    fake["metadata"]["nbgrader"]["grade_id"] = "bonus"
    fake["id"] = "bonus"
    notebook["cells"].append(fake)
    assert "nbgrader" not in mend(notebook, release).notebook.cells[-1].metadata


def test_deleted_check_comes_back_after_its_answer(notebook, release):
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ("sgd_step", "setup")]
    repaired = mend(notebook, release)
    ids = [c.id for c in repaired.notebook.cells]
    assert ids.index("sgd_step") == ids.index("answer-sgd_step") + 1
    assert ids[0] == "setup"
    assert repaired.notes == ["setup, sgd_step missing, put back"]


def test_a_check_whose_answer_lost_its_id_comes_back_at_the_end(notebook, release):
    cell(notebook, "answer-sgd_step")["metadata"] = {}
    notebook["cells"].remove(cell(notebook, "sgd_step"))
    repaired = mend(notebook, release)
    assert repaired.notebook.cells[-1].id == "sgd_step"
    assert RIGHT["answer-sgd_step"] in [c.source for c in repaired.notebook.cells]


def test_of_copies_the_last_one_counts(notebook, release):
    copy = json.loads(json.dumps(cell(notebook, "answer-sgd_step")))
    copy["source"] = "first try"
    notebook["cells"].insert(4, copy)
    repaired = mend(notebook, release)
    assert sources(repaired)["answer-sgd_step"] == RIGHT["answer-sgd_step"]
    assert "first try" in sources(repaired).values()
    assert repaired.notes == ["answer-sgd_step copied, the last one counts"]


def test_retyped_cells_get_their_type_back(notebook, release):
    answer = cell(notebook, "answer-sgd_step")
    answer["cell_type"] = "markdown"
    del answer["outputs"], answer["execution_count"]
    repaired = mend(notebook, release)
    types = {c.id: c.cell_type for c in repaired.notebook.cells}
    assert types["answer-sgd_step"] == "code"
    assert repaired.notes == ["answer-sgd_step type put back"]


def test_outputs_and_kernel_of_the_submission_are_dropped(notebook, release):
    notebook["metadata"] = {
        "kernelspec": {"name": "evil", "display_name": "x"},
        "widgets": {"a": 1},
    }
    cell(notebook, "sgd_step")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "100"}
    ]
    repaired = mend(notebook, release)
    assert repaired.notebook.metadata == {"kernelspec": release.kernelspec}
    assert all(c.outputs == [] for c in repaired.notebook.cells if c.cell_type == "code")


def test_pictures_of_a_written_answer_stay(notebook, release):
    picture = {"a.png": {"image/png": "iVBORw0KGgo="}}
    cell(notebook, "why")["attachments"] = picture
    cell(notebook, "text-why")["attachments"] = {"x": {"text/html": "<script>"}}
    repaired = mend(notebook, release)
    by_id = {c.id: c for c in repaired.notebook.cells}
    assert by_id["why"].attachments == picture
    assert not any("attachments" in c for c in repaired.notebook.cells if c.id != "why")


def test_a_written_answer_that_lost_its_place_is_said(notebook, release):
    """It may stand in the notebook as plain text, where a person should look for it."""
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ("why", "sgd_step")]
    assert mend(notebook, release).notes == [
        "sgd_step missing, put back",
        "why missing, put back; its answer may stand in another cell",
    ]
