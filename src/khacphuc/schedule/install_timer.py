"""Gives a timer to systemd or cron, and makes the file of secrets beside it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.errors import UsageError
from khacphuc.project.files import begin_private, read_text, write_text
from khacphuc.schedule.timers import (
    SECRETS_TEXT,
    UNIT_MARK,
    Timer,
    cron_line,
    service_text,
    task_xml,
    timer_name,
    timer_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Command = Callable[[Sequence[str], str], str]
    """Runs a command with a text as its input; its output. ``UsageError`` where it fails."""

SchedulerName = Literal["systemd", "cron", "windows"]
_NOBODY_ELSE: Final = stat.S_IRWXG | stat.S_IRWXO
_SECONDS: Final = 60


def timer_of(root: Path, environ: Mapping[str, str]) -> Timer:
    """The timer of a project, by this interpreter.

    Its file of secrets lies among the user's settings, never in the project: that is copied, shared and put
    into git.
    """
    folder = root.resolve()
    # as it is called, not what it links to: in an environment that is another one
    python = Path(os.path.abspath(sys.executable))  # noqa: PTH100
    return Timer(folder, python, _settings(environ) / "khacphuc" / f"{timer_name(folder)}.env")


def scheduler_here() -> SchedulerName:
    """What starts programs by the clock on this machine."""
    if os.name == "nt":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def timer_parts(timer: Timer, scheduler: SchedulerName, environ: Mapping[str, str]) -> dict[str, str]:
    """What a scheduler is given, by the place where it lies or the command that takes it.

    Raises:
        UsageError: the scheduler cannot be told of a path.
    """
    match scheduler:
        case "systemd":
            folder = _settings(environ) / "systemd" / "user"
            return {
                str(folder / f"{timer.name}.service"): service_text(timer),
                str(folder / f"{timer.name}.timer"): timer_text(timer),
            }
        case "cron":
            return {"crontab -e": f"{cron_line(timer)}\n"}
        case "windows":
            return {f"schtasks /Create /TN {timer.name} /XML {timer.name}.xml": task_xml(timer)}


def install_timer(
    timer: Timer, scheduler: SchedulerName, environ: Mapping[str, str], command: Command | None = None
) -> None:
    """Give a timer to a scheduler, and make its file of secrets where there is none.

    Raises:
        UsageError: the scheduler is not here or refuses, or a unit of that name is somebody else's.
    """
    parts = timer_parts(timer, scheduler, environ)
    run = command or run_program
    match scheduler:
        case "systemd":
            _check_units(parts)
            begin_private(Path(timer.secrets), SECRETS_TEXT)
            for place, text in parts.items():
                write_text(Path(place), text)
            run(["systemctl", "--user", "daemon-reload"], "")
            run(["systemctl", "--user", "enable", "--now", f"{timer.name}.timer"], "")
        case "cron":
            before = _cron_table(run)
            begin_private(Path(timer.secrets), SECRETS_TEXT)
            others = [line for line in before.splitlines() if not line.endswith(f" # {timer.name}")]
            run(["crontab", "-"], "\n".join([*others, *parts.values()]))
        case "windows":
            raise UsageError(
                "a task of Windows is not installed by khacphuc",
                remedy="save what khacphuc schedule --as windows prints, and give it to schtasks as it says",
            )


def others_may_read(timer: Timer) -> bool:
    """Whether the file of secrets is there and open to others."""
    path = Path(timer.secrets)
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & _NOBODY_ELSE)


def run_program(arguments: Sequence[str], text: str) -> str:
    """Run a program of the system; its output.

    Raises:
        UsageError: there is none, or it fails.
    """
    if shutil.which(arguments[0]) is None:
        raise UsageError("is not installed", place=arguments[0], remedy="khacphuc schedule --as cron|systemd")
    try:
        ended = subprocess.run(
            arguments, input=text, capture_output=True, text=True, check=True, timeout=_SECONDS
        )
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or "").strip().splitlines()
        raise UsageError(
            lines[0] if lines else f"ended with {error.returncode}", place=" ".join(arguments)
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"no answer within {_SECONDS} seconds", place=" ".join(arguments)) from error
    return ended.stdout


def _cron_table(run: Command) -> str:
    try:
        return run(["crontab", "-l"], "")
    except UsageError as error:
        # every cron has other words for a user without a table, and all have these
        if "no crontab" in error.observed or "can't open" in error.observed:
            return ""
        raise


def _check_units(parts: Mapping[str, str]) -> None:
    for place in map(Path, parts):
        if place.exists() and not read_text(place).startswith(UNIT_MARK):
            raise UsageError("somebody else's unit", place=str(place), remedy="move it away")


def _settings(environ: Mapping[str, str]) -> Path:
    # relative paths there are to be ignored, says the specification of these folders
    folder = Path(environ.get("XDG_CONFIG_HOME", ""))
    return folder if folder.is_absolute() else Path.home() / ".config"
