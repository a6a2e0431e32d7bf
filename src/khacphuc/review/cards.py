"""Findings as the review pages show them: by severity and rule, a card each with places and answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from khacphuc.checks.fingerprint import fingerprint
from khacphuc.locale import words
from khacphuc.report.anchors import MOST_CARDS, finding_anchor, on_review_page
from khacphuc.review.places import Place, Rows, clipped, text
from khacphuc.review.wording import SEVERITIES, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

_MOST_OPEN: Final = 40
_BETWEEN: Final = "; "
_GLANCED: Final = 3


def state(answer: str) -> str:
    """Where a finding stands: ``none`` (nobody answered), ``pending`` (answered, not closed) or ``settled``.

    Only a finding that was accepted is closed by its answer; one that was mended is gone.

    >>> state("under_review: chờ chứng từ (Văn phòng, 05/01/2022)")
    'pending'
    """
    if not answer:
        return "none"
    return "settled" if answer.startswith("accepted") else "pending"


class Cards:
    """Makes the cards of one page: ids are given once, and only the first cards stand open.

    Args:
        findings: all the page speaks of.
        tables: the clean tables; may be empty.
        class_names: how each class is printed.
        language: of our own words.
    """

    def __init__(
        self,
        findings: pd.DataFrame,
        tables: Mapping[str, pd.DataFrame],
        class_names: Mapping[str, str],
        language: str = "vi",
    ) -> None:
        self.rows = Rows(tables, on_review_page(findings), class_names, language)
        self._class_names = class_names
        self._language = language
        self._say = words(language, "review")
        self._severities = words(language, "severity")
        self._states = words(language, "state")
        self._decisions = words(language, "decision")
        self._answers: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in tables["answers"].to_dict("records") if "answers" in tables else ():
            own = {str(name): cell for name, cell in row.items()}
            self._answers.setdefault((row["rule"], row["row_id"]), []).append(own)
        self._given: Counter[str] = Counter()
        self._open = 0

    def by_severity(self, findings: pd.DataFrame) -> list[dict[str, Any]]:
        """Groups of findings, the gravest first: each with its kinds (see ``kinds``)."""
        return [
            {
                "severity": severity,
                "label": self._severities[severity],
                "total": int((findings["severity"] == severity).sum()),
                "kinds": self.kinds(findings[findings["severity"] == severity]),
            }
            for severity in SEVERITIES
            if (findings["severity"] == severity).any()
        ]

    def kinds(self, findings: pd.DataFrame) -> list[dict[str, Any]]:
        """Findings by rule, each with at most ``MOST_CARDS`` cards."""
        return [
            {
                "rule": rule,
                "heading": str(own["description"].iloc[0]).partition("; ")[0].rstrip("."),
                "total": len(own),
                "cards": self._cards(own.head(MOST_CARDS).to_dict("records")),
                "more": max(len(own) - MOST_CARDS, 0),
            }
            for rule, own in findings.groupby("rule", sort=False)
        ]

    def _cards(self, findings: Iterable[Mapping[Any, Any]]) -> list[dict[str, Any]]:
        return [self._card(finding) for finding in findings]

    def _card(self, finding: Mapping[Any, Any]) -> dict[str, Any]:
        places, more = self.rows.places(finding)
        stands = state(finding["answer"])
        self._open += stands != "settled"
        return {
            "anchor": self._once(finding_anchor(finding["rule"], finding["row_id"])),
            "severity": finding["severity"],
            "label": self._severities[finding["severity"]],
            "rule": finding["rule"],
            "row": " · ".join(filter(None, [finding["rule"], finding["row_id"] or self._say["whole_table"]])),
            "code": finding["row_id"] or self._say["whole_table"],
            "glance": clipped(_BETWEEN.join(filter(None, self._glance(places[:_GLANCED])))),
            "description": finding["description"],
            "expected": clipped(self._spoken(finding)),
            "places": places,
            "more": more,
            "state": stands,
            "state_label": self._states[stands],
            "about_answers": finding["table"] == "answers",
            "open": stands != "settled" and self._open <= _MOST_OPEN,
            "answer": self._answer(finding),
        }

    def _spoken(self, finding: Mapping[Any, Any]) -> str:
        return spoken(finding["expected"], finding["table"], self._class_names, self._language)

    def _once(self, name: str) -> str:
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}--{self._given[name]}"

    def _answer(self, finding: Mapping[Any, Any]) -> dict[str, str] | None:
        """What was answered, and whether that holds; answers to what stood here before do not."""
        own = self._answers.get((finding["rule"], finding["row_id"]), [])
        seen = fingerprint(finding["observed"])
        same = [row for row in own if fingerprint(row["observed"]) == seen]
        told = finding["answer"]
        empty = dict.fromkeys(("about", "uses", "reason", "role", "date"), "")
        if same or (own and not told):
            row = (same or own)[-1]
            about = {"none": "void" if same else "stale", "pending": "pending"}.get(state(told), "")
            why = self._say[f"answer_{about}"].format(observed=clipped(row["observed"])) if about else ""
            return empty | {
                "about": why,
                "decision": self._decisions.get(row["decision"], row["decision"]),
                **{name: clipped(text(row[name])) for name in ("uses", "reason", "role", "date")},
            }
        if not told:
            return None
        decision, _, reason = told.partition(": ")
        if decision not in self._decisions:
            return empty | {"decision": clipped(told)}
        return empty | {"decision": self._decisions[decision], "reason": clipped(reason)}

    def _glance(self, places: Iterable[Place]) -> Iterable[str]:
        """Each place in a few words, for the line one sees before opening a card."""
        for place in places:
            if not place.quotes:
                yield place.note
            for quote in place.quotes:
                yield " ".join(filter(None, [quote.qualifier, quote.text or self._say["empty"], quote.unit]))
