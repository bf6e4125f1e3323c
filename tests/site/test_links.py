"""The check of links, on a small book whose links lead to this machine."""

import http.server
import sys
import threading

import pytest

from autograder.paths import ROOT
from tools import links
from tools.errors import ToolError
from tools.links import check, outcome

sys.path.append(str(ROOT / "book" / "_ext"))

from steepest_site.links import ask_the_registry


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers with the number that it is asked for."""

    def do_GET(self):
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *args):
        pass


@pytest.fixture
def address():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def book(tmp_path, address):
    """A book of one page with a good link, a broken one, one that refuses, and one inside."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (tmp_path / "_config.yml").write_text("title: t\n")
    text = "# T\n\n" + "".join(f"[{n}]({address}/{n})\n\n" for n in (200, 404, 403))
    (tmp_path / "page.md").write_text(f"{text}[inside](page.md)\n")
    return tmp_path


def test_links_are_asked_and_told_apart(book, address, monkeypatch, capsys):
    """The command ends with 1 where one is broken, and names it and its line."""
    monkeypatch.setattr(links, "check", lambda: check(book))
    assert links.main([]) == 1
    *listed, last = capsys.readouterr().out.splitlines()
    assert last == "1 good, 1 refused, 1 broken"
    assert f"broken  page.md:5  {address}/404" in listed
    assert f"refused page.md:7  {address}/403" in listed
    assert not any(f"{address}/200" in line for line in listed)

    (book / "page.md").write_text(f"# T\n\n[good]({address}/200)\n")
    assert links.main([]) == 0
    assert capsys.readouterr().out.endswith("1 good, 0 refused, 0 broken\n")


def test_a_book_that_is_not_read_is_an_error(tmp_path, monkeypatch, capsys):
    """It is not taken for a book without broken links."""
    (tmp_path / "_toc.yml").write_text("nonsense")
    with pytest.raises(ToolError, match="were not read"):
        check(tmp_path)
    monkeypatch.setattr(links, "check", lambda: check(tmp_path))
    assert links.main([]) == 2
    assert capsys.readouterr().err.startswith("Error: the pages were not read")


@pytest.mark.parametrize(
    ("said", "found"),
    [("403 Client Error: Forbidden", "refused"), ("404 Client Error", "broken"),
     ("timed out", "broken"), ("SSL: certificate expired", "broken")],
)  # fmt: skip
def test_what_refuses_programs_is_not_broken(said, found):
    line = {"status": "broken", "info": said, "uri": "u", "filename": "f", "lineno": 1}
    assert outcome(line).outcome == found
    assert outcome({**line, "status": "ignored"}) is None


def test_a_doi_is_asked_of_its_registry():
    asked = ask_the_registry(None, "https://doi.org/10.1038/323533a0")
    assert asked == "https://doi.org/api/handles/10.1038/323533a0"
    assert ask_the_registry(None, "https://example.org/10.1038/323533a0") is None
