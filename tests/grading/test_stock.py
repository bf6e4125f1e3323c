"""Our grades are those of nbgrader as it ships, but where that mis-scores a right answer."""

import pytest

from autograder.gradebook.nbgrader_tools import require_nbgrader
from benchmarks import parity

require_nbgrader()


@pytest.mark.xdist_group("nbgrader")
def test_the_same_points_as_stock_but_for_a_right_answer_that_warns(tmp_path):
    """Three of the demo class; `python -m benchmarks.parity` takes all of its honest ones."""
    found = parity.differences(tmp_path, ["right-1", "right-3", "mistakes-12"])
    assert found.keys() == parity.MISSCORED.keys()
    stock, ours = found["right-3"]
    functions = [name for name in stock if name.endswith("_step")]
    assert {stock[name] for name in functions} == {0}
    assert all(ours[name] for name in functions)
