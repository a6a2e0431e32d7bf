"""Findings as the review pages show them: by severity and rule, a card each with places and answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from khacphuc.checks.findings import ANSWERS, SEVERITIES
from khacphuc.locale import words
from khacphuc.report.anchors import MOST_CARDS, finding_anchor
from khacphuc.review.places import PlaceView, PlaceViews, clipped
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.cells import readable_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from khacphuc.checks.findings import Answer, Finding

STATES: Final = ("none", "pending", "settled")
"""Where a finding stands, as it comes to its end."""

_MAX_OPEN: Final = 40
_BETWEEN: Final = "; "
_MAX_GLANCED: Final = 3
_ANSWERED: Final = ("uses", "reason", "role", "date")


def state(answer: Answer | None) -> str:
    """Where a finding stands: ``none`` (nobody answered), ``pending`` (answered, not closed) or ``settled``.

    Only an answer that closes a finding settles it; one that was mended is gone.
    """
    if answer is None:
        return "none"
    return "settled" if answer.is_closing else "pending"


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by their rule, rules and findings in their order."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding)
    return rules


def first_cards(findings: Iterable[Finding], page: str = "") -> dict[str, str]:
    """The address of the first card of each rule.

    Args:
        findings: those that have cards.
        page: the page they stand on; of the same page nothing.
    """
    groups = by_rule(findings).items()
    return {rule: f"{page}#{finding_anchor(rule, group[0].row_id)}" for rule, group in groups}


def _heading(description: str) -> str:
    """What must hold; a description may go on behind a semicolon with what to do about it."""
    return description.partition("; ")[0].rstrip(".")


class Cards:
    """Makes the cards of one page: ids are given once, and only the first cards stand open.

    Args:
        findings: all the page speaks of.
        tables: the clean tables; may be empty.
        language: of our own words.
        cited: the codes the report beside the page cites: places lead there.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        tables: Mapping[str, pd.DataFrame],
        language: str = "vi",
        *,
        cited: Collection[str] = (),
    ) -> None:
        carded = [finding for group in by_rule(findings).values() for finding in group[:MOST_CARDS]]
        self._places = PlaceViews(tables, carded, cited=cited)
        self._labels = words(language, "review")
        self._severities = words(language, "severity")
        self._states = words(language, "state")
        self._decisions = words(language, "decision")
        self._recorded: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in tables["answers"].pipe(row_dicts) if "answers" in tables else ():
            cells = {str(name): cell for name, cell in row.items()}
            self._recorded.setdefault((row["rule"], row["row_id"]), []).append(cells)
        self._anchors: Counter[str] = Counter()
        self._open = 0

    def by_severity(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """Groups of findings, the gravest first: each with its kinds (see ``kinds``)."""
        groups = {
            severity: [finding for finding in findings if finding.severity == severity]
            for severity in SEVERITIES
        }
        return [
            {
                "severity": severity,
                "label": self._severities[severity],
                "total": len(group),
                "kinds": self.kinds(group),
            }
            for severity, group in groups.items()
            if group
        ]

    def kinds(self, findings: Iterable[Finding]) -> list[dict[str, Any]]:
        """Findings by rule, each with at most ``MOST_CARDS`` cards."""
        return [
            {
                "rule": rule,
                "heading": _heading(group[0].description),
                "total": len(group),
                "cards": [self._card(finding) for finding in group[:MOST_CARDS]],
                "more": max(len(group) - MOST_CARDS, 0),
            }
            for rule, group in by_rule(findings).items()
        ]

    def _card(self, finding: Finding) -> dict[str, Any]:
        places, more = self._places.places(finding)
        stands = state(finding.answer)
        self._open += stands != "settled"
        code = finding.row_id or self._labels["whole_table"]
        return {
            "anchor": self._once(finding_anchor(finding.rule, finding.row_id)),
            "severity": finding.severity,
            "label": self._severities[finding.severity],
            "rule": finding.rule,
            "row": f"{finding.rule} · {code}",
            "code": code,
            "glance": clipped(_BETWEEN.join(filter(None, self._glance(places[:_MAX_GLANCED])))),
            "description": finding.description,
            "expected": clipped(finding.expected),
            "places": places,
            "more": more,
            "state": stands,
            "state_label": self._states[stands],
            "about_answers": finding.table == ANSWERS,
            "open": stands != "settled" and self._open <= _MAX_OPEN,
            "answer": self._answer(finding),
        }

    def _once(self, name: str) -> str:
        self._anchors[name] += 1
        return name if self._anchors[name] == 1 else f"{name}--{self._anchors[name]}"

    def _answer(self, finding: Finding) -> dict[str, str] | None:
        """What was answered, and whether that holds; answers to what stood here before do not."""
        recorded = self._recorded.get((finding.rule, finding.row_id), [])
        same = [row for row in recorded if finding.was_observed_as(str(row["observed"]))]
        if same or (recorded and finding.answer is None):
            row = (same or recorded)[-1]
            about = {"none": "void" if same else "stale", "pending": "pending"}.get(state(finding.answer), "")
            observed = clipped(str(row["observed"]))
            return self._answer_card(
                row, self._labels[f"answer_{about}"].format(observed=observed) if about else ""
            )
        if finding.answer is None:
            return None
        answer = finding.answer
        return self._answer_card({name: getattr(answer, name) for name in ("decision", *_ANSWERED)})

    def _answer_card(self, row: Mapping[str, Any], about: str = "") -> dict[str, str]:
        return {
            "about": about,
            "decision": self._decisions.get(row["decision"], row["decision"]),
            **{name: clipped(readable_cell(row[name])) for name in _ANSWERED},
        }

    def _glance(self, places: Iterable[PlaceView]) -> Iterable[str]:
        """Each place in a few words, for the line one sees before opening a card."""
        for place in places:
            if not place.quotes:
                yield place.note
            for quote in place.quotes:
                yield " ".join(
                    filter(None, [quote.qualifier, quote.text or self._labels["empty"], quote.unit])
                )
