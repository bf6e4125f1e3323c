"""A page for this machine's browser alone, and what it asks: no other host, no other page."""

import asyncio
import hmac
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from autograder.errors import AutograderError, in_a_line
from autograder.reading.marks import NotAMark
from autograder.reading.room import ReadingRoom

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "templates" / "read.html"
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def serve(room: ReadingRoom, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until the process is interrupted.

    port : 0 for any that is free
    ready : is given the address, with the token that opens it

    Raises
    ------
    OSError
        where the port is taken.
    """
    asyncio.run(_serve(room, port, ready))


async def _serve(room, port, ready):
    sockets = bind_sockets(port, HOST)
    token = secrets.token_urlsafe(24)
    port = sockets[0].getsockname()[1]
    server = HTTPServer(application(room, token, port))
    server.add_sockets(sockets)
    ready(f"http://{HOST}:{port}/?token={token}")
    await asyncio.Event().wait()


def application(room: ReadingRoom, token: str, port: int) -> Application:
    """The page at `/` and its questions below `/api/`, all for who has the token."""
    about = {"room": room, "token": token, "hosts": {f"{HOST}:{port}", f"localhost:{port}"}}
    return Application(
        [
            ("/", _Page, about),
            (r"/api/questions", _Questions, about),
            (r"/api/questions/(\d{1,3})/answers", _Answers, about),
            (r"/api/names", _Names, about),
        ]
    )


class _Handler(RequestHandler):
    def initialize(self, room, token, hosts):
        self.room, self.token, self.hosts = room, token, hosts

    def prepare(self):
        """Another site's page may send requests here, and a name of its own may lead here."""
        given = self.request.headers.get("X-Token") or self.get_query_argument("token", "")
        if self.request.host not in self.hosts or not hmac.compare_digest(
            given.encode(), self.token.encode()
        ):
            raise HTTPError(403)

    def set_default_headers(self):
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code, **told):
        error = told.get("exc_info", (None, None, None))[1]
        if isinstance(error, AutograderError):
            self.set_status(400 if isinstance(error, NotAMark) else 503)
            self.finish({"error": in_a_line(error)})
        else:
            self.finish({"error": self._reason})

    def log_exception(self, kind, value, trace):
        if not isinstance(value, AutograderError | HTTPError):
            super().log_exception(kind, value, trace)

    def send(self, data):
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(data))


class _Page(_Handler):
    def get(self):
        nonce = secrets.token_urlsafe(16)
        self.set_header("Content-Security-Policy", _POLICY.format(nonce=nonce))
        self.finish(PAGE.read_text("utf-8").replace("NONCE", nonce))


class _Questions(_Handler):
    def get(self):
        self.send(self.room.about())


class _Answers(_Handler):
    def get(self, number):
        self.send(self.room.answers(int(number)))

    def post(self, number):
        try:
            given = json.loads(self.request.body)
            place = given["number"]
        except (ValueError, LookupError, TypeError):
            raise NotAMark("that is no mark") from None
        mark = self.room.mark(int(number), place, given)
        self.send({"points": mark.points, "met": mark.met, "remark": mark.remark})


class _Names(_Handler):
    def get(self):
        self.send(self.room.names())
