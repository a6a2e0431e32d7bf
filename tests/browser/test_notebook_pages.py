"""The pages of the notebooks of the published run, as a real browser shows them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Reader

#: In make test, test_pages opens a page of a notebook, and tests/render/notebook reads what they are made of.
pytestmark = pytest.mark.full

NAMES = ("index", "10_clean", "20_check", "30_assess", "40_report")
NOTEBOOKS = NAMES[1:]
UNFOLD = "document.querySelectorAll('details').forEach(element => element.open = true)"
ALL_RULES = "() => Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]))"


@pytest.fixture(scope="module")
def pages(browser, published) -> Reader:
    """A reader of the pages of run 2021 as it was published."""
    return Reader(browser, published.report)


def show_code(page):
    """Switch the code on, where a page has some."""
    for switch in page.locator("#show-code").all():
        switch.check()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")],
)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(pages, name, scheme, width):
    """No rule of axe is broken, with everything unfolded and the code on."""
    with pages.open(f"notebooks/{name}", width, color_scheme=scheme) as visit:
        axe = Axe()
        visit.page.evaluate(axe.axe_script)
        visit.page.evaluate(UNFOLD)
        show_code(visit.page)
        rules = visit.page.evaluate(ALL_RULES)
        result = axe.run(visit.page, options={"rules": rules, "resultTypes": ["violations"]}).response
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []
        assert len(result["passes"]) > 20


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nobody_scrolls_sideways(pages, name):
    """The file is all a page needs, and it is as wide as the screen of a phone, code and all."""
    with pages.open(f"notebooks/{name}", 390) as visit:
        visit.page.evaluate(UNFOLD)
        show_code(visit.page)
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert (visit.requests, visit.errors) == ([], [])


@pytest.mark.full
@pytest.mark.parametrize("name", ["10_clean", "30_assess", "40_report"])
def test_charts_can_be_read_on_a_phone(pages, name):
    """Letters of 12 points are not shrunk below 13 px; the keyboard scrolls the chart."""
    with pages.open(f"notebooks/{name}", 390) as visit:
        charts = visit.page.locator("figure img")
        assert charts.count()
        for chart in charts.all():
            shrunk = chart.evaluate("image => image.clientWidth / image.naturalWidth")
            assert shrunk * 16 >= 13
            box = chart.locator("xpath=..")
            box.focus()
            visit.page.keyboard.press("ArrowRight")
            visit.page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_first_screen_answers(pages, name):
    """Without scrolling, and without code before it, one reads the answer to the notebook's question."""
    with pages.open(f"notebooks/{name}") as visit:
        box = visit.page.locator(".output p").first.bounding_box()
        assert box["y"] + box["height"] <= 800
        assert visit.page.locator(".source:visible").count() == 0


def test_code_is_behind_one_switch_that_needs_no_script(pages):
    """The keyboard reaches it, the space bar turns it; on paper there is no switch, and code if it is on."""
    with pages.open("notebooks/30_assess", java_script_enabled=False) as visit:
        page = visit.page
        cells = page.locator(".source").count()
        assert cells > 2
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator("#show-code:focus").count():
                break
        page.keyboard.press("Space")
        assert page.locator(".source:visible").count() == cells
        page.emulate_media(media="print")
        assert not page.locator("#show-code").is_visible()
        assert page.locator(".source:visible").count() == cells
        page.emulate_media(media="screen")
        page.locator("#show-code").press("Space")
        assert page.locator(".source:visible").count() == 0


def test_every_page_leads_on_and_back(pages):
    """From the front page one goes through all notebooks to the last, and from there back to it."""
    with pages.open("notebooks/index", 390) as visit:
        page = visit.page
        page.locator("main h2 a").first.click()
        for name in NOTEBOOKS[1:]:
            page.locator(".between a[rel=next]").click()
            page.wait_for_url(f"**/{name}.html")
        assert page.locator(".between a[rel=next]").count() == 0
        page.locator(".between a[href='index.html']").click()
        page.wait_for_url("**/index.html")
        page.locator("main > .note a[href='../review.html']").click()
        page.locator("summary", has_text="Mục lục").click()
        page.locator(".fold a[href='notebooks/index.html']").click()
        page.wait_for_url("**/index.html")


def test_no_page_is_too_large_to_send(published):
    """A page is at most 1.5 MB, whatever it shows."""
    sizes = {file.name: file.stat().st_size for file in (published.report / "notebooks").glob("*.html")}
    assert sizes.keys() == {f"{name}.html" for name in NAMES}
    assert max(sizes.values()) <= 1_500_000, sizes


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_contents_lead_to_every_part(pages, name):
    """Every heading of a page is in its contents, and every entry of those leads to its heading."""
    with pages.open(f"notebooks/{name}") as visit:
        entries = visit.page.locator(".side ol ol a").all()
        assert entries
        for entry in entries:
            anchor = entry.get_attribute("href")
            assert (
                visit.page.locator(f"[id='{anchor[1:]}']").inner_text().split() == entry.inner_text().split()
            )
