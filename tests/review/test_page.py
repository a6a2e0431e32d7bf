"""Tests of `khacphuc.review.page`."""

from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from khacphuc.checks.findings import FINDING_COLUMNS, is_blocking
from khacphuc.review.page import to_review, with_citations

from .. import run2021

RULE_COLUMNS = ("table", "rule", "severity", "description", "rows", "failed")


def finding(**cells):
    """A finding with some cells filled in."""
    empty = dict.fromkeys(FINDING_COLUMNS, "")
    told = {"severity": "warning", "rule": "SL-10", "table": "figures", "row_id": "SL031", "line": 32}
    return empty | told | {"observed": "SL031 «17»", "description": "Phải khớp; chọn số đúng."} | cells


def page(*findings, rules=(), assessments=None, tables=None, **changes):
    """The review page of 2021 with these findings and rules."""
    checked = SimpleNamespace(
        findings=pd.DataFrame(findings, columns=list(FINDING_COLUMNS)),
        rules=pd.DataFrame(rules, columns=list(RULE_COLUMNS)),
    )
    own = run2021.tables() if tables is None else tables
    parameters = run2021.parameters().model_copy(update=changes)
    judged = run2021.assessment().assessments if assessments is None else assessments
    return to_review(checked, judged, own, run2021.policy().classes, parameters, run="2021")


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
        ([finding(severity="critical", answer="accepted: x (y, 05/01/2022)")], "Có thể công bố"),
        ([finding(severity="critical", answer="under_review: x (y, 05/01/2022)")], "chưa được giải quyết"),
    ],
)
def test_verdict(findings, verdict):
    """The page says first whether the report can be published, as `is_blocking` decides."""
    shown = soup(*findings)
    assert verdict in words(shown.find("h2"))
    blocked = is_blocking(pd.DataFrame(findings, columns=list(FINDING_COLUMNS)))
    assert bool(shown.select(".verdict.blocked")) is blocked


def test_counts():
    """Findings are counted by severity and by where they stand."""
    told = [
        finding(),
        finding(answer="accepted: x"),
        finding(answer="corrected: x"),
        finding(severity="critical"),
    ]
    rows = [[cell.get_text() for cell in row.select("td")] for row in soup(*told).select(".counts tbody tr")]
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
    shown = soup(assessments=assessments, tables={})
    assert [words(row) for row in shown.select(".classes td:last-child")] == ["–"] * 4
    assert shown.find("main").get_text().count("chưa có") == 4


def test_what_was_checked():
    """Every rule of every table is told with its rows, those with findings first and the others folded."""
    rules = [
        ("figures", "SL-01", "critical", "Không trống.", 77, 0),
        ("figures", "SL-10", "warning", "Phải khớp.", 77, 12),
        ("shortcomings", "KD-01", "critical", "Không trống.", 4, 0),
        ("ours", "XX-01", "critical", "Bảng lạ.", 0, 0),
    ]
    shown = soup(rules=rules)
    tables = shown.select("#t-figures, #t-shortcomings, #t-ours")
    assert [table["id"] for table in tables] == ["t-shortcomings", "t-figures", "t-ours"]
    assert [table.has_attr("open") for table in tables] == [False, True, False]
    failed, passed = tables[1].select("table")
    assert [words(cell) for cell in failed.select("tbody tr > *")] == [
        "SL-10", "Phải khớp.", "Cần xem xét", "65", "12",
    ]  # fmt: skip
    assert words(passed.select_one("tbody th")) == "SL-01"
    assert passed.find_parent("details") is not tables[1]
    assert "3 bảng, 4 quy tắc: 2 đạt, 1 có phát hiện, 1 chưa có dòng nào" in words(shown.find("main"))
    assert "bảng chưa có dòng nào để kiểm tra" in words(tables[2])


def test_how_to_answer():
    """An open finding says where it is answered; one about an answer is mended in the table instead."""
    shown = soup(
        finding(),
        finding(rule="AN-02", table="answers", row_id="SL-12 SL058", observed="SL-12 SL058: accepted: x"),
        finding(row_id="SL099", answer="accepted: x"),
    )
    first, accepted, about = (words(card) for card in shown.select(".finding > .body"))
    assert "Trả lời trong tệp findings.xlsx, dòng SL-10 · SL031." in first
    assert "findings.xlsx" not in about
    assert "bảng câu trả lời" in about
    assert "findings.xlsx" not in accepted
    assert "khacphuc answer 2021 <tệp>" in words(shown.select_one("#answering").parent)


def test_no_findings():
    """A run without findings says so, and can be published."""
    shown = soup()
    assert "Không có phát hiện nào." in words(shown.find("main"))
    assert not shown.select(".filter")


def test_nothing_runs_and_nothing_is_fetched():
    """What data hold is words, links stay on the page, and the page needs nothing from outside."""
    evil = "<script>alert(1)</script><img src=https://x.vn/a onerror=x>\"'&{{ 7 * 7 }}"
    cells = dict.fromkeys(("row_id", "related", "observed", "expected", "description", "answer"), evil)
    shown = soup(finding(**cells), title=evil, rules=[(evil, "SL-01", "critical", evil, 1, 1)])
    tags = shown.find_all(True)
    assert {tag.name for tag in tags}.isdisjoint({"script", "img", "link", "iframe", "form", "base"})
    assert not any({"src", "onerror", "onclick"} & set(tag.attrs) for tag in tags)
    assert all(tag["href"].startswith("#") for tag in shown.find_all("a"))
    assert "<script>alert(1)</script>" in shown.get_text()
    policy = shown.find("meta", attrs={"http-equiv": True})["content"]
    assert policy.startswith("default-src 'none'")


def test_form():
    """One Vietnamese page with one first heading, levels in order, labelled tables, and each id once."""
    shown = soup(finding(), finding(), finding(severity="critical", rule="TL-05"),
                 rules=[("figures", "SL-10", "warning", "Phải khớp.", 77, 12)])  # fmt: skip
    assert shown.html["lang"] == "vi"
    levels = [int(tag.name[1]) for tag in shown.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.caption.get_text() for table in shown.find_all("table"))
    assert all(head["scope"] in {"col", "row", "rowgroup"} for head in shown.find_all("th"))
    ids = [tag["id"] for tag in shown.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {tag["href"].removeprefix("#") for tag in shown.find_all("a")}
    assert links <= set(ids)


def test_the_same_findings_give_the_same_page():
    """The page is a function of what it is given."""
    assert page(finding()) == page(finding())


def test_ten_thousand_findings_are_a_page_a_browser_opens():
    """Cards are given for the first findings of a rule; the number of all stands in the counts."""
    html = page(*(finding(row_id=f"SL{index:05}", observed=f"SL{index:05} «17»") for index in range(10_000)))
    assert len(html) < 2_000_000
    assert "Còn 9.500 phát hiện nữa" in html
    assert "10.000" in html


def test_places_lead_to_the_report():
    """Once there is a report, the places of a finding lead to where it cites them first."""
    told = finding(related="SL067", observed="SL031 «17» | SL067 «18»")
    alone = page(told)
    links = BeautifulSoup(with_citations(alone, {"SL067"}), "html.parser").select(".place .where a")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("report.html#cite-SL067-1", "Xem SL067 trong báo cáo")
    ]
    assert "report.html" not in alone
    assert "report.html" not in with_citations(alone, ())


def test_a_code_cannot_make_a_link():
    """Whatever a code holds, it is no way to write into the page."""
    row = 'x--><a href="report.html">'
    shown = BeautifulSoup(
        with_citations(page(finding(row_id=row, observed=f"{row} «1»")), {row}), "html.parser"
    )
    assert not shown.select("a[href^=report]")
