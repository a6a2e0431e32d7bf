"""The pages of the guide, as a real browser shows them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from ..guide.blocks import DOCS, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.full, pytest.mark.untraced]

SCREENS = ((1280, "light"), (390, "dark"), (1280, "dark"), (390, "light"))


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request, tmp_path_factory) -> Path:
    """The folder of a book."""
    place = tmp_path_factory.mktemp(f"book-{request.param}")
    vietnamese = ["-c", str(DOCS), "-D", "language=vi", str(DOCS / "vi")]
    sources = [str(DOCS)] if request.param == "en" else vietnamese
    subprocess.run([sys.executable, "-m", "sphinx", "-q", *sources, str(place)], check=True)
    return place


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing(browser, book, width, scheme):
    """No page breaks a rule of axe, is wider than the screen, or asks anything of another machine."""
    pages = sorted(book.rglob("*.html"))
    assert len(pages) > len(list((DOCS / "vi").glob("*.md")))
    wrong, requests = [], []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        for file in pages:
            page.goto(file.as_uri())
            violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            name = file.relative_to(book).as_posix()
            wrong += [(name, broken["id"], broken["nodes"][0]["html"]) for broken in violations]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append((name, "wider than the screen", ""))
    assert wrong == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
