"""The pages as a real browser shows them: accessible, offline, on a phone, by keyboard, without scripts."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from khacphuc.report.charts.drawing import FULL, INK, QUIET, SHORT
from khacphuc.report.display import BlockOutput
from khacphuc.report.document import nodes

pytestmark = pytest.mark.full

NAMES = ("review", "blocked", "empty", "changes", "report", "10_clean", "40_report", "coverage", "returns")
REVIEWS = ("review", "blocked", "empty", "changes")
OPEN_ALL = "document.querySelectorAll('details').forEach(element => element.open = true)"
# also the rules axe leaves off until asked: experiments, and those of WCAG's highest level
ALL_RULES = "() => Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]))"


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")],
)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(reader, name, scheme, width):
    """No rule of axe is broken, with everything unfolded."""
    with reader.open(name, width, color_scheme=scheme) as visit:
        axe = Axe()
        visit.page.evaluate(axe.axe_script)
        visit.page.evaluate(OPEN_ALL)
        rules = visit.page.evaluate(ALL_RULES)
        assert len(rules) > 90
        result = axe.run(visit.page, options={"rules": rules, "resultTypes": ["violations"]}).response
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []
        assert len(result["passes"]) > 20


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_years_side_by_side(reader, width, scheme):
    """The comparison, with gaps, a merger and a restatement, is as wide as the window and fetches nothing."""
    with reader.open("comparison", width, color_scheme=scheme) as visit:
        axe = Axe()
        visit.page.evaluate(axe.axe_script)
        result = axe.run(visit.page, options={"rules": visit.page.evaluate(ALL_RULES)}).response
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []
        assert len(result["passes"]) > 20
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert (visit.requests, visit.errors) == ([], [])


@pytest.mark.parametrize("name", ["english", "english_report", "english_coverage", "english_returns"])
def test_axe_finds_nothing_in_english(reader, name):
    """An English page with the office's Vietnamese in it breaks no rule, those about languages included."""
    with reader.open(name) as visit:
        assert visit.page.evaluate("document.documentElement.lang") == "en"
        assert visit.page.locator("[lang=vi]").count() > 10
        axe = Axe()
        visit.page.evaluate(axe.axe_script)
        visit.page.evaluate(OPEN_ALL)
        result = axe.run(visit.page, options={"rules": visit.page.evaluate(ALL_RULES)}).response
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_while_it_is_folded(reader, name):
    """As it opens, a page breaks no rule of axe either."""
    with reader.open(name) as visit:
        assert Axe().run(visit.page).response["violations"] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nothing_is_wrong(reader, name):
    """The file is all a page needs, and the console stays empty."""
    with reader.open(name) as visit:
        visit.page.evaluate(OPEN_ALL)
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.evaluate("document.fonts.check('16px Tinos')")
        assert (visit.requests, visit.errors) == ([], [])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_nobody_scrolls_sideways(reader, name, width):
    """A page is as wide as the screen, with everything open too."""
    with reader.open(name, width) as visit:
        visit.page.evaluate(OPEN_ALL)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_the_first_screen_decides(reader):
    """Without scrolling one sees the verdict, the counts and every class beside the declared one."""
    with reader.open("review") as visit:
        for part in (".verdict", ".counts", ".classes"):
            box = visit.page.locator(part).bounding_box()
            assert box["y"] + box["height"] <= 800, part


def test_places_stand_side_by_side_and_stack_on_a_phone(reader):
    """The two places of a disagreement share a line where there is room, and follow one another where not."""
    for width, together in ((1280, True), (360, False)):
        with reader.open("review", width) as visit:
            places = visit.page.locator("#f-SL-10-SL031 .place")
            first, second = (places.nth(index).bounding_box() for index in range(2))
            assert (first["y"] == second["y"]) is together


@pytest.mark.parametrize("name", ["review", "blocked", "changes"])
def test_the_keyboard_reaches_every_finding(reader, name):
    """Tab comes to each finding in order, and Enter opens and closes it; no trap holds one back."""
    with reader.open(name) as visit:
        page = visit.page
        wanted = page.evaluate(
            "[...document.querySelectorAll('.finding > .body')].map(element => element.id)"
        )
        reached = []
        for _ in range(40 + 4 * len(wanted)):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    """() => document.activeElement.matches('.finding > summary')
                    ? document.activeElement.nextElementSibling.id : ''"""
                )
            )
        assert [finding for finding in dict.fromkeys(reached) if finding] == wanted
        summary = page.locator(".finding > summary").first
        before = page.locator(".finding").first.evaluate("element => element.open")
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator(".finding").first.evaluate("element => element.open") is not before


def test_the_first_tab_skips_to_the_content(reader):
    """The first link leads past the contents and is seen when it has the focus."""
    with reader.open("review") as visit:
        visit.page.keyboard.press("Tab")
        link = visit.page.locator(":focus")
        assert link.get_attribute("href") == "#main"
        assert link.bounding_box()["y"] >= 0


@pytest.mark.parametrize("name", REVIEWS)
def test_it_works_without_scripts(reader, name):
    """With scripts switched off a page says the same, and folded parts open."""
    with reader.open(name, java_script_enabled=False) as visit:
        page = visit.page
        assert page.locator("h1").is_visible()
        fold = page.locator("main details").last
        if fold.count():
            before = fold.get_attribute("open")
            fold.locator("summary").first.click()
            assert fold.get_attribute("open") != before


def test_a_link_to_a_finding_opens_it(reader):
    """Who follows a link to a folded finding sees it open."""
    with reader.open("blocked") as visit:
        page = visit.page
        assert not page.locator("#f-SL-10-SL031").is_visible()
        page.evaluate("location.hash = '#f-SL-10-SL031'")
        page.locator("#f-SL-10-SL031").wait_for(state="visible")
        assert page.locator("#f-SL-10-SL031").is_visible()


def test_findings_are_filtered_without_scripts(reader):
    """The choice of findings to show works in style alone."""
    with reader.open("blocked", java_script_enabled=False) as visit:
        page = visit.page
        everything = page.locator(".finding:visible").count()
        page.get_by_label("Đã chấp nhận").check()
        accepted = page.locator(".finding:visible").count()
        page.get_by_label("Chưa khép lại").check()
        assert accepted == 1
        assert page.locator(".finding:visible").count() == everything - 1


def test_returns_are_filtered_by_parent_without_scripts(reader):
    """A parent that is chosen with the keyboard keeps its units, in every table; the others lose theirs."""
    with reader.open("returns", 320, java_script_enabled=False) as visit:
        page = visit.page
        everything = page.locator(".map tbody:visible").count()
        page.locator("[name=parent]").first.focus()
        page.keyboard.press("ArrowDown")
        assert everything == 9
        assert page.locator(".by-parent.p1:visible").count() == page.locator(".by-parent.p1").count() > 3
        assert page.locator(".by-parent:visible:not(.p1)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_numbers_are_filtered_by_kind_without_scripts(reader):
    """A kind that is chosen with the keyboard keeps its colour and its name; the others lose theirs."""
    with reader.open("coverage", java_script_enabled=False) as visit:
        page = visit.page
        visible = "elements => elements.filter(e => getComputedStyle(e).visibility === 'visible').length"
        everything = page.locator(".doc rt").evaluate_all(visible)
        page.locator("#f-all").focus()
        for _ in range(2):  # past those in doubt, to all quantities
            page.keyboard.press("ArrowDown")
        quantities = page.locator(".doc rt").evaluate_all(visible)
        assert 0 < quantities == page.locator(".doc .quantity").count() < everything
        page.get_by_label("Chỉ những đoạn có số đã chọn").check()
        assert 0 < page.locator(".part:visible").count() < page.locator(".part").count()


def test_print_shows_what_is_folded(reader):
    """On paper there is no contents list, and folded findings and rules are there to read."""
    with reader.open("blocked") as visit:
        page = visit.page
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert page.locator("#f-SL-10-SL031 .place").first.bounding_box()["height"] > 0
        assert page.locator("table.rules").last.bounding_box()["height"] > 0


SWATCH = """([page, colour]) => {
    const space = 'xmlns="http://www.w3.org/2000/svg" width="40" height="40"';
    const svg = `<svg ${space}><rect width="40" height="40" fill="${colour}"/></svg>`;
    const figure = document.createElement('figure');
    figure.innerHTML = `<img id="swatch" alt="" src="data:image/svg+xml,${encodeURIComponent(svg)}">`;
    document.querySelector(page).append(figure);
    document.getElementById('swatch').scrollIntoView();
    return document.getElementById('swatch').decode();
}"""
IN_SIGHT = {"white": 1, INK: 4.5, QUIET: 4.5, FULL: 3, SHORT: 3}
"""Colours of charts and their least contrast: with words 4.5 to 1, with marks and bars 3 to 1."""


def luminance(colour):
    """How bright a colour is, as WCAG counts it."""
    linear = [part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def swatches(page, place):
    """How the browser shows each colour of a chart."""
    shades = {}
    for colour in IN_SIGHT:
        page.evaluate(SWATCH, [place, colour])
        picture = Image.open(io.BytesIO(page.locator("#swatch").screenshot())).convert("RGB")
        shades[colour] = luminance(picture.getpixel((20, 20)))
        page.locator("figure:has(#swatch)").evaluate("figure => figure.remove()")
    return shades


def assert_in_sight(shades, is_dark):
    """What charts show stands out from a ground that is dark, or light."""
    assert (shades["white"] < 0.05) == is_dark
    for colour, least in IN_SIGHT.items():
        lighter, darker = sorted([shades[colour], shades["white"]], reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= least, colour


@pytest.mark.parametrize(("name", "place"), [("report", ".body"), ("40_report", "main")])
def test_charts_follow_the_scheme(reader, name, place):
    """On a dark page charts are dark, on paper they are light; what they show stands out in both."""
    with reader.open(name) as visit:
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme)
            assert_in_sight(swatches(visit.page, place), scheme == "dark")
        visit.page.emulate_media(media="print", color_scheme="dark")
        assert swatches(visit.page, place)["white"] > 0.95


def test_charts_follow_the_theme_of_jupyterlab_and_vs_code(browser):
    """In a notebook charts are dark where the theme of the tool is, whatever the scheme of the system."""
    themes = {
        'data-jp-theme-light="true"': False,
        'data-jp-theme-light="false"': True,
        'class="vscode-light"': False,
        'class="vscode-dark"': True,
    }
    figure = nodes.Figure(id="f", caption=(), alt="", svg="<svg/>")
    html = BlockOutput(figure)._repr_mimebundle_()["text/html"]
    with browser.new_context() as context:
        page = context.new_page()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for theme, is_dark in themes.items():
                ground = "#111" if is_dark else "#fff"
                page.set_content(f'<body {theme} style="background:{ground}">{html}</body>')
                assert_in_sight(swatches(page, "body"), is_dark)
