"""The sheet of a form that is filled in: written once a collection, then a few cells for each unit. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.form_layout import (
    COMPLETE_ROW,
    FIRST_ITEM_ROW,
    FORM_COLUMNS,
    HEAD_ROW,
    ITEM_COLUMN,
    NIL_ROW,
    PERIOD_CELL,
    REVISION_ROW,
    TITLE_CELL,
    UNIT_CELL,
    VALUE_COLUMN,
    form_labels,
)
from khacphuc.data.returns.period_names import period_name
from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.locale import words
from khacphuc.returns.form_checks import (
    AnswerCells,
    answer_validation,
    item_check,
    item_validation,
    revision_validation,
)
from khacphuc.returns.form_frame import sheet_end, sheet_start
from khacphuc.returns.form_styles import FormStyle
from khacphuc.returns.sheet_xml import LINE, formula_cell, literal, numeric_cell, row_of, text_cell
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from khacphuc.returns.form_definition import FormDefinition, FormItem, FormRule

_WIDTHS: Final = (6, 50, 13, 17, 27, 24, 40)  # characters; of FORM_COLUMNS
_LETTERS: Final = {name: column_letter(index) for index, name in enumerate(FORM_COLUMNS, start=1)}
_LABEL, _VALUE = column_letter(ITEM_COLUMN), column_letter(VALUE_COLUMN)
_BESIDE: Final = column_letter(VALUE_COLUMN + 1)
_LAST: Final = column_letter(len(FORM_COLUMNS))
_HEAD_HEIGHT: Final = 32
_FEWEST_LINES: Final = 2  # of an item: what is wrong with it rarely fits into one


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What stands in a form already.

    Attributes:
        values: by indicator; a text is written as text, as people do who ignore what is refused.
        reasons: of blanks, by indicator.
        is_complete: whether it is declared complete.
        is_nil: whether it is declared that there is nothing to report.
        revision: how often it was sent.
    """

    values: Mapping[str, Decimal | int | str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = False
    is_nil: bool = False
    revision: int = 1


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Whose sheet it is, and for when.

    Attributes:
        unit_id: the code of the unit.
        unit_name: its name.
        level: its level, which rules may be asked of.
        period: the code of the period, which names the sheet.
        start: its first day.
        end: its last.
        due_on: the last day the form is on time; None where there is none.
        answers: what stands in it already.
    """

    unit_id: str
    unit_name: str
    level: str
    period: str
    start: date
    end: date
    due_on: date | None = None
    answers: FormAnswers | None = None


class SheetTemplate:
    """The sheet of a collection for units of one level.

    Args:
        definition: what it asks.
        level: of the units, for rules that are asked of some levels only.
        language: of everything but what the collection says.
    """

    def __init__(self, definition: FormDefinition, level: str, language: str) -> None:
        self._definition = definition
        self._language = language
        self._words = words(language, "unit_form")
        self._labels = form_labels(language)
        self._rows = dict(zip(_item_rows(definition), definition.items, strict=True))
        self._cells = AnswerCells(
            values={item.indicator: f"${_VALUE}${row}" for row, item in self._rows.items()},
            reasons={item.indicator: f"${_LETTERS['reason']}${row}" for row, item in self._rows.items()},
            is_nil=f'${_VALUE}${NIL_ROW}="{self._labels.yes}"',
            is_complete=f'${_VALUE}${COMPLETE_ROW}="{self._labels.yes}"',
        )
        rules = _rules_by_item(definition, level)
        self._checks = {
            item.indicator: item_check(item, rules.get(item.indicator, ()), self._cells, self._words)
            for item in definition.items
        }
        self._last_row = max(self._rows, default=FIRST_ITEM_ROW)
        self._before = sheet_start(_WIDTHS, self._last_row)
        self._blank_rows = "".join(self._item_table(FormAnswers()))
        checks = f"{_LAST}{FIRST_ITEM_ROW}:{_LAST}{self._last_row}"
        self._after = sheet_end(self._validations(), checks, self._words["check_met"])

    def sheet(self, of: FormSheet, *, is_active: bool = False) -> bytes:
        """The part of the workbook for one unit and period.

        Args:
            of: the unit and the period.
            is_active: whether the workbook opens with it.
        """
        answers = of.answers or FormAnswers()
        has_items = bool(answers.values or answers.reasons)
        rows = "".join(self._item_table(answers)) if has_items else self._blank_rows
        before = (
            self._before.replace("<sheetView ", '<sheetView tabSelected="1" ') if is_active else self._before
        )
        return "".join((before, *self._top(of, answers), rows, self._after)).encode()

    def _validations(self) -> list[str]:
        labels = self._words
        return [
            answer_validation(f"{_VALUE}{NIL_ROW}", labels, title=labels["nil"], prompt=labels["nil_hint"]),
            answer_validation(
                f"{_VALUE}{COMPLETE_ROW}", labels, title=labels["complete"], prompt=labels["complete_hint"]
            ),
            revision_validation(f"{_VALUE}{REVISION_ROW}", labels),
            *(item_validation(item, self._cells, labels) for item in self._definition.items),
        ]

    def _top(self, of: FormSheet, answers: FormAnswers) -> Iterator[str]:
        """The rows above the items."""
        labels, style = self._words, FormStyle
        yield row_of(1, [text_cell(TITLE_CELL, style.TITLE, self._definition.title)], height=24)
        unit = labels["of_unit"].format(name=of.unit_name, code=of.unit_id)
        yield row_of(2, [text_cell(UNIT_CELL, style.WHOSE, unit)])
        period = labels["of_period"].format(
            name=period_name(of.period, self._language),
            code=of.period,
            start=format_date(of.start),
            end=format_date(of.end),
        )
        if of.due_on:
            period = f"{period} {labels['due'].format(day=format_date(of.due_on))}"
        yield row_of(3, [text_cell(PERIOD_CELL, style.WHOSE, period)])
        for row, key, answer in (
            (NIL_ROW, "nil", answers.is_nil),
            (COMPLETE_ROW, "complete", answers.is_complete),
        ):
            cells = [
                text_cell(f"{_LABEL}{row}", style.ANSWER_LABEL, labels[key]),
                text_cell(f"{_VALUE}{row}", style.ANSWER, self._labels.yes if answer else ""),
            ]
            if row == COMPLETE_ROW:
                cells.append(formula_cell(f"{_BESIDE}{row}", style.NOTICE, self._open_rows()))
            else:
                cells.append(text_cell(f"{_BESIDE}{row}", style.NOTICE, labels[f"{key}_hint"]))
            yield row_of(row, cells, height=18)
        yield row_of(
            REVISION_ROW,
            [
                text_cell(f"{_LABEL}{REVISION_ROW}", style.ANSWER_LABEL, labels["revision"]),
                numeric_cell(f"{_VALUE}{REVISION_ROW}", style.REVISION, answers.revision),
                text_cell(f"{_BESIDE}{REVISION_ROW}", style.NOTICE, labels["revision_hint"]),
            ],
            height=18,
        )
        heads = zip(_LETTERS.values(), self._labels.columns, strict=True)
        yield row_of(
            HEAD_ROW,
            [text_cell(f"{letter}{HEAD_ROW}", style.HEAD, head) for letter, head in heads],
            height=_HEAD_HEIGHT,
        )

    def _open_rows(self) -> str:
        """The formula that counts the rows which something is wrong with."""
        checks = f"{_LAST}{FIRST_ITEM_ROW}:{_LAST}{self._last_row}"
        count = f'SUMPRODUCT(({checks}<>"")*({checks}<>{literal(self._words["check_met"])}))'
        before, after = map(literal, self._words["open_rows"].split("{count}"))
        return f"IF({count}=0,{literal(self._words['complete_hint'])},{before}&{count}&{after})"

    def _item_table(self, answers: FormAnswers) -> Iterator[str]:
        section = ""
        for number, (row, item) in enumerate(self._rows.items(), start=1):
            if item.section not in {"", section}:
                section = item.section
                yield _section_row(row - 1, section)
            yield self._item_row(row, number, item, answers)

    def _item_row(self, row: int, number: int, item: FormItem, answers: FormAnswers) -> str:
        style = FormStyle
        value = answers.values.get(item.indicator, "")
        place, value_style = f"{_VALUE}{row}", style.WHOLE if item.is_whole else style.DECIMAL
        cells = (
            numeric_cell(f"{_LETTERS['order']}{row}", style.ORDER, number),
            text_cell(f"{_LABEL}{row}", style.ITEM, item.label),
            text_cell(f"{_LETTERS['unit']}{row}", style.UNIT, item.unit),
            text_cell(place, value_style, value)
            if isinstance(value, str)
            else numeric_cell(place, value_style, value),
            text_cell(f"{_LETTERS['reason']}{row}", style.WORDS, answers.reasons.get(item.indicator, "")),
            text_cell(f"{_LETTERS['note']}{row}", style.WORDS),
            formula_cell(f"{_LETTERS['check']}{row}", style.CHECK, self._checks[item.indicator]),
        )
        messages = (item.constraint_message, item.required_message)
        lines = max(
            _FEWEST_LINES,
            _lines(item.label, "item"),
            _lines(item.unit, "unit"),
            *(_lines(message, "check") for message in messages),
        )
        return row_of(row, cells, height=LINE * lines)


def _item_rows(definition: FormDefinition) -> Iterator[int]:
    """The row of each item; a section has one above its first."""
    row, section = FIRST_ITEM_ROW, ""
    for item in definition.items:
        if item.section not in {"", section}:
            section = item.section
            row += 1
        yield row
        row += 1


def _section_row(row: int, section: str) -> str:
    cells = [
        text_cell(f"{letter}{row}", FormStyle.SECTION, section if letter == _LABEL else "")
        for letter in _LETTERS.values()
    ]
    return row_of(row, cells, height=LINE * _lines(section, "item") + 4)


def _lines(text: str, column: str) -> int:
    """How many lines a text has in a column."""
    letters = _WIDTHS[FORM_COLUMNS.index(column)] - 2
    return sum(1 + max(len(line) - 1, 0) // letters for line in text.split("\n"))


def _rules_by_item(definition: FormDefinition, level: str) -> Mapping[str, list[FormRule]]:
    """The rules of a level, by the first item each names, beside which it is told."""
    rules: dict[str, list[FormRule]] = {}
    indicators = {item.indicator for item in definition.items}
    for rule in definition.rules:
        named = (*rule.left.names, *rule.right.names)
        if named and indicators.issuperset(named) and (not rule.levels or level in rule.levels):
            rules.setdefault(named[0], []).append(rule)
    return rules
