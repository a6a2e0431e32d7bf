"""What people read of run 2021, wherever they read it: no code of ours stands in a sentence or a cell."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from khacphuc.checks.findings import SEVERITIES
from khacphuc.checks.since_published import CHANGES, FindingChange
from khacphuc.checks.suites import load_suites
from khacphuc.commands.check import Review
from khacphuc.commands.check_output import print_review
from khacphuc.commands.run import print_outcome
from khacphuc.commands.trace import print_trace, trace_run
from khacphuc.locale import words
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import FINDINGS
from khacphuc.review.changes_page import to_changes
from khacphuc.run.outcome import Outcome
from khacphuc.run.result_tables import read_result
from khacphuc.run.staleness import unchanged
from khacphuc.schema import tables as fields
from khacphuc.text.numerals import Flag

from . import run2021

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.checks.findings import Finding

CODES = sorted(
    {
        *(*fields.CLASSES, *fields.STATUSES, *fields.KINDS, *fields.DECISIONS, *fields.COUNTS),
        *(*fields.LEVELS, *fields.FORMULAS, *SEVERITIES, *CHANGES, *Flag),
        *("met", "not_met", "declared_met", "declared_not_met", "measured", "judged"),
        *("draft", "final", "reconstruction", "True", "False"),
    }
)
CODE = re.compile(rf"(?<![\w/.#-])(?:{'|'.join(CODES)})(?![\w/]|\.\w)")  # not within a path or another code
SENTENCES = ("observed", "expected", "description", "answer")
NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report")
IN_ENGLISH = re.compile(
    r"\b(?:critical|warnings?|expected|to do|answer|computed|declared|nothing|findings?|figure|criterion"
    r"|printed|value|row|cited|rests on|carries|none|read from|typed from|published|run|note)\b"
)
"""Words of the frames the commands had while they were English."""


TYPED = re.compile(r"cột \w+|ví dụ \w+|như \w+|chỉ số: \w+ \(")
"""Names that are typed as they stand: of a column, an example, and of the indicator of a figure."""


def words_of(page: str) -> Iterator[str]:
    """The texts of a page, those read out too; file names, commands and heads of columns are none."""
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.select("style, script, code, kbd, pre.source, .source, thead"):
        element.decompose()
    yield from soup.stripped_strings
    for tag in soup.find_all():
        # what a word stands for in the tables is there for who points at it
        names = ("alt", "aria-label", *(("title",) if "bound" in tag.get("class", ()) else ()))
        yield from (str(tag[name]) for name in names if tag.get(name))


def texts_of_notebook(file: Path) -> Iterator[str]:
    """What the cells of an executed notebook display: texts, and the cells of tables."""
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                yield from words_of("".join(data["text/html"]))
            else:
                yield "".join(data.get("text/plain", output.get("text", "")))


def printed_check(findings: tuple[Finding, ...]) -> str:
    """What ``khacphuc check`` prints, with everything that can have changed since."""
    changes = tuple(FindingChange(CHANGES[n % len(CHANGES)], finding) for n, finding in enumerate(findings))
    stream = io.StringIO()
    print_review(Review("2021", Path("check"), findings, changes, "vi", notes=("x",)), stream)
    return stream.getvalue()


def printed_trace(root: Path) -> str:
    """What ``khacphuc trace`` prints of every code of the run."""
    stream = io.StringIO()
    tables = run2021.tables()
    keys = {"figures": "figure_id", "computed": "computed_id", "documents": "document_id"}
    keys |= {"measures": "measure_id", "targets": "target_id", "target_parts": "part_id"}
    keys |= {"criteria": "criterion_id", "shortcomings": "shortcoming_id"}
    codes = [code for name, key in keys.items() for code in tables[name][key]]
    print_trace(trace_run(Layout(root), "2021", codes), stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def texts(published) -> dict[str, list[str]]:
    """Everything of the published run that a person reads, by where it stands."""
    report = published.report
    read = {}
    with (report / "tables" / "findings.csv").open(encoding="utf-8", newline="") as stream:
        read["findings.csv"] = [row[name] for row in csv.DictReader(stream) for name in SENTENCES]
    sheets = load_workbook(report / "findings.xlsx").worksheets
    read["findings.xlsx"] = [
        str(cell.value) for sheet in sheets for row in sheet for cell in row if cell.value
    ]
    for name in ("review.html", "report.html", *(f"notebooks/{name}.html" for name in ("index", *NOTEBOOKS))):
        read[name] = list(words_of((report / name).read_text(encoding="utf-8")))
    findings = read_result(Layout(published.root).published_clean("2021") / FINDINGS).findings
    every = (FindingChange(change, finding) for finding in findings for change in CHANGES)
    read["changes.html"] = list(words_of(to_changes(every, run2021.parameters())))
    for name in NOTEBOOKS:
        read[f"{name}.ipynb"] = list(texts_of_notebook(report / "notebooks" / f"{name}.ipynb"))
    read["check"] = printed_check(findings).splitlines()
    read["trace"] = printed_trace(published.root).splitlines()
    return read


@pytest.fixture
def printed_run(published, capsys) -> list[str]:
    """What ``khacphuc run`` prints of the published run."""
    outcome = unchanged(Layout(published.root), "2021")
    assert isinstance(outcome, Outcome), outcome
    print_outcome(outcome)
    return capsys.readouterr().out.splitlines()


def test_no_code_of_ours_is_read_by_a_person(texts, printed_run):
    """In tables, pages, the workbook, outputs of notebooks and the terminal, codes have names."""
    strays = [
        f"{place}: {match[0]} in {text}"
        for place, lines in {**texts, "run": printed_run}.items()
        for text in lines
        for match in CODE.finditer(TYPED.sub("", text))
    ]
    assert strays == []
    assert all(map(len, texts.values()))


def test_the_commands_speak_one_language(texts, printed_run):
    """Nothing that frames Vietnamese words is English; paths and codes of rows are no words."""
    lines = [*texts["check"], *texts["trace"], *printed_run]
    words = [re.sub(r"\S*[/_]\S*|\S+\.\w+", "", line) for line in lines]
    assert [line for line in words if IN_ENGLISH.search(line)] == []


def test_notebooks_show_texts_whole(texts):
    """No text is cut: what findings ask for, and what shortcomings and criteria are called, is all there."""
    outputs = {name: lines for name, lines in texts.items() if name.startswith(("notebooks", *NOTEBOOKS))}
    for name, lines in outputs.items():
        assert [line for line in lines if line.endswith("...") or re.fullmatch(r"\.\.\.?", line)] == [], name
    tables, displayed = run2021.tables(), {line for lines in outputs.values() for line in lines}
    assert {finding.description for finding in run2021.check().findings} <= displayed
    assert {*tables["shortcomings"]["title"], *tables["criteria"]["aspect"]} <= displayed


def test_no_sentence_of_ours_has_a_code_in_it():
    """Those of rules 2021 does not break, and the words of the catalogue, are read by others."""
    suites = load_suites(run2021.LAYOUT.expectations).values()
    rules = [expectation for suite in suites for expectation in suite.expectations]
    texts = [text for rule in rules for text in (rule.description, rule.meta.observed, rule.meta.expected)]
    groups = ("checks", "problem", "review", "state", "terminal", "trace", "verify", "workbook")
    texts += [text for group in groups for text in words("vi", group).values()]
    filled_in = re.compile(r"\{\w+\}|\$\w+")
    assert [text for text in texts if CODE.search(filled_in.sub("", TYPED.sub("", text)))] == []
