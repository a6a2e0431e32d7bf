"""Mutations: every small mistake a person makes in a raw table, in every cell it can be made in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.schema.tables import SEPARATOR, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from khacphuc.schema.tables import Field

NUMBERS = {
    ("figures", "printed"),
    ("figures", "section"),
    ("figures", "paragraph"),
    ("computed", "decimals"),
    ("criteria", "threshold"),
    ("target_parts", "threshold"),
    ("documents", "symbol"),
    ("score_sheets", "points"),
    ("scores", "points"),
    ("declared", "section"),
    ("progress", "month"),
}
"""Columns of text that hold numbers a finger can slip on; columns of numbers, dates and codes do anyway."""
UNITS = {("figures", "unit"), ("indicators", "unit_of_measure")}
_RATIO = re.compile(r"(\d+)/(\d+)")
_DATE = re.compile(r"(\d+)/(\d+)/(\d+)")
_YES_NO = {"có": "", "": "có"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One changed cell, or one row taken out (``old`` is its key) or typed twice."""

    operator: str
    table: str
    row: int
    row_id: str
    column: str = ""
    old: str = ""
    new: str = ""

    def apply(self, raw: pd.DataFrame) -> pd.DataFrame:
        """The raw table with the mistake in it; the given one stays as it is."""
        if self.operator == "row missing":
            return raw.drop(index=self.row).reset_index(drop=True)
        if self.operator == "row doubled":
            return raw.loc[sorted([*raw.index, self.row])].reset_index(drop=True)
        frame = raw.copy()
        frame.loc[self.row, self.column] = self.new
        return frame

    def __str__(self) -> str:
        """Tell it in a line."""
        return f"{self.operator}: {self.table}.{self.column}[{self.row_id}] «{self.old}» → «{self.new}»"


def mutations(name: str, raw: pd.DataFrame) -> Iterator[Mutation]:
    """Every mutation of one raw table, in its order."""
    table = TABLES[name]
    units = list(dict.fromkeys(raw[next((c for t, c in UNITS if t == name), table.key)]))
    for row, cells in enumerate(raw.to_dict("records")):
        key = cells[table.key]
        yield Mutation("row missing", name, row, key, old=key)
        yield Mutation("row doubled", name, row, key, old=key)
        if row:
            yield Mutation("id duplicated", name, row, key, table.key, key, raw[table.key].iloc[row - 1])
        for field in table.raw:
            cell = cells[field.name]
            for operator, make in OPERATORS.items():
                others = units if operator == "other unit" else []
                for new in dict.fromkeys(make(name, field, cell, others)):
                    if new != cell:
                        yield Mutation(operator, name, row, key, field.name, cell, new)


def _slips(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """Each digit one more."""
    if _holds_numbers(table, field):
        for digit in re.finditer(r"[0-9]", cell):
            yield f"{cell[: digit.start()]}{(int(digit[0]) + 1) % 10}{cell[digit.end() :]}"


def _swaps(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """Two digits beside each other in each other's place."""
    if _holds_numbers(table, field):
        for pair in re.finditer(r"(?=([0-9])([0-9]))", cell):
            start = pair.start()
            yield f"{cell[:start]}{pair[2]}{pair[1]}{cell[start + 2 :]}"


def _turned(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """Part and whole of a ratio in each other's place."""
    if (table, field.name) == ("figures", "printed") and (match := _RATIO.fullmatch(cell)):
        yield f"{match[2]}/{match[1]}"


def _units(table: str, field: Field, _: str, units: list[str]) -> Iterator[str]:
    """Every other unit of the list."""
    if (table, field.name) in UNITS:
        yield from units


def _english(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """An English point for the comma; dots between thousands left out."""
    if (table, field.name) == ("figures", "printed"):
        if "," in cell:
            yield cell.replace(",", ".")
        if re.search(r"\d\.\d{3}", cell):
            yield cell.replace(".", "")


def _saved(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """Dots between thousands taken for points, and zeros dropped behind them: 1.200 becomes 1.2."""
    if (table, field.name) == ("figures", "printed") and re.fullmatch(r"\d{1,3}\.\d{3}", cell):
        yield f"{float(cell):g}"


def _american(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Month before day."""
    if field.dtype == "date" and (match := _DATE.fullmatch(cell)) and int(match[1]) != int(match[2]):
        yield f"{match[2]}/{match[1]}/{match[3]}"


def _order(table: str, field: Field, cell: str, _: list[str]) -> Iterator[str]:
    """A number a hundred later than it should be in its register."""
    if (table, field.name) == ("documents", "symbol") and (match := re.match(r"\d+", cell)):
        yield f"{int(match[0]) + 100}{cell[match.end() :]}"


def _dangling(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Each code of the cell one that nothing has."""
    if cell and (field.reference or field.dtype == "codes" or field.name == "reproduces"):
        codes = cell.split(SEPARATOR)
        for place, code in enumerate(codes):
            head, term, tail = code.partition(":")
            yield SEPARATOR.join([*codes[:place], f"{head}9999{term}{tail}", *codes[place + 1 :]])


def _flipped(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Every other value that is allowed."""
    if cell and field.allowed and field.name not in {"comparator", "bound"}:
        yield from field.allowed


def _compared(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Every other comparator."""
    if cell and field.name in {"comparator", "bound"}:
        yield from field.allowed


def _booleans(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Yes for no and no for yes."""
    if field.dtype == "bool":
        yield _YES_NO[cell]


def _emptied(_: str, field: Field, cell: str, __: list[str]) -> Iterator[str]:
    """Nothing in a cell that may not be empty."""
    if field.required and cell:
        yield ""


OPERATORS: dict[str, Callable[[str, Field, str, list[str]], Iterator[str]]] = {
    "digit slip": _slips,
    "digits swapped": _swaps,
    "part and whole swapped": _turned,
    "other unit": _units,
    "English number": _english,
    "saved as a number": _saved,
    "day and month swapped": _american,
    "number order broken": _order,
    "code dangling": _dangling,
    "enumeration flipped": _flipped,
    "comparator flipped": _compared,
    "boolean flipped": _booleans,
    "required cell emptied": _emptied,
}


def _holds_numbers(table: str, field: Field) -> bool:
    codes = field.reference or field.dtype in {"Int64", "date", "codes"} or field is TABLES[table].fields[0]
    return bool(codes or field.name == "reproduces" or (table, field.name) in NUMBERS)
