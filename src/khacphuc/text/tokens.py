"""The quantities a printed report holds, section by section and in order.

The report's plain text goes in: a heading opens a section, a superscript at the start of a line a footnote,
and the grammar of spans (`spans`) tells the quantities in between from all that only looks like one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.numbers.forms import SCALE
from khacphuc.text.numbers.qualifiers import AIM, AIMS
from khacphuc.text.spans import QUANTITIES, read_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.text.spans import Span

WORDS = 8
"""How many words a token keeps of what stands before it, and of what stands behind it."""
WORDS_NEAR = 400
"""Characters that are looked at around what is quoted: more than those words can have."""

_ROMAN = re.compile(r"([IVX]+)\.\s+")
_NOTE = re.compile(rf"([{SUPERSCRIPTS}]+)\s+")
_SUB = re.compile(r"(\d+)\.(\d+)\.\s*(?=\D)")
_TOP = re.compile(r"(?P<number>\d+)(?P<dot>\.?)\s+")
_ITEM = re.compile(r"[a-zđ][).]\s")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

_CLAUSE_ENDS = re.compile(r"[;:()!?]|[.,](?=\s)")
# in the clause of its number a qualifier may stand a few words before it: tối thiểu phải có 5 người
_NEAR = re.compile(r"\b(ít nhất|tối thiểu|chậm nhất)(?:\s+[^\W\d_]+){1,3}\s*$", re.IGNORECASE)
_AIM = re.compile(rf"\b{AIM}\b\D*$", re.IGNORECASE)
# one number and its scale; a sum in two scales and a range of sums are kept whole
_SCALED = re.compile(rf"(?P<number>[+\-−–±]? ?\d(?:[\d.,/ ]*\d)?) ?(?P<scale>{SCALE})", re.IGNORECASE)
_SHARE = re.compile(r" (?=%|‰)| ?phần trăm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One printed quantity: its section, its place among that section's quantities, and what it is.

    Attributes:
        section: ``III.1.2``, ``fn1``; empty before the first heading.
        ordinal: its place among the section's quantities, from 1.
        printed: the number as printed, with its ``%``.
        kind: of the quantity, as a table of figures has it.
        paragraph: the paragraph of the section, from 1; 1 for what stands in a heading.
        qualifier: ``hơn``, ``phấn đấu``, ``từ … trở lên``; empty if none.
        scale: ``nghìn``, ``triệu``, ``tỷ`` or ``nghìn tỷ``; empty if none.
        before: the words before it in its paragraph, at most `WORDS`.
        after: the words behind it, its unit first.
        offset: where it begins in the text in NFC, in characters.
    """

    section: str
    ordinal: int
    printed: str
    kind: str
    paragraph: int = 1
    qualifier: str = ""
    scale: str = ""
    before: str = ""
    after: str = ""
    offset: int = 0

    @property
    def context(self) -> str:
        """The token among its words, for people.

        >>> Token("I", 1, "04", "count", before="đã lập", after="đội").context
        '…đã lập [04] đội…'
        """
        words = " ".join(filter(None, [self.before, f"[{self.printed}]", self.after]))
        return f"…{words.replace('] %', '%]')}…"


@dataclass(slots=True)
class _Block:
    """A paragraph or heading put together again, each of its characters with its place in the text."""

    section: str
    paragraph: int
    text: str = ""
    offsets: list[int] = field(default_factory=list)

    def add(self, text: str, offsets: list[int]) -> None:
        if self.text:
            text, offsets = f" {text}", [offsets[0], *offsets]
        self.text += text
        self.offsets += offsets


def extract_tokens(text: str) -> list[Token]:
    r"""Find the quantities of a report.

    Args:
        text: its plain text, one paragraph or heading a line. A line that begins with a small letter
            continues the paragraph before it, which a page break had split.

    Returns:
        Them in reading order. A heading's own quantities belong to the section it opens; the section
        after a repeated number (a second ``III``) is called ``III-bis``.

    >>> [(t.section, t.printed, t.kind) for t in extract_tokens("I. MỞ ĐẦU\n\nCó 04 đội, đạt 82,48%.")]
    [('I', '04', 'count'), ('I', '82,48%', 'percentage')]
    >>> [token] = extract_tokens("I. MỞ ĐẦU\nTrong quý đã\nchi hơn 1,4 tỷ đồng")
    >>> token.paragraph, token.qualifier, token.scale, token.context
    (1, 'hơn', 'tỷ', '…Trong quý đã chi hơn [1,4] tỷ đồng…')
    """
    tokens: list[Token] = []
    ordinals: dict[str, int] = {}
    for block in _blocks(unicodedata.normalize("NFC", text)):
        for span in read_spans(block.text):
            # a number in words is stated, and no table is typed from it
            if span.kind in QUANTITIES and any(map(str.isdigit, span.printed)):
                ordinals[block.section] = ordinals.get(block.section, 0) + 1
                tokens.append(_token(block, span, ordinals[block.section]))
    return tokens


def _blocks(text: str) -> list[_Block]:
    """Join what belongs to one paragraph, and number the paragraphs of each section."""
    blocks: list[_Block] = []
    counts: dict[str, int] = {}
    latest: dict[str, _Block] = {}
    for section, opens, line, offsets in _sections(text):
        last = latest.get(section)
        if last and not opens and line[0].islower() and not _ITEM.match(line):
            last.add(line, offsets)
            continue
        if not opens:
            counts[section] = counts.get(section, 0) + 1
        block = _Block(section, counts.get(section, 1))
        block.add(line, offsets)
        blocks.append(block)
        latest[section] = block
    return blocks


def _sections(text: str) -> Iterator[tuple[str, bool, str, list[int]]]:
    """Each line with its section, whether it opens that, and its places; its heading number taken off."""
    top, section, last = "", "", 0
    numbers: set[str] = set()
    for line, offsets in _lines(text):
        start, where, opens = 0, "", True
        if match := _heading(_ROMAN, line):
            top = match[1] if match[1] not in numbers else f"{match[1]}-bis"
            numbers.add(match[1])
            section, last, start = top, 0, match.end()
        elif match := _NOTE.match(line):
            where, opens, start = f"fn{int(match[1].translate(_DIGITS))}", False, match.end()
        elif top and (match := _SUB.match(line)):
            section, start = f"{top}.{match[1]}.{match[2]}", match.end()
        elif top and (match := _heading(_TOP, line)) and (match["dot"] or match["number"] == str(last + 1)):
            last = int(match["number"])
            section, start = f"{top}.{match['number']}", match.end()
        else:
            opens = False
        if line[start:]:
            yield where or section, opens, line[start:], offsets[start:]


def _lines(text: str) -> Iterator[tuple[str, list[int]]]:
    """Each line that is not empty, without the asterisks of bold print, and the places of its characters."""
    place = 0
    for raw in text.splitlines(keepends=True):
        indices = [index for index, character in enumerate(raw) if character != "*"]
        line = "".join(raw[index] for index in indices)
        begin = len(line) - len(line.lstrip())
        stripped = line.strip()
        if stripped:
            yield stripped, [place + index for index in indices[begin : begin + len(stripped)]]
        place += len(raw)


def _heading(number: re.Pattern[str], line: str) -> re.Match[str] | None:
    """The number of a heading, which goes on with a capital letter; ``17 đội`` is none."""
    match = number.match(line)
    return match if match and line[match.end() :][:1].isupper() else None


def in_brackets(text: str, start: int, end: int) -> str:
    """A part of a text in brackets, among the words around it.

    >>> in_brackets("Hiện có 94 đội, đã khắc phục.", 8, 14)
    'Hiện có [94 đội], đã khắc phục.'
    """
    before, after = text[max(start - WORDS_NEAR, 0) : start].split(), text[end : end + WORDS_NEAR].split()
    head = f"{'…' * (len(before) > WORDS)}{' '.join(before[-WORDS:])}"
    tail = f"{' '.join(after[:WORDS])}{'…' * (len(after) > WORDS)}"
    gaps = " " * text[:start][-1:].isspace(), " " * text[end : end + 1].isspace()
    return f"{head}{gaps[0]}[{' '.join(text[start:end].split())}]{gaps[1]}{tail}".strip()


def _token(block: _Block, span: Span, ordinal: int) -> Token:
    quantity = span.quantity
    kind = quantity.kind.value if quantity else span.kind.value
    scaled = _SCALED.fullmatch(span.printed)
    printed, scale = (scaled["number"], scaled["scale"]) if scaled else (span.printed, "")
    end = span.start + len(printed) if scaled else span.start + len(span.printed)
    before, after = block.text[: span.start], block.text[end:]
    return Token(
        section=block.section,
        ordinal=ordinal,
        printed=_SHARE.sub(lambda match: "%" if match[0].strip() else "", printed),
        kind=kind,
        paragraph=block.paragraph,
        qualifier=_qualifier(span.qualifier, before),
        scale=" ".join(scale.lower().split()).replace("ngàn", "nghìn").replace("tỉ", "tỷ"),
        before=" ".join(before.split()[-WORDS:]),
        after=" ".join(after.split()[:WORDS]),
        offset=block.offsets[span.start],
    )


def _qualifier(beside: str, before: str) -> str:
    """The qualifier a number is printed with: beside it, or some words before in its own clause."""
    clause = _CLAUSE_ENDS.split(before)[-1]
    aim = next((word for word in AIMS if beside == word or beside.startswith(f"{word} ")), "")
    word = beside.removeprefix(aim).strip()
    if not aim and _AIM.search(clause):
        aim = AIM
    if not word and (match := _NEAR.search(clause)):
        word = match[1].lower()
    return " ".join(filter(None, [aim, word]))
