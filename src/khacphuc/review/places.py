"""The places of a finding, read back from its row: what stands there, and where that is.

A finding keeps its places in one text, ``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; figures.csv:32) |
SL067 …``, because it is read in a spreadsheet, too. Where the row is at hand in the tables, number, unit
and locator are taken from it; the text serves for the rest, and nothing of it is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.review.wording import CLASS_TABLES, spoken
from khacphuc.schema.tables import SEPARATOR, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PLACES: Final = 12
_LONGEST: Final = 600
_BETWEEN: Final = " | "
_QUOTED = re.compile(r"([^«»]*)«([^«»]*)»")
_LOCATED = re.compile(
    r"(?P<words>.*)\((?:(?P<source>[^()]*); )?(?P<file>[^();:]+):(?P<line>\d+)\)", re.DOTALL
)
_TITLES: Final = {
    "computed": "label",
    "criteria": "aspect",
    "documents": "subject",
    "indicators": "name",
    "measures": "description",
    "shortcomings": "title",
    "target_parts": "statement",
    "targets": "statement",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand in a place, with what was said before and after them."""

    text: str
    label: str = ""
    qualifier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places of a finding."""

    code: str = ""
    title: str = ""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    source: str = ""
    file: str = ""
    line: str = ""


class Rows:
    """The rows findings speak of, by their code.

    Args:
        tables: the clean tables; may be empty.
        findings: whose rows are wanted, so that large tables are not kept twice.
        class_names: how each class is printed.
        language: of our own words.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        findings: pd.DataFrame,
        class_names: Mapping[str, str],
        language: str = "vi",
    ) -> None:
        self._class_names = class_names
        self._language = language
        self._names: dict[str, str] = {}
        self._rows: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        wanted = {code for cell in findings["related"] for code in cell.split(SEPARATOR)}
        wanted |= set(findings["row_id"])
        for name in sorted(set(tables) & set(TABLES)):
            frame, key = tables[name], TABLES[name].key
            if name == "indicators":
                self._names = dict(zip(frame[key], frame["name"], strict=True))
            for row in frame[frame[key].isin(wanted)].to_dict("records"):
                self._rows.setdefault(row[key], []).append((name, {str(k): cell for k, cell in row.items()}))

    def places(self, finding: Mapping[str, Any]) -> tuple[list[Place], int]:
        """The places of a finding, ``MOST_PLACES`` at most, and how many more there are."""
        observed = finding["observed"]
        codes = [finding["row_id"], *finding["related"].split(SEPARATOR)]
        known = "|".join(re.escape(code) for code in codes[: MOST_PLACES + 1] if code)
        ahead = rf"(?=(?:{known})(?::? |$))" if known else "(?=«)"
        pieces = re.split(rf"{re.escape(_BETWEEN)}{ahead}", observed, maxsplit=MOST_PLACES)
        rest = len(pieces[MOST_PLACES].split(_BETWEEN)) if len(pieces) > MOST_PLACES else 0
        return [
            self._place(piece, finding["table"], known) for piece in pieces[:MOST_PLACES] if piece.strip()
        ], rest

    def title(self, code: str, table: str) -> str:
        """What a row is called; a shortcoming's other rows are called as the shortcoming is."""
        named = "shortcomings" if table in CLASS_TABLES else table
        return next((self._called(name, row) for name, row in self._rows.get(code, ()) if name == named), "")

    def _called(self, table: str, row: Mapping[str, Any]) -> str:
        if table == "figures":
            return self._names.get(row["indicator"], "")
        return text(row[_TITLES[table]]) if table in _TITLES else ""

    def _place(self, piece: str, table: str, known: str) -> Place:
        code, words = "", piece
        if known and (found := re.match(rf"({known})(?::? |$)", piece)):
            code, words = found[1], piece[found.end() :]
        for name, row in sorted(self._rows.get(code, ()), key=lambda one: one[0] != table):
            where = {"source": text(row.get("source")), "file": text(row["file"]), "line": text(row["line"])}
            ending = "; ".join(filter(None, [where["source"], f"{where['file']}:{where['line']}"]))
            if words.endswith(f"({ending})"):
                words = words[: -len(ending) - 2].strip()
                quotes, note = _printed(name, row, words) or self._quotes(words, name)
                return Place(code, self.title(code, name), quotes, note, **where)
        found = _LOCATED.fullmatch(words)
        where = {name: found[name] or "" for name in ("source", "file", "line")} if found else {}
        quotes, note = self._quotes((found["words"] if found else words).strip(), table)
        return Place(code, self.title(code, table), quotes, note, **where)

    def _quotes(self, words: str, table: str) -> tuple[tuple[Quote, ...], str]:
        """Words and quotations by turns; where they do not pair, all of it is a note."""
        quoted = _QUOTED.findall(words)
        tail = _QUOTED.sub("", words)
        if not quoted or {"«", "»"} & set(tail):
            return (), clipped(words)
        tail = self._spoken(tail.strip(" ,;:"), table)
        names = [self._spoken(label.strip(" ,;:"), table) for label, _ in quoted]
        texts = [self._spoken(quote.strip(), table) for _, quote in quoted]
        if len(quoted) == 1 and not names[0]:
            return (Quote(clipped(texts[0]), unit=clipped(tail)),), ""
        return tuple(
            Quote(clipped(quote), label=name[:1].upper() + name[1:])
            for name, quote in zip(names, texts, strict=True)
        ), clipped(tail)

    def _spoken(self, words: str, table: str) -> str:
        return spoken(words, table, self._class_names, self._language)


def _printed(table: str, row: Mapping[str, Any], words: str) -> tuple[tuple[Quote, ...], str] | None:
    """The number of a row and what is said after it, when that is what the words quote."""
    if table not in {"figures", "computed"}:
        return None
    unit, printed = text(row.get("unit")), text(row["printed"])
    shown = f"«{printed} {unit}»".replace("% %", "%").replace(" %»", "%»") if unit else f"«{printed}»"
    if not printed or not words.startswith(shown):
        return None
    if printed.endswith("%") and unit.startswith("%"):
        unit = unit[1:].strip()
    quote = Quote(clipped(printed), qualifier=text(row.get("qualifier")), unit=unit)
    return (quote,), clipped(words[len(shown) :].strip())


def text(cell: Any) -> str:
    """A cell as words: nothing for what is missing, a date as people write it."""
    if pd.isna(cell):
        return ""
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "strftime") else str(cell)


def clipped(words: str) -> str:
    """Words a page can show; the whole of them stands in findings.csv."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
