"""Tests of `khacphuc.review.returns_page`."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from khacphuc.review.returns_page import to_returns_page
from khacphuc.text.dates import format_date

from .. import run2021
from . import gathered

MOST_BYTES = 1_000_000


def page(communes=94, districts=9, language="vi", *, clean=False):
    """The page of an invented office."""
    known = gathered.tables(communes, districts)
    run = gathered.gathered(known, clean=clean)
    return to_returns_page(run, known, run2021.parameters().model_copy(update={"language": language}))


@pytest.fixture(scope="module")
def soup():
    """The page of 94 communes in which not all is well."""
    return BeautifulSoup(page(), "html.parser")


def test_the_first_lines_tell_what_is_to_be_done(soup):
    """How many reports came, and each task leads to its list."""
    verdict = soup.select_one(".verdict")
    assert verdict.h2.get_text() == "Đã nhận 1.111/1.128 báo cáo"
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    targets = [link["href"].removeprefix("#") for link in verdict.select("a")]
    assert targets == ["missing", "late", "incomplete", "not_counted", "received", "doubts"]
    assert set(targets) <= ids
    assert verdict.a.get_text() == "Còn thiếu 17 báo cáo."


def test_a_draft_says_of_which_day_it_tells():
    """The day the last form came in, so that it can be made again; a final page tells of the whole year."""
    known = gathered.tables(6, 2)
    run = gathered.gathered(known, clean=True)
    last = run["forms"]["received_on"].max()
    for status, there in (("draft", True), ("final", False)):
        parameters = run2021.parameters().model_copy(update={"language": "vi", "status": status})
        page = to_returns_page(run, known, parameters)
        assert (f"Tính đến ngày {format_date(last.date())}" in page) == there


def test_where_all_is_well_it_says_so():
    """No list but says that it is empty, and the verdict is the green one."""
    soup = BeautifulSoup(page(12, 3, clean=True), "html.parser")
    assert soup.select_one(".verdict")["class"] == ["verdict", "open"]
    assert "Mọi báo cáo đã đủ" in soup.select_one(".verdict").get_text()
    assert "Không thiếu báo cáo nào." in soup.get_text()


def test_a_cell_of_the_map_is_told_in_words(soup):
    """The mark is for the eye; who hears the page hears the word, and rows and columns have heads."""
    cells = soup.select(".map td")
    assert len(cells) == 94 * 12
    assert all(cell.i["aria-hidden"] == "true" and cell.b.get_text() for cell in cells)
    assert len(soup.select(".map tbody th[scope=row]")) == 94
    assert [head.abbr["title"] for head in soup.select(".map thead th")[1:3]] == [
        "tháng 01/2021",
        "tháng 02/2021",
    ]


def test_every_choice_of_the_filter_has_its_rule(soup):
    """A parent that can be chosen hides what is not its own."""
    choices = [tag["id"] for tag in soup.select("[name=parent][id]")]
    assert choices == [f"only-p{number}" for number in (*range(1, 10), 0)]  # the last: those without a parent
    style = soup.style.get_text()
    assert all(f"main:has(#{choice}:checked) .by-parent:not(.{choice[5:]})" in style for choice in choices)


def test_units_without_a_parent_can_be_chosen():
    """A directly affiliated Union, or a file nobody knows whose it is; offered only where there are some."""
    known = gathered.tables(12, 3)
    known["units"].loc[known["units"]["unit_id"] == "DV25003", "parent"] = ""
    parameters = run2021.parameters().model_copy(update={"language": "vi"})
    soup = BeautifulSoup(
        to_returns_page(gathered.gathered(known, clean=True), known, parameters), "html.parser"
    )
    choice = soup.select_one("#only-p0").parent
    assert choice.get_text().strip() == "Không có hoặc không rõ đơn vị cấp trên"
    assert [row.th.get_text() for row in soup.select(".map .p0 tr:not(.group)")] == ["Đoàn xã 3"]
    assert "only-p0" not in page(12, 3, clean=True)


def test_what_units_wrote_is_text():
    """A cell with markup in it, and a name with a bracket, are shown as they were typed."""
    html = page(40, 2)
    assert "=2+&lt;b&gt;khoảng 20&lt;/b&gt;" in html
    assert "<b>khoảng 20" not in html
    assert "<script" not in html


@pytest.mark.parametrize(("communes", "districts"), [(94, 9), pytest.param(300, 30, marks=pytest.mark.full)])
def test_a_large_office_fits(communes, districts):
    """300 units through twelve months are a page of less than a megabyte."""
    html = page(communes, districts)
    assert len(html.encode()) < MOST_BYTES
    assert html.count('scope="row"') > communes


def test_no_code_is_left_for_readers(soup):
    """Units, items, periods, states and faults are called by their names."""
    for hidden in soup.select("style, nav"):
        hidden.extract()
    words = soup.get_text(" ")
    for code in ("DV25", "DV70", "2021-0", "BM01", "propaganda_", "constraint_broken", "on_time"):
        assert code not in words, code


def test_in_english():
    """Our words are English; names of units are marked as Vietnamese."""
    soup = BeautifulSoup(page(20, 2, "en"), "html.parser")
    assert soup.html["lang"] == "en"
    assert "reports came in" in soup.select_one(".verdict").get_text()
    assert soup.select_one(".map tbody tr:not(.group) th")["lang"] == "vi"


def test_form(soup):
    """One first heading, ids given once, links to places on the page or to pages beside it."""
    assert len(soup.find_all("h1")) == 1
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {tag["href"] for tag in soup.find_all("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    beside = {link for link in links if not link.startswith("#")}
    assert beside <= {"review.html", "notebooks/index.html"}
