"""What the sections of a comparison are written from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khacphuc.locale import words
from khacphuc.report.board.sentence import cell
from khacphuc.report.document import nodes
from khacphuc.years.office_names import office_names
from khacphuc.years.promises import shortcomings_over_years
from khacphuc.years.series import series_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.locale import Words
    from khacphuc.report.document.nodes import Alignment
    from khacphuc.years.promises import ShortcomingYear
    from khacphuc.years.series import Series
    from khacphuc.years.year import Year


@dataclass(frozen=True)
class ComparisonContext:
    """Years side by side.

    Attributes:
        years: of one office, in their order; or of several offices.
        class_names: how each class is printed.
        vocabularies: other words for each class, by what the vocabulary is called.
        language: of our own words.
        draws: whether charts are drawn.
    """

    years: Sequence[Year]
    class_names: Mapping[str, str]
    vocabularies: Mapping[str, Mapping[str, str]]
    language: str
    draws: bool = True

    @cached_property
    def labels(self) -> Words:
        """Our words in a comparison."""
        return words(self.language, "comparison")

    @cached_property
    def codes(self) -> Words:
        """How codes of statuses are printed."""
        return words(self.language, "code")

    @cached_property
    def reasons(self) -> Words:
        """How the six reasons are printed."""
        return words(self.language, "decision")

    @cached_property
    def office_names(self) -> dict[str, str]:
        """What each office is called, by its id, in the order of the names."""
        return office_names(self.years)

    @property
    def span(self) -> str:
        """The years from the first to the last, as print has them; one where all are of one year."""
        first, last = self.years[0].year, self.years[-1].year
        return str(last) if first == last else f"{first}–{last}"

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The indicators over the years."""
        return series_of(self.years)

    @cached_property
    def shortcomings(self) -> tuple[tuple[ShortcomingYear, ...], ...]:
        """Each shortcoming over the years."""
        return shortcomings_over_years(self.years)

    def class_name(self, name: str) -> str:
        """A class as it is printed; a dash where there is none."""
        return self.class_names.get(name, name) or "–"

    def heading(self, text: str, level: int = 1, *, starts_page: bool = False) -> nodes.Heading:
        """A heading of the comparison."""
        return nodes.Heading(level=level, children=(nodes.Text(text=text),), starts_page=starts_page)

    def table(
        self,
        name: str,
        caption: str,
        columns: Sequence[tuple[str, float, Alignment]],
        rows: Sequence[Sequence[object]],
    ) -> nodes.Table:
        """A table.

        Args:
            name: its id.
            caption: what stands above it.
            columns: head, relative width and alignment of each.
            rows: texts or nodes.
        """
        return nodes.Table(
            id=name,
            caption=(nodes.Text(text=caption),),
            columns=tuple(head for head, _, _ in columns),
            rows=tuple(tuple(cell(value) for value in row) for row in rows),
            align=tuple(align for _, _, align in columns),
            widths=tuple(width for _, width, _ in columns),
        )
