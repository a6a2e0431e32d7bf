"""The quantities a printed report holds, section by section and in order.

The report's plain text goes in: a heading opens a section, a superscript at the start of a line a footnote,
and a grammar of numbers finds the quantities in between. Years, dates, document and decree numbers,
section numbers and names that hold a digit (``Covid-19``, ``Trung ương 4``) are no quantities.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.numbers.qualifiers import FROM_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 8
"""How many words a token keeps of what stands before it, and of what stands behind it."""
NEAR = 400
"""Characters that are looked at around what is quoted: more than those words can have."""

_NOT_QUANTITIES = re.compile(
    r"""
      \d{1,2}/\d{1,2}/\d{4}                              # 03/3/2021
    | \bngày\s\d{1,2}\stháng\s\d{1,2}\b(?:\snăm\s\d{4}\b)?
    | \btháng\s\d{1,2}(?:\snăm\s|/)(?:19|20)\d{2}\b     # tháng 3/2021
    | \d+[/-]\d{4}/[A-ZĐ][\w-]*                          # 94/2010/NĐ-CP
    | \d+\s?-\s?[A-ZĐ]{2,}/[\wĐ-]+                       # 300-KH/TĐTN-VP
    | \bVIE\s\d+/\d+                                     # a project code
    | \b(?:Covid|COVID)-?\d+
    | \b(?:TW|Trung\sương|khóa|Khóa)\s?\d+\b(?:\s\([XVI]+\))?
    | \b(?:19|20)\d{2}\s?[–-]\s?(?:19|20)\d{2}\b         # 2020 – 2025
    | \b[Nn]ăm\s(?:19|20)\d{2}\b
    | \b[Kk]huyết\sđiểm\s\d+\s?:
    """,
    re.VERBOSE,
)
_SCALE = (
    r"(?:(?:nghìn|ngàn)\s+(?:tỷ|tỉ)|nghìn|ngàn|triệu|tỷ|tỉ)(?!\s(?:lệ|số|trọng|suất|phú|giá|chứng|tập|hồi)\b)"
)
_QUANTITY = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,/]?\d)|\d+(?:[.,]\d+)?(?:/\d+)?(?![.,/]?\d))"
    rf"(?:\s*(?P<percent>%|phần\străm\b)|\s*(?P<scale>{_SCALE})\b)?"
    r"(?:\s*(?P<money>(?:đồng\b(?!\s(?:chí|bào|nghiệp))|(?:VNĐ|VND|vnđ|đ)\b(?!/c))))?(?![\w-])"
)
_ROMAN = re.compile(r"([IVX]+)\.\s+")
_NOTE = re.compile(rf"([{SUPERSCRIPTS}]+)\s+")
_SUB = re.compile(r"(\d+)\.(\d+)\.\s*(?=\D)")
_TOP = re.compile(r"(?P<number>\d+)(?P<dot>\.?)\s+")
_ITEM = re.compile(r"[a-zđ][).]\s")
_MARKS = str.maketrans(SUPERSCRIPTS, " " * len(SUPERSCRIPTS))
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

_CLAUSE_ENDS = re.compile(r"[;:()!?]|[.,](?=\s)")
_BOUNDS = r"ít nhất|tối thiểu|chậm nhất"
_BESIDE = re.compile(rf"\b({_BOUNDS}|khoảng|hơn|trên|gần|từ)\s*$", re.IGNORECASE)
_NEAR = re.compile(rf"\b({_BOUNDS})(?:\s+[^\W\d]+){{1,3}}\s*$", re.IGNORECASE)
_AIM = re.compile(r"\bphấn đấu\b\D*$", re.IGNORECASE)
_UPWARD = re.compile(r"[^\d;:.()]*?\btrở lên\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One printed quantity: its section, its place among that section's quantities, and what it is.

    Attributes:
        section: ``III.1.2``, ``fn1``; empty before the first heading.
        ordinal: its place among the section's quantities, from 1.
        printed: the number as printed, with its ``%``.
        kind: ``count``, ``percentage``, ``ratio`` or ``money``.
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
        for match in printed_quantities(masked(block.text)):
            ordinals[block.section] = ordinals.get(block.section, 0) + 1
            tokens.append(_token(block, match, ordinals[block.section]))
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


def masked(line: str, *besides: re.Pattern[str]) -> str:
    """A line with a gap in the place of everything that only looks like a quantity.

    Args:
        line: a line in NFC.
        besides: what else is none, in the order in which it is taken out.

    >>> masked("Năm 2021 có 94 đội")
    '········ có 94 đội'
    """
    line = line.translate(_MARKS)
    for pattern in (_NOT_QUANTITIES, *besides):
        # a gap is as long as what it stands for, so that nothing grows together over it
        line = pattern.sub(lambda match: "·" * len(match[0]), line)
    return line


def in_brackets(text: str, start: int, end: int) -> str:
    """A part of a text in brackets, among the words around it.

    >>> in_brackets("Hiện có 94 đội, đã khắc phục.", 8, 14)
    'Hiện có [94 đội], đã khắc phục.'
    """
    before, after = text[max(start - NEAR, 0) : start].split(), text[end : end + NEAR].split()
    head = f"{'…' * (len(before) > WORDS)}{' '.join(before[-WORDS:])}"
    tail = f"{' '.join(after[:WORDS])}{'…' * (len(after) > WORDS)}"
    gaps = " " * text[:start][-1:].isspace(), " " * text[end : end + 1].isspace()
    return f"{head}{gaps[0]}[{' '.join(text[start:end].split())}]{gaps[1]}{tail}".strip()


def printed_quantities(line: str) -> Iterator[re.Match[str]]:
    """The quantities of a line that was ``masked``: groups ``number``, ``percent``, ``scale``, ``money``."""
    return _QUANTITY.finditer(line)


def _token(block: _Block, match: re.Match[str], ordinal: int) -> Token:
    number, percent, scale = match["number"], match["percent"], match["scale"] or ""
    end = match.end("percent" if percent else "number")
    kind = "percentage" if percent else "ratio" if "/" in number else "money" if match["money"] else "count"
    before, after = block.text[: match.start()], block.text[end:]
    return Token(
        section=block.section,
        ordinal=ordinal,
        printed=f"{number}%" if percent else number,
        kind=kind,
        paragraph=block.paragraph,
        qualifier=_qualifier(before, after),
        scale=" ".join(scale.split()).replace("ngàn", "nghìn").replace("tỉ", "tỷ"),
        before=" ".join(before.split()[-WORDS:]),
        after=" ".join(after.split()[:WORDS]),
        offset=block.offsets[match.start()],
    )


def _qualifier(before: str, after: str) -> str:
    """The qualifier a number is printed with, looked for in its own clause."""
    clause = _CLAUSE_ENDS.split(before)[-1]
    aim = "phấn đấu" if _AIM.search(clause) else ""
    word = (match := _BESIDE.search(clause) or _NEAR.search(clause)) and match[1].lower()
    if word == "từ":
        word = FROM_UP if _UPWARD.match(after) else ""
    return " ".join(filter(None, [aim, word]))
