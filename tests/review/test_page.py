"""Tests of `khacphuc.review.page`."""

from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from khacphuc.checks.findings import Place, is_blocking
from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.notebooks.checked_rules import CheckedRules
from khacphuc.report.prose.left_out import LeftOutFence
from khacphuc.review.page import to_review

from .. import run2021
from ..findings import ACCEPTED, CORRECTED, UNDER_REVIEW, finding, note, place

ASSESSED = object()


def page(*findings, rules=(), assessments=ASSESSED, tables=None, cited=(), left_out=(), **changes):
    """The review page of 2021 with these findings and rules."""
    result = CheckResult(findings, tuple(RuleResult(*rule) for rule in rules))
    parameters = run2021.parameters().model_copy(update=changes)
    return to_review(
        result,
        run2021.assessment().assessments if assessments is ASSESSED else assessments,
        run2021.tables() if tables is None else tables,
        run2021.policy().classes,
        parameters,
        run="2021",
        cited=cited,
        left_out=left_out,
    )


def soup(*findings, **changes):
    """The same page, parsed."""
    return BeautifulSoup(page(*findings, **changes), "html.parser")


def words(element):
    """The words of an element in one line."""
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "Có thể công bố"),
        ([finding()], "Có thể công bố"),
        ([finding(severity="critical")], "còn 1 phát hiện nghiêm trọng chưa được trả lời"),
        ([finding(severity="critical", answer=ACCEPTED)], "Có thể công bố"),
        ([finding(severity="critical", answer=UNDER_REVIEW)], "chưa được giải quyết"),
    ],
)
def test_verdict(findings, verdict):
    """The page says first whether the report can be published, as `is_blocking` decides."""
    html = soup(*findings)
    assert verdict in words(html.find("h2"))
    assert bool(html.select(".verdict.blocked")) is is_blocking(findings)


def test_counts():
    """Findings are counted by severity and by where they stand."""
    findings = [
        finding(),
        finding(answer=ACCEPTED),
        finding(answer=CORRECTED),
        finding(severity="critical"),
    ]
    rows = [
        [cell.get_text() for cell in row.select("td")] for row in soup(*findings).select(".counts tbody tr")
    ]
    assert rows == [["1", "0", "0", "1"], ["1", "1", "1", "3"]]


def test_classes():
    """Computed and declared classes stand side by side with the title, and the one that differs is marked."""
    bodies = soup().select(".classes tbody")
    assert [words(body.select_one("strong")) for body in bodies] == ["KD1", "KD2", "KD3", "KD4"]
    assert [words(body.select("td")[-1]) for body in bodies] == ["khớp", "khớp", "khác nhau", "khớp"]
    assert "not_thorough" not in soup().find("main").get_text()
    assert "Phiên họp định kỳ" in words(bodies[2])


def test_undeclared_class():
    """A class that was not declared is said to be missing, and nothing is compared."""
    assessments = run2021.assessment().assessments.assign(declared_class="", agrees=True)
    html = soup(assessments=assessments, tables={})
    assert [words(row) for row in html.select(".classes td:last-child")] == ["–"] * 4
    assert html.find("main").get_text().count("chưa có") == 4


def test_what_was_checked():
    """Every rule of every table is told with its rows, those with findings first and the others folded."""
    rules = [
        ("figures", "SL-01", "critical", "Không trống.", 77, 0),
        ("figures", "SL-10", "warning", "Phải khớp.", 77, 12),
        ("shortcomings", "KD-01", "critical", "Không trống.", 4, 0),
        ("ours", "XX-01", "critical", "Bảng lạ.", 0, 0),
    ]
    html = soup(rules=rules)
    tables = html.select("#t-figures, #t-shortcomings, #t-ours")
    assert [table["id"] for table in tables] == ["t-shortcomings", "t-figures", "t-ours"]
    assert [table.has_attr("open") for table in tables] == [False, True, False]
    failed, passed = tables[1].select("table")
    assert [words(cell) for cell in failed.select("tbody tr > *")] == [
        "SL-10", "Phải khớp.", "Cần xem xét", "65", "12",
    ]  # fmt: skip
    assert words(passed.select_one("tbody th")) == "SL-01"
    assert passed.find_parent("details") is not tables[1]
    assert "bảng chưa có dòng nào để kiểm tra" in words(tables[2])
    # the sentence of the notebooks
    counted = CheckedRules([RuleResult(*rule) for rule in rules]).sentence("checked_all").partition(": ")[2]
    assert counted == "2 đạt, 1 có phát hiện, 1 chưa có dòng nào để kiểm tra."
    assert f"3 bảng, 4 quy tắc: {counted}" in words(html.find("main"))


def test_how_to_answer():
    """An open finding says where it is answered; one about an answer is mended in the table instead."""
    html = soup(
        finding(),
        finding("AN-02", "SL-12 SL058", note("accepted: x"), table="answers"),
        finding(row_id="SL099", answer=ACCEPTED),
    )
    first, accepted, about = (words(card) for card in html.select(".finding > .body"))
    assert "Trả lời trong tệp findings.xlsx, dòng SL-10 · SL031." in first
    assert "findings.xlsx" not in about
    assert "bảng câu trả lời" in about
    assert "findings.xlsx" not in accepted
    assert "khacphuc answer 2021 <tệp>" in words(html.select_one("#answering").parent)


def test_no_findings():
    """A run without findings says so, and can be published."""
    html = soup()
    assert "Không có phát hiện nào." in words(html.find("main"))
    assert not html.select(".filter")


def test_nothing_runs_and_nothing_is_fetched():
    """What data hold is words, links stay on the page, and the page needs nothing from outside."""
    evil = "<script>alert(1)</script><img src=https://x.vn/a onerror=x>\"'&{{ 7 * 7 }}"
    answer = replace(ACCEPTED, reason=evil, role=evil, uses=evil)
    bad = finding(
        "SL-10", evil, place(evil, evil, unit=evil, source=evil, file=evil, note=evil), note(evil),
        related=(evil,), expected=evil, description=evil, answer=answer, table="figures",
    )  # fmt: skip
    html = soup(bad, cited={evil}, title=evil, rules=[(evil, "SL-01", "critical", evil, 1, 1)])
    tags = html.find_all(True)
    assert {tag.name for tag in tags}.isdisjoint({"script", "img", "link", "iframe", "form", "base"})
    assert not any({"src", "onerror", "onclick"} & set(tag.attrs) for tag in tags)
    assert all(tag["href"].startswith(("#", "report.html#")) for tag in html.find_all("a"))
    assert "<script>alert(1)</script>" in html.get_text()
    policy = html.find("meta", attrs={"http-equiv": True})["content"]
    assert policy.startswith("default-src 'none'")


def test_form():
    """One Vietnamese page with one first heading, levels in order, labelled tables, and each id once."""
    html = soup(finding(), finding(), finding("TL-05", severity="critical"),
                 rules=[("figures", "SL-10", "warning", "Phải khớp.", 77, 12)])  # fmt: skip
    assert html.html["lang"] == "vi"
    levels = [int(tag.name[1]) for tag in html.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.caption.get_text() for table in html.find_all("table"))
    assert all(head["scope"] in {"col", "row", "rowgroup"} for head in html.find_all("th"))
    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {tag["href"].removeprefix("#") for tag in html.find_all("a")}
    assert links <= set(ids)


def test_the_same_findings_give_the_same_page():
    """The page is a function of what it is given."""
    assert page(finding()) == page(finding())


def test_ten_thousand_findings_are_a_page_a_browser_opens():
    """Cards are given for the first findings of a rule; the number of all stands in the counts."""
    html = page(*(finding(row_id=f"SL{index:05}") for index in range(10_000)))
    assert len(html) < 2_000_000
    assert "Còn 9.500 phát hiện nữa" in html
    assert "10.000" in html


def test_places_lead_to_the_report():
    """Where there is a report, the places of a finding lead to where it cites them first."""
    two = finding("SL-10", "SL031", place("SL031", "17"), place("SL067", "18"), related=("SL067",))
    links = soup(two, cited={"SL067"}).select(".place .where a")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("report.html#cite-SL067-1", "Xem SL067 trong báo cáo")
    ]
    assert "report.html" not in page(two)


def test_a_missing_assessment_is_reported():
    """The page is written without classes, and says so."""
    html = soup(finding(severity="critical"), assessments=None)
    assert not html.select(".classes")
    assert "Chưa có đánh giá" in words(html.find("main"))
    assert html.select(".verdict.blocked")


def test_a_place_without_a_row_has_no_code():
    """A text of the document is quoted as it is."""
    assert not soup(finding("NG-01", "", Place(note="x"))).select(".place .code")[0].get_text()


def test_what_the_report_is_without_is_listed():
    """A block whose table has no rows is named with the table and the line that asks for it."""
    fence = LeftOutFence("Tiến độ", "documents", "params/2021.md", 10)
    cells = [words(cell) for cell in soup(left_out=(fence,)).select("#left-out ~ table tbody :is(th, td)")]
    assert cells == ["Tiến độ", "Văn bản", "params/2021.md, dòng 10"]
    assert not soup().select("#left-out")
