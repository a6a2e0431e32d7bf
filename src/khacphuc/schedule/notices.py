"""What is written to people about a run: that its state changed, that something is due, that nobody came.

Pure. A notice has counts and the place of the review page, never a figure, a finding's text or a name: it
travels by mail and by servers of others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from khacphuc.run.states import StateName

NoticeKind = Literal["state", "remind", "escalate"]
NOTICE_COUNTS: Final = ("blocked", "expected", "received", "awaited")
"""What a notice may count: critical findings; reports of units that were due, came, and are awaited."""
_STOPPED: Final = frozenset({"blocked", "failed"})
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
_FORM: Final = 1
"""Grows when a program that reads the JSON would have to be changed."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice about a run.

    Attributes:
        kind: a change of state, a reminder, or one to the second list.
        run: the run.
        office: the code of its office.
        at: when, with its zone.
        state: the state of the run (see ``run.states``).
        before: the state it had before; empty where it did not change or had none.
        counts: some of ``NOTICE_COUNTS``.
        page: where the review page lies, from the folder of the project; empty where there is none.
        due: until when what it reminds of is due.
        collection: the code of the collection of forms it counts; empty where it counts all, of the year.
        period: the code of the period it counts; empty for the year.
        language: of its words.
    """

    kind: NoticeKind
    run: str
    office: str
    at: datetime
    state: StateName
    before: StateName | Literal[""] = ""
    counts: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    page: str = ""
    due: date | None = None
    collection: str = ""
    period: str = ""
    language: str = "vi"

    @property
    def is_escalated(self) -> bool:
        """Whether it goes to the second list."""
        return self.kind == "escalate"

    @property
    def is_recovery(self) -> bool:
        """Whether the run was blocked or had failed, and is not so any more."""
        return self.kind == "state" and self.before in _STOPPED and self.state not in _STOPPED

    @property
    def subject(self) -> str:
        """The notice in a line."""
        labels, states = words(self.language, "notice"), words(self.language, "run_state")
        what = "recovery" if self.is_recovery else self.kind
        return labels[f"subject_{what}"].format(run=self.run, office=self.office, state=states[self.state])

    @property
    def text(self) -> str:
        """The notice in some lines."""
        labels, states = words(self.language, "notice"), words(self.language, "run_state")
        lines = [
            labels["state_changed" if self.before else "state"].format(
                run=self.run, state=states[self.state], before=states.get(self.before, "")
            )
        ]
        if self.due is not None:
            days = (self.due - self.at.date()).days
            when = "due" if days > 0 else "overdue" if days < 0 else "due_today"
            lines.append(labels.counted(when, abs(days)).format(day=f"{self.due:%d/%m/%Y}", days=abs(days)))
        if self.collection:
            key = "collection_period" if self.period else "collection"
            lines.append(labels[key].format(collection=self.collection, period=self.period))
        lines += [
            labels.counted(self._count_key(name), self.counts[name]).format(count=self.counts[name])
            for name in NOTICE_COUNTS
            if name in self.counts
        ]
        if self.page:
            lines.append(labels["page"].format(page=self.page))
        moment = f"{self.at:%d/%m/%Y %H:%M} (UTC{self.at:%z})"
        lines += [labels["at"].format(moment=moment), labels["foot"]]
        return "\n".join(lines)

    def _count_key(self, name: str) -> str:
        """Reports of a whole year are called so: most of them are not due yet."""
        is_of_year = name != "blocked" and not self.collection
        return f"count_of_year_{name}" if is_of_year else f"count_{name}"

    @property
    def json(self) -> str:
        """The notice for programs, in a line; chat servers print its ``text``."""
        return json.dumps(
            {
                "form": _FORM,
                "kind": self.kind,
                "run": self.run,
                "office": self.office,
                "at": self.at.isoformat(timespec="seconds"),
                "state": self.state,
                "before": self.before,
                "recovery": self.is_recovery,
                "counts": {name: self.counts[name] for name in NOTICE_COUNTS if name in self.counts},
                "review": self.page,
                "collection": self.collection,
                "period": self.period,
                "due": self.due.isoformat() if self.due else "",
                "subject": self.subject,
                "text": f"{self.subject}\n{self.text}",
            },
            ensure_ascii=False,
        )
