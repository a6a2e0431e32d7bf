"""Sign-offs: who has approved or rejected which published version. A version is issued once all roles have.

They lie in ``history/<run>/signoffs.csv`` and are only ever added to. A sign-off is about one ``run.json``,
which has the hash of every published file: when a byte moves, it is about something else.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.history.append_only import add_history_rows, damaged_row, read_history_rows
from khacphuc.history.version_file import list_versions, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khacphuc.history.version_file import VersionFile, VersionRecord

SignOffDecision = Literal["approved", "rejected"]
SIGN_OFFS: Final = "signoffs.csv"
_APPROVED: Final = "approved"
_REJECTED: Final = "rejected"


@dataclass(frozen=True, slots=True)
class SignOff:
    """A row of ``signoffs.csv``.

    Attributes:
        signed_on: the day, as ISO 8601 writes it.
        run_json: the SHA-256 of the ``run.json`` it is about.
        role: whose decision it is; never a name.
        decision: ``approved`` or ``rejected``.
        note: why, in a line.
    """

    signed_on: str
    run_json: str
    role: str
    decision: str
    note: str


_COLUMNS: Final = tuple(field.name for field in fields(SignOff))


def read_sign_offs(folder: Path) -> tuple[SignOff, ...]:
    """The sign-offs of a run, in their order; none where there is no file.

    Raises:
        SourceError: the file is damaged.
    """
    sign_offs = []
    for place, row in read_history_rows(folder / SIGN_OFFS, _COLUMNS):
        sign_off = SignOff(*row)
        if sign_off.decision not in {_APPROVED, _REJECTED}:
            raise damaged_row(",".join(row), place, f"{_APPROVED} or {_REJECTED}")
        sign_offs.append(sign_off)
    return tuple(sign_offs)


def add_sign_off(folder: Path, sign_off: SignOff) -> None:
    """Add a sign-off; whoever calls holds the lock of the run.

    Raises:
        SourceError: the file there is damaged; it is left as it is.
        OSError: the disk refuses.
    """
    read_sign_offs(folder)  # what is damaged is not added to
    add_history_rows(folder / SIGN_OFFS, _COLUMNS, [astuple(sign_off)])


def decisions(sign_offs: Iterable[SignOff], run_json: str) -> dict[str, SignOff]:
    """The last decision of each role about a ``run.json``, in the order of the first ones."""
    return {sign_off.role: sign_off for sign_off in sign_offs if sign_off.run_json == run_json}


def is_issued(record: VersionRecord, sign_offs: Iterable[SignOff]) -> bool:
    """Whether every role that was asked for has approved a version; at once where none was."""
    decided = decisions(sign_offs, record.run_json)
    return all(role in decided and decided[role].decision == _APPROVED for role in record.roles)


def last_issued(folder: Path) -> VersionFile | None:
    """The last version that is issued.

    Raises:
        SourceError: a version or the sign-offs cannot be read.
    """
    sign_offs = read_sign_offs(folder)
    for version in reversed(list_versions(folder)):
        if is_issued(read_record(version.path), sign_offs):
            return version
    return None
