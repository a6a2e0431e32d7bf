"""A timer is installed for its user and made anew by the same command; nothing of others is touched."""

from __future__ import annotations

import stat
import sys
from pathlib import Path, PurePosixPath

import pytest

from khacphuc.errors import UsageError
from khacphuc.project.files import read_text, write_text
from khacphuc.schedule.install_timer import (
    install_timer,
    others_may_read,
    run_program,
    scheduler_here,
    timer_of,
    timer_parts,
)
from khacphuc.schedule.timers import SECRETS_TEXT, Timer, cron_line


class Programs:
    """Stands for systemctl and crontab: keeps what they are asked, and a table.

    Args:
        table: that crontab has; None where the user has none.
        refusal: what systemctl says instead of doing anything.
    """

    def __init__(self, table=None, refusal=""):
        self.calls, self.table, self.refusal = [], table, refusal

    def __call__(self, arguments, text):
        """Run one."""
        self.calls.append(" ".join(arguments))
        if self.refusal:
            raise UsageError(self.refusal, place=arguments[0])
        if arguments == ["crontab", "-l"] and self.table is None:
            raise UsageError("no crontab for an", place="crontab -l")
        if arguments == ["crontab", "-"]:
            self.table = text
        return self.table or ""


@pytest.fixture
def settings(tmp_path):
    """The folder of a user's settings."""
    return tmp_path / "settings"


@pytest.fixture
def timer(tmp_path, settings):
    """The timer of a project."""
    (tmp_path / "demo").mkdir()
    return timer_of(tmp_path / "demo", {"XDG_CONFIG_HOME": str(settings)})


def test_where_secrets_lie(timer, tmp_path, settings):
    """Among the settings of the user, outside the project."""
    assert timer.root == (tmp_path / "demo").resolve()
    assert timer.python == Path(sys.executable)
    assert timer.secrets == settings / "khacphuc" / f"{timer.name}.env"
    # what is relative there is to be ignored
    assert timer_of(tmp_path, {"XDG_CONFIG_HOME": "x"}).secrets.is_relative_to(Path.home() / ".config")


def test_systemd(timer, settings):
    """Two units, which are enabled, and an empty file of secrets nobody else can read."""
    programs = Programs()
    install_timer(timer, "systemd", {"XDG_CONFIG_HOME": str(settings)}, programs)
    units = settings / "systemd" / "user"
    assert sorted(path.name for path in units.iterdir()) == [f"{timer.name}.service", f"{timer.name}.timer"]
    assert programs.calls == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {timer.name}.timer",
    ]
    assert read_text(timer.secrets) == SECRETS_TEXT
    assert stat.S_IMODE(timer.secrets.stat().st_mode) == 0o600
    assert not others_may_read(timer)


def test_again(timer, settings):
    """The units are made anew, and what somebody wrote into the file of secrets stays."""
    environ = {"XDG_CONFIG_HOME": str(settings)}
    install_timer(timer, "systemd", environ, Programs())
    timer.secrets.write_text("KHACPHUC_WEBHOOK='https://example.org/s3cret'\n", encoding="utf-8")
    timer.secrets.chmod(0o640)
    install_timer(Timer(timer.root, timer.python, timer.secrets, minutes=5), "systemd", environ, Programs())
    assert "*:0/5" in read_text(settings / "systemd" / "user" / f"{timer.name}.timer")
    assert "s3cret" in read_text(timer.secrets)
    assert others_may_read(timer)


def test_a_unit_of_somebody_else(timer, settings):
    """Is not written over, and nothing is begun."""
    unit = settings / "systemd" / "user" / f"{timer.name}.timer"
    write_text(unit, "[Timer]\n")
    programs = Programs()
    with pytest.raises(UsageError, match="somebody else's unit"):
        install_timer(timer, "systemd", {"XDG_CONFIG_HOME": str(settings)}, programs)
    assert read_text(unit) == "[Timer]\n"
    assert programs.calls == []
    assert not timer.secrets.exists()


def test_cron(timer, settings):
    """One line, however often; the lines of others stay as they are."""
    programs = Programs("# mine\n0 1 * * * backup # khacphuc-other-00000000\n")
    for _ in range(2):
        install_timer(timer, "cron", {"XDG_CONFIG_HOME": str(settings)}, programs)
    assert programs.table.splitlines() == [
        "# mine",
        "0 1 * * * backup # khacphuc-other-00000000",
        cron_line(timer),
    ]
    assert programs.table.endswith("\n")


def test_a_user_without_a_table(timer, settings):
    """Gets one; a table that cannot be read is not written over."""
    programs = Programs()
    install_timer(timer, "cron", {"XDG_CONFIG_HOME": str(settings)}, programs)
    assert programs.table == f"{cron_line(timer)}\n"
    refusing = Programs("x", refusal="you are not allowed to use this program")
    with pytest.raises(UsageError, match="not allowed"):
        install_timer(timer, "cron", {"XDG_CONFIG_HOME": str(settings)}, refusing)
    assert refusing.table == "x"


def test_windows_is_not_installed(timer):
    """Its task is printed, with the command that takes it."""
    ((place, text),) = timer_parts(timer, "windows", {}).items()
    assert place == f"schtasks /Create /TN {timer.name} /XML {timer.name}.xml"
    assert text.startswith("<?xml")
    with pytest.raises(UsageError, match="a task of Windows"):
        install_timer(timer, "windows", {}, Programs())


def test_what_is_here():
    """One of the three."""
    assert scheduler_here() in {"systemd", "cron", "windows"}


def test_programs_that_are_not_here():
    """Are named."""
    with pytest.raises(UsageError, match="khacphuc-nothing: is not installed"):
        run_program(["khacphuc-nothing"], "")


@pytest.mark.full
def test_programs_that_fail():
    """Their first line is the error, or the number they end with."""
    assert run_program([sys.executable, "-c", "print(input())"], "x\n") == "x\n"
    with pytest.raises(UsageError, match="refused"):
        run_program([sys.executable, "-c", "import sys; sys.exit('refused\\nmore')"], "")
    with pytest.raises(UsageError, match="ended with 3"):
        run_program([sys.executable, "-c", "raise SystemExit(3)"], "")


def test_a_file_of_secrets_that_is_missing(tmp_path):
    """Is open to nobody."""
    assert not others_may_read(Timer(PurePosixPath("/srv"), PurePosixPath("/bin/python"), tmp_path / "none"))
