"""The Markdown a prose is written in, parsed into a syntax tree for the checks and the report.

CommonMark with tables and footnotes, and a sign of our own: ``@SL041`` cites. What a code stands for and
which elements a document has a place for is decided by those who read the tree. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from khacphuc.schema.codes import COUNT_CODE
from khacphuc.text.codes import plain_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_CODE = re.compile(r"@([^\W\d_][^\W_]*)")
_COUNT = re.compile(rf"@({COUNT_CODE})(?!\w)")
# what was meant as a citation, though nothing can have such a code: @ SL041, @SL 041, @SL-041, @(SL041
_MISSHAPEN = re.compile(r"@([^\w\s@]{0,2}[^\S\n]?[^\W\d_]{2}[^\w\n@]?\d+[A-Za-z]*)")
_GLUED = re.compile(r"@([A-Za-z]{2}\d+[A-Za-z]?)(?!\w|[.@-]\w)")
# Mark-up of other dialects, which CommonMark prints as it stands: ~~struck~~, $formula$, $$formula$$. As in
# Pandoc, a formula touches its signs and no digit follows it: "5 $ và 6 $" and "$5, $6" are prices.
_FOREIGN = re.compile(r"~~+|\$\$|\$(?!\s)(?:\\.|[^\\$\n])*(?<!\s)\$(?!\d)")
# what opens or closes bold and has no other end; a row of underscores is a gap to be filled in
_UNCLOSED = re.compile(r"\*\*+|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])")


@dataclass(frozen=True, slots=True)
class ProseTree:
    """A prose as a tree.

    Attributes:
        root: its syntax tree. A node ``citation`` has the code as its ``content`` and, in ``meta``, what was
            ``typed`` and whether it was ``glued`` to the word before it. A node ``stray`` is mark-up that
            marks nothing here: ``**`` without an end, ``~~``, a formula.
        lines: its lines.
        references: definitions of links, which the tree leaves out.
        notes: label and line of every footnote's text, in their order.
    """

    root: SyntaxTreeNode
    lines: tuple[str, ...]
    references: tuple[Mapping[str, Any], ...]
    notes: tuple[tuple[str, int], ...]


@lru_cache(maxsize=4)
def parse_markdown(text: str) -> ProseTree:
    """Parse a prose made plain by ``pasted.plain_prose``; every text is a prose, whatever it holds.

    The tree is for reading: who parses the same prose next gets the same one.

    >>> (paragraph,) = parse_markdown("Có @sl041.").root.children
    >>> [(node.type, node.content) for node in paragraph.children[0].children]
    [('text', 'Có '), ('citation', 'SL041'), ('text', '.')]
    >>> (paragraph,) = parse_markdown("Có @measures.total.").root.children
    >>> [(node.type, node.content) for node in paragraph.children[0].children]
    [('text', 'Có '), ('citation', 'measures.total'), ('text', '.')]
    """
    environment: dict[str, Any] = {}
    root = SyntaxTreeNode(_parser().parse(text, environment))
    return ProseTree(
        root,
        tuple(text.split("\n")),
        tuple(environment.get("references", {}).values()),
        tuple(environment["notes"]),
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    parser.use(footnote_plugin, always_match_refs=True)
    parser.inline.ruler.before("text", "citation", _citation_rule)
    parser.inline.ruler.before("text", "foreign", _foreign_rule)
    parser.core.ruler.before("text_join", "unclosed", _unclosed_rule)  # behind it, \\* and * are the same
    parser.core.ruler.before("footnote_tail", "note_lines", _note_lines_rule)
    return parser


def _citation_rule(state: StateInline, silent: bool) -> bool:
    after_word = bool(state.pos) and state.src[state.pos - 1].isalnum()
    after_citation = bool(state.tokens) and state.tokens[-1].type == "citation" and not state.pending
    glued = after_word and not after_citation  # an address, unless a whole code follows
    patterns = (_GLUED,) if glued else (_CODE, _COUNT, _MISSHAPEN)
    matches = [match for pattern in patterns if (match := pattern.match(state.src, state.pos))]
    if not matches:
        return False
    longest = max(matches, key=lambda match: match.end())
    if not silent:
        token = state.push("citation", "", 0)
        token.content = longest[1] if longest.re is _COUNT else plain_code(longest[1])
        token.meta = {"typed": longest[0], "glued": glued}
    state.pos = longest.end()
    return True


def _foreign_rule(state: StateInline, silent: bool) -> bool:
    match = _FOREIGN.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("stray", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _unclosed_rule(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(map(_is_unclosed, token.children)):
            token.children = [part for child in token.children for part in _parted(child)]


def _is_unclosed(token: Token) -> bool:
    return token.type == "text" and bool(_UNCLOSED.search(token.content))


def _parted(token: Token) -> Iterator[Token]:
    """A text in parts: its words, and the signs among them that open or close nothing."""
    if not _is_unclosed(token):
        yield token
        return
    end = 0
    for match in _UNCLOSED.finditer(token.content):
        yield token.copy(content=token.content[end : match.start()])
        yield Token("stray", "", 0, content=match[0])
        end = match.end()
    yield token.copy(content=token.content[end:])


def _note_lines_rule(state: StateCore) -> None:
    """Note where footnotes are defined, before those no mark leads to are dropped."""
    state.env["notes"] = [
        (token.meta["label"], token.map[0] + 1 if token.map else 1)
        for token in state.tokens
        if token.type == "footnote_reference_open"
    ]
