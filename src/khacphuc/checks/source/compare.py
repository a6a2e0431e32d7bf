"""The table of figures against the document it was typed from. Pure: no disk, no Great Expectations.

A slip in a number that nothing else relates to shows here and nowhere else.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from khacphuc.checks.explain import row_location
from khacphuc.checks.findings import Finding, Location, Place, Quote, in_order
from khacphuc.checks.source.order import moves, ranks
from khacphuc.checks.source.pairing import Row, differences, pair, swapped_numbers
from khacphuc.data.clean import locator
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.cells import readable_cell
from khacphuc.text.tokens import Token
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    import pandas as pd

    from khacphuc.checks.source.pairing import Pairs
    from khacphuc.locale import Words

    Pair = tuple[Row, Token]

_Item = TypeVar("_Item", Row, Token)

SOURCE_RULES = {
    "NG-01": "critical",
    "NG-02": "critical",
    "NG-03": "critical",
    "NG-04": "critical",
    "NG-05": "warning",
    "NG-06": "warning",
    "NG-07": "warning",
    "NG-08": "warning",
    "NG-09": "warning",
    "NG-10": "warning",
    "NG-11": "warning",
}
"""Severity of each rule; what it says stands in the catalogue, group ``checks``."""

_RULE_OF = {"number": "NG-03", "unit": "NG-04", "noun": "NG-08", "qualifier": "NG-05", "place": "NG-06"}
_FEW_WORDS = 4


def compare(
    figures: pd.DataFrame, tokens: Sequence[Token], *, document_name: str, language: str = "vi"
) -> tuple[Finding, ...]:
    """Compare the figures with the quantities the document prints, section by section and in order.

    Args:
        figures: the clean table, in the order it was typed in; not changed.
        tokens: what the document prints (``data.source.tokens.extract_tokens``).
        document_name: the document's name in the findings, as a rule its file's.
        language: of the findings.

    Returns:
        The findings, critical ones first; none where all agree. A row is in one
        finding at most, of its gravest difference; ``expected`` tells them all. What one slip can have
        caused (two rows swapped, a section named differently throughout) is one finding.
    """
    return in_order(_Comparison(figures, tokens, document_name, language).findings())


def same_document(
    expected: str, actual: str, *, document_name: str, language: str = "vi"
) -> tuple[Finding, ...]:
    """Check that a file is the one the table was typed from.

    Args:
        expected: the SHA-256 the sidecar gives.
        actual: the SHA-256 of the file.
        document_name: its name in the findings.
        language: of the finding.

    Returns:
        No finding, or one of rule NG-07.

    >>> [len(same_document("ab", actual, document_name="a.txt")) for actual in ("AB", "cd")]
    [0, 1]
    """
    if expected.lower() == actual.lower():
        return ()
    labels = words(language, "checks")
    observed = labels["other_file"].format(name=document_name, digest=actual)
    return (source_finding(labels, "NG-07", [Place(note=observed)], expected=f"SHA-256 {expected}"),)


class _Comparison:
    """One table beside one document."""

    def __init__(
        self, figures: pd.DataFrame, tokens: Sequence[Token], document_name: str, language: str
    ) -> None:
        repeats = figures["figure_id"].duplicated()
        self._rows = [
            Row.read(position, {str(name): cell for name, cell in cells.items()}, repeats=bool(again))
            for position, (cells, again) in enumerate(zip(figures.pipe(row_dicts), repeats, strict=True))
        ]
        self._tokens = tokens
        self._name = document_name
        self._language = language
        self._labels = words(language, "checks")

    def findings(self) -> Iterator[Finding]:
        pairs = pair(self._rows, self._tokens)
        pairs.together.sort(key=lambda both: both[0].position)
        yield from self._differing(pairs.together)
        yield from self._out_of_order(pairs.together)
        yield from self._not_printed(pairs)
        yield from self._not_typed(pairs)

    def _differing(self, together: list[Pair]) -> Iterator[Finding]:
        groups: dict[Hashable, list[Pair]] = {}
        swapped = swapped_numbers(together)
        for row, token in together:
            differ = differences(row, token)
            if differ == ["place"]:
                key: Hashable = (row.section, row.paragraph, token.section, token.paragraph)
            else:
                key = swapped.get(row.position, row.position)
            if differ:
                groups.setdefault(key, []).append((row, token))
        for group in groups.values():
            rule = _RULE_OF[differences(*group[0])[0]]
            yield self._about(rule, group, " | ".join(dict.fromkeys(self._expected(*both) for both in group)))

    def _out_of_order(self, together: list[Pair]) -> Iterator[Finding]:
        """Rows that agree with their quantities but stand elsewhere in the table."""
        settled = [both for both in together if "place" not in differences(*both)]
        order = {id(token): place for place, token in enumerate(self._tokens)}
        for move in moves(ranks([(row.section, order[id(token)]) for row, token in settled])):
            yield self._about("NG-06", [settled[position] for position in move], self._labels["in_order"])

    def _not_printed(self, pairs: Pairs) -> Iterator[Finding]:
        known = {token.section for token in self._tokens}
        for group in _grouped(pairs.rows, known):
            expected = self._labels["in_place" if group[0].section in known else "in_empty_place"]
            yield source_finding(
                self._labels,
                "NG-02",
                [row_place(row, self._language) for row in group],
                rows=group,
                expected=expected.format(place=self._place(group[0].section)),
            )

    def _not_typed(self, pairs: Pairs) -> Iterator[Finding]:
        rows_of = {id(token): row for row, token in pairs.together}
        for group in _grouped(pairs.tokens, {row.section for row in self._rows}):
            section, ordinal = group[0].section, group[0].ordinal
            earlier = [t for t in self._tokens if t.section == section and t.ordinal < ordinal]
            above = next((rows_of[id(t)] for t in reversed(earlier) if id(t) in rows_of), None)
            expected = self._labels["one_in_table" if len(group) == 1 else "several_in_table"]
            expected = expected.format(count=len(group))
            file = readable_cell(self._rows[0].cells.get("file")) if self._rows else ""
            yield source_finding(
                self._labels,
                "NG-01",
                list(map(self._place_of, group)),
                expected=self._labels["after"].format(expected=expected, code=above.code)
                if above
                else expected,
                location=Location(self._place(section, group[0].paragraph), file, language=self._language),
            )

    def _about(self, rule: str, group: list[Pair], expected: str) -> Finding:
        places = [
            place for row, token in group for place in (row_place(row, self._language), self._place_of(token))
        ]
        return source_finding(self._labels, rule, places, rows=[row for row, _ in group], expected=expected)

    def _place_of(self, token: Token) -> Place:
        return printed_place(token, self._name, self._language)

    def _place(self, section: str, paragraph: int | None = None) -> str:
        return _place_words(section, paragraph, self._name, self._language)

    def _expected(self, row: Row, token: Token) -> str:
        """What should stand in the row, for every way it differs."""
        labels, kinds = self._labels, words(self._language, "code")
        noun, kind = " ".join(token.after.split()[:_FEW_WORDS]), kinds[token.kind]
        first = words(self._language, "place")["before_first"]
        parts = {
            "number": labels["number"].format(printed=token.printed),
            "unit": labels["kind_in" if token.scale else "kind"].format(kind=kind, scale=token.scale),
            "noun": labels["noun"].format(noun=noun),
            "qualifier": labels["qualifier" if token.qualifier else "no_qualifier"].format(
                qualifier=token.qualifier
            ),
            "place": locator(token.section, token.paragraph, "", self._language) if token.section else first,
        }
        return "; ".join(parts[name] for name in differences(row, token))


def printed_place(token: Token, document_name: str, language: str) -> Place:
    """A quantity of the document, quoted among its words."""
    where = _place_words(token.section, token.paragraph, document_name, language)
    return Place(quotes=(Quote(token.context),), location=Location(where))


def _place_words(section: str, paragraph: int | None, document_name: str, language: str) -> str:
    if section:
        return locator(section, paragraph, document_name, language)
    labels = words(language, "place")
    ordinal = labels["paragraph"].format(paragraph=paragraph) if paragraph else ""
    return ", ".join(filter(None, [document_name, labels["before_first"], ordinal]))


def _grouped(items: Iterable[_Item], known: set[str]) -> Iterator[list[_Item]]:
    """Each alone, but those of a section that the other side does not know at all together."""
    for section, group in groupby(items, key=lambda item: item.section):
        members = list(group)
        yield from ([member] for member in members) if section in known else [members]


def row_place(row: Row, language: str) -> Place:
    """A row: ``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32)``."""
    qualifier, printed, unit = (
        readable_cell(row.cells.get(name)) for name in ("qualifier", "printed", "unit")
    )
    text = f"{qualifier} {with_unit(printed, unit)}".strip()
    return Place(row.code, "figures", (Quote(text),), location=row_location(row.cells, language))


def source_finding(
    labels: Words,
    rule: str,
    places: Sequence[Place],
    *,
    expected: str,
    rows: Sequence[Row] = (),
    location: Location = Location(),  # noqa: B008 - frozen
) -> Finding:
    """A finding of a rule about the document; its code and its related ones are those of the rows."""
    row_id, *related = dict.fromkeys(row.code for row in rows) if rows else [""]
    return Finding(
        rule=rule,
        severity=SOURCE_RULES[rule],
        table="figures",
        description=labels[rule],
        row_id=row_id,
        related=tuple(related),
        places=tuple(places),
        expected=expected,
        location=places[0].location if rows else location,
        acceptable=SOURCE_RULES[rule] != "critical",  # those are mended by typing
    )
