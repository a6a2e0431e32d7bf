"""``findings.xlsx``: the findings of a run as a workbook that reviewers fill in, and what they filled in.

Nothing in it is locked: rows may be sorted and filtered, columns made wider. A code at the end of
each row shows whether what must not change did. It is read as strictly as a register.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.findings import BETWEEN, CLOSING
from khacphuc.checks.fingerprint import one_line, seal
from khacphuc.data.xlsx.writing import workbook_bytes, write_text_cell
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import DECISIONS, REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.checks.findings import Finding
    from khacphuc.locale import Words

WORKBOOK = "findings.xlsx"
RUN_PROPERTY = "khacphuc_run"
"""The property of the workbook that holds the run."""
ABOUT_ANSWERS = "AN-"
"""Findings of these rules are about answers; they are mended in the table, not answered."""

_FIRST = 2  # the row of the first finding; the others look as it does
_LONGEST_TEXT = 30_000  # a cell holds 32,767
_LONGEST_LIST = 255  # characters a drop-down list may have

_FILL_IN = PatternFill("solid", fgColor="FFF5E6C8")
_LABEL_WIDTH = 34  # two lines of it: on paper the columns to fill in need the room
_WARNING = Font(bold=True, color="FF8C1D18")
_HEAD = PatternFill("solid", fgColor="FFE3E7EB")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its name, its width in characters, whether people fill it in."""

    name: str
    width: int
    filled: bool = False


COLUMNS = (
    Column("rule", 9),
    Column("row_id", 11),
    Column("severity", 13),
    Column("observed", 52),
    Column("expected", 24),
    Column("description", 38),
    Column("decision", 15, filled=True),
    Column("uses", 13, filled=True),
    Column("reason", 36, filled=True),
    Column("role", 22, filled=True),
    Column("date", 13, filled=True),
    Column("answer", 30),
    Column("seal", 20),
)
_GUIDE = tuple(f"guide_{number}" for number in range(9))


def headings(language: str) -> dict[str, str]:
    """How the columns are called in a language, by their names."""
    labels = words(language, "workbook")
    return {column.name: labels[f"column_{column.name}"] for column in COLUMNS}


def findings_workbook(
    findings: Sequence[Finding], language: str = "vi", *, run: str = "", synthetic: bool = False
) -> bytes:
    """The findings as a workbook to answer in; the same findings give the same bytes.

    Args:
        findings: in the order they are to stand; those about answers are left out.
        language: of headings, guide and decisions; any of ours is read again.
        run: whose findings they are: the guide names it for people, ``RUN_PROPERTY`` for
            ``workbook_reader``.
        synthetic: whether its figures are invented: every sheet says so.
    """
    labels, heads = words(language, "workbook"), headings(language)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = labels["sheet"]
    to_answer = [finding for finding in findings if not finding.rule.startswith(ABOUT_ANSWERS)]
    for index, column in enumerate(COLUMNS, start=1):
        _write(sheet, 1, index, heads[column.name])
        head = sheet.cell(1, index)
        head.font, head.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    printed = print_findings(to_answer, language).pipe(row_dicts)
    for number, (finding, row) in enumerate(zip(to_answer, printed, strict=True), start=_FIRST):
        cells = _cells(finding, {str(name): cell for name, cell in row.items()}, labels)
        for index, column in enumerate(COLUMNS, start=1):
            text = cells.get(column.name, "")
            if number > _FIRST:
                write_text_cell(sheet, number, index, text, like=sheet.cell(_FIRST, index))
                continue
            _write(sheet, number, index, text)
            if column.filled:
                sheet.cell(number, index).fill = _FILL_IN
        if finding.choices:
            _offer(sheet, "uses", f"{number}:{number}", finding.choices, labels, strict=False)
    last = len(to_answer) + 1
    if last > 1:
        _offer_decisions(sheet, to_answer, labels, language)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    _fit_to_paper(sheet)
    guide = workbook.create_sheet(labels["guide"])
    _write_guide(guide, labels, run)
    if synthetic:
        label = words(language, "document")["synthetic"]
        # the reader of answers leaves columns out that it does not know, and the guide altogether
        _write_label(sheet, 1, len(COLUMNS) + 1, label)
        _write_label(guide, guide.max_row + 1, 1, label)
    workbook.properties.title = labels["title"]
    if run:
        workbook.custom_doc_props.append(StringProperty(name=RUN_PROPERTY, value=run))
    return workbook_bytes(workbook)


def _cells(finding: Finding, printed: Mapping[str, Any], labels: Words) -> dict[str, str]:
    """What the sheet holds of a finding, by column; one place a line."""
    observed = one_line(finding.observed)
    if len(observed) > _LONGEST_TEXT:
        observed = observed[:_LONGEST_TEXT] + labels["cut"]
    cells = {name: one_line(str(printed[name])) for name in ("rule", "row_id", "expected", "description")}
    return cells | {
        "severity": labels[f"severity_{finding.severity}"],
        "observed": observed.replace(BETWEEN, "\n"),
        "answer": one_line(printed["answer"])[:_LONGEST_TEXT],
        "seal": seal(cells["rule"], cells["row_id"], finding.fingerprint),
    }


def _write(sheet: Any, row: int, column: int, text: str) -> None:
    write_text_cell(sheet, row, column, text).alignment = Alignment(vertical="top", wrap_text=True)


def _offer_decisions(sheet: Any, findings: Sequence[Finding], labels: Words, language: str) -> None:
    """A list of decisions for each finding: of an issued value that moved, the reasons there may be."""
    decisions = words(language, "decision")
    others = [name for name in DECISIONS if name not in REASONS]
    offered = {
        False: tuple(decisions[name] for name in others),
        True: tuple(decisions[name] for name in (*REASONS, *others) if name not in CLOSING - {*REASONS}),
    }
    first = _FIRST
    for restates, alike in groupby(finding.restates for finding in findings):
        last = first + len(list(alike)) - 1
        is_all = (first, last) == (_FIRST, len(findings) + 1)
        _offer(sheet, "decision", f"{first}:{last}", offered[restates], labels, strict=is_all)
        first = last + 1


def _offer(sheet: Any, name: str, rows: str, values: tuple[str, ...], labels: Words, *, strict: bool) -> None:
    """A list to choose from; where rows may have been sorted the choice is only advised."""
    listed = ",".join(values)
    if len(listed) > _LONGEST_LIST:
        return
    offered = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    offered.errorStyle = "stop" if strict else "warning"
    offered.errorTitle = labels[f"column_{name}"]
    offered.error = labels["choose"].format(listed=", ".join(values))[:_LONGEST_LIST]
    letter = get_column_letter(next(i for i, column in enumerate(COLUMNS, 1) if column.name == name))
    first, _, last = rows.partition(":")
    offered.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(offered)


def _fit_to_paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write_label(sheet: Any, row: int, column: int, label: str) -> None:
    """Say on the screen, and at the head of each printed page, that the figures are invented."""
    _write(sheet, row, column, label)
    sheet.cell(row, column).font = _WARNING
    dimension = sheet.column_dimensions[get_column_letter(column)]
    dimension.width = max(dimension.width, _LABEL_WIDTH)
    sheet.oddHeader.center.text = label


def _write_guide(sheet: Any, labels: Words, run: str) -> None:
    sheet.column_dimensions["A"].width = 110
    title, *lines = (labels[key] for key in _GUIDE)
    whose = [labels["guide_run"].format(run=run)] if run else []
    for number, line in enumerate([title, *whose, *lines], start=1):
        _write(sheet, number, 1, line)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
