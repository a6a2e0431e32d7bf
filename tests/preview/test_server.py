"""Tests of `khacphuc.preview.server`."""

import http.client
import json
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from khacphuc.errors import UsageError
from khacphuc.preview import server as server_module
from khacphuc.preview.page import PreviewPage
from khacphuc.preview.server import Board, PreviewServer

PAGE = PreviewPage("<p>trang", "default-src 'none'")


@pytest.fixture
def board():
    """A board with a report on it."""
    full = Board()
    full.show("<p>báo cáo")
    return full


def get(address, path, **headers):
    """Ask a server for a path."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_pages(board):
    """The page comes with its policy, the report as it is, the state as JSON; nothing else is there."""
    with PreviewServer(board, PAGE) as server:
        answer, text = get(server.address, "/")
        assert (answer.status, text) == (200, PAGE.html)
        assert answer.headers["Content-Security-Policy"] == PAGE.policy
        answer, text = get(server.address, "/report.html")
        assert (answer.headers["Content-Type"], text) == ("text/html; charset=utf-8", "<p>báo cáo")
        assert answer.headers["Cache-Control"] == "no-store"
        _, text = get(server.address, "/state?after=x")
        assert json.loads(text) == {"version": 1, "reports": 1, "error": ""}
        assert get(server.address, "/../params/2021.md")[0].status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_another_name_of_this_machine_gets_nothing(board, host):
    """A page elsewhere whose name was made to lead here reads nothing of the report."""
    with PreviewServer(board, PAGE) as server:
        port = urlsplit(server.address).port
        for path in ("/", "/report.html", "/state"):
            answer, text = get(server.address, path, Host=host.format(port=port))
            assert (answer.status, text) == (403, "this preview is for this machine only\n")
        assert get(server.address, "/", Host=f"localhost:{port}")[0].status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/state?after=" + "9" * 5000, 200),  # more digits than Python reads
        ("/state?after=" + "9" * 4000, 200),
        ("/state?after=-", 200),
        ("/state?after=1.5&after=2", 200),
        ("/state?" + "&".join(f"x{n}=" for n in range(5000)), 200),
        ("/state?after=%ff%00", 200),
        ("http://[x/state", 400),  # no address at all
        ("http://x]/", 400),
        ("/state?after=\xff", 200),
        ("/" + "x" * 70_000, 414),
    ],
)
def test_no_request_ends_in_a_traceback(board, path, status, capfd):
    """What cannot be read is answered at once, and the terminal keeps its lines about the prose."""
    with PreviewServer(board, PAGE) as server:
        place = urlsplit(server.address)
        with socket.create_connection((place.hostname, place.port), 10) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {place.netloc}\r\n\r\n".encode("latin-1"))
            assert int(connection.makefile("rb").readline().split()[1]) == status
    assert capfd.readouterr().err == ""


def left_alone(address):
    """Connect, ask for nothing; what comes in the end."""
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), 10) as connection:
        connection.sendall(b"GET / HT")
        return connection.recv(99)


def read_late(address, threads):
    """Ask for the report, and read none of it before the server has gone."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), 10) as connection:
        connection.sendall(f"GET /report.html HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        end = time.monotonic() + 10
        while threading.active_count() <= threads and time.monotonic() < end:  # it begins to answer
            time.sleep(0.005)
        while threading.active_count() > threads and time.monotonic() < end:
            time.sleep(0.02)
        return sum(len(data) for data in iter(lambda: connection.recv(1 << 20), b""))


def test_idle_connections_are_left(board, monkeypatch, capfd):
    """Who does not ask, or does not take the answer, holds no thread; nothing is printed about it."""
    assert 0 < server_module._Handler.timeout <= 60
    monkeypatch.setattr(server_module._Handler, "timeout", 0.2)
    board.show("x" * 30_000_000)  # more than the system keeps for a reader
    with PreviewServer(board, PAGE) as server:
        threads = threading.active_count()
        assert left_alone(server.address) == b""
        assert read_late(server.address, threads) < 30_000_000
        assert threading.active_count() == threads
    assert capfd.readouterr().err == ""


def test_it_listens_on_this_machine_only(board):
    """The address is the loopback's, and a port that is taken is told."""
    with PreviewServer(board, PAGE) as server:
        place = urlsplit(server.address)
        assert place.hostname == "127.0.0.1"
        with pytest.raises(UsageError, match=f"port {place.port} of this machine cannot be used"):
            PreviewServer(board, PAGE, place.port)


def test_who_waits_is_told_of_a_change(board):
    """A reader who has seen the last version waits until there is another."""
    got = []
    waiting = threading.Thread(target=lambda: got.append(board.state(1, patience=30)))
    waiting.start()
    board.complain("dòng 3: sai")
    waiting.join(timeout=10)
    assert got == [{"version": 2, "reports": 1, "error": "dòng 3: sai"}]
    assert board.report == "<p>báo cáo"
    board.show("<p>khác")
    assert board.state(2) == {"version": 3, "reports": 2, "error": ""}


def test_nobody_waits_for_ever(board):
    """Patience ends, and at the end of the preview everybody is answered at once."""
    assert board.state(1, patience=0.01)["version"] == 1
    board.close()
    assert board.state(1, patience=60)["version"] == 1
