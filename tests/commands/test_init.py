"""What khacphuc init prints."""

from __future__ import annotations

import pytest

from khacphuc.cli import app
from khacphuc.commands.init import format_upgrade
from khacphuc.office.upgrade import Step


def call(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ending:
        app([*arguments], standalone_mode=True)
    return ending.value.code or 0


def test_a_project_is_made_and_the_next_step_told(tmp_path, monkeypatch, capsys):
    """The folder, what to type, and where it is explained; ASCII only, for every console."""
    monkeypatch.chdir(tmp_path)
    assert call("init", "my-office") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("my-office: a project, ")
    assert lines[1:] == [
        "next:",
        "  cd my-office",
        "  khacphuc new RUN --office ID",
        "my-office/README.md says how, in Vietnamese and English.",
    ]
    assert "\n".join(lines).isascii()
    monkeypatch.chdir("my-office")
    assert call("init", "--upgrade") == 0
    assert capsys.readouterr().out.endswith(", nothing to replace\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["init"], "in which folder? khacphuc init my-office"),
        (["init", "--upgrade"], "holds params/"),
        (["init", "--upgrade", "nowhere"], "nowhere: no project: no folder params/; khacphuc init makes one"),
    ],
)
def test_wrong_folders_are_named(tmp_path, monkeypatch, capsys, arguments, message):
    """Exit code 2 and a sentence; nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_upgrade_tells_every_file():
    """What was done, and of kept files the difference, as far as a screen takes it."""
    lines = ("--- ", "+++ ", "@@ -1 +1,30 @@", "-a: 3", *(f"+a: {number}" for number in range(30)))
    text = format_upgrade(
        [
            Step("a.yml", "add"),
            Step("b.yml", "keep", lines),
            Step("c.yml", "remove"),
            Step("d.yml", "leave"),
            Step("e.yml", "doubt"),
        ],
        ".",
    )
    assert "  a.yml: added\n" in text
    assert (
        "  b.yml: kept, it was changed; its lines have - (1), those of the new one + (30)\n    @@ -1" in text
    )
    assert "    … 12 more lines\n" in text
    assert "  c.yml: removed: this version no longer has it\n" in text
    assert "  d.yml: left: " in text
    assert "  e.yml: kept: it differs, and whether somebody changed it is not recorded\n" in text
    assert text.endswith("delete the file, and upgrade again.")
