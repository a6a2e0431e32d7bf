"""Feedback as a workbook: whom to ask after, by parent, and a sheet for every unit. Pure.

Every text is stored as text: what a unit wrote into its form is no formula in what it gets back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.locale import words
from khacphuc.returns.feedback import HISTORY
from khacphuc.returns.form_styles import FormStyle
from khacphuc.returns.sheet_xml import HEADER, LINE, MAIN, columns_of, numeric_cell, row_of, text_cell
from khacphuc.returns.workbook_package import PackedSheet, workbook_package
from khacphuc.text.cells import unquoted
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khacphuc.returns.feedback import ReportFeedback, UnitFeedback
    from khacphuc.review.return_names import ReturnNames

_CHASE_WIDTHS: Final = (32, 32, 40, 24, 13, 13, 10, 12, 30)  # characters
_CHASE_COLUMNS: Final = (
    *("parent", "unit", "form", "state", "due_on", "received_on", "days_late", "doubts", "asked"),
)
_UNIT_WIDTHS: Final = (5, 44, 13, *(9,) * HISTORY)
_FIRST_COLUMN: Final = 4  # of the values
_LETTERS_OF_LINE: Final = 150  # what a line over all columns of a unit's sheet takes
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_FIRST_ROW: Final = 4  # below title and heads
_LONGEST_NAME: Final = 31  # letters the name of a sheet may have


class FeedbackWriter:
    """Writes feedback on a period.

    Args:
        period: its code.
        names: what codes are called, in the language of the workbook.
    """

    def __init__(self, period: str, names: ReturnNames) -> None:
        self._period = period
        self._names = names
        language = names.language
        self._words = words(language, "feedback")
        self._states = words(language, "returns")
        self._faults = words(language, "form_fault")

    def workbook(self, units: Sequence[UnitFeedback]) -> bytes:
        """The workbook: the list of whom to ask after, then the units by parent."""
        title = self._words["title"].format(period=self._names.period(self._period))
        listed = PackedSheet(self._words["chase"], self._chase_sheet(title, units), repeated_row=3)
        sheets, names = [listed], {listed.name.casefold()}
        for unit in units:
            name = _sheet_name(f"{unit.unit_id} {self._names.unit(unit.unit_id)}", names)
            sheets.append(PackedSheet(name, self._unit_sheet(title, unit)))
        return workbook_package(sheets, title)

    def _chase_sheet(self, title: str, units: Sequence[UnitFeedback]) -> bytes:
        rows = [
            row_of(1, [text_cell("A1", FormStyle.TITLE, title)], height=24),
            row_of(
                3,
                _cells(3, [self._words[f"chase_{name}"] for name in _CHASE_COLUMNS], FormStyle.HEAD),
                height=2 * LINE + 4,
            ),
        ]
        number = _FIRST_ROW
        for unit in units:
            for report in filter(lambda report: report.is_chased, unit.reports):
                rows.append(self._chase_row(number, unit, report))
                number += 1
        if number == _FIRST_ROW:
            nobody = text_cell(f"A{number}", FormStyle.LISTED, self._words["chase_nobody"])
            rows.append(row_of(number, [nobody]))
        return _sheet(rows, _CHASE_WIDTHS, frozen=3, selected=True)

    def _chase_row(self, number: int, unit: UnitFeedback, report: ReportFeedback) -> str:
        texts = [
            self._names.unit(unit.parent) if unit.parent else "",
            self._names.unit(unit.unit_id),
            self._names.form(report.collection),
            self._state(report),
            self._names.day(report.due_on),
            self._names.day(report.received_on),
        ]
        cells = _cells(number, texts, FormStyle.LISTED)
        for offset, count in enumerate((report.days_late, len(report.doubts))):
            place = f"{column_letter(len(texts) + 1 + offset)}{number}"
            cells.append(
                numeric_cell(place, FormStyle.NUMBER, count) if count else text_cell(place, FormStyle.NUMBER)
            )
        cells.append(text_cell(f"{column_letter(len(_CHASE_COLUMNS))}{number}", FormStyle.WORDS))
        height = (
            LINE * max(_lines(text, width) for text, width in zip(texts, _CHASE_WIDTHS, strict=False)) + 4
        )
        return row_of(number, cells, height=height)

    def _unit_sheet(self, title: str, unit: UnitFeedback) -> bytes:
        whose = self._words["of_unit"].format(name=self._names.unit(unit.unit_id), code=unit.unit_id)
        rows = [
            row_of(1, [text_cell("A1", FormStyle.TITLE, title)], height=24),
            row_of(2, [text_cell("A2", FormStyle.WHOSE, whose)]),
        ]
        merged: list[int] = []
        number = _FIRST_ROW
        for report in unit.reports:
            form = text_cell(f"B{number}", FormStyle.FORM, self._names.form(report.collection))
            rows.append(row_of(number, [form]))
            for text in self._sentences(report):
                number += 1
                merged.append(number)
                height = LINE * (1 + len(text) // _LETTERS_OF_LINE) + 3
                rows.append(
                    row_of(number, [text_cell(f"B{number}", FormStyle.PARAGRAPH, text)], height=height)
                )
            number += 2
            if report.history:
                history = list(self._history_rows(report, number))
                rows += history
                number += len(history)
                legend = text_cell(f"B{number}", FormStyle.NOTICE, self._words["legend"])
                rows.append(row_of(number, [legend]))
                number += 2
        return _sheet(rows, _UNIT_WIDTHS, merged=merged)

    def _sentences(self, report: ReportFeedback) -> Iterator[str]:
        """What became of a report, what is doubtful, and what to do."""
        labels = self._words
        days = {"on_due_on": report.due_on, "on_received_on": report.received_on}
        parts = [self._state(report)]
        parts += [
            labels[key].format(day=self._names.day(day)) for key, day in days.items() if self._names.day(day)
        ]
        if report.days_late:
            parts.append(labels.counted("late_by", report.days_late).format(count=report.days_late))
        if report.is_nil:
            parts.append(labels["is_nil"])
        yield labels["state"].format(state="; ".join(parts))
        for number, fault in enumerate(report.doubts, start=1):
            item = self._names.indicator(fault["indicator"]) if fault["indicator"] else ""
            place = self._names.place(fault["file"], fault["sheet"], fault["cell"])
            kind = self._faults.get(fault["fault"], fault["fault"])
            sentence = f"{number}. {': '.join(filter(None, (item, kind)))}"
            for key, text in (("observed", unquoted(fault["observed"])), ("expected", fault["expected"])):
                if text:
                    sentence += f"; {labels[key].format(text=text)}"
            yield f"{sentence}. ({place})" if place else f"{sentence}."
        yield labels["to_do" if report.is_chased else "nothing_to_do"]

    def _history_rows(self, report: ReportFeedback, first: int) -> Iterator[str]:
        labels = self._words
        heads = _cells(first, ["", labels["item"], labels["unit"]], FormStyle.HEAD)
        for offset, code in enumerate(report.periods):
            style = FormStyle.HEAD_OF_NOW if code == self._period else FormStyle.HEAD
            text = self._names.short_period(code)
            text = text if code[:4] in text else f"{text}\n{code[:4]}"
            heads.append(text_cell(f"{column_letter(_FIRST_COLUMN + offset)}{first}", style, text))
        yield row_of(first, heads, height=2 * LINE + 4)
        for number, row in enumerate(report.history, start=1):
            line = first + number
            label = self._names.indicator(row.indicator)
            cells = [
                numeric_cell(f"A{line}", FormStyle.ORDER, number),
                text_cell(f"B{line}", FormStyle.LISTED, label),
                text_cell(f"C{line}", FormStyle.LISTED, self._names.measure(row.indicator)),
            ]
            for offset, value in enumerate(row.values):
                place = f"{column_letter(_FIRST_COLUMN + offset)}{line}"
                if isinstance(value, float):
                    cells.append(numeric_cell(place, FormStyle.NUMBER, decimal_of(value)))
                else:
                    text = labels["no_value"] if value is None else labels["nil_value"]
                    cells.append(text_cell(place, FormStyle.NUMBER, text))
            yield row_of(line, cells, height=LINE * _lines(label, _UNIT_WIDTHS[1]) + 4)

    def _state(self, report: ReportFeedback) -> str:
        return self._states[f"state_{report.state}"]


def _cells(row: int, texts: Iterable[str], style: FormStyle) -> list[str]:
    return [
        text_cell(f"{column_letter(column)}{row}", style, text) for column, text in enumerate(texts, start=1)
    ]


def _sheet(
    rows: Sequence[str],
    widths: Sequence[int],
    *,
    frozen: int = 0,
    merged: Sequence[int] = (),
    selected: bool = False,
) -> bytes:
    """A sheet that is read and printed, A4 across."""
    pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    last = column_letter(len(widths))
    spans = "".join(f'<mergeCell ref="B{row}:{last}{row}"/>' for row in merged)
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<sheetViews><sheetView {'tabSelected=' + chr(34) + '1' + chr(34) + ' ' if selected else ''}"
        f'workbookViewId="0" showGridLines="0">{pane if frozen else ""}</sheetView></sheetViews>'
        f"{columns_of(widths)}<sheetData>{''.join(rows)}</sheetData>"
        f"{f'<mergeCells>{spans}</mergeCells>' if spans else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    ).encode()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name a sheet can have, and no other has."""
    name = _NOT_IN_NAMES.sub(" ", name).strip(" '")
    short, number = name[:_LONGEST_NAME].strip(" '"), 1
    while short.casefold() in taken:
        number += 1
        short = f"{name[: _LONGEST_NAME - 1 - len(str(number))]}~{number}"
    taken.add(short.casefold())
    return short


def _lines(text: str, width: int) -> int:
    return 1 + max(len(text) - 1, 0) // (width - 2)
