"""The preview in a browser: it follows what is saved, and the reader stays where he was."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from khacphuc.preview.page import to_preview
from khacphuc.preview.server import Board, PreviewServer
from khacphuc.preview.watch import Watcher
from khacphuc.project.layout import Layout

from .. import run2021

pytestmark = pytest.mark.full


@pytest.fixture
def watcher(tmp_path):
    """A watcher of a copy of the project."""
    for part in ("params", "data/raw", "notebooks", "expectations"):
        shutil.copytree(run2021.ROOT / part, tmp_path / part)
    watcher = Watcher(Layout(tmp_path), "2021", Board())
    watcher.look()
    return watcher


def test_the_page_follows_the_prose(browser, watcher):
    """A mistake stands above the last good report, a mended prose is shown; the scroll position stays."""
    prose = watcher.layout.prose("2021")
    text = prose.read_text(encoding="utf-8")
    errors = []
    with (
        PreviewServer(watcher.board, to_preview("Báo cáo", "vi")) as server,
        browser.new_context(viewport={"width": 1280, "height": 800}) as context,
    ):
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.address)
        report = page.frame_locator("#report")
        report.locator("#cite-SL031-1").wait_for()
        frame = page.frames[1]
        frame.evaluate("scrollTo({top: 1500, behavior: 'instant'})")

        prose.write_text(text.replace("@SL006", "@SL0066"), encoding="utf-8")
        watcher.look()
        note = page.locator(".note")
        note.wait_for()
        assert "params/2021.md, line 11: nothing has the code @SL0066" in note.inner_text()
        assert Axe().run(page).response["violations"] == []
        assert report.get_by_role("heading", name="TÌNH HÌNH CHUNG").count() == 1

        prose.write_text(text.replace("TÌNH HÌNH CHUNG", "TÌNH HÌNH MỚI"), encoding="utf-8")
        watcher.look()
        report.get_by_role("heading", name="TÌNH HÌNH MỚI").wait_for(state="attached")
        page.wait_for_function("() => document.getElementById('report').contentWindow.scrollY === 1500")
        assert note.count() == 0
    assert errors == []


def test_a_prose_that_never_was_right(browser, watcher):
    """Where nothing could be made yet, the page says so and what is wrong."""
    watcher.layout.prose("2021").write_text("Có @SL0066.\n", encoding="utf-8")
    first = Watcher(watcher.layout, "2021", Board())
    first.look()
    with (
        PreviewServer(first.board, to_preview("Báo cáo", "vi")) as server,
        browser.new_context() as context,
    ):
        page = context.new_page()
        page.goto(server.address)
        lines = page.locator(".note").inner_text().split("\n")
    assert lines[0] == "Chưa dựng được báo cáo."
    assert lines[1].startswith("params/2021.md, line 1: nothing has the code @SL0066")
