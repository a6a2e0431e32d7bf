"""The blocks of code in the pages of the guide, with what the comments before them say.

A comment is one of these and holds for the next block, `project` for all that follow::

    <!-- project: demo -->          the folder the commands are typed in
    <!-- exit: 1 -->                how the last command of the block ends
    <!-- file: units.csv -->        the block is this file of the project
    <!-- adds to: params/2022.yml --> the block is put at the end of this file of the project
    <!-- fills: findings.xlsx -->   somebody fills in this file before
    <!-- not run: why -->           the block is only read
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("en", "vi")
PAGES = (
    "install",
    "first-report",
    "offices",
    "next-year",
    "returns",
    "returns-forms",
    "meetings",
    "ratings",
    "supervision",
    "prose",
    "checking",
    "reading",
    "findings",
    "tracing",
    "running",
    "progress",
    "board",
    "scores",
    "compare",
    "history",
    "schedule",
)
_COMMENT = re.compile(r"<!-- ([a-z ]+): (.+?) -->")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, its line, and the comments that hold for it."""

    language: str
    text: str
    line: int
    marks: dict[str, str] = field(default_factory=dict)


def page_text(language: str, page: str) -> str:
    """A page as it is written."""
    return (DOCS / language / f"{page}.md").read_text(encoding="utf-8")


def blocks(language: str, page: str) -> list[Block]:
    """The blocks of a page, in order."""
    listed, marks, project = [], {}, ""
    for token in MarkdownIt("commonmark").parse(page_text(language, page)):
        if token.type == "html_block":
            marks |= dict(_COMMENT.findall(token.content))
            project = marks.pop("project", project)
        elif token.type == "fence":
            listed.append(Block(token.info, token.content, token.map[0] + 1, marks | {"project": project}))
            marks = {}
    return listed
