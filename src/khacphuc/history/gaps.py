"""What is missing from the folder of a run's versions, or was edited there: it is only ever added to.

No version goes by itself: ``keep:`` is about ``.runs``. So numbers run from 1 without a gap, and the vintages
of a version follow from what is in it and in the one before. They are made of the versions once more and
compared row by row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from khacphuc.history.keeping import VINTAGES, vintages_of
from khacphuc.history.signoffs import SIGN_OFFS, read_sign_offs
from khacphuc.history.version_file import list_versions, pending_numbers, read_record, version_name
from khacphuc.history.vintages import latest_values, read_vintages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from khacphuc.history.published_values import Key, PublishedValue
    from khacphuc.history.version_file import VersionRecord
    from khacphuc.history.vintages import Vintage

GapKind = Literal["version", "name", "vintages", "missing", "other", "surplus", "sign_off"]
"""A version without a file; with another name; without any of its rows; a row that is missing, another, or
none of its version's; a sign-off about a version without a file."""

_Rows = dict["Key", list[tuple[int, "Vintage"]]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not as it was left.

    Attributes:
        kind: what it is.
        file: which file of the folder it is about; empty for the folder.
        line: of the file; 0 where there is none.
        version: the number of the version; 0 where it is not known.
        code: of the value a row is about.
        observed: what is there: a row as it is written, or a name.
        expected: what should be: a row as it is written, a name, or a number of rows.
    """

    kind: GapKind
    file: str = ""
    line: int = 0
    version: int = 0
    code: str = ""
    observed: str = ""
    expected: str = ""


def history_gaps(folder: Path) -> tuple[Gap, ...]:
    """What is missing from the folder of a run, or is another than it was left; a missing version first.

    A version whose keeping was cut short is none: it is ended by whoever comes next.

    Raises:
        SourceError: a version, the vintages or the sign-offs cannot be read.
    """
    vintages = read_vintages(folder / VINTAGES)  # first: a version gets its name after its rows
    records = {version.path: read_record(version.path) for version in list_versions(folder)}
    versions = {record.version: path for path, record in records.items()}  # whatever they are called
    by_version: dict[int, list[tuple[int, Vintage]]] = {}
    for line, vintage in _with_lines(vintages):
        by_version.setdefault(int(vintage.version), []).append((line, vintage))
    return (
        *_missing_versions({*versions, *pending_numbers(folder)}, by_version),
        *_name_gaps(records),
        *_row_gaps(versions, by_version),
        *_sign_off_gaps(folder, {record.run_json for record in records.values()}),
    )


def _missing_versions(known: Collection[int], named: Collection[int]) -> Iterator[Gap]:
    for number in range(1, max([*known, *named], default=0) + 1):
        if number not in known:
            yield Gap("version", version=number, expected=version_name(number, "…"))


def _name_gaps(records: Mapping[Path, VersionRecord]) -> Iterator[Gap]:
    for path, record in records.items():
        name = version_name(record.version, record.run_json)
        if name != path.name:
            yield Gap("name", path.name, version=record.version, expected=name)


def _row_gaps(
    versions: Mapping[int, Path], by_version: Mapping[int, list[tuple[int, Vintage]]]
) -> Iterator[Gap]:
    before: dict[Key, PublishedValue] = {}
    for number in sorted({*versions, *by_version}):
        rows = by_version.get(number, [])
        if number not in versions:  # its rows are all there is of it
            before |= latest_values(vintage for _, vintage in rows)
            continue
        expected = vintages_of(versions[number], before)
        follows = number == 1 or number - 1 in versions
        yield from _compared(number, expected, rows, follows=follows)
        before |= latest_values(expected)


def _compared(
    number: int, expected: tuple[Vintage, ...], rows: list[tuple[int, Vintage]], *, follows: bool
) -> Iterator[Gap]:
    """Compare the rows of a version with those made of it; ``follows``: the version before is there, too."""
    if expected and not rows:
        yield Gap("vintages", VINTAGES, version=number, expected=str(len(expected)))
        return
    left: _Rows = {}
    for line, vintage in rows:
        left.setdefault(vintage.key, []).append((line, vintage))
    for vintage in expected:
        there = left.get(vintage.key)
        if not there:
            yield Gap("missing", VINTAGES, 0, number, vintage.code, expected=_written(vintage))
            continue
        line, observed = there.pop(0)
        if observed != vintage:
            yield Gap("other", VINTAGES, line, number, vintage.code, _written(observed), _written(vintage))
    # without the version before, a value that is again what it was is no surplus that could be known
    surplus = chain.from_iterable(left.values()) if follows else ()
    for line, vintage in sorted(surplus, key=lambda row: row[0]):
        yield Gap("surplus", VINTAGES, line, number, vintage.code, _written(vintage))


def _sign_off_gaps(folder: Path, known: Collection[str]) -> Iterator[Gap]:
    for sign_off in read_sign_offs(folder):
        if sign_off.run_json not in known:
            row = f"{sign_off.signed_on},{sign_off.role},{sign_off.decision}"
            yield Gap("sign_off", SIGN_OFFS, observed=row, expected=f"…-{sign_off.run_json[:16]}.zip")


def _with_lines(vintages: Iterable[Vintage]) -> Iterator[tuple[int, Vintage]]:
    """The rows with the lines they end in; the heading is the first."""
    line = 1
    for vintage in vintages:
        line += 1 + sum(cell.count("\n") for cell in astuple(vintage))
        yield line, vintage


def _written(vintage: Vintage) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(astuple(vintage))
    return stream.getvalue()
