"""From a number to its source and back, as a reader does it: by mouse, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.full

INSIDE = """element => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.left >= 0 && box.top >= 0
        && box.right <= document.documentElement.clientWidth && box.bottom <= innerHeight;
}"""
FOCUSED = """async () => {
    const number = document.activeElement;
    const tip = document.getElementById(number.getAttribute('aria-describedby'));
    const inside = INSIDE;
    if (!number.matches('.bound')) return ['', true];
    // a tooltip follows its number once the page has scrolled and been painted
    for (let frame = 0; frame < 60 && !(inside(tip) && inside(number)); frame++)
        await new Promise(done => requestAnimationFrame(done));
    return [number.id, inside(tip) && inside(number)];
}""".replace("INSIDE", INSIDE)


def in_view(page, selector):
    """Wait until the page has scrolled to something."""
    expect(page.locator(selector)).to_be_in_viewport(ratio=0.9)


def test_the_keyboard_reaches_every_citation_and_its_tooltip(reader):
    """Tab comes to every cited value in order; its tooltip shows inside a phone's screen, the number too."""
    with reader.open("report", 390, 844, reduced_motion="reduce") as visit:
        page = visit.page
        wanted = page.evaluate("[...document.querySelectorAll('.bound')].map(element => element.id)")
        assert len(wanted) > 120
        reached = {}
        for _ in range(4 * len(wanted)):
            page.keyboard.press("Tab")
            name, inside = page.evaluate(FOCUSED)
            if name in reached:
                break
            if name:
                reached[name] = inside
        assert list(reached) == wanted
        assert [name for name, inside in reached.items() if not inside] == []


def test_a_number_leads_to_its_row_and_back(reader):
    """A click lands on the row, in view and marked; the way back is to the citation one came from."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        page.locator("#cite-SL012-2").click()
        assert page.evaluate("location.hash") == "#row-SL012"
        in_view(page, "#row-SL012")
        other = page.locator("#row-SL013").evaluate("one => getComputedStyle(one).backgroundColor")
        page.mouse.move(0, 0)
        expect(page.locator("#row-SL012")).not_to_have_css("background-color", other)
        page.locator("#row-SL012 .back").nth(1).click()
        assert page.evaluate("location.hash") == "#cite-SL012-2"
        in_view(page, "#cite-SL012-2")


def test_on_a_phone_the_whole_row_is_in_sight(reader):
    """A tapped number lands on its row with every cell of it in sight, each with the name of its column."""
    with reader.open("report", 390, 844, reduced_motion="reduce", has_touch=True) as visit:
        for code in ("SL012", "TL01", "VB300", "KD1"):  # a row of each table
            visit.page.locator(f"#cite-{code}-1").tap()
            in_view(visit.page, f"#row-{code}")
            cells = visit.page.locator(f"#row-{code} > *")
            assert [cells.nth(place).evaluate(INSIDE) for place in range(5)] == [True] * 5
            names = visit.page.locator(f"table:has(#row-{code}) thead th").all_text_contents()
            name = "cell => getComputedStyle(cell, '::before').content"
            assert [cells.nth(place).evaluate(name).strip('"') for place in range(1, 5)] == names[1:]


def test_on_a_phone_a_formula_stands_on_its_line(reader):
    """What a cell holds runs on beside its column's name, numbers and signs alike, and never below it."""
    with reader.open("report", 390, 844) as visit:
        spread = visit.page.locator(".records td[data-column]").evaluate_all(
            """cells => cells.map(cell => {
                const range = document.createRange();
                range.selectNodeContents(cell);
                const begins = [...range.getClientRects()].map(box => box.left);
                return Math.min(...begins) - cell.getBoundingClientRect().left;
            })"""
        )
        assert min(spread) == max(spread) > 100
        tops = visit.page.locator("#row-TL01 .bound").evaluate_all("all => all.map(one => one.offsetTop)")
        assert len(tops) == 2
        assert len(set(tops)) == 1


def test_the_keyboard_goes_to_the_row_and_back(reader):
    """Enter leads to the row, Tab to its way back, Enter to the number again, which then has the focus."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        page.locator("#cite-SL031-1").focus()
        page.keyboard.press("Enter")
        in_view(page, "#row-SL031")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#cite-SL031-1"
        page.keyboard.press("Enter")
        in_view(page, "#cite-SL031-1")
        expect(page.locator("#cite-SL031-1")).to_be_focused()


def test_a_computed_number_leads_to_its_operands(reader):
    """From a computed number one comes to its row, and from there to the row of each operand."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        page.locator("#cite-TL01-1").click()
        in_view(page, "#row-TL01")
        operands = page.locator("#row-TL01 .bound")
        assert operands.all_inner_texts() == ["1.805", "2.000"]
        operands.first.click()
        assert page.evaluate("location.hash") == "#row-SL026"
        in_view(page, "#row-SL026")


def test_the_tooltip_stays_while_the_pointer_is_on_it(reader):
    """It shows under the pointer, can be read with it, and goes when the pointer goes."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        tip = page.locator("#tip-SL058-1")
        expect(tip).to_be_hidden()
        page.locator("#cite-SL058-1").hover()
        expect(tip).to_be_visible()
        assert tip.inner_text().split("\n")[1] == "Số đã in: «13.6 triệu đồng»"
        box = tip.bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        expect(tip).to_be_visible()
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()


def test_a_description_is_told_once(reader):
    """A screen reader hears where a number comes from as its description, and not again in the text."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        number = page.locator("#cite-SL058-1")
        expect(number).to_have_accessible_name("13,6 triệu đồng")
        expect(number).to_have_accessible_description(
            "SL058 · Kinh phí tặng quà Số đã in: «13.6 triệu đồng» Vị trí: Báo cáo 2021, mục III.2.2, đoạn 2 "
            "Dòng dữ liệu: data/raw/2021/figures.csv, dòng 59 "
            "Có phát hiện về nội dung này, xem phiếu thẩm định."
        )
        assert "Số đã in: «" not in page.locator("main").aria_snapshot()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_tooltip(reader, scheme):
    """Colours and roles of a tooltip that shows are as they should be."""
    with reader.open("report", color_scheme=scheme) as visit:
        page = visit.page
        page.locator("#cite-SL031-1").hover()
        expect(page.locator("#tip-SL031-1")).to_be_visible()
        result = Axe().run(page, context=".cite:has(#tip-SL031-1)").response
        assert result["violations"] == []
        assert "color-contrast" in {rule["id"] for rule in result["passes"]}


def test_a_mark_leads_to_the_finding_and_the_finding_to_the_number(reader):
    """Report and review page lead to each other, and the finding one comes to is open."""
    reader.write("review")  # another worker may have the tests that do
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        page.locator("#cite-SL031-1 ~ .sign").click()
        expect(page).to_have_url(re.compile(r"/review\.html#f-SL-10-SL031$"))
        finding = page.locator("#f-SL-10-SL031")
        expect(finding).to_be_visible()
        finding.get_by_role("link", name="Xem SL067 trong báo cáo").click()
        expect(page).to_have_url(re.compile(r"/report\.html#cite-SL067-1$"))
        in_view(page, "#cite-SL067-1")


def test_paper_shows_neither_marks_nor_tooltips(reader):
    """What is printed is the document: no mark of a finding, no tooltip, no way back."""
    with reader.open("report", reduced_motion="reduce") as visit:
        page = visit.page
        page.locator("#cite-SL031-1").hover()
        page.emulate_media(media="print")
        for part in (".sign", ".tip", ".back"):
            assert page.locator(f"{part}:visible").count() == 0
        assert page.locator(".bound:visible").count() > 120
