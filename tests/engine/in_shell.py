"""Runs notebooks through the engine's `Shell`, as the zygote does: `in_shell.py FOLDER HOW FILE`.

FOLDER holds the sandbox package, which is all of the autograder that may be there. HOW is
``fork``, each notebook in a fork of a warm process, or ``here``, one notebook in a shell that was
never warmed. On standard input, as JSON: the notebooks, each a list of sources with the seconds
that a cell may take and the bytes that it may put out. What the cells of each did goes to FILE
with the notebook's number, as JSON.
"""

import builtins
import gc
import json
import os
import sys
import traceback

kept = dict(vars(builtins))
__builtins__ = dict(kept)  # what a cell patches must not hinder the writing

folder, how, result = sys.argv[1:]
sys.path.insert(0, folder)

from sandbox.shell import Shell  # noqa: E402


def run(number, sources, seconds, size):
    shell.start(size)
    try:
        ran = [shell.run(source, seconds).plain() for source in sources]
    except BaseException:
        ran = traceback.format_exc()
    # A cell may have bent what writing takes.
    vars(builtins).update(kept)
    sys.modules.update(modules)
    json.dumps, os.write = dumps, write
    with open(f"{result}.{number}", "w") as file:
        file.write(json.dumps(ran))
    leave(isinstance(ran, str))


def look():
    """This process may be forked, and knows nothing that a student must not."""
    assert not [name for name in sys.modules if name.split(".")[0] == "autograder"]
    assert len(os.listdir("/proc/self/task")) == 1
    links = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
    files = [os.readlink(link) for link in links if os.path.exists(link)]
    assert not [file for file in files if file.startswith("socket:") or "sqlite" in file]


modules = dict(sys.modules)
dumps, write, leave = json.dumps, os.write, os._exit
notebooks = json.load(sys.stdin)
shell = Shell()
if how == "here":
    run(0, *notebooks[0])
shell.warm()
look()
gc.freeze()
for number, notebook in enumerate(notebooks):
    child = os.fork()
    if not child:
        run(number, *notebook)
    _, status = os.waitpid(child, 0)
    if status:
        with open(f"{result}.{number}") as file:
            sys.exit(f"{notebook[0]}: {json.load(file)}")
look()
