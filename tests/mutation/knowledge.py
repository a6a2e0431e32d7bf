"""Which mistakes no rule can know of without the source, predicted without looking at outcomes.

Only the raw tables of the unchanged run and plain arithmetic are used here, none of the checks.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from khacphuc.schema.tables import SEPARATOR, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from .operators import Mutation

Rows = list[dict[str, str]]
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?")


class Knowledge:
    """What the unchanged raw tables say about one another."""

    def __init__(self, raw: dict[str, pd.DataFrame]) -> None:
        """Take the raw tables."""
        self._rows: dict[str, Rows] = {name: frame.to_dict("records") for name, frame in raw.items()}
        self._figures = {row["figure_id"]: row for row in self._rows["figures"]}
        self._indicators = {row["indicator_id"]: row for row in self._rows["indicators"]}
        self._codes = {row[TABLES[name].key] for name, rows in self._rows.items() for row in rows}

    def unknowable(self, mutation: Mutation) -> str:
        """Why no rule can know of a mistake; empty where one can."""
        if mutation.operator == "row missing":
            return self._missing(mutation)
        special = {
            ("figures", "printed"): self._printed,
            ("figures", "section"): self._place,
            ("figures", "paragraph"): self._place,
            ("computed", "decimals"): self._decimals,
            ("computed", "operands"): self._operands,
            ("computed", "formula"): self._formula,
            ("measures", "documents"): self._documents,
            ("criteria", "evidence"): self._evidence,
            ("criteria", "status"): self._judgement,
            ("criteria", "proxy"): self._judgement,
            ("target_parts", "threshold"): self._threshold,
            ("documents", "issued_on"): self._date,
            ("documents", "carries_out"): self._carries_out,
            ("declared", "overall_class"): self._overall,
            ("indicators", "counts"): self._counts,
            ("indicators", "counts_level"): self._level,
            ("indicators", "gathered_from"): self._level,
            ("indicators", "bound"): self._bound,
        }
        judge = special.get((mutation.table, mutation.column))
        judged = mutation.column == "proxy" or mutation.new
        return judge(mutation) if judge and judged else ""

    def families(self) -> dict[str, str]:
        """By figure the first of those it is related to: by indicator, part, sum, target or criterion."""
        first = {code: code for code in self._figures}
        groups: list[set[str]] = [{row["figure_id"], row["parent"]} for row in self._rows["figures"]]
        for name, columns in _RELATING.items():
            groups += [_codes(row[column] for column in columns) for row in self._rows[name]]
        operands = {row["computed_id"]: _codes([row["operands"]]) for row in self._rows["computed"]}
        kin: dict[str, set[str]] = {}
        for row in self._rows["figures"]:
            about = self._indicators[row["indicator"]]
            for name in filter(None, [row["indicator"], about["variant_of"], about["counts"] and "counts"]):
                kin.setdefault(name, set()).add(row["figure_id"])
        for group in [*groups, *kin.values()]:
            codes = {term for code in group for term in operands.get(code, {code})} & set(first)
            least = min((first[code] for code in codes), default="")
            joined = {first[code] for code in codes}
            first |= {code: least for code, head in first.items() if head in joined}
        return first

    def referring(self, mutation: Mutation) -> set[str]:
        """The rows that cite the mutated row, and the figures that count the rows of its table."""
        referring = set()
        for name, rows in self._rows.items():
            columns = [
                f.name for f in TABLES[name].raw if f.reference or f.dtype == "codes" or f.name in _CODES
            ]
            for row in rows:
                if mutation.row_id in _codes(row[column] for column in columns):
                    referring.add(row[TABLES[name].key])
        counting = {"targets": "target", "shortcomings": "shortcoming", "target_parts": "target"}
        word = counting.get(mutation.table)
        for row in self._rows["figures"]:
            if word and self._indicators[row["indicator"]]["counts"].startswith(word):
                referring.add(row["figure_id"])
        return referring

    def _missing(self, mutation: Mutation) -> str:
        rows = self._rows[mutation.table]
        last = mutation.row + 1 == len(rows) or _head(rows[mutation.row + 1], mutation) != _head(
            rows[mutation.row], mutation
        )
        cited = self.referring(mutation) - {mutation.row_id}
        printed = mutation.table in {"figures", "documents", "declared"}  # the prose cites them all
        counted = mutation.table == "target_parts"  # a printed ratio counts them
        if last and not cited and not printed and not counted:
            return "the last of its numbering, and nothing cites it"
        return ""

    def _printed(self, mutation: Mutation) -> str:
        new = _number(mutation.new, mutation)
        if mutation.operator not in {"digit slip", "digits swapped"} or new is None:
            return ""
        code, indicator = mutation.row_id, self._figures[mutation.row_id]["indicator"]
        about = self._indicators[indicator]
        family = {indicator, about["variant_of"]} - {""}
        several = sum(
            row["indicator"] in family or self._indicators[row["indicator"]]["variant_of"] == indicator
            for row in self._rows["figures"]
        )
        again = [
            row for row in self._rows["figures"] if row["indicator"] == indicator and row["figure_id"] != code
        ]
        if again and all(_number(row["printed"], None) == new for row in again):
            return "as it is printed elsewhere"
        if several > 1 or about["per_year"] or "".join(re.findall(r"^0\d{2}|^0\d[,%]", mutation.new)):
            return ""
        if any(not relation for relation in self._relations(code, new)):
            return ""
        return "a number printed once that breaks no relation"

    def _relations(self, code: str, new: Fraction | tuple[Fraction, Fraction]) -> Iterator[bool]:
        """Whether each relation a figure stands in still holds with another number in it."""

        def value(term: str) -> Fraction:
            name, _, part = term.partition(":")
            number = new if name == code else _number(self._figures[name]["printed"], None)
            if isinstance(number, tuple):
                return {"numerator": number[0], "denominator": number[1]}.get(part, number[0] / number[1])
            if number is None:
                raise ValueError(term)
            return number

        yield from self._of_indicator(code, new)
        for row in self._rows["figures"]:
            if row["parent"] and code in {row["figure_id"], row["parent"]}:
                yield value(row["figure_id"]) <= value(row["parent"])
        for row in self._rows["computed"]:
            terms = row["operands"].split(SEPARATOR)
            if row["reproduces"] and code in _codes([row["operands"], row["reproduces"]]):
                numbers = [value(term) for term in terms]
                exact = numbers[0] / numbers[1] * 100 if row["formula"] == "share" else sum(numbers)
                printed = self._figures[row["reproduces"].partition(":")[0]]["printed"]
                decimals = len(printed.partition(",")[2].rstrip("%"))
                yield abs(exact - value(row["reproduces"])) <= Fraction(1, 2 * 10**decimals)
        for row in self._rows["target_parts"]:
            both = (row["figure"], row["threshold"])
            if code in both and set(both) <= set(self._figures):
                was = [_number(self._figures[term]["printed"], None) for term in both]
                yield (was[0] >= was[1]) == (value(both[0]) >= value(both[1]))

    def _of_indicator(self, code: str, new: Fraction | tuple[Fraction, Fraction]) -> Iterator[bool]:
        """Whether a number still is one its indicator can have."""
        about = self._indicators[self._figures[code]["indicator"]]
        first = new[0] if isinstance(new, tuple) else new
        most = new[0] / new[1] if isinstance(new, tuple) and new[1] else first
        size = sum(row["level"] == about["counts_level"] for row in self._rows["units"])
        if about["at_most"]:
            yield most <= int(about["at_most"])
        if about["counts"] or any(row["parts_ratio"] == code for row in self._rows["targets"]):
            yield False  # what it counts did not change
        if about["counts_level"]:
            yield new[1] == size if isinstance(new, tuple) else first <= size
        if isinstance(new, tuple):
            yield new[0] <= new[1]

    def _place(self, mutation: Mutation) -> str:
        """A figure between two others may stand in any place between theirs."""
        rows = [
            row
            for row in self._rows["figures"]
            if row["section"].startswith("fn") == _is_note(mutation, self._figures)
        ]
        position = next(p for p, row in enumerate(rows) if row["figure_id"] == mutation.row_id)
        new = rows[position] | {mutation.column: mutation.new}
        if new["section"].startswith("fn") != rows[position]["section"].startswith("fn"):
            return ""
        before = _place_key(rows[position - 1]) if position else ()
        after = _place_key(rows[position + 1]) if position + 1 < len(rows) else (99,)
        return "a place between those of its neighbours" if before <= _place_key(new) <= after else ""

    def _decimals(self, mutation: Mutation) -> str:
        row = self._rows["computed"][mutation.row]
        free = row["formula"] in {"share", "ratio"} and int(mutation.new) <= 2
        return "how exactly a share is printed is a choice" if free else ""

    def _operands(self, mutation: Mutation) -> str:
        """A number that no printed figure repeats may be made of any others of their kind."""
        row = self._rows["computed"][mutation.row]
        codes = mutation.new.split(SEPARATOR)
        if row["reproduces"] or ":" in mutation.new or not set(codes) <= set(self._figures):
            return ""
        kinds = {self._indicators[self._figures[code]["indicator"]]["kind"] for code in codes}
        return "no printed figure repeats it" if kinds == {"count"} and len(set(codes)) == len(codes) else ""

    def _formula(self, mutation: Mutation) -> str:
        free = not self._rows["computed"][mutation.row]["reproduces"] and not self.referring(mutation)
        quotients = {mutation.old, mutation.new} == {"share", "ratio"}
        return "the same quotient, which nothing cites" if free and quotients else ""

    def _documents(self, mutation: Mutation) -> str:
        codes = mutation.new.split(SEPARATOR)
        there = set(codes) <= {row["document_id"] for row in self._rows["documents"]}
        return "another document of the list" if there and len(set(codes)) == len(codes) else ""

    def _evidence(self, mutation: Mutation) -> str:
        """Other evidence of the same section may be meant."""
        row = self._rows["criteria"][mutation.row]
        codes = mutation.new.split(SEPARATOR)
        if len(set(codes)) < len(codes):
            return ""
        home = f"III.{row['shortcoming_id'].removeprefix('KD')}"
        printed = {r["section"] for r in self._rows["figures"]} | {
            r["section"] for r in self._rows["declared"]
        }
        places = [self._figures[code]["section"] if code in self._figures else code for code in codes]
        if not all(
            place in printed and (place.startswith((f"{home}.", "fn")) or place == home) for place in places
        ):
            return ""
        named = {row["figure"], *self._operand_codes(row["figure"])}
        if row["kind"] == "measured" and not named & set(codes):
            return ""
        return "other evidence of the same section"

    def _operand_codes(self, code: str) -> set[str]:
        operands = [row["operands"] for row in self._rows["computed"] if row["computed_id"] == code]
        return {term.partition(":")[0] for text in operands for term in text.split(SEPARATOR)}

    def _judgement(self, _: Mutation) -> str:
        return "a judgement of the committee"

    def _threshold(self, mutation: Mutation) -> str:
        """Where nothing is measured, any requirement may be meant."""
        row = self._rows["target_parts"][mutation.row]
        other = self._figures.get(mutation.new)
        if row["figure"] or not other:
            return ""
        about = self._indicators[other["indicator"]]
        return (
            "another requirement, and nothing is measured" if about["bound"] and not about["bounds"] else ""
        )

    def _date(self, mutation: Mutation) -> str:
        """A day between those of the documents that bound it."""
        day = _day(mutation.new)
        row = self._rows["documents"][mutation.row]
        if day is None or day[0] > 2021 or ("/NĐ-" in row["symbol"] and day[0] != 2010):
            return ""
        register, number = _register(row["symbol"])
        days = {r["document_id"]: _day(r["issued_on"]) for r in self._rows["documents"]}
        for other in self._rows["documents"]:
            theirs = days[other["document_id"]]
            if theirs is None or other is row:
                continue
            name, their_number = _register(other["symbol"])
            if name == register and (their_number < number) != (theirs < day) and theirs != day:
                return ""
            if other["document_id"] == row["carries_out"] and theirs > day:
                return ""
            if other["carries_out"] == row["document_id"] and theirs < day:
                return ""
        return "a date that keeps order and syntax"

    def _carries_out(self, mutation: Mutation) -> str:
        day = _day(self._rows["documents"][mutation.row]["issued_on"])
        for row in self._rows["documents"]:
            if row["document_id"] == mutation.new and (_day(row["issued_on"]) or (0,)) <= (day or (9999,)):
                return "another document that could be carried out"
        return ""

    def _overall(self, mutation: Mutation) -> str:
        same = mutation.new == self._rows["declared"][mutation.row]["class"]
        return "the class declared elsewhere, too" if same else ""

    def _counts(self, mutation: Mutation) -> str:
        both = {mutation.old, mutation.new} == {"shortcomings", "measure_groups"}
        return "both are four" if both else ""

    def _level(self, mutation: Mutation) -> str:
        if mutation.column == "gathered_from":
            return "no unit has returned anything"
        sizes = {
            level: sum(row["level"] == level for row in self._rows["units"])
            for level in (mutation.old, mutation.new)
        }
        kind = self._rows["indicators"][mutation.row]["kind"]
        more = sizes[mutation.new] > sizes[mutation.old]
        return "there are more units than it counts" if kind == "count" and more else ""

    def _bound(self, mutation: Mutation) -> str:
        indicator = mutation.row_id
        codes = {row["figure_id"] for row in self._rows["figures"] if row["indicator"] == indicator}
        used = {row["threshold"] for name in ("criteria", "target_parts") for row in self._rows[name]}
        worded = any(
            row["qualifier"] and not row["qualifier"].startswith("chậm")
            for row in self._rows["figures"]
            if row["indicator"] == indicator
        )
        return "a threshold of nothing, without words that say how" if not codes & used and not worded else ""


_RELATING = {
    "computed": ("operands", "reproduces"),
    "targets": ("parts_ratio",),
    "target_parts": ("figure", "threshold", "target_id"),
    "criteria": ("figure", "threshold", "evidence"),
}
_CODES = {"reproduces", "threshold", "operands"}


def _codes(cells: Iterable[str]) -> set[str]:
    return {code.partition(":")[0] for cell in cells for code in cell.split(SEPARATOR)}


def _head(row: dict[str, str], mutation: Mutation) -> str:
    return re.sub(r"\d+$", "", row[TABLES[mutation.table].key])


def _is_note(mutation: Mutation, figures: dict[str, dict[str, str]]) -> bool:
    """Whether the mutated figure stands in a footnote."""
    return figures[mutation.row_id]["section"].startswith("fn")


def _place_key(row: dict[str, str]) -> tuple[object, ...]:
    section = row["section"].removeprefix("fn")
    head, *rest = section.split(".")
    order = ["", "1", "2", "I", "II", "III", "III-bis", "IV"]
    rank = order.index(head) if head in order else 100
    return (rank, tuple(int(part) for part in rest if part.isdigit()), int(row["paragraph"] or 0))


def _number(text: str, mutation: Mutation | None) -> Fraction | tuple[Fraction, Fraction] | None:
    """A printed number as a fraction, a ratio as two; None where it is none."""
    if "/" in text:
        part, _, whole = text.partition("/")
        return (Fraction(int(part)), Fraction(int(whole))) if int(whole) else None
    if not _NUMBER.fullmatch(text.rstrip("%")):
        return Fraction(text) if mutation is None else None
    return Fraction(text.rstrip("%").replace(".", "").replace(",", "."))


def _day(text: str) -> tuple[int, int, int] | None:
    try:
        day, month, year = map(int, text.split("/"))
        date(year, month, day)
    except ValueError:
        return None
    return (year, month, day) if 1900 <= year <= 2100 else None


def _register(symbol: str) -> tuple[str, int]:
    match = re.match(r"(\d+)[-/](.*?)(?:-[A-ZĐ]+)?$", symbol)
    return (match[2], int(match[1])) if match else ("", 0)
