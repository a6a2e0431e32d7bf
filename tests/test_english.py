"""Run 2021 in English: our words and its numbers are English, the office's own words stay and are marked."""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.since_published import finding_changes
from khacphuc.data.store import clean_run
from khacphuc.project.files import read_text
from khacphuc.project.workspace import Workspace
from khacphuc.render import profiles
from khacphuc.render.html.report import to_html
from khacphuc.render.notebook.page import to_page
from khacphuc.report.compose import compose
from khacphuc.report.document.assemble import number
from khacphuc.review.changes_page import to_changes
from khacphuc.review.page import to_review
from khacphuc.review.workbook import findings_workbook
from khacphuc.review.workbook_reader import read_answers

from . import filled, run2021

if TYPE_CHECKING:
    from khacphuc.checks.result import CheckResult

VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9áàâãéèêíìóòôõúùý]")
#: Vietnamese our English itself quotes: what people type into tables, in that spelling.
QUOTED = ("ít nhất, phấn đấu…", "đồng is money", "such as triệu or nghìn", "Phần I or fn1")
LAYOUT = run2021.LAYOUT
ENGLISH = run2021.parameters().model_copy(update={"language": "en", "annexes": ("figures", "method")})


@cache
def tables() -> dict[str, Any]:
    """The clean tables as a run in English makes them."""
    return clean_run(Workspace(LAYOUT, "2021", LAYOUT.root / ".runs"), "en")


@cache
def checked() -> CheckResult:
    """What the checks find, told in English."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from khacphuc.checks.run import check_assessed, check_printed  # noqa: PLC0415

    options = {"status": ENGLISH.status, "suites": LAYOUT.expectations, "language": "en"}
    options["class_names"] = run2021.policy().class_names("en")
    printed = check_printed(tables(), year=ENGLISH.year, **options)
    assessed = run2021.assessment(tables())
    return check_assessed(printed, tables(), assessed, prose=run2021.cited(), **options)


@cache
def page(name: str) -> str:
    """One of the pages of the run."""
    names = run2021.policy().class_names("en")
    assessed = run2021.assessment(tables())
    if name == "review":
        return to_review(checked(), assessed.assessments, tables(), names, ENGLISH, run="2021")
    if name == "changes":
        return to_changes(finding_changes((), checked().findings), ENGLISH)
    if name == "notebook":
        cells = [
            {"cell_type": "markdown", "source": "# 10\n\nLời của sổ"},
            {"cell_type": "code", "source": "1"},
        ]
        return to_page({"cells": cells}, ENGLISH, name="a", titles={"a": "10"}).html
    prose = read_text(LAYOUT.prose("2021"))
    blocks = compose(tables(), assessed, ENGLISH, run2021.policy(), prose, filename="a.md")
    return to_html(number(blocks))


@cache
def data() -> re.Pattern[str]:
    """Whatever the office typed: cells, parameters, captions, the form of its document."""
    cells = {
        str(cell) for frame in run2021.tables().values() for cell in frame.astype("object").to_numpy().flat
    }
    parameters = ENGLISH.model_dump_json().encode().decode("utf-8")
    cells |= set(re.findall(r'"([^"]*)"', parameters)) | {
        "Báo cáo 2021",
        profiles.load(ENGLISH.profile).organisation,
    }
    cells |= set(re.findall(r"(?:caption|title|unit): (.*)", read_text(LAYOUT.prose("2021"))))
    cells |= {part for cell in cells for part in re.split(r"\W*[;|]\W*|, ", cell)}
    listed = sorted((cell for cell in cells if VIETNAMESE.search(cell)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)), re.IGNORECASE)


def ours(html: str) -> list[str]:
    """The texts of a page that are not marked as the office's, those of attributes too."""
    soup = BeautifulSoup(html, "html.parser")
    for within in soup.select('[lang="vi"] [lang="en"]'):
        soup.body.append(within.extract())
    for element in [*soup.select('[lang="vi"]'), *soup.select("style")]:
        element.decompose()
    attributes = [
        str(tag[name]) for tag in soup.find_all() for name in ("alt", "aria-label", "title") if tag.get(name)
    ]
    return [*soup.stripped_strings, *attributes]


@pytest.mark.parametrize("name", ["review", "changes", "notebook", "report"])
def test_no_vietnamese_of_ours_is_left(name: str) -> None:
    """What is neither marked as the office's nor found in its tables holds no Vietnamese letter."""
    html = page(name)
    assert '<html lang="en">' in html
    left = [text for text in ours(html) if VIETNAMESE.search(text)]
    strays = []
    for text in left:
        rest = data().sub("", text)
        for quote in QUOTED:
            rest = rest.replace(quote, "")
        if VIETNAMESE.search(rest):
            strays.append(text)
    assert strays == []


def test_the_office_is_marked() -> None:
    """What the office wrote is Vietnamese to a screen reader, and our words within it English."""
    soup = BeautifulSoup(page("report"), "html.parser")
    assert soup.select_one(".body")["lang"] == "vi"
    assert soup.select_one(".body figcaption .label")["lang"] == "en"
    assert soup.select_one(".body img")["lang"] == "en"
    assert soup.select_one(".annex-part h2").find_parent(lang="vi") is None
    assert "lang=" not in "".join(re.findall(r"<(?!html)[^>]*>", to_html(run2021.document())))


def cited(code: str) -> set[str]:
    """What a code prints in the body."""
    soup = BeautifulSoup(page("report"), "html.parser")
    return {element.get_text() for element in soup.select(f'.body .bound[id^="cite-{code}-"]')}


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("SL058", "13.6 million dong"),
        ("SL044", "1,231"),
        ("SL063", "82.48%"),
        ("SL010", "9/11"),
        ("TL01", "90.25%"),
    ],
)
def test_numbers_are_english(code: str, printed: str) -> None:
    """Points, commas, scales and currency follow the language; ratios stand as printed."""
    assert cited(code) == {printed}


def test_one_digit_is_not_padded() -> None:
    """A zero before one digit is a rule of the Vietnamese house."""
    assert cited("SL001") == {"4"}


def test_the_workbook_is_english_and_read_again() -> None:
    """Headings, guide and decisions are English; an answer in either language is understood."""
    content = findings_workbook(checked().findings, "en")
    workbook = load_workbook(io.BytesIO(content))
    answers, guide = workbook.worksheets
    texts = [cell.value for cell in (*answers[1], *guide["A"])]
    assert [text for text in texts if VIETNAMESE.search(text)] == []
    place = ("SL-13", "SL061")
    for decision in ("under review", "đang xem xét", "under_review"):
        cells = filled.GROUNDS | {"decision": decision}
        (answer,) = read_answers(filled.fill(content, {place: cells}), filename="a.xlsx").answers
        assert (answer.rule, answer.row_id, answer.decision) == (*place, "under_review")


def test_findings_are_the_same_findings() -> None:
    """Only words differ: the same rules stand on the same rows, as grave as before."""
    columns = ["severity", "rule", "table", "row_id", "related", "file", "line"]
    assert print_findings(checked().findings)[columns].equals(run2021.findings()[columns])
