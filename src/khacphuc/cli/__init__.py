"""The command line: parses arguments, calls a command and turns its outcome into an exit code.

Exit codes: 0 published; 1 critical findings, nothing published; 2 wrong parameters, files or usage;
3 our failure; 130 and 143 when interrupted or terminated. Imports of the pipeline wait until a command
needs them: help is printed at once. A module has the commands about one subject.
"""

from __future__ import annotations

import sys

from khacphuc.cli import documents, projects, reports, returns, schedule, versions
from khacphuc.cli.group import app
from khacphuc.console.encoding import NEAREST
from khacphuc.console.output import print_error
from khacphuc.console.streams import output_refusal, secure_streams
from khacphuc.errors import UsageError
from khacphuc.kernels.exit import end

__all__ = ["app", "documents", "main", "projects", "reports", "returns", "schedule", "versions"]


def main() -> None:
    """The entry point ``khacphuc``."""
    secure_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a terminal that cannot print Vietnamese shall not end a run
            stream.reconfigure(errors=NEAREST)
    try:
        app(prog_name="khacphuc")
    except SystemExit as ending:
        if reason := output_refusal():
            lost = UsageError(
                f"takes no more ({reason})",
                place="standard output",
                remedy="make room where it leads; the work was done, and what it printed is lost",
            )
            print_error(str(lost))
            ending.code = ending.code or lost.exit_code
        end(int(ending.code or 0))  # to take modules apart is a fifth of --help, and half a second of a run
