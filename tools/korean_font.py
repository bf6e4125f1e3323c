"""Make the site's Korean typeface: the syllables that the site uses, of Noto Sans KR.

    python -m tools.korean_font           # make it again
    python -m tools.korean_font --check   # exit with 1 if a syllable is missing

A reader's machine may have no Korean typeface. The site then loads this one, and only on a page
with Korean text (`unicode-range` in `css/tokens.css`). The face comes from the npm package
`@fontsource/noto-sans-kr`, which is fetched for the making alone; it is cut by fontTools, which
needs the package `brotli` for it. The list of syllables beside the font is what the test reads.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from autograder.paths import ROOT
from tools.errors import ToolError, command, command_line
from tools.widgets import program

PACKAGE = "@fontsource/noto-sans-kr@5.3.0"
FACE = "package/files/noto-sans-kr-korean-400-normal.woff2"
LICENCE = "package/LICENSE"
FONT = ROOT / "book/_static/vendored/fonts/noto-sans-kr-course.woff2"
SYLLABLES = FONT.with_suffix(".txt")
SOURCES = ("book/**/*.md", "exercises/**/*.ipynb", "_toc.yml")
KOREAN = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def used(root: Path = ROOT) -> str:
    """Return every Korean letter and syllable of the site's sources, in order."""
    paths = (path for pattern in SOURCES for path in root.glob(pattern))
    return "".join(sorted({letter for path in paths for letter in _letters(path)}))


def _letters(path: Path) -> list[str]:
    return KOREAN.findall(path.read_text("utf-8"))


def fetch(folder: Path) -> tuple[Path, Path]:
    """Fetch the package into a folder, and return the whole face and its licence."""
    pack = [program("npm"), "pack", PACKAGE, "--pack-destination", str(folder), "--silent"]
    done = subprocess.run(pack, capture_output=True, text=True)
    if done.returncode:
        raise ToolError(f"npm pack {PACKAGE} failed: {done.stderr.strip()[-300:]}")
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        for name in (FACE, LICENCE):
            packed.extract(name, folder, filter="data")
    return folder / FACE, folder / LICENCE


def cut(face: Path, letters: str, target: Path) -> None:
    """Write those letters of a face, without what only other letters need."""
    try:
        import brotli  # noqa: F401  # by which fontTools reads and writes woff2
        from fontTools import subset
    except ImportError as missing:
        raise ToolError(f"{missing.name} is not installed: pip install -e '.[dev]'") from None
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, desubroutinize=True)
    font = subset.load_font(str(face), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    lacking = set(letters) - {chr(code) for code in font.getBestCmap()}
    if lacking:
        raise ToolError(f"the face has no {''.join(sorted(lacking))}")
    subset.save_font(font, str(target), options)


@command(failure=2)
def main(arguments: list[str] | None = None) -> int:
    """Make the face, or check it; 1 if a syllable is missing."""
    parser = command_line("tools.korean_font", __doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    letters = used()
    if parser.parse_args(arguments).check:
        lacking = set(letters) - set(SYLLABLES.read_text("utf-8"))
        if lacking:
            print(f"{FONT.name} lacks {''.join(sorted(lacking))}: python -m tools.korean_font")
        return int(bool(lacking))
    with tempfile.TemporaryDirectory() as folder:
        face, licence = fetch(Path(folder))
        cut(face, letters, FONT)
        FONT.with_name("LICENSE-noto-sans-kr").write_bytes(licence.read_bytes())
    SYLLABLES.write_text(f"{letters}\n", "utf-8")
    print(f"{FONT.relative_to(ROOT)}: {len(letters)} letters, {FONT.stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
