"""The promises about the pages for contributors: what they name exists, what is generated is fresh."""

from __future__ import annotations

import ast
import re
import runpy
import unicodedata
from functools import cache
from pathlib import Path

from khacphuc.schema.tables import TABLES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "khacphuc"
PAGES = (
    *(
        ROOT / name
        for name in ("README.md", "README.vi.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
    ),
    *sorted((ROOT / "docs").rglob("*.md")),
)
HISTORY = ROOT / "CHANGELOG.md"  # names what was there, too
FOLDERS = ("src", "tests", "docs", "scripts", "benchmarks", "notebooks", "params", "expectations", "data/raw")
ENDINGS = ("html", "pdf", "docx", "xlsx", "csv", "json", "yml", "md", "po", "py", "txt", "ipynb", "parquet")
HOW_TO = (
    *("add-a-column", "add-a-count", "add-a-check", "add-a-chart", "add-a-fence"),
    *("add-a-language", "add-a-stage", "add-an-office", "begin-a-run"),
)


def text(page: Path) -> str:
    """A page as it is written."""
    return page.read_text(encoding="utf-8")


def name(page: Path) -> str:
    """A page's name in messages."""
    return page.relative_to(ROOT).as_posix()


def code_spans(page: Path) -> list[str]:
    """The code within the sentences of a page; blocks of code are examples and name what is not there yet."""
    sentences = re.sub(r"(?ms)^ *(`{3,})[^\n]*\n.*?^ *\1 *$", "", text(page))
    return re.findall(r"`([^`\n]+)`", sentences)


@cache
def definitions(module: Path) -> frozenset[str]:
    """The names a module defines at its top, and the attributes of its classes as ``Class.attribute``."""
    names: set[str] = set()
    for node in ast.parse(text(module)).body:
        names |= _defined(node)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{inner}" for part in node.body for inner in _defined(part)}
    return frozenset(names)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def exists(dotted: str) -> bool:
    """Whether a module, or a name in one, is there: ``run.stages``, ``checks.rules.RowRule``."""
    parts = dotted.removeprefix("khacphuc.").split(".")
    for length in range(len(parts), 0, -1):
        place, rest = PACKAGE.joinpath(*parts[:length]), ".".join(parts[length:])
        for module in (place.with_suffix(".py"), place / "__init__.py"):
            if module.is_file():
                return not rest or rest in definitions(module)
    return False


@cache
def identifiers() -> frozenset[str]:
    """Every name of the package, of its tables, columns and fixed values."""
    names = {path.stem for path in PACKAGE.rglob("*") if path.is_dir() or path.suffix == ".py"}
    names |= {path.name for path in ROOT.iterdir() if path.is_dir()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
    return frozenset(names | set(TABLES))


def test_links_lead_to_files() -> None:
    """Every relative link of a page leads to a file of the project."""
    broken = [
        f"{name(page)}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken


def test_make_targets_exist() -> None:
    """Every make target a page names is one of the Makefile's."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    strange = [
        f"{name(page)}: make {target}"
        for page in PAGES
        if page != HISTORY
        for target in re.findall(r"(?:`|^ *)make ([a-z-]+)", text(page), re.MULTILINE)
        if target not in targets
    ]
    assert not strange


def test_files_that_are_named_exist() -> None:
    """Every path below a folder of ours that a page names is there; patterns and examples aside."""
    missing = [
        f"{name(page)}: {path}"
        for page in PAGES
        for span in code_spans(page)
        for path in re.findall(r"[^\s,;=]+", span)
        if path.startswith(tuple(f"{folder}/" for folder in FOLDERS))
        and not re.search(r"[<*$…]", path)
        and not (ROOT / path.partition("::")[0].rstrip("/.")).exists()
    ]
    assert not missing


def test_modules_that_are_named_exist() -> None:
    """Every module a page names in dots, with what it names in it, is in the package."""
    packages = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    named = re.compile(rf"(?:khacphuc\.)?(?:{'|'.join(sorted(packages))})(?:\.\w+)+")
    missing = [
        f"{name(page)}: {span}"
        for page in PAGES
        if page != HISTORY
        for span in code_spans(page)
        if named.fullmatch(span) and span.rpartition(".")[2] not in ENDINGS and not exists(span)
    ]
    assert not missing


def test_the_glossary_names_what_exists() -> None:
    """Every identifier of the glossary is a name of the package, one row each, sorted without accents."""
    rows = re.findall(
        r"^\| (?!Vietnamese)([^|]+) \| ([^|]+) \| ([^|]*)\|$", text(ROOT / "docs/glossary.md"), re.MULTILINE
    )
    terms = [_plain(term) for term, _, _ in rows]
    assert len(rows) > 50
    assert terms == sorted(terms)
    assert len(set(terms)) == len(terms)
    strange = [cell for *_, cell in rows if cell.strip() and cell.strip(" `") not in identifiers()]
    assert not strange


def _plain(term: str) -> str:
    bare = term.casefold().replace("đ", "d").replace("`", "")
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))


def test_there_is_a_page_for_each_thing_to_add() -> None:
    """Each how-to is there, at most a page long, and says which tests to run and what to look at."""
    for title in HOW_TO:
        page = ROOT / "docs" / "how-to" / f"{title}.md"
        assert len(text(page).splitlines()) <= 100, title
        assert "python -m pytest" in text(page), title
        assert re.search(r"Look at ", text(page)), title


def test_the_table_of_rooms_follows_the_contract() -> None:
    """The page of the architecture has a row for every package, in the order of the import contract."""
    script = runpy.run_path(str(ROOT / "scripts" / "draw_architecture.py"))
    rooms = re.findall(
        r"^\| `(\w+)` \|[^|]+\|[^|]+\|$", text(ROOT / "docs" / "architecture.md"), re.MULTILINE
    )
    assert rooms == [package for layer in script["read_layers"]() for package in layer]


def test_the_drawing_of_the_packages_is_fresh() -> None:
    """The picture is what scripts/draw_architecture.py draws from the imports; run it after a change."""
    script = runpy.run_path(str(ROOT / "scripts" / "draw_architecture.py"))
    assert script["draw"]() == text(ROOT / "docs" / "pictures" / "architecture.svg")
