"""What an analyst would like to be otherwise: codes with what should stand there, in; raw tables out. Pure.

Two things can be set: the recorded status of a judged criterion, and the number of a printed figure.
Everything else follows from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.errors import QuantityError
from khacphuc.explore.mistakes import CallError
from khacphuc.locale import HOUSE, words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR, STATUSES, TABLES
from khacphuc.text.cells import readable_cell
from khacphuc.text.codes import nearest, plain_code
from khacphuc.text.quantities import parse
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_COLUMNS: Final = {"figures": "printed", "criteria": "status"}
"""The column that is set, by its table."""
_MISSING: Final = STATUSES[-1]
_COMPUTED: Final = (
    ("criteria", "criterion_id", "figure"),
    ("target_parts", "part_id", "figure"),
    ("target_parts", "target_id", "figure"),
    ("computed", "computed_id", "operands"),
)
"""What cannot be set because it follows from figures: table, key and the column with their codes."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that is set.

    Attributes:
        code: of the row.
        table: the table of the row.
        label: what the row is about.
        before: what stands there: a quantity as printed, or a status.
        after: what should stand there.
        unit: of a figure.
    """

    code: str
    table: Literal["figures", "criteria"]
    label: str
    before: str
    after: str
    unit: str = ""


def read_changes(
    wanted: object, tables: Mapping[str, pd.DataFrame], language: str = "vi"
) -> tuple[CellChange, ...]:
    """Look up the codes, and read what should stand there.

    Args:
        wanted: by the code of a judged criterion a status, as a code or as it is called in the language of
            the run; by the code of a figure a quantity as printed.
        tables: the clean tables.
        language: of the run.

    Raises:
        CallError: a code is none, or one of a row that cannot be set; a status is none; a quantity
            cannot be read; nothing is assigned to anything.
    """
    if not isinstance(wanted, Mapping):
        raise CallError("no_changes", language=language, value=str(wanted))
    return tuple(_change(code, after, tables, language) for code, after in wanted.items())


def settable(tables: Mapping[str, pd.DataFrame]) -> tuple[CellChange, ...]:
    """What can be set, with what stands there now: judged criteria first, then figures."""
    return (*_judged(tables["criteria"]), *_printed(tables["figures"], tables["indicators"]))


def with_changes(raw: Mapping[str, pd.DataFrame], changes: tuple[CellChange, ...]) -> dict[str, pd.DataFrame]:
    """The raw tables of a run with cells set; those given are not changed."""
    changed = dict(raw)
    for change in changes:
        frame, column = changed[change.table], _COLUMNS[change.table]
        is_row = frame[TABLES[change.table].key] == change.code
        # a status that is missing is an empty cell
        cell = "" if change.after == _MISSING else change.after
        changed[change.table] = frame.assign(**{column: frame[column].mask(is_row, cell)})
    return changed


def _change(typed: object, after: object, tables: Mapping[str, pd.DataFrame], language: str) -> CellChange:
    code = plain_code(str(typed).strip()).removeprefix("@")
    row = next((row for row in settable(tables) if row.code == code), None)
    if row is None:
        raise _refusal(code, tables, language)
    if not isinstance(after, str):
        if isinstance(after, int | float) and not isinstance(after, bool):
            # numbers are typed as the house prints them, whatever the language of the run
            raise CallError("no_text", language=language, place=code, value=readable_cell(after, HOUSE))
        raise CallError("no_value", language=language, place=code, value=str(after))
    is_status = row.table == "criteria"
    return replace(
        row, after=_status(code, after, language) if is_status else _quantity(row, after, language)
    )


def _judged(criteria: pd.DataFrame) -> Iterator[CellChange]:
    for row in criteria[criteria["kind"] == "judged"].pipe(row_dicts):
        before = row["status"] or _MISSING
        yield CellChange(row["criterion_id"], "criteria", row["aspect"], before, before)


def _printed(figures: pd.DataFrame, indicators: pd.DataFrame) -> Iterator[CellChange]:
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    for row in figures.pipe(row_dicts):
        label, before = names.get(row["indicator"], row["indicator"]), row["printed"]
        yield CellChange(row["figure_id"], "figures", label, before, before, row["unit"])


def _status(code: str, text: str, language: str) -> str:
    text = text.strip()
    names = words(language, "code")
    by_name = {names[status].casefold(): status for status in STATUSES}
    status = by_name.get(text.casefold(), text)
    if status not in STATUSES:
        listed = ", ".join(f"{names[name]} ({name})" for name in STATUSES)
        spellings = by_name | {name: name for name in STATUSES}
        near = "".join(names[spellings[match]] for match in get_close_matches(text.casefold(), spellings, 1))
        raise CallError("no_status", language=language, place=code, near=near, text=text, listed=listed)
    return status


def _quantity(row: CellChange, text: str, language: str) -> str:
    try:
        parse(text, unit=row.unit)
    except QuantityError as error:
        reason, before = error.in_language(language).rstrip("."), with_unit(row.before, row.unit)
        raise CallError(
            "no_quantity", language=language, place=row.code, reason=reason, before=before
        ) from error
    return text.strip()


def _refusal(code: str, tables: Mapping[str, pd.DataFrame], language: str) -> CallError:
    """Why a code cannot be set, and what can be set instead."""
    if figures := ", ".join(dict.fromkeys(_figures(_rests_on(code, tables), tables))):
        return CallError("computed", language=language, place=code, figures=figures)
    if any((frame[TABLES[name].key] == code).any() for name, frame in tables.items() if name in TABLES):
        return CallError("not_settable", language=language, place=code)
    near = nearest(code, {row.code: row.label for row in settable(tables)})
    return CallError("no_row", language=language, near=near, code=code)


def _rests_on(code: str, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The cells with codes by which a row is computed; none of a row that is not computed."""
    return [
        cell for name, key, column in _COMPUTED for cell in tables[name][tables[name][key] == code][column]
    ]


def _figures(cells: list[str], tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The codes of figures in some cells; of a computed number those it is computed of."""
    computed = dict(zip(tables["computed"]["computed_id"], tables["computed"]["operands"], strict=True))
    codes = [code for cell in cells for code in computed.get(cell, cell).split(SEPARATOR)]
    figures = set(tables["figures"]["figure_id"])
    return [figure for code in codes if (figure := code.partition(":")[0]) in figures]
