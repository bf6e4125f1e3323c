"""The built folder, without a browser: links, what it loads, what it holds."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup

from autograder.paths import ROOT
from tools.website import LOG

# Together, so that each page is parsed once.
pytestmark = pytest.mark.xdist_group("files")

# What a browser fetches by itself, tag by tag. A link that a reader follows is none of these.
LOADING = {
    "script": ["src"], "img": ["src", "srcset"], "iframe": ["src"], "source": ["src", "srcset"],
    "video": ["src", "poster"], "audio": ["src"], "object": ["data"], "embed": ["src"],
    "track": ["src"], "input": ["src"], "image": ["href", "xlink:href"], "use": ["href"],
}  # fmt: skip
FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "manifest",
}


@cache
def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(element["id"] for element in _soup(path).find_all(id=True))


def _pages(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 7
    return pages


def _loads(soup):
    for tag, names in LOADING.items():
        for element in soup.find_all(tag):
            yield from (element[name] for name in names if element.get(name))
    for element in soup.find_all("link"):
        if FETCHED_LINKS & set(element.get("rel", ())):
            yield element["href"]
    for element in soup.find_all(style=True):
        yield from re.findall(r"url\(['\"]?([^'\")]+)", element["style"])
    for element in soup.find_all("style"):
        yield from re.findall(r"(?:url\(|@import )['\"]?([^'\")]+)", element.text)


def _target(page, site, url):
    """The file that a relative address names, from a page."""
    path = unquote(urlsplit(url).path)
    target = (page.parent / path).resolve() if path else page
    assert target.is_relative_to(site), f"{page.name}: {url} leaves the site"
    return target


def test_build_warned_of_nothing(site):
    """The log of the last build has no warning; the build would have failed on one."""
    log = (ROOT / LOG).read_text("utf-8")
    assert "build succeeded" in log
    assert "WARNING:" not in log


def test_pages_load_only_what_the_site_holds(site):
    """Every script, style and picture is a file of the site."""
    for page in _pages(site):
        for url in _loads(_soup(page)):
            if url.startswith(("data:", "#")):
                continue
            assert not urlsplit(url).netloc, f"{page.name} loads {url}"
            assert _target(page, site, url).is_file(), f"{page.name} loads {url}, which is missing"


def test_styles_load_only_what_the_site_holds(site):
    """Fonts and pictures of style sheets too."""
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text("utf-8")
        for url in re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s]+)", text):
            if url.startswith(("data:", "#")):
                continue
            assert not urlsplit(url).netloc, f"{sheet.name} loads {url}"
            assert _target(sheet, site, url).is_file(), (
                f"{sheet.name} loads {url}, which is missing"
            )


# Addresses in scripts that are names or sources of text and are never asked for.
NAMES = re.compile(
    r"https?://(www\.w3\.org/|(www\.)?github\.com/|developer\.mozilla\.org/|katex\.org|tartarus\.org|snowball)"
)


def test_scripts_name_no_other_host(site):
    """But for names of XML and remarks on where an algorithm is from."""
    words = site / "search_passages.js"  # of the pages, whose references are links
    scripts = [s.read_text("utf-8") for s in sorted(site.rglob("*.js")) if s != words]
    scripts += [tag.text for page in _pages(site) for tag in _soup(page).find_all("script")]
    assert len(scripts) > 10
    for text in scripts:
        found = [url for url in re.findall(r"https?://[^\s\"'`)]+", text) if not NAMES.match(url)]
        assert found == []


def test_links_and_anchors_lead_somewhere(site):
    """Within the site, down to the anchor."""
    for page in _pages(site):
        for link in _soup(page).find_all("a", href=True):
            url = link["href"]
            if url == "#":
                assert {"current", "brand"} & set(link["class"]), (
                    f"{page.name}: a link to nowhere, {link}"
                )
                continue
            if urlsplit(url).scheme:
                assert urlsplit(url).scheme in ("https", "mailto"), f"{page.name}: {url}"
                continue
            target = _target(page, site, url)
            assert target.is_file(), f"{page.name}: {url}"
            if (anchor := unquote(urlsplit(url).fragment)) and target.suffix == ".html":
                assert anchor in _ids(target), f"{page.name}: {url} has no such anchor"


def _in_order():
    """The pages of the contents, in order, the landing page first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    entries = [entry for c in chapters for entry in (c, *c.get("sections", ()))]
    return [toc["root"], *(entry["file"] for entry in entries)]


def test_contents_list_every_page_and_mark_this_one(site):
    """On each page they lead to all the others in order, and so do its neighbours."""
    order = [(site / f"{name}.html").resolve() for name in _in_order()]
    for number, page in enumerate(order):
        soup = _soup(page)
        links = soup.select(".site-nav a")
        listed = [_target(page, site, a["href"]) for a in links]
        assert listed == order[1:], page.name
        # A script says it to who listens (`test_pages.py`); the link to where one is leads nowhere.
        here = [order[1:][i] for i, a in enumerate(links) if a["href"] == "#"]
        assert here == [page] * (number > 0), page.name
        for kind, wanted in (("prev", order[:number][-1:]), ("next", order[number + 1 :][:1])):
            neighbours = soup.select(f"a.{kind}-page")
            found = [_target(page, site, a["href"]) for a in neighbours]
            assert found == wanted, (page.name, kind)


def test_ids_are_unique(site):
    """An anchor is one place."""
    for page in _pages(site):
        ids = [element["id"] for element in _soup(page).find_all(id=True)]
        assert {i for i in ids if ids.count(i) > 1} == set(), page.name


def test_scripts_are_only_where_they_are_used(site):
    """KaTeX where there are formulas, a widget's script where there is that widget."""
    seen = set()
    for page in _pages(site):
        soup = _soup(page)
        scripts = {Path(urlsplit(s["src"]).path).name for s in soup.find_all("script", src=True)}
        widgets = {tag["data-widget"] for tag in soup.find_all(attrs={"data-widget": True})}
        assert ("katex.min.js" in scripts) == bool(soup.select(".math")), page.name
        assert {s for s in scripts if s.endswith(".site.js")} == {f"{w}.site.js" for w in widgets}
        assert not scripts & {"require.js", "fontawesome.js", "bootstrap.js", "sphinx-thebe.js"}
        assert ("search_passages.js" in scripts) == (page.name == "search.html")
        seen |= scripts
    assert {"katex.min.js", "optimizer_race.site.js"} <= seen


def test_every_page_has_one_heading_a_language_and_a_title(site):
    """And levels of headings that skip none."""
    for page in _pages(site):
        soup = _soup(page)
        assert soup.html["lang"] == "en"
        assert len(soup.title.text) > 5
        levels = [int(h.name[1]) for h in (soup.main or soup).find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1, page.name
        assert levels.count(1) == 1, page.name
        assert all(b - a <= 1 for a, b in pairwise(levels)), page.name


def test_korean_is_marked(site):
    """Every Hangul letter of a text stands in an element that says it is Korean."""
    marked = 0
    for page in _pages(site):
        for text in (_soup(page).find("article") or _soup(page)).find_all(
            string=re.compile("[가-힣]")
        ):
            if text.find_parent(["pre", "code", "script", "title"]) or text.find_parent(
                class_="math"
            ):
                continue
            element = text.find_parent(lang=True)
            assert element["lang"] == "ko" or text.find_parent("figure"), (page.name, str(text))
            marked += 1
    assert marked > 30


@pytest.mark.parametrize(
    ("page", "notebook", "download"),
    [
        ("book/05_optimizers", "notebooks/05_optimizers.ipynb", "05_optimizers_chapter.ipynb"),
        (
            "exercises/05_optimizers/05_optimizers",
            "exercises/05_optimizers/05_optimizers.ipynb",
            "05_optimizers.ipynb",  # under which it is handed in
        ),
    ],
)
def test_notebooks_open_in_colab_and_download(site, page, notebook, download):
    """Colab opens the notebook of the repository; the download is the same file."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]
    name = config["url"].removeprefix("https://github.com/")
    links = {a.text.strip(): a for a in _soup(site / f"{page}.html").select(".page-links a")}
    assert links["Open in Colab"]["href"] == (
        f"https://colab.research.google.com/github/{name}/blob/{config['branch']}/{notebook}"
    )
    file = _target(site / f"{page}.html", site, links["Download notebook"]["href"])
    assert file.name == download
    assert file.read_bytes() == (ROOT / notebook).read_bytes()


def test_edit_links_name_sources_of_the_repository(site):
    """Each page's edit link is that of its own source."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]
    start = f"{config['url']}/edit/{config['branch']}/"
    found = 0
    for page in _pages(site):
        for link in _soup(page).select(".page-links a"):
            if link.text.strip() == "Edit this page":
                path = link["href"].removeprefix(start)
                assert (ROOT / path).is_file()
                assert path == page.relative_to(site).with_suffix(".md").as_posix()
                found += 1
    assert found > 5


def test_no_path_of_this_machine_is_in_the_site(site):
    """What is published says nothing of where it was built."""
    for path in sorted(
        p for p in site.rglob("*") if p.suffix in (".html", ".js", ".css", ".ipynb")
    ):
        assert str(ROOT) not in path.read_text("utf-8"), path
