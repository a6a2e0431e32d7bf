"""What notebooks display of any run, and their pages: words that people read, whole, with a heading each.

Run 2021 and an invented one, in both languages; the cells are executed here, without kernels.
"""

from __future__ import annotations

import ast
import re
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from bs4 import BeautifulSoup

from khacphuc.config.parameters import load_parameters
from khacphuc.explore import controls
from khacphuc.project.layout import Layout
from khacphuc.render.notebook.page import to_page

from . import invented, run2021
from .test_readable import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.full, pytest.mark.untraced]

PARTS = ("params", "expectations", "notebooks", "data/raw")
NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report", "explore")
CODE = re.compile(rf"(?<![\w/.#\"-])(?:{'|'.join(CODES)})(?![\w/\"]|\.\w)")  # not in a path, a call or a name
#: English words that are names and codes at once: ``improved`` is what a class or a status is called.
ENGLISH_CODE = re.compile(
    rf"(?<![\w/.#\"-])(?:{'|'.join(code for code in CODES if '_' in code)})(?![\w/\"]|\.\w)"
)
OBJECT = re.compile(
    r"<[\w.]+ (?:object )?at 0x|\b(?:dtype|Index|Series|DataFrame|Timestamp|array|VBox)\(|^[\[{]['\d]"
)
NOTHING = re.compile(r"(?<!\w)(?:NaN|nan|NaT|None|True|False|<NA>)(?!\w)")
CUT = re.compile(r"\.\.\.$|[^…\s]…$")
#: Columns, examples and indicators that sentences quote as they are typed.
TYPED = re.compile(r"(?:cột|column|ví dụ|such as) \w+|chỉ số: \w+ \(|indicator: \w+ \(")


def project(folder: Path, language: str, run: str) -> Path:
    """A project with the run in this language."""
    if run == invented.RUN:
        return invented.make_project(folder, language)
    for part in PARTS:
        shutil.copytree(run2021.ROOT / part, folder / part)
    file = folder / "params" / "2021.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("language: vi", f"language: {language}"), encoding="utf-8"
    )
    return folder


def executed(root: Path, run: str, name: str) -> nbformat.NotebookNode:
    """A notebook with its outputs, as a kernel would execute it."""
    notebook = nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        source = cell.source
        if "parameters" in cell.metadata.get("tags", []):
            source = f"run, root, build = {run!r}, {str(root)!r}, {str(root / '.runs' / 'build')!r}"
        cell.outputs = [nbformat.v4.new_output("display_data", data=bundle) for bundle in _run(source, names)]
    return notebook


def _run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell displays: by calls of ``display``, and its last expression."""
    displayed: list[Any] = []
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our notebook
    names["display"] = lambda *outputs: displayed.extend(outputs)
    if last is not None:
        displayed.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))  # noqa: S307
    return [_bundle(output) for output in displayed if output is not None]


def _bundle(output: object) -> dict[str, Any]:
    if hasattr(output, "_repr_mimebundle_"):
        return dict(output._repr_mimebundle_())
    return {"text/plain": repr(output)}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("2021", "vi"), id="2021-vi"),
        pytest.param(("2021", "en"), id="2021-en"),
        pytest.param((invented.RUN, "vi"), id="invented-vi"),
        pytest.param((invented.RUN, "en"), id="invented-en"),
    ],
)
def run(request, tmp_path_factory) -> tuple[str, dict[str, nbformat.NotebookNode], dict[str, str]]:
    """The language of a run, its executed notebooks, and their pages."""
    name, language = request.param
    root = project(tmp_path_factory.mktemp("outputs"), language, name)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore", DeprecationWarning)
        patch.setattr(controls, "_widgets", lambda: None)
        notebooks = {notebook: executed(root, name, notebook) for notebook in NOTEBOOKS}
    layout = Layout(root)
    parameters = load_parameters(layout.parameters(name))
    titles = {notebook: notebook for notebook in NOTEBOOKS}
    pages = {
        notebook: to_page(node, parameters, name=notebook, titles=titles).html
        for notebook, node in notebooks.items()
    }
    return language, notebooks, pages


def texts(notebooks: dict[str, nbformat.NotebookNode], pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every text of outputs and pages with where it stands; what only shows to who points at it is none."""
    for name, notebook in notebooks.items():
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                data = output["data"]
                yield from ((f"{name}.ipynb", line) for line in data.get("text/plain", "").splitlines())
                yield from ((f"{name}.ipynb", text) for text in words_of(data.get("text/html", "")))
    for name, page in pages.items():
        yield from ((f"{name}.html", text) for text in words_of(page))


def words_of(html: str) -> Iterator[str]:
    """The words of HTML, those read out too; of styles, scripts and code none."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("style, script, code, kbd, pre.source, .source"):
        element.decompose()
    yield from soup.stripped_strings
    yield from (str(tag[name]) for tag in soup.find_all() for name in ("alt", "aria-label") if tag.get(name))


def test_people_read_words(run):
    """No code of a closed list, no truth of Python, no missing value, no cut text and no object is read."""
    language, notebooks, pages = run
    codes = ENGLISH_CODE if language == "en" else CODE
    patterns = (codes, NOTHING, OBJECT, CUT)
    strays = [
        f"{place}: {match[0]!r} in {text[:200]}"
        for place, text in texts(notebooks, pages)
        for pattern in patterns
        if (match := pattern.search(TYPED.sub("", text)))
    ]
    assert list(dict.fromkeys(strays)) == []


def test_every_column_has_a_heading(run):
    """Each table of outputs and pages has a caption or a heading in words over every column."""
    _, notebooks, pages = run
    outputs = [
        (f"{name}.ipynb", output["data"].get("text/html", ""))
        for name, notebook in notebooks.items()
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    ]
    offenders, tables = [], 0
    for place, html in (*outputs, *((f"{name}.html", page) for name, page in pages.items())):
        for table in BeautifulSoup(html, "html.parser").select("table"):
            tables += 1
            heads = [head.get_text(strip=True) for head in table.select("thead tr:first-child th")]
            width = max(len(row.select("td, th")) for row in table.select("tbody tr")) if table.tbody else 0
            if len(heads) != width or not all(heads) or any("_" in head for head in heads):
                offenders.append(f"{place}: {heads} over {width} columns")
    assert offenders == []
    assert tables > len(pages)


def test_every_notebook_displays_something(run):
    """Every notebook has outputs, and no cell displays words where it could display more."""
    _, notebooks, pages = run
    for name, notebook in notebooks.items():
        outputs = [output["data"] for cell in notebook.cells for output in cell.get("outputs", ())]
        assert outputs, name
        assert all("text/html" in data and data["text/plain"].strip() for data in outputs), name
        assert "<main" in pages[name]
