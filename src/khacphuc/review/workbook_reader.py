"""Answers out of a ``findings.xlsx`` that people filled in, read as strictly as a register.

Columns are found by their headings and findings by the code at the end of their row, so rows may have been
sorted, filtered or deleted. Whatever is half filled in or was changed is an error that names its cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.checks.findings import BETWEEN
from khacphuc.checks.fingerprint import seal_fits
from khacphuc.data.raw.cells import normalize_cell, quoted
from khacphuc.data.xlsx.cell_text import cell_text, describe_cell
from khacphuc.data.xlsx.container import LARGEST_FILE, open_container
from khacphuc.data.xlsx.parts import read_workbook
from khacphuc.data.xlsx.sheet import column_letter, read_sheet
from khacphuc.errors import QuantityError, SourceError
from khacphuc.locale import HOUSE, LANGUAGES, words
from khacphuc.review.workbook import DECISIONS, headings
from khacphuc.schema.tables import TABLES, Field
from khacphuc.text.dates import format_date, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.data.xlsx.sheet import StoredCell

_FIELDS = {field.name: field for field in TABLES["answers"].fields}
_KEYS = ("rule", "row_id", "observed", "seal")
TAKE_ANEW = "take the row from a new findings.xlsx and fill that in"


@dataclass(frozen=True, slots=True)
class FilledAnswer:
    """One answer as it was filled in.

    Attributes:
        rule: the rule of the finding it is to.
        row_id: the row of that finding.
        seal: the code of that finding.
        observed: what stands in the row as observed; None where the sheet had to cut it.
        decision: one of ``DECISIONS``.
        uses: the code of a figure, or empty.
        reason: why.
        role: who decided.
        date: as the house prints it.
        place: the row, for messages.
        observed_place: the cell of ``observed``, for messages.
    """

    rule: str
    row_id: str
    seal: str
    observed: str | None
    decision: str
    uses: str
    reason: str
    role: str
    date: str
    place: str
    observed_place: str


def read_answers(data: bytes, *, filename: str) -> list[FilledAnswer]:
    """Read the answers of a workbook that ``findings_workbook`` made; rows without a decision are left out.

    Args:
        data: the bytes of the file.
        filename: its name in messages.

    Raises:
        SourceError: it is no plain workbook, not one of ours, or a row is half filled in or was changed;
            naming the file, the sheet and the cell.
    """
    if len(data) > LARGEST_FILE:
        raise SourceError(
            f"{len(data):,} bytes",
            place=filename,
            expected=f"at most {LARGEST_FILE:,}",
            remedy="is it the right file?",
        )
    workbook = read_workbook(open_container(data, filename))
    form = _form(workbook.sheets)
    where = f"{filename}, sheet {form.sheet}"
    if form.sheet not in workbook.sheets:
        raise SourceError(
            f"no sheet {form.sheet!r}, found {', '.join(map(repr, workbook.sheets))}",
            place=filename,
            remedy="answer in the findings.xlsx that lies beside the review page",
        )
    rows = dict(sorted(read_sheet(workbook, form.sheet).rows.items()))
    names = _columns(rows.pop(1, {}), where, form)
    answers: list[FilledAnswer] = []
    for number, cells in rows.items():
        by_name = {names[column]: cell for column, cell in cells.items() if column in names}
        letters = {name: column_letter(column) for column, name in names.items()}
        row = _Row(form, where, number, letters, by_name, from_1904=workbook.from_1904)
        if (answer := row.answer()) is not None:
            answers.append(answer)
    by_seal: dict[str, FilledAnswer] = {}
    for answer in answers:
        first = by_seal.setdefault(answer.seal, answer)
        if first is not answer:
            raise SourceError(
                f"{answer.place}: answers the same finding as {first.place.rpartition(', ')[2]}; clear one"
            )
    return answers


@dataclass(frozen=True, slots=True)
class _Form:
    """What one language calls the sheet, its columns (by their names) and the decisions (by their words)."""

    sheet: str
    headings: dict[str, str]
    decisions: dict[str, str]
    cuts: tuple[str, ...]


def _form(sheets: Iterable[str]) -> _Form:
    """The form of the language a workbook was made in, known by its sheet; decisions may be in any."""
    called = {language: words(language, "workbook")["sheet"] for language in LANGUAGES}
    language = next((name for name, sheet in called.items() if sheet in set(sheets)), HOUSE)
    labels = words(language, "decision")
    decisions = {labels[name].casefold(): name for name in DECISIONS}
    for other in LANGUAGES:
        decisions |= {words(other, "decision")[name].casefold(): name for name in DECISIONS}
    decisions |= {name: name for name in DECISIONS}
    cuts = tuple(words(other, "workbook")["cut"] for other in LANGUAGES)
    return _Form(called[language], headings(language), decisions, cuts)


def _columns(head: dict[int, StoredCell], where: str, form: _Form) -> dict[int, str]:
    """The name of each of our columns by its place; columns people added are not read."""
    names: dict[int, str] = {}
    known = {heading: name for name, heading in form.headings.items()}
    for column, cell in head.items():
        name = known.get(normalize_cell(cell.text), "") if cell.kind == "text" else ""
        if name and name in names.values():
            raise SourceError(
                f"{where}, cell {column_letter(column)}1: a second column {form.headings[name]!r}; delete one"
            )
        if name:
            names[column] = name
    if missing := [heading for name, heading in form.headings.items() if name not in names.values()]:
        raise SourceError(
            f"{where}, row 1: the column {missing[0]!r} is missing; leave the headings as they are, "
            "or take a new findings.xlsx"
        )
    return names


@dataclass(frozen=True)
class _Row:
    """The cells of one row by the names of their columns, and where they stand."""

    form: _Form
    where: str
    number: int
    letters: dict[str, str]
    cells: dict[str, StoredCell]
    from_1904: bool

    def answer(self) -> FilledAnswer | None:
        decision = self._text("decision")
        if not decision:
            for name in ("reason", "uses"):
                if text := self._text(name):
                    raise self._error(
                        "decision",
                        f"empty, though {self.form.headings[name]!r} says {quoted(text)}",
                        "choose a decision, or clear the row",
                    )
            return None
        if decision.casefold() not in self.form.decisions:
            offered = list(self.form.decisions)[: len(DECISIONS)]
            raise self._error("decision", quoted(decision), f"choose one of {', '.join(offered)}")
        self._check_keys()
        values = {name: self._text(name) for name in ("uses", "reason", "role")}
        for name in ("reason", "role"):
            if not values[name]:
                raise self._error(name, "empty", "an answer needs it; fill it in, or clear the decision")
        return FilledAnswer(
            rule=self._text("rule"),
            row_id=self._text("row_id"),
            seal=self._text("seal"),
            observed=self._observed(),
            decision=self.form.decisions[decision.casefold()],
            date=self._date(),
            place=f"{self.where}, row {self.number}",
            observed_place=self._at("observed") if "observed" in self.letters else self.where,
            **values,
        )

    def _check_keys(self) -> None:
        rule, row_id, code = (self._text(name) for name in ("rule", "row_id", "seal"))
        if not seal_fits(code, rule, row_id):
            raise self._error(
                "rule",
                f"{quoted(' '.join(filter(None, [rule, row_id])))} with the code {quoted(code)}",
                f"the two do not belong together, so a cell was changed; {TAKE_ANEW}",
            )

    def _observed(self) -> str | None:
        """What the row holds as observed, one place a line."""
        cell = self.cells.get("observed")
        observed = BETWEEN.join(cell.text.replace("\r", "").split("\n")) if cell else ""
        return None if observed.endswith(self.form.cuts) else observed

    def _text(self, name: str) -> str:
        cell = self.cells.get(name)
        if cell is None:
            return ""
        if name in _KEYS and cell.kind != "text":
            raise self._error(name, describe_cell(cell), f"the cell was changed; {TAKE_ANEW}")
        field = Field(name, "", allowed=_FIELDS[name].allowed if name in _FIELDS else ())
        folded = cell._replace(text=" ".join(cell.text.split())) if cell.kind == "text" else cell
        return cell_text(folded, field, self._at(name), from_1904=self.from_1904)

    def _date(self) -> str:
        cell = self.cells.get("date")
        if cell is None:
            raise self._error("date", "empty", "an answer needs a date; write day/month/year: 03/3/2021")
        text = cell_text(cell, _FIELDS["date"], self._at("date"), from_1904=self.from_1904)
        try:
            return format_date(parse_date(text))
        except QuantityError as error:
            raise SourceError(f"{self._at('date')}: {error}") from error

    def _at(self, name: str) -> str:
        return f"{self.where}, cell {self.letters[name]}{self.number} ({self.form.headings[name]})"

    def _error(self, name: str, observed: str, remedy: str) -> SourceError:
        return SourceError(observed, place=self._at(name), remedy=remedy)
