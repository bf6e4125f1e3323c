"""Save pictures: a screenshot with few colours, and a terminal as SVG without a web font."""

import io
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.text import Text

from tools.errors import ToolError

MOST_BYTES = 60_000
# rich's own frame loads a web font from another host; every reader has a monospace font.
TERMINAL = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, Menlo, Consolas,
  "DejaVu Sans Mono", monospace; }}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def save_screenshot(png: bytes, path: Path) -> None:
    """Write a screenshot with as many colours as the size limit allows."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (128, 64, 32, 16):
        packed = io.BytesIO()
        few = whole.quantize(colours, kmeans=1, dither=Image.Dither.NONE)
        few.save(packed, "PNG", optimize=True)
        if packed.tell() <= MOST_BYTES:
            path.write_bytes(packed.getvalue())
            return
    raise ToolError(f"{path.name} has {packed.tell()} bytes in {colours} colours: show less of it")


def save_terminal(command: str, printed: str, path: Path, width: int) -> None:
    """Write what a command printed, in colour, after the line that was typed."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), (command, "bold")))
    console.print(Text.from_ansi(printed.rstrip()))
    svg = console.export_svg(title="Terminal", code_format=TERMINAL, unique_id=path.stem)
    path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")
    if path.stat().st_size > MOST_BYTES:
        raise ToolError(f"{path.name} has {path.stat().st_size} bytes: show fewer lines")
