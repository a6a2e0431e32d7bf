"""One sheet of a form in, its answers and values out, with every fault and its cell. Pure."""

from __future__ import annotations

import hashlib
from math import isnan, nan
from typing import TYPE_CHECKING, TypeVar

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.form_layout import VALUE_COLUMN
from khacphuc.data.returns.forms.catalogue import label_key
from khacphuc.data.returns.forms.cell_values import (
    ValueStatus,
    is_same_unit,
    quoted_text,
    raw_text,
    read_cell,
)
from khacphuc.data.returns.forms.contents import FormValue, SheetContents, SheetIdentity
from khacphuc.data.returns.forms.looks import sheet_looks
from khacphuc.data.returns.forms.table import (
    FormPlaces,
    SheetFault,
    find_items,
    range_edges,
    read_revision,
    visible_codes,
)
from khacphuc.data.xlsx.sheet import column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from khacphuc.data.returns.forms.catalogue import FormCatalogue, ReadableForm, ReadableItem
    from khacphuc.data.returns.forms.cells import FormCell, FormGrid


_Answer = TypeVar("_Answer")


class SheetReader:
    """Reads one sheet of a form; what is wrong with it is in ``faults``.

    Args:
        grid: its cells.
        catalogue: all forms.
        form: the form it is.
        identity: whose it is.
        places: where things stand in it.
        file: its file, as faults name it.
    """

    def __init__(
        self,
        grid: FormGrid,
        catalogue: FormCatalogue,
        form: ReadableForm,
        identity: SheetIdentity,
        *,
        places: FormPlaces,
        file: str,
    ) -> None:
        self.faults: list[Fault] = []
        self._grid, self._catalogue, self._form, self._identity = grid, catalogue, form, identity
        self._places = places
        self._file = file
        self._is_typed = self._nil = self._is_complete = False
        self._answer_cells: dict[str, str] = {}

    def read(self) -> SheetContents:
        """Read the sheet."""
        answers = self._read_answers()
        revision = self._answer(answers, "revision", read_revision) or self._identity.revision or 1
        self._identity = self._identity._replace(revision=revision)
        self._nil, self._is_complete = (
            bool(self._answer(answers, name, self._truth)) for name in ("nil", "complete")
        )
        for fault in find_items(self._grid, self._places, self._catalogue, self._form):
            self._tell(fault)
        values = self._read_values()
        self._check_nil(values)
        for fault in sheet_looks(self._grid, self._places, self._catalogue.labels[0].columns):
            self._tell(fault)
        is_blank = not (self._is_typed or self._nil or self._is_complete)
        return SheetContents(
            *(self._grid.name, self._identity, self._is_complete, self._nil, values),
            is_blank=is_blank,
            content=self._digest(values),
        )

    def _digest(self, values: list[FormValue]) -> str:
        """What tells whether another sheet says the same: of the answers, the values and the reasons."""
        column = self._places.columns["reason"]
        rows = {number: row for row, number in self._places.items.items()}
        reasons = (
            reason.text.strip()
            if (reason := self._grid.rows.get(rows.get(number, 0), {}).get(column))
            else ""
            for number in range(len(values))
        )
        answers = [
            (value.indicator, value.raw if isnan(value.value) else value.value, value.status, reason)
            for value, reason in zip(values, reasons, strict=True)
        ]
        text = repr((self._is_complete, self._nil, answers))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def _tell(self, fault: SheetFault) -> None:
        kind, cell, observed, expected, number = fault
        indicator = self._form.items[number].indicator if number >= 0 else ""
        collection, unit_id, period = self._identity[:3]
        place = (collection, unit_id, period, indicator, self._file, self._grid.name, cell)
        self.faults.append(Fault(kind, *place, quoted_text(observed), expected))

    def _read_answers(self) -> dict[str, FormCell | None]:
        """The cells beside the labels of answers about the whole form."""
        answers: dict[str, FormCell | None] = {}
        for row, cells in self._grid.rows.items():
            if row >= self._places.head_row:
                break
            for column, cell in cells.items():
                name = self._catalogue.answers.get(label_key(cell.text)) if cell.kind == "text" else None
                if name:
                    if VALUE_COLUMN in cells:
                        self._answer_cells[name] = f"{column_letter(VALUE_COLUMN)}{row}"
                    beside = (cells[other] for other in cells if other > column)
                    answers[name] = cells.get(VALUE_COLUMN) or next(beside, None)
                    break
                self._check_codes(row, column, cell)
        return answers

    def _check_codes(self, row: int, column: int, cell: FormCell) -> None:
        """A code of a unit or a period that people see is that of the hidden sheet."""
        unit_id, period = visible_codes(cell.text, self._catalogue.units)
        place = f"{column_letter(column)}{row}"
        if unit_id and self._identity.unit_id and unit_id != self._identity.unit_id:
            kind = FaultKind.COPY_OF_ANOTHER_UNIT
            self._tell(SheetFault(kind, place, unit_id, self._identity.unit_id))
        if period and self._identity.period and period != self._identity.period:
            self._tell(SheetFault(FaultKind.WRONG_PERIOD, place, period, self._identity.period))

    def _check_nil(self, values: list[FormValue]) -> None:
        """Who declares that there is nothing to report gives no numbers; a 0 says the same."""
        numbers = [value for value in values if value.value and not isnan(value.value)]
        if self._nil and numbers:
            observed = f"{numbers[0].cell}: {numbers[0].raw}"
            self._tell(SheetFault(FaultKind.NIL_WITH_NUMBERS, self._answer_cells.get("nil", ""), observed))

    def _answer(
        self, answers: Mapping[str, FormCell | None], name: str, read: Callable[[str], _Answer | None]
    ) -> _Answer | None:
        """An answer about the whole form; what is none is told, and no answer."""
        cell = answers.get(name)
        if cell is None:
            return None
        answer = read(cell.text)
        # where somebody moved the answers, what stands beside a label may be a hint
        if answer is None and name in self._answer_cells:
            labels = self._catalogue.labels[0]
            expected = "1, 2, 3…" if name == "revision" else f"{labels.yes}, {labels.no}"
            kind, place = FaultKind.UNKNOWN_ANSWER, self._answer_cells[name]
            self._tell(SheetFault(kind, place, raw_text(cell), expected))
        return answer

    def _truth(self, text: str) -> bool | None:
        key = label_key(text)
        return True if key in self._catalogue.yes else False if key in self._catalogue.no else None

    def _read_values(self) -> list[FormValue]:
        """A value for each item of the form."""
        merged = set(self._merged_rows())
        rows = {number: row for row, number in self._places.items.items()}
        column = self._places.columns["value"]
        values = []
        for number, item in enumerate(self._form.items):
            row = rows.get(number)
            cells = self._grid.rows[row] if row else {}
            cell = cells.get(column)
            if row is None:
                values.append(self._no_row(number, item))
            elif cell is None:
                values.append(self._blank(number, item, row))
            else:
                self._is_typed = True
                value, status = self._number(number, item, row, cell)
                if row in merged:  # nobody knows of which of the rows it is
                    value, status = nan, ValueStatus.MISSING
                place = self._places.cell("value", row)
                raw = raw_text(cell)
                values.append(FormValue(item.indicator, value, raw, cell.number_format, status.value, place))
        return values

    def _number(self, number: int, item: ReadableItem, row: int, cell: FormCell) -> tuple[float, ValueStatus]:
        """The value of a cell that is not empty, and its status."""
        value, status, fault, expected = read_cell(cell, item)
        unit = self._grid.rows[row].get(self._places.columns["unit"])
        if unit is not None and not is_same_unit(unit.text, item):
            kind = FaultKind.WRONG_UNIT_OF_MEASURE
            self._tell(SheetFault(kind, self._places.cell("unit", row), unit.text, item.unit, number))
            value, status = nan, ValueStatus.MISSING
        elif fault:
            place = self._places.cell("value", row)
            self._tell(SheetFault(fault, place, raw_text(cell), expected, number))
        if status == ValueStatus.NORMAL and not (self._is_complete or self._nil):
            status = ValueStatus.PROVISIONAL
        return value, status

    def _blank(self, number: int, item: ReadableItem, row: int) -> FormValue:
        has_reason = self._places.columns["reason"] in self._grid.rows[row]
        self._is_typed = self._is_typed or has_reason
        place = self._places.cell("value", row)
        if item.is_required and not self._nil and not has_reason:
            self._tell(SheetFault(FaultKind.BLANK_WITHOUT_REASON, place, "", item.unit, number))
        return FormValue(item.indicator, nan, "", "", self._blank_status().value, place)

    def _blank_status(self) -> ValueStatus:
        return ValueStatus.NIL if self._nil else ValueStatus.MISSING

    def _no_row(self, number: int, item: ReadableItem) -> FormValue:
        """The value of an item that has no row; in a form of another version it need not have one."""
        if self._identity.version in {"", self._form.version}:
            place = self._places.cell("item")
            self._tell(SheetFault(FaultKind.ITEM_REMOVED, place, "", item.label, number))
        return FormValue(item.indicator, nan, "", "", self._blank_status().value, "")

    def _merged_rows(self) -> Iterator[int]:
        """The rows of items whose value is in a merged range of several rows."""
        column = self._places.columns["value"]
        for first_row, last_row, first, last in map(range_edges, self._grid.merged):
            if first_row < last_row and first <= column <= last:
                yield from (row for row in self._places.items if first_row <= row <= last_row)
