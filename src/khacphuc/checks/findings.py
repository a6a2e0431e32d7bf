"""Findings as values: what disagrees, where, what was expected, and what a reviewer answered. Pure.

The checks make them, the review page and the workbook show them, ``findings.csv`` prints them. Their texts
(``observed``, the text of an answer) are made at the edge and never read back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from khacphuc.checks.fingerprint import cut, one_line
from khacphuc.locale import HOUSE, words
from khacphuc.schema.tables import ACCEPTED, NOT_RELATED, REASONS
from khacphuc.text.dates import format_date
from khacphuc.text.rows import format_row, row_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

SEVERITIES: Final = ("critical", "warning")  # the gravest first
ANSWERS: Final = "answers"  # a table; findings about it are about answers that do not hold

CLOSING: Final = frozenset({ACCEPTED, NOT_RELATED, *REASONS})
"""The decisions that close a finding."""

BETWEEN: Final = " | "
"""Stands between the places of a finding where they are printed in one text."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a row stands.

    Attributes:
        source: the place in the document it was typed from, such as ``Báo cáo 2021, mục III.1``.
        file: the raw table, from the root of the project; in a workbook with its sheet.
        line: the line of the file, or the row of the sheet.
        language: of the words around them.
    """

    source: str = ""
    file: str = ""
    line: int | None = None
    language: str = HOUSE

    @property
    def row(self) -> str:
        """The row in words, ``data/raw/2021/figures.csv, dòng 32``; empty without a file."""
        return format_row(self.file, self.line, self.language)

    def __str__(self) -> str:
        """``Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32``; empty where nothing is known."""
        return "; ".join(filter(None, (self.source, row_address(self.file, self.line, self.language))))


@dataclass(frozen=True, slots=True)
class Quote:
    """A text as it stands in a row, and the words before it.

    Attributes:
        text: the text.
        label: the words before it, with the space between.
        qualifier: what is printed before the number of a figure (``hơn``); not part of the printed quote.
        unit: what is printed after the number of a row.
        is_number: whether it is the row's own number, rather than another cell.
    """

    text: str
    label: str = ""
    qualifier: str = ""
    unit: str = ""
    is_number: bool = False

    def __str__(self) -> str:
        """``mục riêng «partly»``, ``«17 chi hội»``, ``«82,48%»``."""
        space = " " if self.unit and self.unit != "%" else ""
        return f"{self.label}«{self.text}{space}{self.unit}»"


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places of a finding: a row, what stands in it, and where it stands.

    Attributes:
        code: the row's code; empty for a whole table or for a text of the document.
        name: what people call the row, where they do not read its code.
        table: the table of the row; empty where there is no row.
        quotes: what is quoted of it.
        note: words after the quotes, with what separates them.
        location: where it stands.
        separator: what stands between the code and the words.
        recorded: the same words with codes (``partly``) where the quotes have labels; empty where they have
            none. Answers are given to these: labels may be called otherwise one day.
    """

    code: str = ""
    table: str = ""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    location: Location = Location()
    separator: str = " "
    recorded: str = ""
    name: str = ""

    @property
    def words(self) -> str:
        """The code and what is quoted, without the location: ``SL031 «17 chi hội»``."""
        quoted = "".join(map(str, self.quotes)) + self.note
        return self.separator.join(filter(None, (self.name or self.code, quoted)))

    def __str__(self) -> str:
        """``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32)``."""
        return self._located(self.words)

    @property
    def without_line(self) -> str:
        """As it is printed, but without the line it stands on."""
        return self._without_line(self.words)

    @property
    def fingerprint(self) -> str:
        """As it is recorded: with codes, and without the line it stands on."""
        return self._without_line(self.recorded or self.words)

    def _located(self, words: str) -> str:
        where = str(self.location)
        return " ".join(filter(None, (words, f"({where})" if where else "")))

    def _without_line(self, words: str) -> str:
        return self._located(words) if self.location.line is None or not self.location.file else words


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer decided about a finding.

    Attributes:
        decision: one of ``DECISIONS``.
        uses: the code of the figure to be used, where one of several was chosen.
        reason: why.
        role: who decided, by role.
        date: when.
        changes: whether the document prints another number for it, where a figure was chosen.
    """

    decision: str
    uses: str
    reason: str
    role: str
    date: dt.date
    changes: bool = True

    @property
    def is_closing(self) -> bool:
        """Whether it closes the finding."""
        return self.decision in CLOSING

    def to_text(self, language: str) -> str:
        """``chấp nhận: lý do (Bí thư, 03/3/2021); dùng SL031``."""
        decision = words(language, "decision").get(self.decision, self.decision)
        text = f"{decision}: {self.reason} ({self.role}, {format_date(self.date)})"
        if not self.uses:
            return text
        label = "used" if self.changes else "used_without_change"
        return words(language, "checks")[label].format(answer=text, code=self.uses)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        rule: the id of the rule that does not hold.
        severity: ``critical`` or ``warning``.
        table: the table of the row it is about.
        description: the rule, as reviewers read it.
        row_id: the code of the row it is about; empty for a whole table.
        related: the codes of the other rows of the disagreement.
        places: where it shows; that of ``row_id`` first.
        expected: what should stand there.
        location: where the row it is about stands.
        acceptable: whether a reviewer may accept it; else only a change of the tables closes it.
        decides: whether a final document needs an answer to it: which of two figures is used.
        relates: whether it is about a relation between printed numbers, which a final document must not
            break; where it decides, it is.
        restates: whether it is about an issued value that moved: one of ``REASONS`` answers it.
        choices: the figures of which one is to be used.
        broken: whether the check itself broke; such a finding cannot be accepted.
        absent: the code it is about, where no table has it.
        answer: what was decided about it; None while nobody has answered.
    """

    rule: str
    severity: str
    table: str
    description: str
    row_id: str = ""
    related: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    expected: str = ""
    location: Location = Location()
    acceptable: bool = True
    decides: bool = False
    relates: bool = False
    restates: bool = False
    choices: tuple[str, ...] = ()
    broken: bool = False
    absent: str = ""
    answer: Answer | None = None

    @property
    def distinct_places(self) -> tuple[Place, ...]:
        """The places, each once."""
        return tuple({(str(place), place.recorded): place for place in self.places}.values())

    @property
    def observed(self) -> str:
        """Every place in one text, as ``findings.csv`` prints it."""
        return BETWEEN.join(str(place) for place in self.distinct_places)

    @property
    def codes(self) -> tuple[str, ...]:
        """The rows it is about: its own, then those of the disagreement."""
        return tuple(code for code in (self.row_id, *self.related) if code)

    @property
    def is_closed(self) -> bool:
        """Whether an answer closes it."""
        return self.answer is not None and self.answer.is_closing

    @property
    def is_blocking(self) -> bool:
        """Whether it stops publication: it is critical and no answer closes it."""
        return self.severity == "critical" and not self.is_closed

    @property
    def fingerprint(self) -> str:
        """What was observed without the lines it stands on: a row inserted above leaves answers as they are.

        Another number, another code or another row of the disagreement gives another fingerprint.
        """
        return cut(one_line(BETWEEN.join(place.fingerprint for place in self.distinct_places)))

    def was_observed_as(self, text: str) -> bool:
        """Whether a text quotes this finding: its fingerprint, or its places as they are printed.

        The lines may be others: rows may have been inserted above since the text was written. Earlier
        versions printed codes where labels are printed now.
        """
        line = one_line(text)
        return (
            line == self.fingerprint
            or _is_quoted([one_line(place.without_line) for place in self.distinct_places], line)
            or _is_quoted([one_line(place.fingerprint) for place in self.distinct_places], line)
        )


def is_blocking(findings: Iterable[Finding]) -> bool:
    """Whether a finding stops publication."""
    return any(finding.is_blocking for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are printed: critical ones first, then by rule, file and line."""
    # what was observed is long to print, and seldom decides: of a hundred thousand findings it is a third
    return tuple(
        finding
        for _, alike in groupby(sorted(findings, key=_order), _order)
        for finding in _by_observed(tuple(alike))
    )


def _order(finding: Finding) -> tuple[str, str, str, int, str]:
    location = finding.location
    line = -1 if location.line is None else location.line  # what has no line comes first
    return finding.severity, finding.rule, location.file, line, finding.row_id


def _by_observed(findings: tuple[Finding, ...]) -> Sequence[Finding]:
    return sorted(findings, key=lambda finding: finding.observed) if len(findings) > 1 else findings


def _is_quoted(places: Sequence[str], text: str) -> bool:
    """Whether a text is some places one after the other, each with or without where it stood then."""
    rest = text
    for number, quoted in enumerate(places, start=1):
        if not rest.startswith(quoted):
            return False
        rest = rest.removeprefix(quoted)
        following = f"{BETWEEN}{places[number]}" if number < len(places) else ""
        if rest.startswith(" ("):  # where it stood then
            end = rest.find(f"){following}") if following else len(rest) - 1
            if end < 0 or rest[end] != ")":
                return False
            rest = rest[end + 1 :]
        rest = rest.removeprefix(BETWEEN) if following else rest
    return not rest
