"""The tables of notebooks as a real browser runs them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.full

COLUMN = """place => [...document.querySelectorAll('tbody tr')].filter(row => !row.hidden)
    .map(row => row.cells[place].textContent)"""


def column(page, place):
    """The words of a column in the rows that are shown."""
    return page.evaluate(COLUMN, place)


def test_words_are_found_with_and_without_accents(reader):
    """A search leaves the rows that hold the words, tells how many, and lets all come back."""
    with reader.open("filterable") as visit:
        page = visit.page
        search = page.get_by_label("Tìm trong bảng").first
        for typed in ("hội viên", "hoi vien", "HỘI VIÊN"):
            search.fill(typed)
            assert column(page, 0) == ["SL032", "SL040", "SL068", "SL074"]
            assert page.locator("output").text_content() == "4 / 77"
        search.fill("")
        assert len(column(page, 0)) == 77
        assert (visit.requests, visit.errors) == ([], [])


def test_filters_of_columns_hold_together(reader):
    """Two filters leave the rows that fit both, each in its own column."""
    with reader.open("filterable") as visit:
        visit.page.get_by_label("Lọc cột Đơn vị tính").fill("chi")
        visit.page.get_by_label("Lọc cột Đã in").fill("17")
        assert column(visit.page, 0) == ["SL031"]


def test_numbers_are_sorted_as_numbers(reader):
    """Values, and numbers as printed in Vietnamese, stand by size, and the other way at a second click."""
    with reader.open("filterable") as visit:
        page = visit.page
        page.get_by_label("Lọc cột Đơn vị tính").fill("lượt")
        page.get_by_role("button", name="Đã in").click()
        assert column(page, 1) == ["1.723", "1.900", "8.162", "19.732"]
        page.get_by_role("button", name="Giá trị").click()
        page.get_by_role("button", name="Giá trị").click()
        assert column(page, 3) == ["19.732", "8.162", "1.900", "1.723"]
        assert page.locator("th[aria-sort=descending]").text_content() == "Giá trị"


def test_the_table_is_there_without_scripts(reader):
    """In a notebook that is not trusted the whole table can be read."""
    with reader.open("filterable", java_script_enabled=False) as visit:
        assert visit.page.locator("tbody tr:visible").count() == 77


def test_words_stand_at_the_left_in_jupyterlab(reader):
    """JupyterLab has the cells of every table at the right; of ours only numbers stand there."""
    with reader.open("filterable") as visit:
        page = visit.page
        page.evaluate("document.body.className = 'jp-RenderedHTMLCommon'")
        page.add_style_tag(
            content=":not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon :is(td, th) { text-align: right }"
        )
        sides = (
            page.locator("tbody tr")
            .first.locator("th, td")
            .evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")
        )
        assert set(sides) == {"left", "right"}
        assert sides[0] == "left"


def test_a_page_on_a_phone_needs_no_sideways_scrolling(reader):
    """Cells stand below each other, each with the name of its column; nothing is wider than the screen."""
    with reader.open("10_clean", width=390) as visit:
        table = visit.page.locator(".records").first
        assert table.evaluate("box => box.querySelector('.scroll').scrollWidth") <= 390
        cell = table.locator("tbody td[data-column]").first
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Mục"'
        assert table.locator("thead").is_hidden()
