"""The front door as a real browser shows it: accessible, offline, on a phone, by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.states import read_states
from khacphuc.schedule.front_page import write_front_page

from ..run.states.folders import ROLES, RunFolders
from .conftest import Reader
from .test_pages import ALL_RULES

pytestmark = pytest.mark.full
NOW = datetime(2021, 11, 28, 14, 30, tzinfo=UTC)
PAGE = "<!doctype html><title>report</title>"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The reports of a project with two offices and runs in several states."""
    layout = Layout(tmp_path_factory.mktemp("front") / "project")
    signed = RunFolders(layout, "2021", status="final").inputs(2021)
    signed.sign(signed.publish(), roles=ROLES[:1])
    issued = RunFolders(layout, "2020", status="final").inputs(2020)
    issued.sign(issued.publish())
    RunFolders(layout, "2022", "long-an", place="Long An").inputs(2022).attempt(critical=2)
    failed = RunFolders(layout, "2023", "long-an", place="Long An").inputs(2023)
    failed.attempt(error="40_report: " + "x" * 200)
    write_text(layout.root / "reports" / "2021-board-2021-03" / "report.html", PAGE)
    return write_front_page(layout, read_states(layout), NOW).parent


@pytest.fixture
def front(browser, reports):
    """Opens it."""
    return Reader(browser, reports)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_at_the_front_door(front, scheme, width):
    """No rule of axe is broken, and nothing is fetched."""
    with front.open("index", width, color_scheme=scheme) as visit:
        axe = Axe()
        visit.page.evaluate(axe.axe_script)
        rules = visit.page.evaluate(ALL_RULES)
        result = axe.run(visit.page, options={"rules": rules, "resultTypes": ["violations"]}).response
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []
        assert visit.requests == []
        assert visit.errors == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_all_of_it(front, width):
    """Nothing is wider than the screen."""
    with front.open("index", width) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_leads_to_a_file(front, reports):
    """Or to a place of the page."""
    with front.open("index") as visit:
        links = visit.page.eval_on_selector_all("a", "all => all.map(link => link.getAttribute('href'))")
        inside = [link for link in links if link.startswith("#")]
        assert all(visit.page.locator(f"[id='{link[1:]}']").count() == 1 for link in inside)
        files = [link for link in links if not link.startswith("#")]
        assert len(files) == 7
        assert all((reports / link).is_file() for link in files)


def test_the_keyboard_is_enough(front):
    """It skips to the page, chooses what needs somebody, and opens a report."""
    with front.open("index", 390) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        assert page.locator("#only-waiting").is_checked()
        assert page.locator(".run:visible").count() == 3
        for _ in range(9):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.getAttribute('href')") == "2021/report.html":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/2021/report.html")
