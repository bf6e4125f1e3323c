"""The engine's shell: what it makes of cells, held against stock Jupyter's own kernel."""

import json

import nbformat
import pytest

from autograder.assignments.address import Address
from autograder.assignments.convert import convert
from autograder.paths import ROOT
from tests.engine.differential import code, differing, in_kernel, in_shell, normal, outputs
from tests.engine.odd_cells import ODD

pytestmark = pytest.mark.xdist_group("shell")  # one worker starts the kernels, once

ROOM = 1_000_000
ASSIGNMENT = "05_optimizers"

odd = [source for cells in ODD.values() for source in cells]

# What differs from stock on purpose, by the cell's source.
DIFFERENT = {
    "sys.stdout.writelines(['x\\n', 'y\\n'])\nsys.stdout.write(5)": (
        "the traceback ends in a line of our stream instead of ipykernel's"
    ),
    "async def later():\n    print('later')\n    seen.append(1)\n"
    "seen = []\ntask = asyncio.create_task(later())": (
        "nbclient has stopped listening when the task runs, right after its cell"
    ),
    "import sys; subprocess.run(['echo', 'to the stream'], stdout=sys.stdout); time.sleep(0.1)": (
        "ipykernel's streams have the descriptor of the terminal below, where nobody looks"
    ),
    "class Mute(Exception):\n    def __str__(self): raise ValueError('mute')\nraise Mute": (
        "a kernel renders it a second time, for its history, and shows that this failed as well"
    ),
    "@ipywidgets.interact(x=3)\ndef show(x): print('x is', x)": (
        "an Output widget's content is the cell's: there is no widget state to show it from"
    ),
}

LATE = ["print('started')\nwhile True: pass", "import time; time.sleep(60)", "1 + 1"]

# A kernel is slow to cancel what is awaited, and can't be interrupted in the last of these.
AWAITED = [
    "import asyncio\nawait asyncio.sleep(60)",
    "try:\n    await asyncio.sleep(60)\nfinally:\n    print('cleaned up')",
    "await asyncio.sleep(0)\nwhile True: pass",
    "1 + 1",
]

# Cells after which a kernel would answer no more, or whose output nbformat would refuse.
BENT = {
    "sys.stdout": "import sys; sys.stdout = None; 1",
    "both streams": "import sys; sys.stdout = sys.stderr = 5; display(1)",
    "print": "import builtins; builtins.print = None; print(1)",
    "len": "import builtins; builtins.len = None; [1]",
    "isinstance": "import builtins; builtins.isinstance = None; [1]",
    "all builtins": "import builtins; vars(builtins).clear()",
    "json": "import json; json.dumps = json.loads = None; 1",
    "os": "import os; os.write = os.read = os.getpid = None; print(1)",
    "time": "import time, signal; time.monotonic = signal.signal = signal.setitimer = None",
    "modules": "import sys; sys.modules.clear(); 1 / 0",
    "descriptors": "import os; os.closerange(1, 64); print(1)",
    "loop": "import asyncio; asyncio.get_event_loop().stop(); 1",
    "loop lost": "import asyncio; asyncio.set_event_loop(None); asyncio.new_event_loop = None",
    "events": "get_ipython().events = None",
    "run_cell": "get_ipython().run_cell = None",
    "count": "get_ipython().execution_count = -7; 1",
    "payloads": "get_ipython().payload_manager.read_payload = None",
    "hook": "get_ipython().display_pub.publish = None; display(1)",
    "transformers": "get_ipython().input_transformers_cleanup.append(lambda lines: 1 / 0)",
    "alarm": "import signal; signal.alarm(1); signal.signal(signal.SIGALRM, signal.SIG_DFL)",
    "traceback": "class E(Exception):\n    def _render_traceback_(self): return 'text'\nraise E",
    "mime": "display({'text/plain': 5, 'a/b': ['x', 1], 'c/d': ['x', 'y']}, raw=True)",
    "metadata": "display(1, metadata=[1])",
    "surrogates": "print('\\ud800'); raise ValueError('\\ud800')",
    "str": "class S(str):\n    def __str__(self): 1 / 0\n    def __getitem__(self, k): 1 / 0\n"
    "import sys; sys.stdout.write(S('text'))",
    "deep": "x = []\nfor _ in range(200): x = [x]\ndisplay({'application/json': x}, raw=True)",
    "context": "import contextvars\nfor v in contextvars.copy_context(): v.set(5)",
    "exception": "class E(Exception):\n    def __str__(self): raise SystemExit\n"
    "get_ipython().showtraceback = None; raise E",
}

FLOODS = {
    "one print": "print('x' * 50_000_000)",
    "many prints": "for _ in range(500_000): print('many lines')",
    "not ascii": "print('끝' * 20_000_000)",
    "a program": "import os; os.system('yes | head -c 50000000')",
    "displays": "for _ in range(3000): display({'text/plain': 'x' * 1000}, raw=True)",
    "before a clearing that never comes": "from IPython.display import clear_output\n"
    "print('x' * 2_000_000); clear_output(wait=True); clear_output(wait=True)",
    "updates": "for i in range(3000): display('x' * 1000, display_id='id')",
    "metadata": "display({'text/plain': ''}, raw=True, metadata={'k': 'x' * 5_000_000})",
    "errors": "for _ in range(300):\n    try: raise ValueError('x' * 10_000)\n"
    "    except ValueError: get_ipython().showtraceback()",
    "an error": "raise ValueError('x' * 50_000_000)",
    "standard error": "import sys\nfor _ in range(100): print('x' * 100_000, file=sys.stderr)",
}

CALM = {
    "animation": "from IPython.display import clear_output\n"
    "for i in range(100): clear_output(wait=True); display({'text/plain': 'x' * 50_000}, raw=True)",
    "progress": "handle = display('', display_id='bar')\n"
    "for i in range(100): handle.update('x' * 50_000)",
    "stream": "for i in range(100): clear_output(wait=True); print('x' * 50_000)",
}

# nbclient takes the place of a display before it joins the streams, and changes another output.
PLACES = [
    "import sys; from IPython.display import update_display\n"
    "print('a'); display(0); print('b', file=sys.stderr); print('c'); display(1, display_id='d');",
    "update_display('two', display_id='d')",
    "display('three', display_id='d');",
]

FRESH = [
    "[name for name in globals() if not name.startswith('_')], Out",
    "import sys; sys.path.count(''), sys.argv[1:]",
    "'figure' in globals(), '__warningregistry__' in globals()",
]


@pytest.fixture(scope="module")
def assignment() -> list[str]:
    """The assignment as students get it, then with its answers."""
    exercise = ROOT / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    text = (ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.md").read_text(encoding="utf-8")
    solved, _ = convert(text, Address.read(ROOT))
    return [*code(nbformat.read(exercise, as_version=4)), *code(solved)]


@pytest.fixture(scope="module")
def forked(tmp_path_factory, assignment) -> dict[str, list[dict]]:
    """What the cells of each notebook did in its fork of one warm process."""
    notebooks = {
        "odd": [odd, 60, ROOM],
        "assignment": [assignment, 60, ROOM],
        "late": [LATE, 1, ROOM],
        "awaited": [AWAITED, 0.3, ROOM],
        **{f"bent {name}": [[cell, "1 + 1"], 3, ROOM] for name, cell in BENT.items()},
        **{f"flood {name}": [[cell, "1"], 30, ROOM] for name, cell in FLOODS.items()},
        "calm": [[*CALM.values(), "1"], 30, ROOM],
        "places": [PLACES, 30, ROOM],
        "fresh": [FRESH, 30, ROOM],
    }
    ran = in_shell(list(notebooks.values()), tmp_path_factory.mktemp("fork"))
    return dict(zip(notebooks, ran, strict=True))


@pytest.fixture(scope="module")
def stock(tmp_path_factory, assignment) -> dict[str, list[list[dict]]]:
    """What stock Jupyter makes of the same notebooks."""
    sources = {"odd": odd, "assignment": assignment, "late": LATE}
    seconds = {"late": 1}
    return {
        name: in_kernel(cells, tmp_path_factory.mktemp(name), seconds.get(name, 60))
        for name, cells in sources.items()
    }


@pytest.fixture(scope="module")
def both(forked, stock):
    return lambda name: (stock[name], outputs(forked[name]))


def report(sources, stock, ours):
    """The cells that differ, with both outputs, for a failure's message."""
    return [
        f"{sources[i]}\n--- stock\n{normal(stock[i])}\n--- ours\n{normal(ours[i])}"
        for i in differing(stock, ours)
        if sources[i] not in DIFFERENT
    ]


def test_odd_cells_are_as_in_jupyter(both):
    assert report(odd, *both("odd")) == []


@pytest.mark.slow
def test_odd_cells_are_as_in_jupyter_without_warming_up(tmp_path, stock):
    [ran] = in_shell([[odd, 60, ROOM]], tmp_path, "here")
    assert report(odd, stock["odd"], outputs(ran)) == []


def test_each_listed_difference_is_one(both):
    assert {odd[i] for i in differing(*both("odd"))} == set(DIFFERENT)


def test_the_assignment_is_as_in_jupyter(both, assignment):
    assert report(assignment, *both("assignment")) == []


def test_late_cells_are_interrupted_as_in_jupyter(both, forked):
    assert report(LATE, *both("late")) == []
    assert [ran["late"] for ran in forked["late"]] == [True, True, False]


def test_awaited_cells_are_cancelled_and_interrupted_where_they_do_not_give_way(forked):
    slept, cleaned, stubborn, after = forked["awaited"]
    assert [ran["late"] for ran in forked["awaited"]] == [True, True, True, False]
    assert [ran["outputs"][-1].get("ename") for ran in (slept, cleaned, stubborn)] == [
        "CancelledError",
        "CancelledError",
        "KeyboardInterrupt",
    ]
    assert cleaned["outputs"][0]["text"] == "cleaned up\n"
    assert shown(after) == "2"


def test_what_a_cell_did_is_said(forked):
    by_source = dict(zip(odd, forked["odd"], strict=True))
    assert by_source["x = 5"] | {"execution_count": 0} == {
        "outputs": [], "execution_count": 0, "failed": False, "quits": False, "late": False,
        "cut": False, "updates": [],
    }  # fmt: skip
    assert by_source["x = = 1"]["failed"]
    assert by_source["import sys; sys.exit()"]["failed"]
    assert not by_source["import sys; sys.exit()"]["quits"]
    assert by_source[ODD["leaving"][0]]["quits"]
    assert not by_source["!exit 4\n_exit_code"]["failed"]


def shown(ran):
    """The plain text of a cell's result."""
    [result] = [o for o in ran["outputs"] if o["output_type"] == "execute_result"]
    return result["data"]["text/plain"]


@pytest.mark.parametrize("name", BENT)
def test_a_bent_process_still_says_what_its_cells_did(forked, name):
    bent, after = forked[f"bent {name}"]
    assert outputs([bent, after]) == [bent["outputs"], after["outputs"]]
    assert json.dumps([bent, after]).encode()
    # Either it works again, or there is an error to see.
    assert after["failed"] == any(o["output_type"] == "error" for o in after["outputs"])
    assert after["failed"] or shown(after) == "2"


@pytest.mark.parametrize(
    "name", ["sys.stdout", "print", "loop", "alarm", "traceback", "mime", "str", "deep"]
)
def test_what_a_cell_breaks_by_the_way_costs_no_other_cell(forked, name):
    assert shown(forked[f"bent {name}"][1]) == "2"


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cut_while_it_comes(forked, name):
    flood, after = forked[f"flood {name}"]
    size = len(json.dumps(flood["outputs"], ensure_ascii=False).encode())
    error = "error" in name and "standard" not in name
    assert size < 2 * ROOM
    assert flood["cut"] != error
    assert not flood["late"]
    assert shown(after) == "1"
    if not error:
        note = {"output_type": "stream", "name": "stdout"}
        text = "\n… more than 1,000,000 bytes: the rest is left out\n"
        assert flood["outputs"][-1] == note | {"text": text}


def test_what_is_cleared_or_replaced_is_not_counted(forked):
    assert not any(ran["cut"] for ran in forked["calm"])
    assert [len(ran["outputs"]) for ran in forked["calm"]] == [1, 1, 1, 1]


def test_a_later_update_finds_its_display(forked):
    first, second, third = outputs(forked["places"])
    assert [o.get("text") for o in first] == ["a\nc\n", None, "b\n", None]
    assert first[3]["data"] == {"text/plain": "'three'"}
    assert (second, len(third)) == ([], 1)
    assert [len(ran["updates"]) for ran in forked["places"]] == [0, 1, 1]


def test_warming_up_leaves_no_trace(forked):
    names, system, left = map(shown, forked["fresh"])
    assert names == "(['In', 'Out', 'get_ipython', 'exit', 'quit', 'open'], {})"
    assert system == "(1, ['-f', 'kernel.json'])"
    assert left == "(False, False)"
    assert [ran["execution_count"] for ran in forked["fresh"]] == [1, 2, 3]
