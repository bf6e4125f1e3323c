"""The local Sphinx extension, part by part, and builds that have to fail."""

import base64
import os
import sys

import pytest

from autograder.paths import ROOT
from tests.site.small import FRONT, jupyter_book, write_book
from tools.website import Stage, left, stage

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site import assets, fresh, katex, korean, launch, mend, pictures, shell, tryit


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("no state at all", "expected"),
        ("| {}", "expected"),
        ('a ravine | {"surface": ravine}', "malformed JSON"),
        ('a ravine | {"surface": "ravine"', "malformed JSON"),
        ("a ravine | [1, 2]", "JSON object"),
        ("a ravine | {}", "JSON object"),
    ],
)
def test_try_says_what_is_wrong_with_it(text, trouble):
    """In one line that names the fault."""
    with pytest.raises(tryit.TryError, match=trouble) as error:
        tryit.parse(text)
    assert "\n" not in str(error.value)


def test_try_takes_label_and_state():
    """The first bar divides; a bar in a string of the state is the state's."""
    label, state = tryit.parse(' at "1 to 2"  | {"a|b": [1, -2.5], "rules": ["sgd"]} ')
    assert label == 'at "1 to 2"'
    assert state == {"a|b": [1, -2.5], "rules": ["sgd"]}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [("plain", False)]),
        ("학습률", [("학습률", True)]),
        (
            "a rate (학습률), then 지수 이동 평균.",
            [("a rate (", False), ("학습률", True), ("), then ", False),
             ("지수 이동 평균", True), (".", False)],
        ),
        ("SGD는 느리다", [("SGD", False), ("는 느리다", True)]),
    ],
)  # fmt: skip
def test_korean_runs_are_found_whole(text, runs):
    """With the spaces between Korean words, without those around them."""
    assert korean.split(text) == runs
    assert "".join(run for run, _ in korean.split(text)) == text


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        ("a = b", "a = b"),
        (r"a = b \\ c = d", r"\begin{aligned}a = b \\ c = d\end{aligned}"),
        (r"\begin{align} a &= b \end{align}", r"\begin{align*} a &= b \end{align*}"),
        (r"\begin{align*} a &= b \end{align*}", r"\begin{align*} a &= b \end{align*}"),
        (r"\begin{cases} 0 \\ 1 \end{cases}", r"\begin{cases} 0 \\ 1 \end{cases}"),
    ],
)
def test_display_tex_is_what_katex_takes(tex, wanted):
    """Lines get an environment; numbered environments leave the number to Sphinx."""
    assert katex.display_tex(tex, wrap=True) == wanted


def test_a_page_gets_what_it_uses_and_no_more():
    """In the order in which they must load."""
    assert assets.needed("<p>text</p>") == []
    body = '<span class="math notranslate">x</span><figure data-widget="optimizer_race">'
    assert assets.needed(body + body) == [
        "vendored/katex/katex.min.js",
        "js/math.js",
        "widgets/optimizer_race.site.js",
    ]


def test_style_sheets_are_all_joined():
    """Every file of `css/` is named in the list, and once."""
    named = [name for name in assets.STYLES if name.startswith("css/")]
    assert sorted(named) == sorted(f"css/{path.name}" for path in (assets.STATIC / "css").iterdir())


def test_a_joined_style_sheet_finds_its_fonts(tmp_path):
    """Addresses are seen from the joined file; data and parts of the page stay as they are."""
    for name in assets.STYLES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a { fill: url(#b) }")
    (tmp_path / "css/tokens.css").write_text("@font-face { src: url('../vendored/fonts/a.woff2') }")
    (tmp_path / "vendored/katex/katex.min.css").write_text("b{src:url(fonts/K.woff2),url(data:x)}")
    text = assets.joined(tmp_path)
    assert "url(vendored/fonts/a.woff2)" in text
    assert "url(vendored/katex/fonts/K.woff2),url(data:x)" in text
    assert "url(#b)" in text


def test_pictures_in_the_text_become_files():
    """The same picture once, under a name of its contents."""
    picture = f"data:image/png;base64,{base64.b64encode(b'dahlia').decode()}"
    body = f'<image href="{picture}"/><p>text</p><image href="{picture}"/>'
    body, files = pictures.take_out(body, "../_static/pictures")
    (name,) = files
    assert files == {name: b"dahlia"}
    assert body.count(f'href="../_static/pictures/{name}"') == 2
    assert "base64" not in body


def test_style_sheets_in_the_text_are_there_once():
    """A figure of a notebook brings its own, on a page they go to its head."""
    one, other = "<style>.a { x: 1 }</style>", "<style>\n.b { x: 2 }</style>"
    body = f"<svg>{one}{other}<g/></svg><p>text</p><svg>{one}</svg>"
    assert pictures.take_styles(body) == (
        "<svg><g/></svg><p>text</p><svg></svg>",
        [".a { x: 1 }", "\n.b { x: 2 }"],
    )


@pytest.mark.parametrize(
    ("page", "number", "notebook"),
    [
        ("book/05_optimizers", "05", "notebooks/05_optimizers.ipynb"),
        ("exercises/05_x/05_x", "05", "exercises/05_x/05_x.ipynb"),
        ("book/glossary", None, None),
        ("book/guide/reader", None, None),
    ],
)  # fmt: skip
def test_chapters_and_exercises_have_notebooks(page, number, notebook):
    """And a number, from their names."""
    assert shell.chapter_number(page) == number
    assert launch.notebook_of(page) == notebook


def test_colab_address():
    """It is made from the one address of the repository."""
    url = launch.colab_url("https://colab.example/", "https://github.com/a/b/", "dev", "n/x.ipynb")
    assert url == "https://colab.example/github/a/b/blob/dev/n/x.ipynb"


def test_digest_sees_names_and_contents(tmp_path):
    """A changed, a renamed and an added file each change it; the order of names does not."""
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text("1")
    two.write_text("2")
    start = fresh.digest([one, two])
    assert fresh.digest([two, one]) == start
    one.write_text("3")
    changed = fresh.digest([one, two])
    assert changed != start
    one.write_text("1")
    assert fresh.digest([one, two]) == start
    assert fresh.digest([one]) != start
    assert fresh.digest([one.rename(tmp_path / "three.py"), two]) != start


def test_mended_html_is_sound():
    """A folded cell's label is what it shows."""
    folded = (
        '<details class="admonition hide above-input">\n'
        '<summary aria-label="Toggle hidden content">\n'
        '<p class="collapsed admonition-title">Show</p>\n</summary></details>'
    )
    assert mend.mend(folded) == (
        '<details class="hide above-input">\n<summary>\n<span class="collapsed">Show</span>'
        "\n</summary></details>"
    )


# By what is wrong with a page, its text and the warning that fails the build.
BAD_PAGES = {
    "malformed state": ('# T\n\n{try}`go | {"a": }`\n', "malformed JSON"),
    "nothing to try": ('# T\n\n{try}`go | {"a": 1}`\n', "without a widget"),
    "unknown term": ("# T\n\n{term}`no such term`\n", "no such term"),
    "unknown widget": (
        FRONT + "# T\n\n```{code-cell}\nfrom IPython.display import HTML\n"
        "HTML('<figure data-widget=\"nosuch\"></figure>')\n```\n",
        "no script for the widget",
    ),
}


def test_build_of_a_sound_page_does_not_fail(tmp_path):
    write_book(tmp_path, {"page": "# T\n\nText.\n"})
    done = jupyter_book(tmp_path)
    assert done.returncode == 0, done.stdout


def test_build_fails_and_warns_of_each_bad_page(tmp_path):
    """Any warning fails it; each of these is one, and names its page."""
    pages = {name.replace(" ", "_"): text for name, (text, _) in BAD_PAGES.items()}
    write_book(tmp_path, pages)
    done = jupyter_book(tmp_path)
    assert done.returncode != 0, done.stdout
    warnings = [line for line in done.stdout.splitlines() if "WARNING:" in line]
    for page, (_, reason) in zip(pages, BAD_PAGES.values(), strict=True):
        assert any(f"book/{page}" in line and reason in line for line in warnings), done.stdout


def test_build_fails_where_a_cell_fails(tmp_path):
    text = FRONT + "# T\n\n```{code-cell}\nraise RuntimeError('this cell fails')\n```\n"
    write_book(tmp_path, {"page": text})
    done = jupyter_book(tmp_path)
    assert done.returncode != 0, done.stdout
    assert "this cell fails" in done.stdout


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("loading", "starting"),
        ("running 13 pages ahead\nExecution Successful: a, 3 s", "running pages, 1 of 13"),
        ("running 13 pages\nreading sources... [ 31%] b", "reading pages, 31 %"),
        ("reading sources... [100%] b\nwriting output... [ 7%] c", "writing pages, 7 %"),
    ],
)
def test_a_build_says_what_it_is_doing(said, now):
    assert stage(said).words() == now


@pytest.mark.parametrize(
    ("done", "seconds", "said"),
    [(0, 30, ""), (1, 60, ""), (2, 60, "about 4 min left"), (8, 160, "less than a minute left"),
     (10, 200, "")],
)  # fmt: skip
def test_a_build_says_how_long_it_will_take(done, seconds, said):
    """From what has been done; and nothing before there is enough of that."""
    assert left(Stage("running pages", done, 10), seconds) == said


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor runs one page at a time")
def test_pages_run_side_by_side_and_once(tmp_path):
    """Each waits for the file that the other writes; one that has run comes from the cache."""
    meet = (
        "```{code-cell}\nimport pathlib, time\npathlib.Path('%s.txt').write_text('')\n"
        "end = time.monotonic() + 60\nwhile not pathlib.Path('%s.txt').exists():\n"
        "    assert time.monotonic() < end\n    time.sleep(0.05)\n```\n"
    )
    one, two = (FRONT + "# T\n\n" + meet % names for names in (("one", "two"), ("two", "one")))
    write_book(tmp_path, {"one": one, "two": two})
    done = jupyter_book(tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Execution Successful") == 2
    assert done.stdout.count("Using cached notebook") == 2
    assert stage(done.stdout.partition("reading sources")[0]) == Stage("running pages", 2, 2)
    (tmp_path / "book" / "one.md").write_text(one + "\nA word more.\n")
    done = jupyter_book(tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Using cached notebook") == 1
    assert "Execut" not in done.stdout
