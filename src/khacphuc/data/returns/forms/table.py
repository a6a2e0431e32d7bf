"""Where things stand in a sheet of a form: heads, items, codes that people see, merged ranges. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.form_layout import FORM_COLUMNS, HEAD_ROW
from khacphuc.data.returns.forms.catalogue import label_key
from khacphuc.data.xlsx.sheet import column_letter, column_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.forms.catalogue import FormCatalogue, ReadableForm
    from khacphuc.data.returns.forms.cells import FormCell, FormGrid

_AS_SENT = {name: number for number, name in enumerate(FORM_COLUMNS, start=1)}
_MOST_DIGITS = 6
_REVISION = re.compile(r"[^0-9\-\u2212]*([0-9]{1,3})(?:\.0+)?")
_LONGEST_REVISION = 30

_LAST_HEAD_ROW = 30  # letterheads put above a table are shorter
_FEWEST_HEADS = 3  # so many heads make a row the head of a form
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_UNIT_CODE = re.compile(r"\b[A-Z]{2}[0-9]+\b")
# a year alone is a period only where it stands as codes do, in parentheses
_PERIOD_CODE = re.compile(r"\b[0-9]{4}-(?:[0-9]{2}|[QH][0-9])\b|(?<=\()[0-9]{4}(?=\))")


class SheetFault(NamedTuple):
    """A fault of a sheet: its kind, its cell, what stands there and should, and the number of the item."""

    kind: FaultKind
    cell: str
    observed: str = ""
    expected: str = ""
    number: int = -1


@dataclass(frozen=True)
class FormPlaces:
    """Where things stand in a sheet of a form.

    Attributes:
        head_row: the row of the heads.
        columns: the columns by the names of FORM_COLUMNS.
        recognised: those whose heads are known.
        items: the number of the item in each row that has one.
    """

    head_row: int
    columns: dict[str, int]
    recognised: frozenset[str]
    items: dict[int, int] = field(default_factory=dict)

    def cell(self, column: str, row: int = 0) -> str:
        """The name of a cell of a column; by default of its head."""
        return f"{column_letter(self.columns[column])}{row or self.head_row}"


def find_places(grid: FormGrid, catalogue: FormCatalogue) -> FormPlaces:
    """Where the table of a form stands in a sheet: the row with most heads of one, and its columns.

    A column whose head is not known stands where it did when the form was sent.
    """
    head_row, recognised = HEAD_ROW, dict[str, int]()
    for row, cells in grid.rows.items():
        if row > _LAST_HEAD_ROW:
            break
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            name = catalogue.heads.get(label_key(cell.text)) if cell.kind == "text" else None
            if name:
                columns.setdefault(name, column)
        if len(columns) >= _FEWEST_HEADS and len(columns) > len(recognised):
            head_row, recognised = row, columns
    return FormPlaces(head_row, _AS_SENT | recognised, frozenset(recognised))


def find_items(
    grid: FormGrid, places: FormPlaces, catalogue: FormCatalogue, form: ReadableForm
) -> Iterator[SheetFault]:
    """Find which item each row below the heads is, by its label or else by its number.

    Args:
        grid: the sheet.
        places: where things stand in it; gets the rows of the items.
        catalogue: all forms.
        form: the form it is.

    Yields:
        RENAMED_ITEM and ITEM_TWICE.
    """
    numbers = catalogue.items[form.collection]
    column = places.columns["item"]
    unknown = []
    known: set[int] = set()
    for row, cells in grid.rows.items():
        if row <= places.head_row:
            continue
        label = cells.get(column)
        number = numbers.get(label_key(label.text)) if label else None
        if label is None or number is None:
            # words alone are the heading of a section, or whoever signs
            if any(places.columns[name] in cells for name in ("order", "value", "unit")):
                unknown.append((row, label.text if label else ""))
        elif number in known:
            yield SheetFault(FaultKind.ITEM_TWICE, places.cell("item", row), label.text, "", number)
        else:
            known.add(number)
            places.items[row] = number
    for row, text in unknown:
        order = grid.rows[row].get(places.columns["order"])
        number = (whole_number(order) or 0) - 1
        if 0 <= number < len(form.items) and number not in known:
            known.add(number)
            places.items[row] = number
            expected = form.items[number].label
            yield SheetFault(FaultKind.RENAMED_ITEM, places.cell("item", row), text, expected, number)
        elif text or places.columns["value"] in grid.rows[row]:
            yield SheetFault(FaultKind.RENAMED_ITEM, places.cell("item", row), text)


def whole_number(cell: FormCell | None) -> int | None:
    """The whole number of a cell, or None."""
    text = cell.text.strip() if cell else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def read_revision(text: str) -> int | None:
    """The revision a sender typed, as a number or in words with one; None where it is none.

    >>> read_revision("2"), read_revision("lần thứ 2"), read_revision("hai"), read_revision("1000000000")
    (2, 2, None, None)
    """
    key = label_key(text)
    match = _REVISION.fullmatch(key) if len(key) <= _LONGEST_REVISION else None
    return int(match[1]) if match else None


def visible_codes(text: str, units: frozenset[str]) -> tuple[str, str]:
    """The codes of a unit and of a period that stand in a text; empty where none does.

    >>> visible_codes("Đơn vị: Xã Tân Bình (DV01)", frozenset({"DV01"}))
    ('DV01', '')
    """
    unit_ids = [word for word in _UNIT_CODE.findall(text) if word in units]
    periods = _PERIOD_CODE.findall(text)
    return (unit_ids[0] if len(unit_ids) == 1 else ""), (periods[0] if len(periods) == 1 else "")


def range_edges(cells: str) -> tuple[int, int, int, int]:
    """The first and last row, and the first and last column of a range; of what is none, an empty one.

    >>> range_edges("B9:C10")
    (9, 10, 2, 3)
    """
    match = _RANGE.fullmatch(cells)
    if not match:
        return 0, -1, 0, -1
    first_row, first = int(match[2]), column_number(match[1])
    return (
        first_row,
        int(match[4] or first_row),
        first,
        column_number(match[3]) if match[3] else first,
    )
