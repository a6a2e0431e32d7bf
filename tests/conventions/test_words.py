"""The promises about words: they stand in the catalogues, complete in every language, and none in code."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

from babel.messages.pofile import read_po

from khacphuc.assess.classes import ASSESSMENT_COLUMNS
from khacphuc.assess.criteria import CRITERION_COLUMNS
from khacphuc.assess.targets import TARGET_COLUMNS
from khacphuc.checks.finding_tables import FINDING_COLUMNS
from khacphuc.checks.findings import SEVERITIES
from khacphuc.checks.since_published import CHANGES
from khacphuc.checks.views.returns import FIGURE_REFUSALS
from khacphuc.config.parameters import (
    DocumentParameters,
    IssuerParameters,
    RunParameters,
    SignatoryParameters,
)
from khacphuc.config.schedule_parameters import EventKind, EventParameters
from khacphuc.data.clean_summary import CHANGE_COLUMNS
from khacphuc.data.records.counts import COUNT_COLUMNS
from khacphuc.data.records.progress import PROGRESS_COLUMNS
from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.forms.cell_values import ValueStatus
from khacphuc.data.returns.gather import VALUE_COLUMNS
from khacphuc.data.returns.periods import MONTHS, MONTHS_IN_A_YEAR
from khacphuc.data.returns.rates import RATE_COLUMNS
from khacphuc.data.returns.totals import TOTAL_COLUMNS
from khacphuc.data.source.doubts import DOUBTS
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.explore.vintage_table import VINTAGE_COLUMNS
from khacphuc.explore.year_table import YEAR_COLUMNS
from khacphuc.locale import LANGUAGES
from khacphuc.reading.unread import UNREAD_KINDS
from khacphuc.review.cards import STATES
from khacphuc.run.outcome import Ending
from khacphuc.run.states import STATE_NAMES
from khacphuc.schedule.event_record import EventOutcome
from khacphuc.schema import allowed
from khacphuc.schema import tables as fields
from khacphuc.schema.codes import CODE_FORMS
from khacphuc.text.numbers.qualifiers import QUALIFIERS
from khacphuc.text.numerals import Flag
from khacphuc.text.spans import SpanKind
from khacphuc.text.units import DONG, SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "khacphuc"
TEMPLATES = sorted(
    path for path in PACKAGE.rglob("*") if path.suffix in {".j2", ".typ", ".js", ".css", ".html"}
)
VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9áàâãéèêíìóòôõúùýÁÀÂÃÉÈÊÍÌÓÒÔÕÚÙÝ]")

#: Vietnamese that stays in code: where, why, and which literals (all of the file where none are named).
STAYS: dict[str, tuple[str, frozenset[str]]] = {
    "text/": ("the grammar Vietnamese print is read by", frozenset()),
    "schema/tables.py": ("values of raw tables, quoted in English descriptions", frozenset()),
    "checks/prose.py": (
        "headings by which a column of row numbers is known",
        frozenset({"số tt", "số thứ tự"}),
    ),
    "checks/views/documents.py": ("what abbreviations in symbols of documents stand for", frozenset()),
    "checks/views/figures.py": ("qualifiers, compared with what is printed", frozenset()),
    "checks/views/citations.py": ("a unit, looked for in what is printed", frozenset({"đồng"})),
    "checks/source/pairing.py": (
        "a unit, looked for in what is printed",
        frozenset({"phần trăm", "phần nghìn"}),
    ),
    "data/typed_column.py": ("fixed values of raw tables", frozenset({"có", "không"})),
    "data/computed.py": ("a unit of the figures", frozenset({"lượt"})),
    "config/parameters.py": (
        "an example of what an office types",
        frozenset(
            {
                "the symbol of the document, such as BC/TĐTN-VP",
                "a list of names that hold a number, such as Đội 14; [] for none",
            }
        ),
    ),
    "data/xlsx/register_writer.py": ("fixed values of raw tables", frozenset({"có", "không"})),
    "office/next_rows.py": ("fixed values of raw tables", frozenset({"có"})),
    "data/xlsx/cell_text.py": ("fixed values of raw tables", frozenset({"có", "không"})),
    "data/section_names.py": ("how sections are called by people and in lists", frozenset()),
    "data/source/markers.py": ("what headings and items are marked by", frozenset()),
    "data/source/txt.py": ("words by which numbers of pages and items are known", frozenset()),
    "data/source/table_of_contents.py": ("the heading of a table of contents", frozenset()),
    "data/source/docx/": ("numbers in words as Word prints them", frozenset()),
    "data/source/grid_heads.py": ("the head of the column that numbers rows", frozenset()),
    "data/source/old_fonts.py": ("letters that only Unicode has", frozenset()),
    "data/source/pdf/": ("words by which captions, contents and numbers of pages are known", frozenset()),
    "data/source/tokens.py": ("the words of a percentage and of bounds before a number", frozenset()),
    "checks/source/published.py": ("the word before a section in our annex", frozenset()),
    "data/source/relations.py": ("the words beside numbers that belong together", frozenset()),
    "render/exporters.py": (
        "a menu of JupyterLab, where there is no run",
        frozenset({"Báo cáo (HTML)", "Báo cáo (PDF)", "Báo cáo (DOCX)"}),
    ),
    "report/charts/figures.py": (
        "a unit of the figures",
        frozenset({"lượt", "what all its figures are kinds of, as in tổ chức"}),
    ),
    "report/prose/parse.py": ("the mark of a caption in the office's Markdown", frozenset()),
    "console/encoding.py": ("letters that have no mark to take off", frozenset({"đ", "Đ"})),
    "doctor/fonts.py": ("letters every font must have", frozenset({"aăâeêioôơuưy", "đ"})),
    "render/notebook/templates/aside.js": ("a letter whose stroke no normalization takes off", frozenset()),
}

#: Groups that are looked up by what the data hold, and what that may be.
BY_DATA = {
    "severity": set(SEVERITIES),
    "status": {"draft", "final", "reconstruction"},
    "table": {TABLE_COUNTS, *fields.TABLES, *(suite.stem for suite in (ROOT / "expectations").glob("*.yml"))},
    "decision": set(fields.DECISIONS),
    "state": set(STATES),
    "change": set(CHANGES) - {"same"},
    "span_kind": {kind.value for kind in SpanKind},
    "doubt": set(DOUBTS),
    "unread": set(UNREAD_KINDS),
    "ending": set(get_args(Ending)),
    "run_state": set(STATE_NAMES),
    "event": set(get_args(EventKind)),
    "event_outcome": set(get_args(EventOutcome)) - {"started"},
    "form_fault": set(FaultKind),
    "period_name": {
        *("in_month", "in_quarter", "in_half", "whole_year", "whole_year_short"),
        *(
            f"{name}_{number}{form}"
            for name, months in MONTHS.items()
            for number in range(1, MONTHS_IN_A_YEAR // months + 1)
            for form in ("", "_short")
            if name != "year"
        ),
    },
    "code": {
        *fields.STATUSES,
        *("met", "not_met", "declared_met", "declared_not_met"),
        *("measured", "judged", "all", "true", "false"),
        *(*fields.KINDS, *fields.FORMULAS, *fields.LEVELS, *fields.COUNTS, *Flag),
        *(*allowed.OVER_TIME, *allowed.OVER_UNITS, *allowed.PERIOD_TYPES, *allowed.COMPLETE_NEEDS),
        *(*allowed.MISSING, *allowed.IMPORTANCE, *allowed.RETURN_STATES, *allowed.PROGRESS_STATES),
        *allowed.MEETING_KINDS,
        *(*filter(str.isidentifier, allowed.RULE_OPERATORS), *FIGURE_REFUSALS, *ValueStatus),
    },
    "column": {
        *(field.name for table in fields.TABLES.values() for field in table.clean),
        *(*ASSESSMENT_COLUMNS, *CRITERION_COLUMNS, *TARGET_COLUMNS, *FINDING_COLUMNS, *CHANGE_COLUMNS),
        *(*VALUE_COLUMNS, *RATE_COLUMNS, *TOTAL_COLUMNS, *COUNT_COLUMNS, *PROGRESS_COLUMNS, *VINTAGE_COLUMNS),
        *YEAR_COLUMNS,
        *("recorded", "rows", "with_problems", "code", "columns", "cited_in_lines"),
    },
    "code_form": set(CODE_FORMS),
    "parameter": {
        *RunParameters.model_fields,
        *(f"issuer_{name}" for name in IssuerParameters.model_fields),
        *(f"document_{name}" for name in DocumentParameters.model_fields),
        *(f"signatory_{name}" for name in SignatoryParameters.model_fields),
        *(f"second_signatory_{name}" for name in SignatoryParameters.model_fields),
        *(f"schedule_{name}" for name in EventParameters.model_fields),
    },
    "quantity": {*SCALES, *QUALIFIERS, DONG, "thứ"} - {""},
    "notebook_part": {
        heading
        for file in (ROOT / "notebooks").glob("[0-9]*.ipynb")
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "markdown"
        for heading in re.findall(r"^##? (.+)$", "".join(cell["source"]), flags=re.MULTILINE)
    },
}
#: Groups whose keys are columns of the suites, which ``tests/notebooks/test_rule.py`` compares.
BY_SUITES = {"view_column"}


@cache
def catalogue(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every word of a language by group and key, with its forms."""
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "khacphuc.po").open("rb") as file:
        return {
            (message.context, message.id[0] if isinstance(message.id, tuple) else message.id): (
                message.string if isinstance(message.string, tuple) else (message.string,)
            )
            for message in read_po(file, locale=language)
            if message.id
        }


@cache
def literals() -> dict[str, list[ast.Constant]]:
    """The string literals of each module that are no docstrings, by its path."""
    return {
        path.relative_to(PACKAGE).as_posix(): list(_literals(ast.parse(path.read_text(encoding="utf-8"))))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _literals(tree: ast.Module) -> Iterator[ast.Constant]:
    documentation = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in _body(node)
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def _body(node: ast.AST) -> list[Any]:
    body = getattr(node, "body", ())
    return body if isinstance(body, list) else []


def _stays(path: str) -> tuple[str, frozenset[str]]:
    return next((why for place, why in STAYS.items() if path.startswith(place)), ("", frozenset()))


def test_no_vietnamese_in_code() -> None:
    """A word of ours stands in the catalogue; what stays in code is listed with a reason."""
    strays = []
    for path, constants_here in literals().items():
        why, named = _stays(path)
        strays += [
            f"{path}:{literal.lineno}: {literal.value}"
            for literal in constants_here
            if VIETNAMESE.search(str(literal.value)) and (not why or (named and literal.value not in named))
        ]
    for path in TEMPLATES:
        name = path.relative_to(PACKAGE).as_posix()
        if not _stays(name)[0] and (match := VIETNAMESE.search(path.read_text(encoding="utf-8"))):
            strays.append(f"{name}: {match[0]}")
    assert strays == []


def test_what_is_listed_is_still_there() -> None:
    """A reason without the words it excuses would excuse others."""
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in TEMPLATES}
    texts |= {
        path: "\n".join(str(text.value) for text in constants_here)
        for path, constants_here in literals().items()
    }
    for place, (_, named) in STAYS.items():
        here = "\n".join(text for path, text in texts.items() if path.startswith(place))
        assert VIETNAMESE.search(here), place
        assert all(text in here for text in named), place


def test_every_language_has_every_word() -> None:
    """The same groups and keys, each with every form filled in."""
    first, *others = (catalogue(language) for language in LANGUAGES)
    assert all(set(first) == set(other) for other in others)
    for language in LANGUAGES:
        assert [key for key, forms in catalogue(language).items() if not all(forms)] == []


def test_placeholders_are_the_same_in_every_language() -> None:
    """A sentence that forgets a number tells something else."""
    for key in catalogue("vi"):
        placeholders = {
            frozenset(name for _, name, _, _ in Formatter().parse(form) if name is not None)
            for language in LANGUAGES
            for form in catalogue(language)[key]
        }
        assert len(placeholders) == 1, key


def test_english_is_english() -> None:
    """No Vietnamese is left in it but what quotes values of tables."""
    quoted = re.compile(
        r"\((?:hơn|%)[^)]*\)|\bcó \(yes\)|\bkhông \(no\)|\bcó or nothing|\(?lượt\)?"
        r"|\b(?:1,4 tỷ đồng|triệu đồng|đồng|từ … trở lên|từ and trở lên|trở lên|from từ on)\b"
        "|300-KH/TĐTN-VP|94/2010/NĐ-CP"
    )
    left = [
        key
        for key, forms in catalogue("en").items()
        if any(VIETNAMESE.search(quoted.sub("", form)) for form in forms)
    ]
    assert left == []


def test_groups_follow_the_data() -> None:
    """Every value the data may hold has its word, and no word stands for none."""
    groups = {group: {key for name, key in catalogue("vi") if name == group} for group in BY_DATA}
    assert groups == BY_DATA


def test_every_word_is_used() -> None:
    """A key stands in code or in a template, whole or as a beginning and an end that are put together."""
    constants, beginnings = (
        {str(text.value) for constants_here in literals().values() for text in constants_here},
        set(),
    )
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                constants.add(node.target.id)  # the fields of a model
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        constants |= set(re.findall(r"(?:words|front|reading|returns)\.([a-z_]+)", text)) | set(
            re.findall(r'"([a-z_]+)"', text)
        )
        beginnings |= set(re.findall(r'"([a-z_]+_)" ~', text))
    unused = [
        f"{group}: {key}"
        for group, key in catalogue("vi")
        if group not in BY_DATA
        and group not in BY_SUITES
        and key not in constants
        and not any(
            key.startswith(start) and (key.removeprefix(start) in constants or key[len(start) :].isdigit())
            for start in beginnings
            if start.endswith("_")
        )
    ]
    assert unused == []
