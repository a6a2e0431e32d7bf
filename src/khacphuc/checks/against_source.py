"""The table of figures against the document it was typed from. Pure: no disk, no Great Expectations.

A slip in a number that nothing else relates to shows here and nowhere else.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.checks.order import moves, ranks
from khacphuc.checks.pairing import Row, differences, pair, swapped_numbers
from khacphuc.data.clean import locator
from khacphuc.fields import SEPARATOR
from khacphuc.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from khacphuc.checks.pairing import Pairs

    Pair = tuple[Row, Token]
    Finding = dict[str, object]

_Item = TypeVar("_Item", Row, Token)

RULES = {
    "NG-01": (
        "critical",
        "Bản gốc in số này mà bảng số liệu không có; thêm dòng vào đúng mục, đoạn, thứ tự.",
    ),
    "NG-02": (
        "critical",
        "Bảng có số này mà bản gốc không in; xóa dòng, hoặc sửa mục và số cho đúng bản gốc.",
    ),
    "NG-03": ("critical", "Số nhập vào khác số in trong bản gốc; sửa ô printed cho đúng bản gốc."),
    "NG-04": ("critical", "Loại số hoặc bậc đơn vị khác bản gốc (%, nghìn, triệu, tỷ, đồng); sửa ô unit."),
    "NG-05": ("warning", "Từ hạn định (hơn, ít nhất, phấn đấu…) khác bản gốc; sửa ô qualifier."),
    "NG-06": (
        "warning",
        "Số đứng ở mục, đoạn hoặc thứ tự khác bản gốc; sửa ô section, paragraph hoặc chuyển dòng.",
    ),
    "NG-07": (
        "warning",
        "Tệp này không phải văn bản đã dùng để lập bảng; đưa đúng tệp, hoặc sửa sha256 trong *.source.yml.",
    ),
    "NG-08": (
        "warning",
        "Danh từ đơn vị khác chữ in sau số trong bản gốc; sửa ô unit, hoặc xác nhận là một.",
    ),
}
"""Severity and description of each rule."""

_RULE_OF = {"number": "NG-03", "unit": "NG-04", "noun": "NG-08", "qualifier": "NG-05", "place": "NG-06"}
_KINDS = {"count": "số đếm", "percentage": "tỷ lệ %", "ratio": "tỷ số", "money": "số tiền"}
_FEW_WORDS = 4


def compare(figures: pd.DataFrame, tokens: Sequence[Token], *, document_name: str) -> pd.DataFrame:
    """Compare the figures with the quantities the document prints, section by section and in order.

    Args:
        figures: the clean table, in the order it was typed in; not changed.
        tokens: what the document prints (``text.tokens.extract_tokens``).
        document_name: the document's name in the findings, as a rule its file's.

    Returns:
        The findings with ``FINDING_COLUMNS``, critical ones first; none where all agree. A row is in one
        finding at most, of its gravest difference; ``expected`` tells them all. What one slip can have
        caused (two rows swapped, a section named differently throughout) is one finding.
    """
    return _frame(_Comparison(figures, tokens, document_name).findings())


def same_document(expected: str, actual: str, *, document_name: str) -> pd.DataFrame:
    """Tell whether a file is the one the table was typed from.

    Args:
        expected: the SHA-256 the sidecar gives.
        actual: the SHA-256 of the file.
        document_name: its name in the findings.

    Returns:
        No finding, or one of rule NG-07, with ``FINDING_COLUMNS``.

    >>> [len(same_document("ab", actual, document_name="a.txt")) for actual in ("AB", "cd")]
    [0, 1]
    """
    if expected.lower() == actual.lower():
        return _frame([])
    return _frame(
        [_finding("NG-07", observed=f"«{document_name}» có SHA-256 {actual}", expected=f"SHA-256 {expected}")]
    )


class _Comparison:
    """One table beside one document."""

    def __init__(self, figures: pd.DataFrame, tokens: Sequence[Token], document_name: str) -> None:
        repeats = figures["figure_id"].duplicated()
        self._rows = [
            Row.read(position, {str(name): cell for name, cell in cells.items()}, repeats=bool(again))
            for position, (cells, again) in enumerate(zip(figures.to_dict("records"), repeats, strict=True))
        ]
        self._tokens = tokens
        self._name = document_name

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
            yield self._about(rule, group, " | ".join(dict.fromkeys(_expected(*both) for both in group)))

    def _out_of_order(self, together: list[Pair]) -> Iterator[Finding]:
        """Rows that agree with their quantities but stand elsewhere in the table."""
        settled = [both for both in together if "place" not in differences(*both)]
        order = {id(token): place for place, token in enumerate(self._tokens)}
        for move in moves(ranks([(row.section, order[id(token)]) for row, token in settled])):
            yield self._about("NG-06", [settled[position] for position in move], "thứ tự như trong bản gốc")

    def _not_printed(self, pairs: Pairs) -> Iterator[Finding]:
        known = {token.section for token in self._tokens}
        for group in _grouped(pairs.rows, known):
            there = group[0].section in known
            yield _finding(
                "NG-02",
                rows=group,
                observed=" | ".join(map(_quote_row, group)),
                expected=f"có trong {self._place(group[0].section)}"
                + ("" if there else ", mà mục ấy không in số nào"),
            )

    def _not_typed(self, pairs: Pairs) -> Iterator[Finding]:
        rows_of = {id(token): row for row, token in pairs.together}
        for group in _grouped(pairs.tokens, {row.section for row in self._rows}):
            section, ordinal = group[0].section, group[0].ordinal
            earlier = [t for t in self._tokens if t.section == section and t.ordinal < ordinal]
            above = next((rows_of[id(t)] for t in reversed(earlier) if id(t) in rows_of), None)
            finding = _finding(
                "NG-01",
                observed=" | ".join(map(self._quote_token, group)),
                expected=f"{_count(group)} trong bảng" + (f", sau {above.code}" if above else ""),
            )
            place = {"source": self._place(section, group[0].paragraph)}
            if self._rows:
                place["file"] = _text(self._rows[0].cells.get("file"))
            yield finding | place

    def _about(self, rule: str, group: list[Pair], expected: str) -> Finding:
        quotes = [quote for row, token in group for quote in (_quote_row(row), self._quote_token(token))]
        return _finding(rule, rows=[row for row, _ in group], observed=" | ".join(quotes), expected=expected)

    def _quote_token(self, token: Token) -> str:
        return f"{token.quote} ({self._place(token.section, token.paragraph)})"

    def _place(self, section: str, paragraph: int | None = None) -> str:
        if section:
            return locator(section, paragraph, self._name)
        return f"{self._name}, trước mục đầu tiên" + (f", đoạn {paragraph}" if paragraph else "")


def _grouped(items: Iterable[_Item], known: set[str]) -> Iterator[list[_Item]]:
    """Each alone, but those of a section that the other side does not know at all together."""
    for section, group in groupby(items, key=lambda item: item.section):
        members = list(group)
        yield from ([member] for member in members) if section in known else [members]


def _count(tokens: Sequence[Token]) -> str:
    return "số này" if len(tokens) == 1 else f"{len(tokens)} số này"


def _expected(row: Row, token: Token) -> str:
    """What should stand in the row, for every way it differs."""
    parts = {
        "number": f"số in «{token.printed}»",
        "unit": " ".join(
            filter(None, ["loại", _KINDS[token.kind], f"theo {token.scale}" if token.scale else ""])
        ),
        "noun": f"đơn vị «{' '.join(token.after.split()[:_FEW_WORDS])}»",
        "qualifier": f"từ hạn định «{token.qualifier}»" if token.qualifier else "không có từ hạn định",
        "place": locator(token.section, token.paragraph, "") if token.section else "trước mục đầu tiên",
    }
    return "; ".join(parts[name] for name in differences(row, token))


def _quote_row(row: Row) -> str:
    """``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32)``."""
    cells = {
        name: _text(row.cells.get(name))
        for name in ("qualifier", "printed", "unit", "source", "file", "line")
    }
    words = " ".join(filter(None, [cells["qualifier"], cells["printed"], cells["unit"]])).replace("% %", "%")
    place = "; ".join(filter(None, [cells["source"], ":".join(filter(None, [cells["file"], cells["line"]]))]))
    return " ".join(filter(None, [row.code, f"«{words}»", f"({place})" if place else ""]))


def _finding(rule: str, *, rows: Sequence[Row] = (), observed: str, expected: str) -> Finding:
    severity, description = RULES[rule]
    row_id, *related = dict.fromkeys(row.code for row in rows) if rows else [""]
    cells = rows[0].cells if rows else {}
    return {
        "severity": severity,
        "rule": rule,
        "table": "figures",
        "row_id": row_id,
        "related": SEPARATOR.join(related),
        "file": _text(cells.get("file")),
        "line": cells.get("line", pd.NA),
        "source": _text(cells.get("source")),
        "observed": observed,
        "expected": expected,
        "description": description,
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
