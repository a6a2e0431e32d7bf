"""Tests of `khacphuc.notebooks.report`."""

from __future__ import annotations

from functools import cached_property

import pytest

from khacphuc.checks.prose import read_prose
from khacphuc.checks.result import CheckResult
from khacphuc.notebooks.report import Report, about_cited, cited_codes, summary
from khacphuc.render.notebook.aside import FindingCards
from khacphuc.report.document import nodes

from .. import run2021
from ..findings import ACCEPTED, finding

CRITICAL = finding("SL-01", "SL001", severity="critical")
OPEN = finding("SL-10", "SL031")
CLOSED = finding("SL-11", "SL029", answer=ACCEPTED)
ELSEWHERE = finding("SL-10", "SL099")


class Inputs2021:
    """Run 2021 as a notebook opens it, with findings of a test."""

    def __init__(self, *findings, language="vi"):
        self.checked = CheckResult(findings)
        self.parameters = run2021.parameters().model_copy(update={"language": language})
        self.policy = run2021.policy()
        self.prose = "# KẾT QUẢ\n\nCó @SL031 chi hội, @SL029 và @SL001.\n"
        self.prose_name = "params/2021.md"
        self.totals = None

    @cached_property
    def cited(self):
        """What the prose cites, and its charts list."""
        return read_prose(self.prose, filename=self.prose_name)

    @cached_property
    def tables(self):
        """The clean tables."""
        return run2021.tables()

    @cached_property
    def assessment(self):
        """Targets, criteria and classes."""
        return run2021.assessment(self.tables)


def test_findings_about_what_is_cited_come_gravest_and_open_first():
    """A finding counts if any of its rows is cited; a part of a row counts as the row."""
    part = finding("CT-01", "SL001:2")
    findings = [CLOSED, ELSEWHERE, OPEN, CRITICAL, part]
    assert about_cited(findings, {"SL001", "SL029", "SL031"}) == (CRITICAL, OPEN, part, CLOSED)
    assert about_cited(findings, ()) == ()


def test_the_codes_that_are_cited():
    """Every citation of the blocks counts once, wherever it stands."""
    quoted = nodes.CitedValue(id="SL031", text="17", kind="figure")
    item = nodes.ItemList(items=((nodes.Paragraph(children=(quoted, quoted)),),))
    assert cited_codes([item, nodes.Paragraph(children=())]) == {"SL031"}


def test_what_only_a_chart_lists_is_cited():
    """A reader sees its number all the same, and its findings come first as well."""
    inputs = Inputs2021(finding("SL-12", "SL056"))
    inputs.prose += "\n```chart\nfigures: [SL056, SL057]\ncaption: Số liệu\n```\n"
    report = Report(inputs)
    report.__dict__["blocks"] = []
    first, *_ = report.look_first().parts
    assert nodes.plain(first).startswith("Báo cáo dẫn 5 ")


@pytest.mark.parametrize(
    ("language", "findings", "expected"),
    [
        ("vi", [], "Không có phát hiện nào về các mục đó."),
        ("vi", [ELSEWHERE], "Không có phát hiện nào về các mục đó."),
        ("vi", [OPEN, CLOSED], "Có 2 phát hiện về 2 mục trong số đó: 1 phát hiện chưa khép lại"),
        ("vi", [CLOSED], "tất cả đã khép lại."),
        ("en", [OPEN], "1 finding is about 1 of them: 1 is open"),
        ("en", [OPEN, CRITICAL], "2 findings are about 2 of them: 2 are open"),
    ],
)
def test_the_first_sentence(language, findings, expected):
    """How much is cited, how much of it is in findings, and how many of them are open."""
    text = summary(findings, {"SL001", "SL029", "SL031"}, language)
    assert expected in text
    assert "3" in text.split(".")[0]


def test_a_reader_looks_first_at_findings_about_cited_numbers():
    """The aside has the cards of these findings only, folded, and leads to the review page."""
    first = Report(Inputs2021(OPEN, CRITICAL, ELSEWHERE)).look_first()
    cards = next(part for part in first.parts if isinstance(part, FindingCards))
    listed = [card for group in cards.groups for kind in group.kinds for card in kind.cards]
    assert [card.code for card in listed] == ["SL001", "SL031"]
    assert not any(card.open for card in listed)
    assert listed[1].places[0].cited_at == "report.html#cite-SL031-1"
    assert "1 phát hiện khác" in repr(first)
    assert "../review.html" in first.to_html(prefix="x-", base="../")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_was_found(language):
    """Without findings one sentence is all there is."""
    first = Report(Inputs2021(language=language)).look_first()
    assert [type(part) for part in first.parts] == [nodes.Paragraph]


def test_of_many_findings_the_first_are_shown():
    """More cards than one looks through are counted, not listed."""
    many = [finding(f"SL-{number}", "SL031") for number in range(100)]
    first = Report(Inputs2021(*many)).look_first()
    cards = next(part for part in first.parts if isinstance(part, FindingCards))
    assert sum(group.total for group in cards.groups) == 30
    assert "70 phát hiện khác" in repr(first)


def test_the_document_is_what_it_was():
    """The blocks are those of the document, in its order, without anything of the aside."""
    report = Report(Inputs2021(OPEN))
    kinds = [output.block.type for output in report.document()]
    assert kinds[0] == "cover"
    assert "signature" in kinds
    assert [output.block for output in report.document()] == report.blocks
