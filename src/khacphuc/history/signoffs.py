"""Sign-offs: who has approved or rejected which published version. A version is issued once all roles have.

They lie in ``history/<run>/signoffs.csv`` and are only ever added to. A sign-off is about one ``run.json``,
which has the hash of every published file: when a byte moves, it is about something else.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.errors import SourceError
from khacphuc.history.version_file import list_versions, read_record
from khacphuc.project.files import read_text, write_bytes

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
_REMEDY: Final = "take the file back from where it is kept (git, a backup); it is only ever added to"


def read_sign_offs(folder: Path) -> tuple[SignOff, ...]:
    """The sign-offs of a run, in their order; none where there is no file.

    Raises:
        SourceError: the file is damaged.
    """
    path = folder / SIGN_OFFS
    if not path.exists():
        return ()
    text = read_text(path)
    rows = csv.reader(io.StringIO(text))
    if next(rows, None) != list(_COLUMNS):
        raise SourceError(
            "another heading", place=f"{path}, line 1", expected=",".join(_COLUMNS), remedy=_REMEDY
        )
    sign_offs = []
    for row in rows:
        if len(row) != len(_COLUMNS) or row[3] not in {_APPROVED, _REJECTED}:
            place = f"{path}, line {rows.line_num}"
            raise SourceError(",".join(row), place=place, expected=",".join(_COLUMNS), remedy=_REMEDY)
        sign_offs.append(SignOff(*row))
    if not text.endswith("\n"):
        raise SourceError("its last line does not end", place=str(path), remedy=_REMEDY)
    return tuple(sign_offs)


def add_sign_off(folder: Path, sign_off: SignOff) -> None:
    """Add a sign-off; whoever calls holds the lock of the run.

    Raises:
        SourceError: the file there is damaged; it is left as it is.
        OSError: the disk refuses.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    rows = [*read_sign_offs(folder), sign_off]
    writer.writerows([_COLUMNS, *(tuple(asdict(row).values()) for row in rows)])
    write_bytes(folder / SIGN_OFFS, stream.getvalue().encode(), durable=True)


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
