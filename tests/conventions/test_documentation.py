"""The promises about documentation: what it says can be run, and both languages say the same."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.vi.md")


def text(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[str]:
    """The lines of the shell blocks of a README, comments taken off."""
    blocks = re.findall(r"```sh\n(.*?)```", text(name), re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def test_both_readmes_give_the_same_commands() -> None:
    """The English and the Vietnamese README name the same commands in the same order."""
    assert commands("README.md") == commands("README.vi.md")
    assert commands("README.md")[:2] == ["make report", "make test"]


def test_make_targets_named_there_exist() -> None:
    """Every make target a README names is one of the Makefile's."""
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    offenders = [
        f"{name}: make {target}"
        for name in READMES
        for target in re.findall(r"\bmake ([a-z-]+)", text(name))
        if target not in targets
    ]
    assert not offenders, "\n".join(offenders)


def test_files_linked_there_exist() -> None:
    """Every relative link and picture of a README leads to a file of the project."""
    links = [
        (name, link)
        for name in READMES
        for link in re.findall(r"\]\(([^)#]+)\)", text(name))
        if "://" not in link
    ]
    assert {name for name, _ in links} == set(READMES)
    offenders = [f"{name}: {link}" for name, link in links if not (ROOT / link).exists()]
    assert not offenders, "\n".join(offenders)


def test_both_readmes_have_the_same_shape() -> None:
    """The two READMEs have as many headings, code blocks and pictures."""
    shapes = [
        (len(re.findall(r"^#+ ", text(n), re.MULTILINE)), text(n).count("```"), text(n).count("!["))
        for n in READMES
    ]
    assert shapes[0] == shapes[1]


def test_the_changelog_has_the_version() -> None:
    """The version of the package has its section in the changelog."""
    version = re.search(r'__version__ = "(.+)"', text("src/khacphuc/__init__.py"))
    assert version is not None
    assert f"## {version[1]}" in text("CHANGELOG.md")


def test_the_pages_that_list_things_are_fresh() -> None:
    """Each page that lists things is what scripts/make_table_docs.py writes of them."""
    script = runpy.run_path(str(ROOT / "scripts" / "make_table_docs.py"))
    pages = script["pages"]()
    stale = [place for place, page in pages.items() if text(f"docs/{place}") != page]
    assert len(pages) == 12
    assert not stale, "python scripts/make_table_docs.py"
