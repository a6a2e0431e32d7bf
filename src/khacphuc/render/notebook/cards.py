"""Cards of findings in a notebook: what the review page shows of them, carried in the output of a cell."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from markupsafe import Markup as Safe
from pydantic import ConfigDict, TypeAdapter

from khacphuc.locale import marks, words
from khacphuc.render.html.environment import TEMPLATE_DIR, environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Template

_TEMPLATE: Final = "cards.html.j2"
Severity = Literal["critical", "warning"]


def cards_template() -> Template:
    """The template of cards, compiled once a process."""
    return environment(TEMPLATE_DIR).get_template(_TEMPLATE)


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation: its text, and the words around it."""

    text: str
    label: str = ""
    qualifier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """One of the places of a finding; what is not known is empty."""

    code: str = ""
    title: str = ""
    quotes: tuple[QuoteCard, ...] = ()
    note: str = ""
    source: str = ""
    row: str = ""
    cited_at: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, as ``review.cards`` makes it."""

    anchor: str
    severity: Severity
    label: str
    rule: str
    row: str
    code: str
    glance: str
    description: str
    expected: str
    places: tuple[PlaceCard, ...]
    more: int
    state: Literal["none", "pending", "settled"]
    state_label: str
    about_answers: bool
    open: bool
    answer: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class RuleCards:
    """The cards of one rule."""

    rule: str
    heading: str
    total: int
    cards: tuple[Card, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class SeverityCards:
    """The cards of one severity."""

    severity: Severity
    label: str
    total: int
    kinds: tuple[RuleCards, ...]


@dataclass(frozen=True, slots=True)
class FindingCards:
    """Findings as cards, the gravest first.

    ``groups`` is what ``review.cards.Cards.by_severity`` returns (``FindingCards.of``).
    """

    groups: tuple[SeverityCards, ...]
    type: Literal["cards"] = "cards"

    @classmethod
    def of(cls, groups: Iterable[Mapping[str, Any]]) -> FindingCards:
        """The cards of a page."""
        plain = [_plain(group) for group in groups]
        return cls(_GROUPS.validate_python(plain))

    def to_html(self, language: str, *, prefix: str, base: str = "", unstyled: bool = False) -> str:
        """The cards as on the review page.

        Args:
            language: of our own words.
            prefix: put before the ids of headings.
            base: put before every address of a page of the run.
            unstyled: part with signs what our pages part by their styles.
        """
        template = cards_template()
        content = {
            "language": language,
            "words": words(language, "review"),
            "office": Safe(marks(language)[0]),  # noqa: S704 - our own attribute
            "base": base,
            "unstyled": unstyled,
        }
        module: Any = template.make_module(content)
        return str(module.groups(self.groups, prefix, False))

    def unique(self, taken: set[str], prefix: str) -> FindingCards:
        """The same cards with ids that are not on the page yet."""

        def renamed(card: Card) -> Card:
            anchor = card.anchor if card.anchor not in taken else f"{prefix}{card.anchor}"
            taken.add(anchor)
            return dataclasses.replace(card, anchor=anchor)

        return FindingCards(
            tuple(
                dataclasses.replace(
                    group,
                    kinds=tuple(
                        dataclasses.replace(kind, cards=tuple(map(renamed, kind.cards)))
                        for kind in group.kinds
                    ),
                )
                for group in self.groups
            )
        )

    def to_text(self) -> str:
        """The cards in plain words, a line each below what must hold."""
        lines = []
        for group in self.groups:
            lines.append(f"{group.label} ({group.total}):")
            for kind in group.kinds:
                lines.append(f"  {kind.rule} · {kind.heading} ({kind.total}):")
                lines += [f"    - {card.code}: {card.glance} ({card.state_label})" for card in kind.cards]
                if kind.more:
                    lines.append(f"    … (+{kind.more})")
        return "\n".join(lines)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


_GROUPS: Final[TypeAdapter[tuple[SeverityCards, ...]]] = TypeAdapter(
    tuple[SeverityCards, ...], config=ConfigDict(extra="forbid")
)
