"""The commands of the guide, typed one after the other as a reader would, end as the pages say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .. import filled
from .blocks import DOCS, PAGES, ROOT, blocks

pytestmark = [pytest.mark.full, pytest.mark.untraced]


def typed(script, folder):
    """Type lines into a shell in a folder; the last line of the errors is where it ends."""
    binaries = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", f"trap 'pwd >&2' EXIT\n{script}"],
        cwd=folder,
        env=os.environ | {"PATH": binaries, "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def has_lines(output, expected):
    """Whether the lines of an example stand in the output in this order; `…` is anything."""
    rest = output
    for line in expected.splitlines():
        for part in line.split("…"):
            if part not in rest:
                return False
            rest = rest[rest.index(part) + len(part) :]
    return True


def test_the_commands_of_every_page(tmp_path):
    """Each block ends with the code its page says, and prints what the block of text behind it shows."""
    assert typed("khacphuc init my-office && khacphuc example demo", tmp_path).returncode == 0
    (tmp_path / "first").mkdir()
    for page in PAGES:
        outcome, project, folder = None, "", tmp_path / "first"
        for block in blocks("en", page):
            if block.marks["project"] != project:
                project = block.marks["project"]
                folder = tmp_path / project
            if file := block.marks.get("file"):
                (folder / file).write_text(block.text, encoding="utf-8")
            elif file := block.marks.get("adds to"):
                text = (folder / file).read_text(encoding="utf-8")
                (folder / file).write_text(f"{text}{block.text}", encoding="utf-8")
            elif block.language == "text":
                assert has_lines(outcome.stdout, block.text), (page, block.line, outcome.stdout)
            elif block.language == "sh" and page != "install" and "not run" not in block.marks:
                fill_in(folder, block.marks.get("fills"))
                outcome = typed(block.text, folder)
                expected = int(block.marks.get("exit", 0))
                assert outcome.returncode == expected, (page, block.line, outcome.stdout, outcome.stderr)
                folder = Path(outcome.stderr.splitlines()[-1])


def fill_in(folder, name):
    """Accept a finding nobody has answered in a workbook, as a person would."""
    if name:
        data = (folder / name).read_bytes()
        first = next(row for row in filled.rows(data) if not row["answer"])
        answers = {(first["rule"], first["row_id"]): filled.ACCEPTED}
        (folder / name).write_bytes(filled.fill(data, answers))


def test_the_page_of_installing(tmp_path):
    """Typed from the first line to the last, with the wheel of this version: a project, and its upgrade."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    subprocess.run([*build, str(ROOT)], check=True)
    # what the package needs is not installed again but lent by this environment
    lent = "python -c \"import sysconfig; print(sysconfig.get_path('purelib'))\""
    scripts = [block.text for block in blocks("en", "install") if block.language == "sh"]
    first, *others = scripts
    lines = first.splitlines(keepends=True)
    packages = Path(pytest.__file__).parents[1]
    lending = f"echo {packages} > $({lent})/lent.pth\n"
    outcome = typed("".join([*lines[:2], lending, *lines[2:], *others]), tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "my-office" / ".khacphuc" / "installed.json").is_file()


def test_the_books_are_built(tmp_path):
    """Sphinx has nothing to warn of, in either language, and no page asks anything of another machine."""
    english = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n"]
    books = {"": [str(DOCS)], "vi": ["-c", str(DOCS), "-D", "language=vi", str(DOCS / "vi")]}
    for name, arguments in books.items():
        place = tmp_path / "html" / name
        trees = tmp_path / f"trees{name}"
        command = [*english, "-d", str(trees), *arguments, str(place)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
    elsewhere = ('src="http', 'rel="stylesheet" href="http', "@import")
    for page in (tmp_path / "html").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not [part for part in elsewhere if part in text], page
