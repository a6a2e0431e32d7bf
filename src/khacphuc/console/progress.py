"""Reports the progress of a run: as a bar on a terminal, in plain lines, or not at all.

What comes out of data or notebooks passes through ``printable`` first, so that nothing in a table can
move the cursor, set the title of a window or hide what is printed after it.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Protocol, TextIO

from khacphuc.text.characters import is_control, replaced

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

# a line and a half of a terminal
_LONGEST_LINE = 120
# CSI, OSC (ended by BEL or ST) and the two-character escapes of ECMA-48
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -~]|\x9b[0-?]*[ -/]*[@-~]"
)


def printable(text: str) -> str:
    r"""Text without escape sequences, control characters and invisible direction marks; lines are kept.

    >>> printable("a\x1b[31mb\x07c\r\nd")
    'ab�c\nd'
    """
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return replaced(text, is_control, allowed="\n\t")


def first_line(text: str) -> str:
    r"""The first line of a long message of another library, to stand within a message of ours.

    >>> first_line("no kernel\nTraceback")
    'no kernel'
    """
    return printable(text).strip().partition("\n")[0][:_LONGEST_LINE]


class Progress(Protocol):
    """What a run reports to while it works."""

    def start(self, run: str, stage: str, cells: int) -> None:
        """A stage begins; it has so many cells (0: not a notebook)."""

    def cell(self, done: int) -> None:
        """So many cells of the stage are done."""

    def stop(self, note: str = "") -> None:
        """The stage is over; the note begins with "stopped" if it did not end well."""


class Silent:
    """Reports nothing."""

    def start(self, run: str, stage: str, cells: int) -> None:
        """Nothing."""

    def cell(self, done: int) -> None:
        """Nothing."""

    def stop(self, note: str = "") -> None:
        """Nothing."""


class Lines:
    """One plain line for each stage, with its seconds: for files, pipes and schedulers."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._label = ""
        self._since = 0.0

    def start(self, run: str, stage: str, cells: int) -> None:  # noqa: ARG002
        """Remember what begins."""
        self._label = f"{run}  {stage}"
        self._since = time.monotonic()

    def cell(self, done: int) -> None:
        """Nothing: a line is printed when the stage is over."""

    def stop(self, note: str = "") -> None:
        """Print the line of the stage."""
        seconds = time.monotonic() - self._since
        ending = f"  {printable(note)}" if note else ""
        print(f"{self._label:<24} {seconds:6.1f} s{ending}", file=self._stream, flush=True)


class ProgressBar(Lines):
    """A bar for the stage at work, and a line for each one done: for terminals."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._bars: Bars | None = None
        self._task: TaskID | None = None

    def start(self, run: str, stage: str, cells: int) -> None:
        """Show a bar."""
        from rich.console import Console  # noqa: PLC0415  (slow, and needed on a terminal only)
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        super().start(run, stage, cells)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Progress(*columns, console=Console(file=self._stream), transient=True)
        self._task = self._bars.add_task(self._label, total=cells or None)
        self._bars.start()

    def cell(self, done: int) -> None:
        """Move the bar."""
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, completed=done)

    def stop(self, note: str = "") -> None:
        """Take the bar away and print the line of the stage."""
        if self._bars is not None:
            self._bars.stop()
        self._bars = self._task = None
        super().stop(note)
