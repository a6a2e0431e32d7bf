"""The places of a finding as the review page shows them: what stands there, what it is called, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from khacphuc.report.anchors import REPORT_PAGE, citation_anchor
from khacphuc.schema.tables import TABLES
from khacphuc.text.cells import readable_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import pandas as pd

    from khacphuc.checks.findings import Finding, Place, Quote

MAX_PLACES: Final = 12
_CLASS_TABLES: Final = frozenset({"assessments", "declared"})
_LONGEST: Final = 600
_TITLES: Final = {
    "computed": "label",
    "criteria": "aspect",
    "documents": "subject",
    "figures": "indicator",
    "indicators": "name",
    "measures": "description",
    "shortcomings": "title",
    "target_parts": "statement",
    "targets": "statement",
}
"""The column that says what a row is called; a figure is called as its indicator."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation on the page: its text, and the words around it."""

    text: str
    label: str = ""
    qualifier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One of the places of a finding on the page; what is not known is empty."""

    code: str = ""
    title: str = ""
    quotes: tuple[QuoteView, ...] = ()
    note: str = ""
    source: str = ""
    row: str = ""
    cited_at: str = ""


class PlaceViews:
    """Makes the places of findings ready for the page.

    Args:
        tables: the clean tables, for what rows are called; may be empty.
        findings: whose rows are wanted, so that large tables are not held twice.
        cited: the codes the report beside the page cites: their places lead there.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        findings: Iterable[Finding],
        *,
        cited: Collection[str] = (),
    ) -> None:
        self._cited = cited
        self._names: dict[str, str] = {}
        if "indicators" in tables:
            self._names = dict(_columns(tables["indicators"], TABLES["indicators"].key, "name"))
        wanted = {code for finding in findings for code in finding.codes}
        self._titles: dict[tuple[str, str], Any] = {}
        for name, column in _TITLES.items():
            for code, title in _columns(tables[name], TABLES[name].key, column) if name in tables else ():
                if code in wanted:
                    self._titles.setdefault((name, code), title)

    def places(self, finding: Finding) -> tuple[list[PlaceView], int]:
        """The places of a finding, ``MAX_PLACES`` at most, and how many more there are."""
        places = [place for place in finding.distinct_places if str(place)]
        views = [self._view(place, finding.table) for place in places[:MAX_PLACES]]
        return views, len(places) - len(views)

    def _view(self, place: Place, table: str) -> PlaceView:
        quotes, note = _quotes(place)
        location = place.location
        return PlaceView(
            place.name or place.code,
            "" if place.name else self._title(place.code, place.table or table),
            quotes,
            note,
            location.source,
            location.row,
            f"{REPORT_PAGE}#{citation_anchor(place.code)}" if place.code in self._cited else "",
        )

    def _title(self, code: str, table: str) -> str:
        """What a row is called; a shortcoming's other rows are called as the shortcoming is."""
        named = "shortcomings" if table in _CLASS_TABLES else table
        title = self._titles.get((named, code), "")
        return self._names.get(title, "") if named == "figures" else readable_cell(title)


def _columns(frame: pd.DataFrame, key: str, column: str) -> Iterator[tuple[str, Any]]:
    return zip(frame[key].tolist(), frame[column].tolist(), strict=True)


def _quotes(place: Place) -> tuple[tuple[QuoteView, ...], str]:
    """The quotations of a place, and the words after them; one alone takes those as its unit."""
    if not place.quotes:
        return (), clipped(place.note)
    first = place.quotes[0]
    if len(place.quotes) == 1 and first.is_number:
        number = QuoteView(clipped(first.text), qualifier=first.qualifier, unit=first.unit)
        return (number,), clipped(place.note.strip())
    note = clipped(place.note.strip(" ,;:"))
    if len(place.quotes) == 1 and not first.label.strip(" ,;:"):
        return (QuoteView(clipped(first.text), unit=note),), ""
    return tuple(map(_quote, place.quotes)), note


def _quote(quote: Quote) -> QuoteView:
    label = quote.label.strip(" ,;:")
    words = " ".join(filter(None, (quote.text.strip(), quote.unit)))
    return QuoteView(clipped(words), label=label[:1].upper() + label[1:])


def clipped(words: str) -> str:
    """Words a page can show; the whole of them stands in findings.csv."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
