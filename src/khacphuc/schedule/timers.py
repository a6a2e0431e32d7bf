"""What systemd, cron and Windows are given, so that each starts ``khacphuc run --due`` every few minutes.

Pure texts. A timer knows no event: whatever changes in ``schedule:`` of the parameters holds at its next
start, with nothing to install again.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from khacphuc.errors import UsageError

if TYPE_CHECKING:
    from pathlib import PurePath

MINUTES: Final = 10
"""An event begins as much later at most; a start with nothing due takes a second."""
UNIT_MARK: Final = "# made by khacphuc schedule --install, which makes it anew"
# -P: a file of the project that is called as a module of Python is not imported in its place
_ARGUMENTS: Final = ("-P", "-m", "khacphuc", "run", "--due")
_LONGEST_SLUG: Final = 30


@dataclass(frozen=True)
class Timer:
    """What is started, where, and how often.

    Attributes:
        root: the folder of the project, from the root of the disk.
        python: the interpreter khacphuc is installed for.
        secrets: the file of variables that hold addresses and secrets.
        minutes: from one start to the next.
    """

    root: PurePath
    python: PurePath
    secrets: PurePath
    minutes: int = MINUTES

    @property
    def name(self) -> str:
        """What schedulers call it: the folder's name in plain letters, and what tells it from others."""
        return timer_name(self.root)


def timer_name(root: PurePath) -> str:
    """A name of plain letters for the timer of a project.

    >>> from pathlib import PurePosixPath
    >>> timer_name(PurePosixPath("/srv/Báo cáo"))
    'khacphuc-bao-cao-2a603e9f'
    """
    letters = unicodedata.normalize("NFD", root.name.lower())
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")[:_LONGEST_SLUG]
    digest = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"khacphuc-{slug or 'project'}-{digest}"


def service_text(timer: Timer) -> str:
    """The systemd user unit that is started.

    Raises:
        UsageError: systemd cannot be told of such a path.
    """
    _check(timer, "systemd", r"\\$|\s$")
    # a program is no argument: systemd takes no quotes in it, and "$$" as two dollars
    if re.search(r"[$\"'\\]", str(timer.python)):
        raise _unspeakable(timer.python, "systemd")
    program = " ".join(map(_systemd_argument, (str(timer.python), *_ARGUMENTS)))
    # the file may be missing, and its name is a pattern in which * ? [ stand for others
    secrets = re.sub(r"[*?\[]", r"[\g<0>]", str(timer.secrets).replace("\\", r"\\"))
    return f"""{UNIT_MARK}
[Unit]
Description=khacphuc: what is due in {_systemd_value(timer.root)}

[Service]
Type=oneshot
WorkingDirectory={_systemd_value(timer.root)}
EnvironmentFile=-{_systemd_value(secrets)}
ExecStart={program}
NoNewPrivileges=yes
"""


def timer_text(timer: Timer) -> str:
    """The systemd user timer that starts it."""
    return f"""{UNIT_MARK}
[Unit]
Description=khacphuc: every {timer.minutes} minutes

[Timer]
OnCalendar=*:0/{timer.minutes}
Persistent=true

[Install]
WantedBy=timers.target
"""


def cron_line(timer: Timer) -> str:
    """The line for cron; what stands after its ``#`` tells it from lines of others.

    Raises:
        UsageError: cron cannot be told of such a path.
    """
    _check(timer, "cron", "%")  # the end of a line to one cron, a percent sign to another
    folder, secrets = shlex.quote(str(timer.root)), shlex.quote(str(timer.secrets))
    program = shlex.join([str(timer.python), *_ARGUMENTS])
    when = "*" if timer.minutes == 1 else f"*/{timer.minutes}"
    # set -a: what the file sets is in the environment of what follows
    reading = f"set -a; [ ! -r {secrets} ] || . {secrets}; set +a"
    return f"{when} * * * * cd {folder} && {{ {reading}; }} && exec {program} # {timer.name}"


def task_xml(timer: Timer) -> str:
    """The task for the Task Scheduler of Windows.

    Raises:
        UsageError: it cannot be told of such a path.
    """
    _check(timer, "Windows", "$^")
    return f"""<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>khacphuc: what is due in {escape(str(timer.root))}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT{timer.minutes}M</Interval>
      </Repetition>
      <StartBoundary>2020-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(str(timer.python))}</Command>
      <Arguments>{escape(subprocess.list2cmdline(_ARGUMENTS))}</Arguments>
      <WorkingDirectory>{escape(str(timer.root))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


SECRETS_TEXT: Final = """\
# Where notices of khacphuc go. Nobody but you may read this file (mode 0600), and it belongs in no backup
# that others read. Take the # off the lines you use. Values stand between single quotes.
#
# Mail: to whom, with commas between addresses; the second list gets what is escalated.
#KHACPHUC_MAIL_TO='van-phong@example.org'
#KHACPHUC_ESCALATE_TO='ban-thuong-vu@example.org'
#KHACPHUC_MAIL_FROM='khacphuc@example.org'
# The server that takes mails, and its port. KHACPHUC_SMTP_TLS: starttls (as without the line), tls, or none,
# which is for a server on this machine only.
#KHACPHUC_SMTP='mail.example.org:587'
#KHACPHUC_SMTP_TLS='starttls'
#KHACPHUC_SMTP_USER=''
#KHACPHUC_SMTP_PASSWORD=''
#
# One address every notice is posted to as JSON.
#KHACPHUC_WEBHOOK='https://chat.example.org/hooks/…'
"""
"""The file of secrets as it begins."""


def _check(timer: Timer, scheduler: str, refused: str) -> None:
    for path in (timer.root, timer.python, timer.secrets):
        if re.search(rf"[\x00-\x1f\x7f]|{refused}", str(path)):
            raise _unspeakable(path, scheduler)


def _unspeakable(path: PurePath, scheduler: str) -> UsageError:
    return UsageError(
        f"{scheduler} cannot be told of this path",
        place=ascii(str(path)),
        remedy="""give the folder a name without % $ " ' \\ and without a space at its end""",
    )


def _systemd_value(text: object) -> str:
    return str(text).replace("%", "%%")


def _systemd_argument(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_./-]+", text):
        return text
    quoted = text.replace("\\", r"\\").replace('"', r"\"").replace("$", "$$")
    return f'"{_systemd_value(quoted)}"'
