"""What schedulers are given starts the same command in the folder of the project, whatever that is called."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath, PureWindowsPath
from xml.etree import ElementTree as ET

import pytest

from khacphuc.errors import UsageError
from khacphuc.schedule.addresses import VARIABLES, read_addresses
from khacphuc.schedule.timers import SECRETS_TEXT, Timer, cron_line, service_text, task_xml, timer_text

PLAIN = Timer(
    PurePosixPath("/srv/demo"), PurePosixPath("/opt/venv/bin/python"), PurePosixPath("/home/u/demo.env")
)
ODD = Timer(
    PurePosixPath('/srv/Báo cáo "100%" của $HOME\'s'),
    PurePosixPath("/opt/my venv 5%/bin/python"),
    PurePosixPath("/home/lê/a [1]*.env"),
)
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_the_unit_of_systemd():
    """Its folder, its file of secrets, which may be missing, and the command."""
    assert service_text(PLAIN).splitlines()[-5:] == [
        "Type=oneshot",
        "WorkingDirectory=/srv/demo",
        "EnvironmentFile=-/home/u/demo.env",
        "ExecStart=/opt/venv/bin/python -P -m khacphuc run --due",
        "NoNewPrivileges=yes",
    ]


def test_odd_paths_in_a_unit():
    """Percent signs are doubled, and patterns in the name of the file stand for themselves."""
    lines = service_text(ODD).splitlines()
    assert 'WorkingDirectory=/srv/Báo cáo "100%%" của $HOME\'s' in lines
    assert "EnvironmentFile=-/home/lê/a [[]1][*].env" in lines
    assert 'ExecStart="/opt/my venv 5%%/bin/python" -P -m khacphuc run --due' in lines


def test_the_timer_of_systemd():
    """Every ten minutes, and once after the machine slept."""
    assert "OnCalendar=*:0/10" in timer_text(PLAIN).splitlines()
    assert "Persistent=true" in timer_text(PLAIN).splitlines()


def test_the_line_of_cron():
    """A shell reads the paths as they are; the mark is a comment to it."""
    timer = Timer(PurePosixPath("/srv/Báo cáo của $HOME's"), PurePosixPath("/opt/a b/python"), ODD.secrets)
    line = cron_line(timer)
    assert line.startswith("*/10 * * * * cd ")
    assert line.endswith(f" # {timer.name}")
    words = shlex.split(line, comments=True)
    assert words[6] == str(timer.root)
    assert words[-7:] == ["exec", "/opt/a b/python", "-P", "-m", "khacphuc", "run", "--due"]
    assert words.count(f"{timer.secrets};") == 1
    assert cron_line(Timer(timer.root, timer.python, timer.secrets, minutes=1)).startswith("* * * * * ")


def test_the_task_of_windows():
    """Well-formed, with the paths as they are and every ten minutes, also after sleep."""
    timer = Timer(
        PureWindowsPath(r"C:\Báo cáo & <100%>"),
        PureWindowsPath(r"C:\Program Files\python.exe"),
        PureWindowsPath("x"),
    )
    task = ET.fromstring(task_xml(timer))  # noqa: S314 - our text
    texts = {element.tag.removeprefix(SPACE): (element.text or "").strip() for element in task.iter()}
    assert texts["Command"] == str(timer.python)
    assert texts["WorkingDirectory"] == str(timer.root)
    assert texts["Arguments"] == "-P -m khacphuc run --due"
    assert texts["Interval"] == "PT10M"
    assert texts["StartWhenAvailable"] == "true"
    assert texts["MultipleInstancesPolicy"] == "IgnoreNew"


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (service_text, "a\nExecStart=/bin/true"),
        (service_text, "a "),
        (service_text, "a\\"),
        (cron_line, "100%"),
        (cron_line, "a\nb"),
        (task_xml, "a\x01"),
    ],
)
def test_paths_nobody_can_be_told_of(write, name):
    """Are refused before anything is written."""
    with pytest.raises(UsageError, match="cannot be told of this path"):
        write(Timer(PurePosixPath("/srv") / name, PLAIN.python, PLAIN.secrets))


@pytest.mark.parametrize("name", ["a$b", 'a"b', "a'b"])
def test_programs_systemd_does_not_start(name):
    """Systemd has no way to write their names."""
    with pytest.raises(UsageError, match="systemd cannot be told"):
        service_text(Timer(PLAIN.root, PurePosixPath("/opt") / name, PLAIN.secrets))


def test_timers_of_two_projects_are_two():
    """Folders of one name in different places have different timers."""
    other = Timer(PurePosixPath("/home/u/demo"), PLAIN.python, PLAIN.secrets)
    assert re.fullmatch(r"khacphuc-demo-[0-9a-f]{8}", PLAIN.name)
    assert other.name != PLAIN.name
    assert re.fullmatch(
        r"khacphuc-project-[0-9a-f]{8}", Timer(PurePosixPath("/"), PLAIN.python, PLAIN.secrets).name
    )


def test_the_file_of_secrets_names_every_variable():
    """Each with an example that is taken as it is; as it begins, none is set."""
    lines = [line for line in SECRETS_TEXT.splitlines() if line and not line.startswith("# ") and line != "#"]
    assert all(line.startswith("#KHACPHUC_") for line in lines)
    examples = dict(shlex.split(line.removeprefix("#"))[0].split("=", 1) for line in lines)
    assert set(examples) == set(VARIABLES)
    assert read_addresses(examples | {"KHACPHUC_WEBHOOK": ""}).faults == ()


@pytest.mark.full
@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and "CI" not in os.environ, reason="there is no systemd-analyze"
)
@pytest.mark.parametrize("timer", [PLAIN, ODD], ids=["plain", "odd"])
def test_systemd_takes_the_units(timer, tmp_path, monkeypatch):
    """It has nothing to say of them; of a word it does not know it has."""
    python = tmp_path / PurePosixPath(timer.python).relative_to("/")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    timer = Timer(timer.root, python, timer.secrets)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    service, clock = (tmp_path / f"{timer.name}.{kind}" for kind in ("service", "timer"))
    clock.write_text(timer_text(timer), encoding="utf-8")

    def complaints(text):
        service.write_text(text, encoding="utf-8")
        verify = ["systemd-analyze", "verify", "--user", "--man=no", str(clock)]
        ended = subprocess.run(verify, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout + ended.stderr

    assert complaints(service_text(timer)) == (0, "")
    assert "Unknown key" in complaints(service_text(timer).replace("Type=", "Kind="))[1]


def can_cron():
    """Whether busybox has a cron; the one with few applets has not."""
    busybox = shutil.which("busybox")
    if busybox is None:
        return False
    return (
        "crond"
        in subprocess.run([busybox, "--list"], capture_output=True, text=True, check=False).stdout.split()
    )


@pytest.mark.full
def test_cron_starts_it_once_a_minute(tmp_path):
    """A private cron does: in the folder of the project, with the variables of the file, and once."""
    if "CI" not in os.environ and (not can_cron() or os.geteuid() != 0):
        pytest.skip("there is no busybox with crond, or nobody who may start it")
    root, python, secrets = (
        tmp_path / "Báo cáo của $HOME's",
        tmp_path / "my venv" / "python",
        tmp_path / "the env",
    )
    root.mkdir()
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$PWD|$KHACPHUC_WEBHOOK|$*" >> "$PWD/starts"\n', encoding="utf-8")
    python.chmod(0o755)
    secrets.write_text("KHACPHUC_WEBHOOK='https://example.org/$a `b` \"c\"'\n", encoding="utf-8")
    table = tmp_path / "tables"
    table.mkdir()
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    line = cron_line(Timer(root, python, secrets, minutes=1))
    (table / user).write_text(f"{line}\n", encoding="utf-8")
    cron = subprocess.Popen(["busybox", "crond", "-f", "-c", str(table), "-L", str(tmp_path / "log")])
    try:
        starts = root / "starts"
        # cron looks once a minute; half a minute more for a machine that is busy
        for _ in range(900):
            if starts.exists():
                break
            time.sleep(0.1)
        time.sleep(1)
        expected = f'{root}|https://example.org/$a `b` "c"|-P -m khacphuc run --due\n'
        assert starts.read_text(encoding="utf-8") == expected
    finally:
        cron.terminate()
        cron.wait()


def test_a_shell_reads_the_line(tmp_path):
    """The file of secrets may be missing, and a folder that is gone starts nothing."""
    line = cron_line(Timer(tmp_path / "gone", Path("/bin/echo"), tmp_path / "none"))
    assert re.search(r" && \{ set -a; \[ ! -r \S+ \] \|\| \. \S+; set \+a; \} && exec /bin/echo ", line)
