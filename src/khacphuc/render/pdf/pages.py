"""Pages are filled: text flows on where a chart does not fit, and nothing small has a last page for itself.

The template says how its pages came out, and is laid out again with other values until nothing is amiss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypedDict

from khacphuc.render.form import CHART_SHARES

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from khacphuc.render.pdf.page_layout import PageLayout

# Tried in their order: closer rows spare a small table, or its end, the last page.
_ANNEX_INSETS: Final = (5.5, 4.5, 3.5)


class Fit(NamedTuple):
    """What may vary in a layout.

    Attributes:
        chart_share: how wide charts are, of the width of the text.
        annex_inset: points above and below the words of an annex table.
        deferred: charts that stand at the head of the next page, while text flows on.
        annex_tables: whether annexes have their tables. They are most of the work, and as annexes begin on a
            page of their own, charts do not move them.
    """

    chart_share: float = CHART_SHARES[0]
    annex_inset: float = _ANNEX_INSETS[0]
    deferred: tuple[str, ...] = ()
    annex_tables: bool = True


class Chart(TypedDict):
    """Where a chart stands, as the template says it.

    Attributes:
        text: the page on which the text before it ends.
        lead: that page, or the page of a heading behind that text.
        page: its own.
        table: the page on which the next table begins; 0 where there is none.
    """

    id: str
    text: int
    lead: int
    page: int
    table: int


LayOut: TypeAlias = "Callable[[Fit], PageLayout]"
"""Makes a layout with what may vary in it."""


def fill_pages(lay_out: LayOut, *, charts: bool) -> PageLayout:
    """The layout that fills its pages; where nothing helps, that with everything at its full size.

    Args:
        lay_out: makes layouts of the document.
        charts: whether there are any.

    Raises:
        typst.TypstError: the document cannot be laid out.
    """
    fit = _fit_charts(lay_out) if charts else Fit()
    layouts = []
    for inset in _ANNEX_INSETS:
        layouts.append(lay_out(fit._replace(annex_inset=inset)))
        if True not in layouts[-1].marks["end-alone"]:
            return layouts[-1]
    return layouts[0]


def _fit_charts(lay_out: LayOut) -> Fit:
    """The widest charts that leave no line alone with the signature, and which of them are deferred."""
    fits = []
    for share in CHART_SHARES:
        layout, fit = _deferring(lay_out, Fit(share, annex_tables=False))
        if True not in layout.marks["foot-alone"]:
            return fit._replace(annex_tables=True)
        fits.append(fit)
    return fits[0]._replace(annex_tables=True)


def first_to_defer(charts: Iterable[Chart], settled: Container[str]) -> str | None:
    """The first chart that left the text before it for the next page, or overtook a chart.

    Args:
        charts: where they stand.
        settled: the ids of those that stay as they are.
    """
    reached = 0
    for chart in charts:
        if chart["id"] not in settled and max(chart["page"], reached) > chart["text"]:
            return chart["id"]
        reached = max(chart["page"], reached)
    return None


def is_misplaced(chart: Chart) -> bool:
    """Whether a deferred chart stands before what leads to it, or behind the beginning of a later table."""
    return chart["page"] <= chart["lead"] or 0 < chart["table"] < chart["page"]


def _deferring(lay_out: LayOut, fit: Fit) -> tuple[PageLayout, Fit]:
    """Defer one chart after the other, for each changes where all behind it stand.

    One that would stand before what leads to it, at the head of the same page, is not deferred, nor one
    that a table would overtake: it would stand between tables it has nothing to do with, or in one of them.
    """
    in_place: set[str] = set()
    while True:
        layout = lay_out(fit)
        charts: list[Chart] = layout.marks["chart"]
        misplaced = {chart["id"] for chart in charts if is_misplaced(chart)} & {*fit.deferred}
        if misplaced:
            in_place |= misplaced
            fit = fit._replace(deferred=tuple(chart for chart in fit.deferred if chart not in misplaced))
            continue
        late = first_to_defer(charts, in_place.union(fit.deferred))
        if late is None:
            return layout, fit
        fit = fit._replace(deferred=(*fit.deferred, late))
