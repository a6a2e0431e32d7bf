"""The export menu of JupyterLab: its formats, as a Jupyter server gives them, for every notebook."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nbformat
import pytest
from nbconvert.exporters.base import get_exporter

from khacphuc.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: In make test, test_exporters has every exporter registered, and refuse what is no report in a sentence.
pytestmark = pytest.mark.full

KINDS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
REPORT = "reports/2021/notebooks/40_report.ipynb"
OPTIONS = ("--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0")


@dataclass(frozen=True)
class Reply:
    """What a Jupyter server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class JupyterServer:
    """A running Jupyter server, as its file of connection details describes it."""

    url: str
    token: str

    def get(self, path: str) -> Reply:
        """What the server answers to a request from JupyterLab."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            connection.request("GET", path, headers={"Authorization": f"token {self.token}"})
            response = connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server(published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """A Jupyter server in the folder of a published project, of no configuration but ours."""
    home = tmp_path_factory.mktemp("jupyter")
    folders = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *OPTIONS, f"--ServerApp.root_dir={published.root}"],
            env=os.environ | folders,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            yield _connection(process, home)
        finally:
            process.terminate()


def _connection(process: subprocess.Popen[bytes], home: Path) -> JupyterServer:
    details = home / "runtime" / f"jpserver-{process.pid}.json"
    limit = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < limit:
        try:
            content = json.loads(details.read_bytes())
            server = JupyterServer(content["url"], content["token"])
            server.get("/api")
        except (FileNotFoundError, json.JSONDecodeError, ConnectionError):  # not yet, or not yet whole
            time.sleep(0.05)
        else:
            return server
    pytest.fail(f"no Jupyter server:\n{(home / 'log').read_text(encoding='utf-8')}")


def test_the_menu_offers_every_format(server: JupyterServer) -> None:
    """JupyterLab makes its export menu of this list."""
    formats = json.loads(server.get("/api/nbconvert").body)
    ours = {name: entry["output_mimetype"] for name, entry in formats.items() if "khacphuc" in name}
    assert ours == {f"khacphuc_{kind}": mimetype for kind, mimetype in KINDS.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_notebook_of_the_report_gives_what_was_published(
    server: JupyterServer, published, kind: str
) -> None:
    """The menu downloads the published document, byte for byte, under the notebook's name."""
    reply = server.get(f"/nbconvert/khacphuc_{kind}/{REPORT}?download=true")
    assert reply.status == 200
    assert reply.headers["Content-Type"].partition(";")[0] == KINDS[kind]
    assert f"40_report.{kind}" in reply.headers["Content-Disposition"]
    assert reply.body == (published.report / f"report.{kind}").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_any_other_notebook_gets_a_sentence(server: JupyterServer, published, kind: str) -> None:
    """Executed ones that are no report, and those nobody has executed: a page with our sentence."""
    notebooks = {
        path.relative_to(published.root).as_posix(): nbformat.read(path, as_version=4)
        for folder in (published.root / "notebooks", published.report / "notebooks")
        for path in sorted(folder.glob("*.ipynb"))
    }
    assert notebooks.pop(REPORT)
    assert len(notebooks) == 11  # three more stages, and all eight as they lie in notebooks/
    exporter = get_exporter(f"khacphuc_{kind}")()
    for name, notebook in notebooks.items():
        with pytest.raises(DocumentError, match="40_report") as refusal:
            exporter.from_notebook_node(notebook)
        reply = server.get(f"/nbconvert/khacphuc_{kind}/{name}?download=true")
        page = html.unescape(reply.body.decode())
        assert (reply.status, str(refusal.value) in page) == (500, True), name
        assert "Traceback" not in page, name
