"""The notebooks in a running JupyterLab: run whole, filtered, sorted, and tried by drop-down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.full,
    pytest.mark.untraced,
    pytest.mark.skipif(find_spec("jupyterlab") is None, reason="JupyterLab comes with the dev lock"),
]

OPTIONS = ("--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0")
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(prompt => prompt.textContent)"
ERRORS = "document.querySelectorAll('[data-mime-type*=error], [data-mime-type*=stderr]').length"
NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report")


@pytest.fixture(scope="module")
def lab(published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab in a copy of a published project, with no configuration but ours."""
    home = tmp_path_factory.mktemp("lab")
    root = published.copy(home / "project").root
    folders = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--ServerApp.root_dir={root}"]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(command, env=os.environ | folders, stdout=log, stderr=log) as process,
    ):
        try:
            yield _address(home, process)
        finally:
            process.terminate()


def _address(home, process) -> str:
    details = home / "runtime" / f"jpserver-{process.pid}.json"
    limit = time.monotonic() + 90
    while process.poll() is None and time.monotonic() < limit:
        try:
            content = json.loads(details.read_bytes())
        except (FileNotFoundError, json.JSONDecodeError):  # not yet, or not yet whole
            time.sleep(0.1)
        else:
            return f"{content['url']}lab/tree/notebooks/{{name}}.ipynb?token={content['token']}&reset"
    pytest.fail(f"no JupyterLab:\n{(home / 'log').read_text(encoding='utf-8')}")


@pytest.fixture
def page(reader) -> Iterator[Page]:
    """A window in which JupyterLab shows a whole notebook."""
    with reader.browser.new_context(viewport={"width": 1280, "height": 4000}) as context:
        context.set_default_timeout(60_000)
        yield context.new_page()


def run_all(page: Page, lab: str, name: str) -> None:
    """Open a notebook and run every cell."""
    page.goto(lab.format(name=name))
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    page.wait_for_timeout(3000)  # its menus follow the notebook somewhat later, and nothing says when
    page.get_by_text("Run", exact=True).first.click()
    page.locator("li.lm-Menu-item[data-command='runmenu:run-all']").click()
    page.wait_for_function(f"() => {PROMPTS}.every(prompt => /[0-9]/.test(prompt))")


def choose(field: Locator, beginning: str) -> None:
    """Choose the option that begins with some words."""
    options = field.evaluate("field => [...field.options].map(option => option.textContent)")
    field.select_option(label=next(option for option in options if option.startswith(beginning)))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_whole(page, lab, name):
    """Every cell ends without an error, and what it displays is there."""
    run_all(page, lab, name)
    assert page.evaluate(ERRORS) == 0
    assert page.locator("[data-aside], figure, h1").count()


def test_explore_is_played_with(page, lab):
    """A table is searched and sorted, chosen, filtered and grouped, and a change is tried by drop-down."""
    run_all(page, lab, "explore")
    assert page.evaluate(ERRORS) == 0

    choose(page.get_by_label("Tiêu chí, số liệu", exact=True), "KD3.2")
    page.get_by_label("Kết quả", exact=True).select_option(label="đạt")
    page.get_by_text("Giả sử KD3.2 (Tài liệu trình họp đúng hạn) là «đạt»").wait_for()
    page.get_by_text("01 khuyết điểm có mức tính được hoặc quy tắc quyết định khác.").wait_for()
    choose(page.get_by_label("Tiêu chí, số liệu", exact=True), "SL026")
    number = page.get_by_label("Số như in", exact=True)
    number.fill("03/3/2021")
    number.press("Enter")
    page.get_by_text("không phải số liệu: đây là ngày tháng").wait_for()
    number.fill("2.050")
    number.press("Enter")
    page.get_by_text("03 phát hiện mới.").wait_for()

    page.get_by_label("Bảng", exact=True).select_option(label="Số liệu đã in")
    page.get_by_label("Nhóm theo cột", exact=True).select_option(label="Loại")
    grouped = page.locator("[data-aside]", has=page.locator("caption", has_text="nhóm theo Loại"))
    grouped.locator("tbody tr").first.wait_for()
    assert grouped.locator("tbody tr").count() == 4
    assert grouped.locator("figure :is(svg, img)").count() >= 1

    table = page.locator("[data-aside]", has=page.locator("caption", has_text="Mã để dẫn trong lời văn"))
    table.get_by_label("Tìm trong bảng").first.fill("hoi vien")
    assert table.locator("tbody tr:visible").count() < 20
    table.locator("thead button").nth(2).click()
    assert table.locator("th[aria-sort=ascending]").count() == 1
    left = table.locator("tbody tr:visible").first.locator("td, th").nth(1)
    assert left.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
