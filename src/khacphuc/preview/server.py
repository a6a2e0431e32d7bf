"""A board is served to the browsers of this machine only: the page, the report in it, each change.

A reader asks for the state with the version it has, and is answered when there is another (long polling).
"""

from __future__ import annotations

import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import parse_qs, urlsplit

from khacphuc.errors import UsageError

if TYPE_CHECKING:
    from types import TracebackType

    from khacphuc.preview.page import PreviewPage

ADDRESS: Final = "127.0.0.1"
_NAMES: Final = (ADDRESS, "localhost")
_PATIENCE: Final = 20.0  # seconds: browsers give up a request after a minute or more
_IDLE: Final = 30.0  # seconds a reader may take to ask, or to take the answer: longer is left
_FRAMED: Final = "frame-ancestors 'self'"


class Board:
    """The state of a preview: the last good report, and the error there is now. Safe among threads."""

    def __init__(self) -> None:
        self._news = Condition()
        self._version = self._reports = 0
        self._error = self._report = ""
        self._closed = False

    @property
    def report(self) -> str:
        """The last report without an error; empty before there is one."""
        with self._news:
            return self._report

    def show(self, report: str) -> None:
        """Set a new report, and no error."""
        with self._news:
            self._reports += 1
            self._report, self._error = report, ""
            self._changed()

    def complain(self, error: str) -> None:
        """Set an error; the last good report stays."""
        with self._news:
            self._error = error
            self._changed()

    def close(self) -> None:
        """Answer everybody who waits, at once."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def state(self, after: int, patience: float = _PATIENCE) -> dict[str, Any]:
        """Wait for another version and return the state.

        Args:
            after: the version the reader has.
            patience: seconds to wait at most; then the state is returned as it is.

        Returns:
            ``version``, ``reports`` (how many there were, so that a page knows when to load it again) and
            ``error`` (empty if there is none).
        """
        with self._news:
            self._news.wait_for(lambda: self._closed or self._version != after, patience)
            return {"version": self._version, "reports": self._reports, "error": self._error}

    def _changed(self) -> None:
        self._version += 1
        self._news.notify_all()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    board: Board
    page: PreviewPage

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a reader who leaves is no fault
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "khacphuc"
    timeout = _IDLE
    sys_version = ""

    def do_GET(self) -> None:
        """Answer; a request to another name of this machine (DNS rebinding) gets nothing."""
        port = self.server.server_address[1]
        if self.headers.get("Host") not in {f"{name}:{port}" for name in _NAMES}:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", "this preview is for this machine only\n")
            return
        try:
            url = urlsplit(self.path)
        except ValueError:  # http://[
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", "this is no address\n")
            return
        if url.path == "/":
            page = self.server.page
            self._send(HTTPStatus.OK, "text/html", page.html, page.policy)
        elif url.path == "/report.html":
            self._send(HTTPStatus.OK, "text/html", self.server.board.report)
        elif url.path == "/state":
            state = self.server.board.state(_version_after(url.query))
            self._send(HTTPStatus.OK, "application/json", json.dumps(state))
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "there is no such page\n")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Log nothing: the terminal shows the lines about the prose."""

    def _send(self, status: HTTPStatus, kind: str, text: str, policy: str = _FRAMED) -> None:
        data = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)


def _version_after(query: str) -> int:
    """The version a reader has; -1, which is none, for what is no number of Python's (4,300 digits)."""
    try:
        return int(parse_qs(query).get("after", ["-1"])[0])
    except ValueError:
        return -1


class PreviewServer:
    """Serves a board from a thread while it is entered.

    Args:
        board: the state to serve.
        page: the page around the report.
        port: 0 for any that is free.

    Raises:
        UsageError: the port is taken.
    """

    def __init__(self, board: Board, page: PreviewPage, port: int = 0) -> None:
        self._board = board
        try:
            self._server = _Server((ADDRESS, port), _Handler)
        except OSError as error:
            raise UsageError(
                f"port {port} of this machine cannot be used ({error.strerror})",
                remedy="choose another --port",
            ) from error
        self._server.board, self._server.page = board, page
        self.address = f"http://{ADDRESS}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and answer everybody who still waits."""
        self._board.close()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
