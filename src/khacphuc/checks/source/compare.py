"""The table of figures against the document it was typed from. Pure: no disk, no Great Expectations.

A slip in a number that nothing else relates to shows here and nowhere else.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.checks.source.order import moves, ranks
from khacphuc.checks.source.pairing import Row, differences, pair, swapped_numbers
from khacphuc.data.clean import locator
from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from khacphuc.checks.source.pairing import Pairs
    from khacphuc.locale import Words

    Pair = tuple[Row, Token]
    Finding = dict[str, object]

_Item = TypeVar("_Item", Row, Token)

RULES = {
    "NG-01": "critical",
    "NG-02": "critical",
    "NG-03": "critical",
    "NG-04": "critical",
    "NG-05": "warning",
    "NG-06": "warning",
    "NG-07": "warning",
    "NG-08": "warning",
}
"""Severity of each rule; what it says stands in the catalogue, group ``checks``."""

_RULE_OF = {"number": "NG-03", "unit": "NG-04", "noun": "NG-08", "qualifier": "NG-05", "place": "NG-06"}
_FEW_WORDS = 4


def compare(
    figures: pd.DataFrame, tokens: Sequence[Token], *, document_name: str, language: str = "vi"
) -> pd.DataFrame:
    """Compare the figures with the quantities the document prints, section by section and in order.

    Args:
        figures: the clean table, in the order it was typed in; not changed.
        tokens: what the document prints (``text.tokens.extract_tokens``).
        document_name: the document's name in the findings, as a rule its file's.
        language: of the findings.

    Returns:
        The findings with ``FINDING_COLUMNS``, critical ones first; none where all agree. A row is in one
        finding at most, of its gravest difference; ``expected`` tells them all. What one slip can have
        caused (two rows swapped, a section named differently throughout) is one finding.
    """
    return _frame(_Comparison(figures, tokens, document_name, language).findings())


def same_document(expected: str, actual: str, *, document_name: str, language: str = "vi") -> pd.DataFrame:
    """Tell whether a file is the one the table was typed from.

    Args:
        expected: the SHA-256 the sidecar gives.
        actual: the SHA-256 of the file.
        document_name: its name in the findings.
        language: of the finding.

    Returns:
        No finding, or one of rule NG-07, with ``FINDING_COLUMNS``.

    >>> [len(same_document("ab", actual, document_name="a.txt")) for actual in ("AB", "cd")]
    [0, 1]
    """
    if expected.lower() == actual.lower():
        return _frame([])
    say = words(language, "checks")
    observed = say["other_file"].format(name=document_name, digest=actual)
    return _frame([_finding(say, "NG-07", observed=observed, expected=f"SHA-256 {expected}")])


class _Comparison:
    """One table beside one document."""

    def __init__(
        self, figures: pd.DataFrame, tokens: Sequence[Token], document_name: str, language: str
    ) -> None:
        repeats = figures["figure_id"].duplicated()
        self._rows = [
            Row.read(position, {str(name): cell for name, cell in cells.items()}, repeats=bool(again))
            for position, (cells, again) in enumerate(zip(figures.to_dict("records"), repeats, strict=True))
        ]
        self._tokens = tokens
        self._name = document_name
        self._language = language
        self._say = words(language, "checks")

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
            yield self._about("NG-06", [settled[position] for position in move], self._say["in_order"])

    def _not_printed(self, pairs: Pairs) -> Iterator[Finding]:
        known = {token.section for token in self._tokens}
        for group in _grouped(pairs.rows, known):
            expected = self._say["in_place" if group[0].section in known else "in_empty_place"]
            yield _finding(
                self._say,
                "NG-02",
                rows=group,
                observed=" | ".join(map(_quote_row, group)),
                expected=expected.format(place=self._place(group[0].section)),
            )

    def _not_typed(self, pairs: Pairs) -> Iterator[Finding]:
        rows_of = {id(token): row for row, token in pairs.together}
        for group in _grouped(pairs.tokens, {row.section for row in self._rows}):
            section, ordinal = group[0].section, group[0].ordinal
            earlier = [t for t in self._tokens if t.section == section and t.ordinal < ordinal]
            above = next((rows_of[id(t)] for t in reversed(earlier) if id(t) in rows_of), None)
            expected = self._say["one_in_table" if len(group) == 1 else "several_in_table"]
            expected = expected.format(count=len(group))
            finding = _finding(
                self._say,
                "NG-01",
                observed=" | ".join(map(self._quote_token, group)),
                expected=self._say["after"].format(expected=expected, code=above.code) if above else expected,
            )
            place = {"source": self._place(section, group[0].paragraph)}
            if self._rows:
                place["file"] = _text(self._rows[0].cells.get("file"))
            yield finding | place

    def _about(self, rule: str, group: list[Pair], expected: str) -> Finding:
        quotes = [quote for row, token in group for quote in (_quote_row(row), self._quote_token(token))]
        return _finding(
            self._say, rule, rows=[row for row, _ in group], observed=" | ".join(quotes), expected=expected
        )

    def _quote_token(self, token: Token) -> str:
        return f"{token.quote} ({self._place(token.section, token.paragraph)})"

    def _place(self, section: str, paragraph: int | None = None) -> str:
        if section:
            return locator(section, paragraph, self._name, self._language)
        say = words(self._language, "place")
        told = say["paragraph"].format(paragraph=paragraph) if paragraph else ""
        return ", ".join(filter(None, [self._name, say["before_first"], told]))

    def _expected(self, row: Row, token: Token) -> str:
        """What should stand in the row, for every way it differs."""
        say = self._say
        noun, kind = " ".join(token.after.split()[:_FEW_WORDS]), say[f"kind_{token.kind}"]
        first = words(self._language, "place")["before_first"]
        parts = {
            "number": say["number"].format(printed=token.printed),
            "unit": say["kind_in" if token.scale else "kind"].format(kind=kind, scale=token.scale),
            "noun": say["noun"].format(noun=noun),
            "qualifier": say["qualifier" if token.qualifier else "no_qualifier"].format(
                qualifier=token.qualifier
            ),
            "place": locator(token.section, token.paragraph, "", self._language) if token.section else first,
        }
        return "; ".join(parts[name] for name in differences(row, token))


def _grouped(items: Iterable[_Item], known: set[str]) -> Iterator[list[_Item]]:
    """Each alone, but those of a section that the other side does not know at all together."""
    for section, group in groupby(items, key=lambda item: item.section):
        members = list(group)
        yield from ([member] for member in members) if section in known else [members]


def _quote_row(row: Row) -> str:
    """``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32)``."""
    cells = {
        name: _text(row.cells.get(name))
        for name in ("qualifier", "printed", "unit", "source", "file", "line")
    }
    words = " ".join(filter(None, [cells["qualifier"], cells["printed"], cells["unit"]])).replace("% %", "%")
    place = "; ".join(filter(None, [cells["source"], ":".join(filter(None, [cells["file"], cells["line"]]))]))
    return " ".join(filter(None, [row.code, f"«{words}»", f"({place})" if place else ""]))


def _finding(say: Words, rule: str, *, rows: Sequence[Row] = (), observed: str, expected: str) -> Finding:
    row_id, *related = dict.fromkeys(row.code for row in rows) if rows else [""]
    cells = rows[0].cells if rows else {}
    return {
        "severity": RULES[rule],
        "rule": rule,
        "table": "figures",
        "row_id": row_id,
        "related": SEPARATOR.join(related),
        "file": _text(cells.get("file")),
        "line": cells.get("line", pd.NA),
        "source": _text(cells.get("source")),
        "observed": observed,
        "expected": expected,
        "description": say[rule],
        "answer": "",
    }


def _frame(found: Iterable[Finding]) -> pd.DataFrame:
    frame = pd.DataFrame(list(found), columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})
    words = frame.columns.drop("line")
    frame[words] = frame[words].astype("str")
    return frame.sort_values(
        ["severity", "rule", "file", "line", "row_id", "observed"], ignore_index=True, na_position="first"
    )


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA else str(cell)
