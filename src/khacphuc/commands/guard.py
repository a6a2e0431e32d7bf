"""Turns every error of a command into its exit code, and what nobody foresaw into a log."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.console.output import from_here, print_error
from khacphuc.errors import KhacphucError
from khacphuc.project.layout import Layout
from khacphuc.run.interrupts import TerminationRequest, interruptible

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNEXPECTED = KhacphucError.exit_code
_INTERRUPTED = 128 + signal.SIGINT
_TERMINATED = 128 + signal.SIGTERM


@contextmanager
def guarded(root: str) -> Iterator[None]:
    """Print every error and exit with its code; this is the one place that takes any exception.

    Args:
        root: the folder of the project the command is about, as given.
    """
    try:
        with interruptible():
            yield
    except KhacphucError as error:
        print_error(str(error))
        raise SystemExit(error.exit_code) from error
    except TerminationRequest as error:
        print_error("terminated; what is published is as it was before")
        raise SystemExit(_TERMINATED) from error
    except KeyboardInterrupt as error:
        print_error("interrupted; what is published is as it was before")
        raise SystemExit(_INTERRUPTED) from error
    except Exception as error:
        print_error(
            f"unexpected {type(error).__name__}: {error}; this is a fault of the suite, "
            f"its traceback is in {_write_log(root)}"
        )
        raise SystemExit(_UNEXPECTED) from error


@contextmanager
def without_failing(root: str, undone: str) -> Iterator[None]:
    """Say what could not be done after a command has done its own work, and go on.

    Args:
        root: the folder of the project the command is about.
        undone: what is not done then, in a few words.
    """
    try:
        yield
    except (KhacphucError, OSError) as error:
        print_error(f"{undone}: {error}")
    except Exception as error:  # noqa: BLE001 - it is told, and the command has done what it was called for
        print_error(
            f"{undone}: unexpected {type(error).__name__}: {error}; this is a fault of the suite, "
            f"its traceback is in {_write_log(root)}"
        )


def _write_log(root: str) -> str:
    # imported here: only who fails needs these
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    from khacphuc.project.files import write_text  # noqa: PLC0415

    text = traceback.format_exc()
    try:
        log = Layout.find(root).root / ".runs" / "error.log"
        write_text(log, text)
    except (KhacphucError, OSError):
        handle, name = tempfile.mkstemp(prefix="khacphuc-", suffix=".log", text=True)
        log = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
    return from_here(log)
