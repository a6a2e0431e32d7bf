"""What charts take from a run: numbers by their codes, as documents print them, and our own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.data.decisions import RECONSTRUCTION, with_decisions
from khacphuc.data.values import Value, Values
from khacphuc.errors import DocumentError, ParameterError
from khacphuc.locale import HOUSE
from khacphuc.report.document import nodes
from khacphuc.report.prose.citable import AWAITED
from khacphuc.report.words import document_words
from khacphuc.text.formats import format_count, format_quantity, qualified
from khacphuc.text.quantities import parse
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from khacphuc.report.prose.citations import Citations


@dataclass
class ChartContext:
    """The tables of a run and what its codes print.

    Args:
        tables: the clean tables.
        citations: what codes print.
        language: of our own words.
        status: of the document (see ``data.decisions``).
        draws: whether charts are drawn; without it they are only looked at for mistakes.
        totals: what units reported, added up; None in a run that asks its units for nothing.
        year: of the run; without it every unit is there, and no day has passed.
    """

    tables: Mapping[str, pd.DataFrame]
    citations: Citations
    language: str = "vi"
    status: str = RECONSTRUCTION
    draws: bool = True
    totals: pd.DataFrame | None = None
    year: int | None = None
    _values: Values = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look up what codes stand for."""
        used = with_decisions(dict(self.tables), self.status, self.language)
        figures = used["figures"]
        self._values = Values.of_tables(used)
        self._qualifiers = dict(zip(figures["figure_id"], figures["qualifier"], strict=True))

    @property
    def labels(self) -> Mapping[str, str]:
        """The suite's own words in a document."""
        return document_words(self.language)

    def value(self, code: str) -> Value:
        """The number a code stands for.

        Raises:
            ParameterError: it stands for none.
        """
        observed, remedy = self.citations.refusal(code)
        if observed:
            raise ParameterError(observed, remedy=remedy)
        value = self.resolve(code) if code in self.citations.citables else None
        if value is None:
            raise ParameterError(f"no number has the code {code}", remedy=self.hint(code))
        return value

    def is_awaited(self, code: str) -> bool:
        """Whether a draft prints dots for a code, as no unit has reported its number yet."""
        citable = self.citations.citables.get(code)
        return citable is not None and citable.text == AWAITED and self.resolve(code) is None

    def hint(self, code: str) -> str:
        """The remedy for a wrong code: the nearest one; empty if none is near."""
        near = self.citations.nearest(code)
        return f"did you mean {near}?" if near else ""

    def resolve(self, text: str) -> Value | None:
        """The number that is used for a code, or that a text prints; None if neither."""
        return self._values.resolve(text)

    def printed(self, code: str) -> str:
        """The number of a code as the house prints it, with its qualifier and its unit."""
        value, text = self.value(code), self.citations.citables[code].text
        alone = value.kind in {"percentage", "money"} or not value.unit
        return self.qualified(code, text if alone else with_unit(text, value.unit))

    def qualified(self, code: str, text: str) -> str:
        """A text with the qualifier of the code's figure: ``hơn``, ``ít nhất``."""
        return qualified(text, self._qualifiers.get(code, ""), language=self.language)

    def count(self, number: int) -> str:
        """A count as the house prints it."""
        return format_count(number, language=self.language)

    def number(self, value: Value) -> str:
        """A number nothing cites, such as a threshold: as it was typed, or as another language prints it."""
        if self.language == HOUSE:
            return value.printed
        return format_quantity(parse(value.printed, unit=value.unit), language=self.language)

    def states(self, states: Counter[str]) -> str:
        """How many there are in each state: ``02 đạt, 06 chưa đạt``."""
        pattern = self.labels["chart_state"]
        return ", ".join(
            pattern.format(count=self.count(number), state=state)
            for state, number in states.items()
            if number
        )


def figure(
    context: ChartContext, name: str, caption: str, sentences: Sequence[str], draw: Callable[[], str]
) -> nodes.Figure:
    """A chart as a block; without a picture where the context draws none.

    Args:
        context: the run.
        name: its id.
        caption: what stands below it.
        sentences: what can be read off the chart; with the caption before them its text alternative.
        draw: draws it, as SVG.

    Raises:
        ParameterError: the typeface lacks one of its letters.
    """
    svg = ""
    if context.draws:
        try:
            svg = draw()
        except DocumentError as error:
            raise ParameterError(
                error.observed, place=error.place, expected=error.expected, remedy=error.remedy
            ) from error
    alt = " ".join(f"{sentence.rstrip('.')}." for sentence in (caption, *sentences) if sentence)
    return nodes.Figure(id=name, caption=(nodes.Text(text=caption),), alt=alt, svg=svg)
