"""Answers out of a ``findings.xlsx`` that people filled in, read as strictly as a register.

Columns are found by their headings and findings by the code at the end of their row, so rows may have been
sorted, filtered or deleted. Whatever is half filled in or was changed is an error that names its cell; all
of them are given at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.checks.findings import BETWEEN
from khacphuc.checks.fingerprint import seal_fits
from khacphuc.data.raw.cells import normalize_cell, quoted
from khacphuc.data.xlsx.cell_text import cell_text, describe_cell
from khacphuc.data.xlsx.container import LARGEST_FILE, open_container
from khacphuc.data.xlsx.parts import custom_properties, read_workbook
from khacphuc.data.xlsx.sheet import column_letter, read_sheet
from khacphuc.errors import QuantityError, SourceError
from khacphuc.locale import HOUSE, LANGUAGES, TOOL, words
from khacphuc.review.workbook import RUN_PROPERTY, headings
from khacphuc.schema.tables import DECISIONS, TABLES, Field
from khacphuc.text.dates import format_date, parse_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khacphuc.data.xlsx.sheet import StoredCell

_FIELDS = {field.name: field for field in TABLES["answers"].fields}
_KEYS = ("rule", "row_id", "observed", "seal")


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
        number: of the row in the sheet.
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
    number: int = 0


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """What people filled in.

    Attributes:
        answers: those that can be read.
        errors: what cannot, a cell each.
        run: whose findings they are; empty where an earlier version made the workbook, or a program that
            keeps no properties saved it.
        language: the workbook was made in, and what is wrong with its cells is said in.
    """

    answers: tuple[FilledAnswer, ...]
    errors: tuple[SourceError, ...] = ()
    run: str = ""
    language: str = TOOL


def read_answers(data: bytes, *, filename: str) -> FilledWorkbook:
    """Read the answers of a workbook that ``findings_workbook`` made; rows without a decision are left out.

    Args:
        data: the bytes of the file.
        filename: its name in messages.

    Raises:
        SourceError: it is no plain workbook, or not one of ours.
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
    where = f"{filename}, {form.place('sheet', sheet=form.sheet)}"
    if form.sheet not in workbook.sheets:
        raise SourceError(
            f"no sheet {form.sheet!r}, found {', '.join(map(repr, workbook.sheets))}",
            place=filename,
            remedy="answer in the findings.xlsx that lies beside the review page",
        )
    rows = dict(sorted(read_sheet(workbook, form.sheet).rows.items()))
    names = _columns(rows.pop(1, {}), where, form)
    answers: list[FilledAnswer] = []
    errors: list[SourceError] = []
    for number, cells in rows.items():
        by_name = {names[column]: cell for column, cell in cells.items() if column in names}
        letters = {name: column_letter(column) for column, name in names.items()}
        row = _Row(form, where, number, letters, by_name, from_1904=workbook.from_1904)
        if (answer := row.answer()) is not None:
            answers.append(answer)
        errors += row.errors
    run = custom_properties(workbook.container).get(RUN_PROPERTY, "")
    return FilledWorkbook(tuple(answers), (*errors, *_doubles(answers, form)), run, form.language)


def _doubles(answers: Iterable[FilledAnswer], form: _Form) -> Iterator[SourceError]:
    by_seal: dict[str, FilledAnswer] = {}
    for answer in answers:
        first = by_seal.setdefault(answer.seal, answer)
        if first is not answer:
            yield SourceError(form.says("twice", number=first.number), place=answer.place)


@dataclass(frozen=True, slots=True)
class _Form:
    """What one language calls the sheet, its columns (by their names) and the decisions (by their words)."""

    language: str
    sheet: str
    headings: dict[str, str]
    decisions: dict[str, str]
    cuts: tuple[str, ...]

    def says(self, key: str, **parameters: object) -> str:
        """A sentence about an answer."""
        return words(self.language, "filled_answer")[key].format(**parameters)

    def place(self, key: str, **parameters: object) -> str:
        """A part of a place."""
        return words(self.language, "place")[key].format(**parameters)

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return quoted(text, self.language)


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
    return _Form(language, called[language], headings(language), decisions, cuts)


def _columns(head: dict[int, StoredCell], where: str, form: _Form) -> dict[int, str]:
    """The name of each of our columns by its place; columns people added are not read."""
    names: dict[int, str] = {}
    known = {heading: name for name, heading in form.headings.items()}
    for column, cell in head.items():
        name = known.get(normalize_cell(cell.text), "") if cell.kind == "text" else ""
        if name and name in names.values():
            raise SourceError(
                form.says("second_column", heading=form.quoted(form.headings[name])),
                place=f"{where}, {form.place('sheet_cell', cell=f'{column_letter(column)}1')}",
            )
        if name:
            names[column] = name
    if missing := [heading for name, heading in form.headings.items() if name not in names.values()]:
        raise SourceError(
            form.says("missing_column", heading=form.quoted(missing[0])),
            place=f"{where}, {form.place('sheet_row', line=1)}",
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
    errors: list[SourceError] = field(default_factory=list)

    def answer(self) -> FilledAnswer | None:
        """The answer of the row; None where there is none, or where ``errors`` hold what is wrong with it."""
        decision = self._read("decision")
        if decision == "":
            self._check_unanswered()
            return None
        meant = self._decision(decision)
        texts = {name: self._read(name) for name in ("rule", "row_id", "seal", "uses", "reason", "role")}
        date = self._try(self._date)
        self._check_keys(texts["rule"], texts["row_id"], texts["seal"])
        for name in ("reason", "role"):
            if texts[name] == "":
                self._refuse(name, "needed")
        if self.errors:
            return None
        return FilledAnswer(
            **{name: text or "" for name, text in texts.items()},
            observed=self._observed(),
            decision=meant,
            date=date or "",
            place=f"{self.where}, {self.form.place('sheet_row', line=self.number)}",
            observed_place=self._at("observed"),
            number=self.number,
        )

    def _check_unanswered(self) -> None:
        for name in ("reason", "uses"):
            if text := self._read(name):
                heading = self.form.quoted(self.form.headings[name])
                self._refuse("decision", "no_decision", heading=heading, text=self.form.quoted(text))
                return

    def _decision(self, decision: str | None) -> str:
        if decision is not None and decision.casefold() not in self.form.decisions:
            offered = list(self.form.decisions)[: len(DECISIONS)]
            text = self.form.quoted(decision)
            self._refuse("decision", "unknown_decision", text=text, decisions=", ".join(offered))
        return self.form.decisions.get((decision or "").casefold(), "")

    def _check_keys(self, rule: str | None, row_id: str | None, code: str | None) -> None:
        if rule is None or row_id is None or code is None or seal_fits(code, rule, row_id):
            return
        row = self.form.quoted(" ".join(filter(None, [rule, row_id])))
        self._refuse("rule", "other_code", row=row, code=self.form.quoted(code))

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
            changed = self.form.says("changed", cell=describe_cell(cell, self.form.language))
            raise SourceError(changed, place=self._at(name))
        field = Field(name, "", allowed=_FIELDS[name].allowed if name in _FIELDS else ())
        folded = cell._replace(text=" ".join(cell.text.split())) if cell.kind == "text" else cell
        return self._cell_text(folded, field, name)

    def _date(self) -> str:
        cell = self.cells.get("date")
        if cell is None:
            raise SourceError(self.form.says("date_needed"), place=self._at("date"))
        text = self._cell_text(cell, _FIELDS["date"], "date")
        try:
            return format_date(parse_date(text))
        except QuantityError as error:
            raise SourceError(error.in_language(self.form.language), place=self._at("date")) from error

    def _at(self, name: str) -> str:
        cell = self.form.place("sheet_cell", cell=f"{self.letters[name]}{self.number}")
        return f"{self.where}, {cell} ({self.form.headings[name]})"

    def _cell_text(self, cell: StoredCell, field: Field, name: str) -> str:
        language = self.form.language
        return cell_text(cell, field, self._at(name), from_1904=self.from_1904, language=language)

    def _refuse(self, name: str, key: str, **parameters: object) -> None:
        self.errors.append(SourceError(self.form.says(key, **parameters), place=self._at(name)))

    def _read(self, name: str) -> str | None:
        """The text of a cell; None where it cannot be read."""
        return self._try(lambda: self._text(name))

    def _try(self, read: Callable[[], str]) -> str | None:
        try:
            return read()
        except SourceError as error:
            self.errors.append(error)
            return None
