"""What a notebook may do, tried by a notebook: before any attack is run, all of it must fail.

Each attempt either raises, or says what it got. `{…}` are this run's canaries.
"""

import json
from dataclasses import replace

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.engine.engine import Engine
from autograder.engine.models import Submission
from autograder.sandbox.limits import Limits

from .attack import fill

SOURCE = r"""
import ctypes, json, mmap, os, socket, time

open_walls = {}


def attempt(function):
    try:
        got = function()
    except (OSError, MemoryError, ValueError):
        return
    if got is not None and got is not False:
        open_walls[function.__name__] = str(got)


@attempt
def reads_a_secret():
    return next((path for path in ({SECRET}) if os.path.exists(path)), None)


@attempt
def reads_the_environment():
    return "STEEPEST_CANARY" in os.environ or None


@attempt
def lists_the_course():
    return os.listdir("{COURSE}")[:3]


@attempt
def writes_outside():
    with open("{OUTSIDE}/{MARK}-probe", "w"):
        return "{OUTSIDE}"


@attempt
def sees_the_victim():
    os.kill({VICTIM}, 0)
    return "by kill"


@attempt
def reads_the_victim():
    with open("/proc/{VICTIM}/environ") as file:
        return "its environment"


@attempt
def reaches_tcp():
    socket.create_connection(("127.0.0.1", {TCP}), timeout=1).close()
    return "connected"


@attempt
def reaches_an_abstract_socket():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("\0{ABSTRACT}")
    return "connected"


@attempt
def makes_packets():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    return "netlink"


@attempt
def has_no_filter():
    with open("/proc/self/status") as file:
        return "Seccomp:\t2" not in file.read() or None


@attempt
def may_gain_privileges():
    with open("/proc/self/status") as file:
        return "NoNewPrivs:\t1" not in file.read() or None


@attempt
def has_no_namespace_of_processes():
    return os.getpid() != 1 or None


@attempt
def forks_without_limit():
    children = []
    try:
        while len(children) < {PROCESSES} + 10:
            child = os.fork()
            if child == 0:
                time.sleep(3)
                os._exit(0)
            children.append(child)
    except OSError:
        return None
    finally:
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)
    return len(children)


@attempt
def allocates_without_limit():
    return len(mmap.mmap(-1, {MEMORY} + 50_000_000, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))


@attempt
def shares_memory_without_owner():
    return len(mmap.mmap(-1, 1_000_000))


@attempt
def writes_large_files():
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open("large", "wb", buffering=0) as file:
        file.truncate({FILE} + 1)
    os.unlink("large")
    return "more than {FILE} bytes"


print(json.dumps(open_walls))
"""


def open_walls(values: dict[str, str], limits: Limits, engine: Engine) -> dict[str, str]:
    """What a notebook that tries all of it gets: attempt → what it got; empty where walls stand."""
    numbers = {"PROCESSES": limits.processes, "MEMORY": limits.memory_bytes}
    numbers["FILE"] = limits.file_bytes
    values = values | {name: str(number) for name, number in numbers.items()}
    source = fill(SOURCE, values)
    notebook = new_notebook(cells=[new_code_cell(source, id="probe")])
    text = nbformat.v4.writes(notebook, split_lines=False)
    patient = replace(limits, cell_seconds=30, seconds=60)
    executed = engine.run(Submission("probe", text, limits=patient))
    (cell,) = nbformat.v4.reads(executed.notebook).cells
    said = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    if not said:
        raise RuntimeError(f"the probe did not run: {executed.notes} {cell.outputs}")
    return json.loads(said)
