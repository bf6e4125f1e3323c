"""The attacks have teeth: without the wall in question, what they try succeeds."""

import numpy as np
import pytest
from nbformat import v4

from autograder.assignments.repository import Repository
from autograder.engine.engine import Engine
from autograder.engine.models import Submission
from autograder.gradebook.course import Course

from .attack import corpus, fill
from .canaries import Canaries
from .harness import LIMITS
from .probe import open_walls

pytestmark = pytest.mark.xdist_group("teeth")


@pytest.fixture(scope="module")
def unwalled():
    """An engine whose forks are not shut in."""
    with Engine(sandboxed=False) as engine:
        yield engine


@pytest.fixture
def canaries(tmp_path):
    with Canaries(Course(tmp_path, Repository())) as canaries:
        yield canaries


def the(name):
    (attack,) = (attack for attack in corpus() if attack.name == name)
    return attack


def test_the_probe_finds_what_is_open(canaries, unwalled):
    """In a fork that is not shut in, the probe reads, reaches and sees every canary."""
    assert open_walls(canaries.values, LIMITS, unwalled).keys() >= {
        "reads_a_secret", "lists_the_course", "writes_outside", "sees_the_victim",
        "reads_the_victim", "reaches_tcp", "reaches_an_abstract_socket", "has_no_filter",
        "may_gain_privileges", "has_no_namespace_of_processes", "shares_memory_without_owner",
    }  # fmt: skip
    assert canaries.reached() == ["tcp", "abstract"]
    assert [path.name for path in canaries.left_files()] == [f"{canaries.mark}-probe"]


@pytest.mark.parametrize("name", ["read_secrets", "read_other_processes", "network_local"])
def test_an_attack_succeeds_without_walls(canaries, unwalled, name):
    source = fill(dict(the(name).parts)["after setup"], canaries.values)
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source, id="attack")])
    done = unwalled.run(Submission(name, v4.writes(notebook, split_lines=False)))
    assert not done.sandboxed
    if name == "network_local":
        assert {"tcp", "udp"} <= set(canaries.reached())
        assert canaries.won in done.notebook
    else:
        assert canaries.found_in(done.notebook)


@pytest.mark.parametrize("name", ["equals_everything", "array_subclass", "masked_array"])
def test_an_answer_fools_a_comparison_in_its_own_process(name):
    """As `assert np.all(abs(got - want) < 1e-6)` in a hidden test compares, and stock nbgrader."""
    got, want = called(name)
    got = got if isinstance(got, tuple) else (got, got, got)
    for one, other in zip(got, want, strict=True):
        assert bool(np.all(abs(one - other) < 1e-6)) or bool(np.ma.allclose(one, other))


def test_a_frame_holds_what_is_expected_where_both_are_in_one_process():
    got, want = called("frame_inspection")
    assert got is want


def called(name):
    """What the attack's function returns to a caller that knows what is right, and that."""
    scope = {}
    exec(dict(the(name).parts)["answer-adam_step"], scope)
    expected = (np.ones(3), np.ones(3), np.ones(3))
    arguments = (np.zeros(3),) * 4 + (1, 0.1, 0.9, 0.999, 1e-8)
    return scope["adam_step"](*arguments), expected
