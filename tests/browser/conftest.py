"""A real browser for the pages people get, and those pages."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

import nbformat
import pandas as pd
import pytest
from playwright.sync_api import Browser, sync_playwright

from khacphuc.checks.result import CheckResult
from khacphuc.checks.since_published import FindingChange
from khacphuc.data.source.doubts import find_doubts
from khacphuc.reading.page import to_coverage_page
from khacphuc.render.html.report import to_html
from khacphuc.render.notebook.aside import FindingCards, aside
from khacphuc.render.notebook.page import to_page
from khacphuc.report.comparison.document import compose_comparison
from khacphuc.report.compose import compose
from khacphuc.report.display import block_outputs
from khacphuc.report.document.assemble import number
from khacphuc.report.document.nodes import cited
from khacphuc.report.table import to_table
from khacphuc.review.cards import Cards
from khacphuc.review.changes_page import to_changes
from khacphuc.review.page import to_review
from khacphuc.review.returns_page import to_returns_page

from .. import run2021
from ..findings import ACCEPTED, UNDER_REVIEW
from ..reading.documents import coverage as read_coverage
from ..report.board.test_paper import PARAMETERS
from ..report.comparison.compared_years import context
from ..review import gathered as returns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from khacphuc.checks.findings import Finding

ENGLISH = run2021.parameters().model_copy(update={"language": "en", "annexes": ("figures", "method")})
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A page that is open in a browser, the requests it made and the errors in its console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pages:
    """Pages that are made when they are opened first: in ``make test`` few are."""

    folder: Path
    html: dict[str, Callable[[], str]]

    def write(self, name: str) -> None:
        """Write a page unless it is there."""
        file = self.folder / f"{name}.html"
        if not file.exists():
            file.write_text(self.html[name](), encoding="utf-8")


@dataclass(frozen=True)
class Reader:
    """Opens pages as somebody's browser would."""

    browser: Browser
    folder: Path
    write: Callable[[str], None] = lambda _: None

    @contextmanager
    def open(self, name, width=1280, height=800, **options) -> Iterator[Visit]:
        """Open a page; nothing but the file itself and the pages beside it is let through."""
        self.write(name)
        address = (self.folder / f"{name}.html").as_uri()
        with self.browser.new_context(viewport={"width": width, "height": height}, **options) as context:
            visit = Visit(context.new_page())

            def answer(route):
                request = route.request
                # a reader may follow a link to the page beside
                follows = request.is_navigation_request() and request.url.startswith(self.folder.as_uri())
                if request.url == address or follows:
                    route.continue_()
                else:
                    visit.requests.append(route.request.url)
                    route.abort()

            context.route("**/*", answer)
            visit.page.on("request", lambda request: _note(visit, request.url, address))
            visit.page.on("console", lambda message: visit.errors.append(message.text))
            visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
            visit.page.goto(address)
            yield visit


def _note(visit, url, address):
    if url != address and not url.startswith("data:"):
        visit.requests.append(url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of this machine; where there is none, CI fails and others skip.

    It ends with its module: while it lives, an event loop runs in the thread of the tests.
    """
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        reason = f"no browser on this machine (looked for {', '.join(NAMES)}); apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield opened
        opened.close()


def review(result, tables, parameters=None, cited=()) -> str:
    """The review page of these tables."""
    parameters = parameters or run2021.parameters()
    assessments = run2021.assessment(tables).assessments
    classes = run2021.policy().class_names(parameters.language)
    return to_review(result, assessments, tables, classes, parameters, run="2021", cited=cited)


def blocked_tables() -> dict[str, pd.DataFrame]:
    """The tables of 2021 with a part larger than its whole, and with answers of every kind."""
    tables = run2021.tables()
    figures = tables["figures"]
    figures.loc[figures["figure_id"] == "SL010", ["printed", "numerator"]] = ["12/11", 12]
    return tables


def answered(findings) -> tuple[tuple[Finding, ...], pd.DataFrame]:
    """Findings of which one is accepted and one under review, and the table of the answers."""
    decided = {"SL031": ACCEPTED, "SL058": UNDER_REVIEW}
    answers = [
        {
            "rule": finding.rule,
            "row_id": finding.row_id,
            "observed": finding.fingerprint,
            "decision": decided[finding.row_id].decision,
            "uses": "",
            "reason": "Chú thích in thiếu một chi hội.",
            "role": "Bí thư",
            "date": pd.Timestamp("2022-01-05"),
        }
        for finding in findings
        if finding.row_id in decided
    ]
    with_answers = tuple(replace(finding, answer=decided.get(finding.row_id)) for finding in findings)
    return with_answers, pd.DataFrame(answers)


def filterable(tables) -> str:
    """The figures of 2021 as an analyst filters them in a notebook."""
    columns = ["figure_id", "printed", "unit", "value"]
    table = to_table(tables["figures"], columns, name="figures", caption="Số liệu")
    return aside(table)._repr_mimebundle_()["text/html"]


def english_document(tables):
    """The report with English words over the office's prose, both annexes in it."""
    prose = run2021.LAYOUT.prose("2021").read_text(encoding="utf-8")
    assessment = run2021.assessment(tables)
    return number(compose(tables, assessment, ENGLISH, run2021.policy(), prose, filename="2021.md"))


def notebooks(tables) -> dict[str, str]:
    """The pages of two notebooks: one that shows tables, one that shows the document."""
    blocks = compose(
        tables,
        run2021.assessment(tables),
        run2021.parameters(),
        run2021.policy(),
        run2021.LAYOUT.prose("2021").read_text(encoding="utf-8"),
        filename="2021.md",
    )
    findings = run2021.check().findings
    cards = FindingCards.of(Cards(findings, tables, "vi").by_severity(findings))
    figures = to_table(tables["figures"], name="figures", caption="Số liệu", row_id="figure_id")
    pandas = {"text/html": tables["figures"]._repr_html_(), "text/plain": "…"}
    displayed = {
        "10_clean": [
            *(aside(part)._repr_mimebundle_() for part in (figures, cards)),
            *(pandas, {"text/plain": "{'all': 11}"}),
        ],
        "40_report": [output._repr_mimebundle_() for output in block_outputs(blocks)],
    }
    titles = {"10_clean": "10 · Làm sạch số liệu", "40_report": "40 · Báo cáo"}
    pages = {}
    for name, bundles in displayed.items():
        notebook = nbformat.read(run2021.LAYOUT.notebooks / f"{name}.ipynb", as_version=4)
        notebook.cells[-1].outputs = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
        pages[name] = to_page(notebook, run2021.parameters(), name=name, titles=titles).html
    return pages


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every page: of 2021, of a run that is blocked, of one without findings, what changed, the report."""
    tables, blocked = run2021.tables(), blocked_tables()
    now, stopped = run2021.check, cache(lambda: run2021.check(blocked))
    document = cache(lambda: run2021.document(findings=now().findings))
    of_notebooks = cache(lambda: notebooks(tables))
    return Pages(
        tmp_path_factory.mktemp("pages"),
        {
            "review": lambda: review(now(), tables, cited=cited(document())),
            "blocked": lambda: answered_review(stopped(), blocked),
            "empty": lambda: review(
                CheckResult((), tuple(replace(rule, failed=0) for rule in now().rules)), tables
            ),
            "changes": lambda: changes_page(now().findings, stopped().findings),
            "report": lambda: to_html(document()),
            "english": lambda: review(now(), tables, ENGLISH),
            "comparison": lambda: to_html(number(compose_comparison(context(draws=True), PARAMETERS))),
            "english_report": lambda: to_html(english_document(tables)),
            "filterable": lambda: f"<!doctype html><meta charset=utf-8>{filterable(tables)}",
            "10_clean": lambda: of_notebooks()["10_clean"],
            "40_report": lambda: of_notebooks()["40_report"],
            "coverage": lambda: coverage_page("vi"),
            "english_coverage": lambda: coverage_page("en"),
            "returns": lambda: returns_page("vi"),
            "english_returns": lambda: returns_page("en"),
        },
    )


def coverage_page(language: str) -> str:
    """The page of a document that was read, with decisions, a table and things that were not read."""
    read = read_coverage()
    return to_coverage_page(read, find_doubts(read), name="bao-cao.docx", language=language)


def returns_page(language: str) -> str:
    """The page of returns of 94 communes through a year, with reports of every state and with doubts."""
    known = returns.tables()
    parameters = run2021.parameters().model_copy(update={"language": language})
    return to_returns_page(returns.gathered(known), known, parameters)


def answered_review(result: CheckResult, tables: dict[str, pd.DataFrame]) -> str:
    """The review page of a run whose findings are answered in part."""
    findings, answers = answered(result.findings)
    return review(CheckResult(findings, result.rules), tables | {"answers": answers})


def changes_page(now, stopped) -> str:
    """What changed, of every kind."""
    critical = [finding for finding in stopped if finding.severity == "critical"]
    groups = {"same": now, "new": critical, "changed": now[:2], "gone": now[-2:]}
    changes = [FindingChange(change, finding) for change, findings in groups.items() for finding in findings]
    return to_changes(changes, run2021.parameters())


@pytest.fixture(scope="module")
def reader(browser: Browser, pages: Pages) -> Reader:
    """A reader of the pages."""
    return Reader(browser, pages.folder, pages.write)
