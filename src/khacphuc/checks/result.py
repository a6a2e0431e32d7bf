"""What the checks of a run found and looked at, and its JSON, which one stage leaves to the next. Pure.

No pandas: the process that runs the stages reads it between them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khacphuc.checks.findings import Answer, Finding, Location, Place, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule that was checked.

    Attributes:
        table: the table it is about.
        rule: its id.
        severity: ``critical`` or ``warning``.
        description: the rule, as reviewers read it.
        rows: how many rows it looked at.
        failed: for how many of them it does not hold.
        compared: in how many of them there was something to compare; None where nobody counted.
        holds: what is so where it holds, as reviewers read it.
    """

    table: str
    rule: str
    severity: str
    description: str
    rows: int
    failed: int
    compared: int | None = None
    holds: str = ""

    @property
    def looked_at(self) -> int:
        """How many rows were compared, at the most that can be known."""
        return self.rows if self.compared is None else self.compared

    @property
    def statement(self) -> str:
        """What it asks, with what to do where it fails; what is so where it holds, if it does not fail."""
        return self.description if self.failed else self.holds or self.description


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks found (in order, see ``findings.in_order``), and every rule that was checked."""

    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...] = ()

    def to_json(self) -> str:
        """A line a finding and a rule, so that two results can be compared by eye."""
        findings, rules = _lines(self.findings), _lines(self.rules)
        return f'{{"findings": [\n{findings}\n],\n"rules": [\n{rules}\n]}}\n'

    @classmethod
    def from_json(cls, text: str) -> CheckResult:
        """The result ``to_json`` wrote.

        Raises:
            ValueError, TypeError, KeyError: the text is no such result.
        """
        stored = json.loads(text)
        return cls(
            tuple(_finding(finding) for finding in stored["findings"]),
            tuple(RuleResult(**rule) for rule in stored["rules"]),
        )


def _lines(items: Iterable[Finding | RuleResult]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, default=_plain) for item in items)


def _plain(item: Any) -> Any:
    """What JSON has no form for: a part of a finding by its fields (``asdict`` is slow), a date as text."""
    if dataclasses.is_dataclass(item):
        return {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return str(item)


def _finding(stored: dict[str, Any]) -> Finding:
    answer = stored["answer"]
    return Finding(
        **{
            **stored,
            "related": tuple(stored["related"]),
            "places": tuple(map(_place, stored["places"])),
            "location": Location(**stored["location"]),
            "choices": tuple(stored["choices"]),
            "answer": Answer(**{**answer, "date": dt.date.fromisoformat(answer["date"])}) if answer else None,
        }
    )


def _place(stored: dict[str, Any]) -> Place:
    quotes = tuple(Quote(**quote) for quote in stored["quotes"])
    return Place(**{**stored, "quotes": quotes, "location": Location(**stored["location"])})
