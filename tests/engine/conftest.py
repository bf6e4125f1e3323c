"""What goes through the engine without disturbing it shares one: it takes seconds to warm up."""

import pytest

from autograder.engine.engine import Engine


@pytest.fixture(scope="session")
def engine():
    with Engine() as engine:
        yield engine
