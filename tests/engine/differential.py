"""Cells run by stock nbclient and by the engine's shell, compared output by output.

    python -m tests.engine.differential notebooks/05_optimizers.ipynb

runs a notebook both ways and prints what differs.
"""

import base64
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path

import nbformat
import numpy as np
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from PIL import Image

from autograder.paths import ROOT


def environment(folder: Path) -> dict[str, str]:
    """The same for both: nothing of this machine's settings, one thread."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"IPYTHONDIR": str(folder / "ipython"), "OMP_NUM_THREADS": "1"}


def in_kernel(sources: list[str], folder: Path, seconds: int = 600) -> list[list[dict]]:
    """The outputs of each cell as stock Jupyter has them."""
    work = folder / f"kernel{len(list(folder.iterdir()))}"
    work.mkdir()
    kernel_manager = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python's own, no other
        connection_file=str(work.with_suffix(".json")),
        transport="ipc",
    )
    client = NotebookClient(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources]),
        km=kernel_manager,
        allow_errors=True,
        coalesce_streams=True,
        timeout=seconds,
        interrupt_on_timeout=True,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(work)}},
    )
    # A kernel also repeats what is written to its file descriptors.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    client.execute(env=environment(folder), cleanup_kc=True, **quiet)
    return [cell.outputs for cell in client.nb.cells]


def in_shell(notebooks: list[list], folder: Path, how: str = "fork") -> list[list[dict]]:
    """What the engine's shell says of each cell of each notebook, as in `in_shell.py`."""
    packages = folder / "packages"
    packages.mkdir(exist_ok=True)
    if not (packages / "sandbox").exists():
        (packages / "sandbox").symlink_to(ROOT / "autograder" / "sandbox")
    work = folder / f"shell{len(list(folder.iterdir()))}"
    work.mkdir()
    subprocess.run(
        [sys.executable, Path(__file__).with_name("in_shell.py"), packages, how, work / "ran"],
        input=json.dumps(notebooks),
        text=True,
        cwd=work,
        env=environment(work),
        check=True,
    )
    assert not (work / "ipython").exists()  # IPython's own folder, with its history
    return [json.loads((work / f"ran.{n}").read_text()) for n in range(len(notebooks))]


def outputs(ran: list[dict]) -> list[list[dict]]:
    """The valid outputs of a notebook's cells; what later cells changed in them is changed."""
    shown = {one["execution_count"]: one["outputs"] for one in ran}
    for update in (update for one in ran for update in one["updates"]):
        output = shown[update["execution_count"]][update["output"]]
        output.update(data=update["data"], metadata=update["metadata"])
    for output in (output for one in ran for output in one["outputs"]):
        nbformat.validate(nbformat.from_dict(output), output["output_type"], version=4)
    return [one["outputs"] for one in ran]


NUMBER = r"[\d.,]+ ?(?:ns|[µμ]s|us|ms|s|min|h)(?: \d+(?:ns|[µμ]s|us|ms|s|min)?)*"
SAME = [  # what differs from run to run in Jupyter itself
    (re.compile(r"0x[0-9a-fA-F]{6,}"), "0x…"),
    (re.compile(r"\S*/ipykernel_\d+/\d+\.py"), "<cell>"),
    (re.compile(r"(CPU times: ).*|(Wall time: ).*"), r"\1\2…"),
    (re.compile(rf"{NUMBER} ± {NUMBER}"), "… ± …"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"\bThread-\d+"), "Thread-…"),
    (re.compile(r"\b(f[0-9a-f]{8}-)?[mp][0-9a-f]{10}\b|\bf[0-9a-f]{8}-"), "<id>"),  # in an SVG
]


def normal(value):
    """An output without what differs from run to run: addresses, times, ids, cells' file names."""
    if isinstance(value, str):
        for pattern, replacement in SAME:
            value = pattern.sub(replacement, value)
        return value
    if isinstance(value, dict):
        return {k: Picture(v) if _is_png(k, v) else normal(v) for k, v in value.items()}
    if isinstance(value, list):  # a deep recursion's traceback has the same frame many times
        return [k for k, _ in groupby(normal(v) for v in value)]
    return value


def _is_png(key, value):
    return key == "image/png" and isinstance(value, str)  # a dict, in the metadata


class Picture:
    """A PNG that is equal to one of the same size and nearly the same pixels."""

    def __init__(self, text):
        image = Image.open(io.BytesIO(base64.b64decode(text)))
        self.pixels = np.asarray(image.convert("RGBA"), float)

    def __eq__(self, other):
        a, b = self.pixels, other.pixels
        return a.shape == b.shape and np.abs(a - b).mean() < 0.5

    def __repr__(self):
        return f"<PNG of {self.pixels.shape}>"


def differing(stock: list[list[dict]], ours: list[list[dict]]) -> list[int]:
    """The numbers of the cells whose outputs differ."""
    assert len(stock) == len(ours)
    return [i for i, (a, b) in enumerate(zip(stock, ours, strict=True)) if normal(a) != normal(b)]


def code(notebook) -> list[str]:
    """The sources of its code cells."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def main(path: str) -> int:
    sources = code(nbformat.read(path, as_version=4))
    with tempfile.TemporaryDirectory() as name:
        folder, start = Path(name), time.perf_counter()
        stock = in_kernel(sources, folder)
        print(f"kernel: {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        [ran] = in_shell([[sources, 600, 100_000_000]], folder)
        ours = outputs(ran)
        print(f"fork: {time.perf_counter() - start:.1f} s")
    cells = differing(stock, ours)
    for i in cells:
        print(sources[i], normal(stock[i]), normal(ours[i]), sep="\n---\n")
    print(f"{len(cells)} of {len(sources)} cells differ")
    return min(len(cells), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
