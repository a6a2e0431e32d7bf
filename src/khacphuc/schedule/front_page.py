"""The front door, ``reports/index.html``: where every run stands, what comes next, where its files lie."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from filelock import FileLock

from khacphuc.checks.findings import SEVERITIES
from khacphuc.data.returns.coverage import percent_of
from khacphuc.locale import HOUSE, words
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.files import write_text
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import render_page
from khacphuc.run.states import STATE_NAMES
from khacphuc.schedule.plan import zone_of
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from khacphuc.project.layout import Layout
    from khacphuc.run.states import RunState

STATES_PAGE: Final = "index.html"
"""The file of the page, in ``reports``."""
WAITING: Final = frozenset({"blocked", "failed", "ready_to_sign", "stale", "superseded"})
"""The states in which somebody has to do something."""

_TEMPLATE: Final = Path(__file__).parent / "templates" / "front_page.html.j2"
_TONES: Final = {"blocked": "critical", "failed": "critical", "issued": "good"} | dict.fromkeys(
    ("ready_to_sign", "stale", "superseded"), "warning"
)
_FILES: Final = ("report.html", "report.pdf", "report.docx", "returns.html", "notebooks/index.html")
_LOCK: Final = "front-page.lock"
_SECONDS: Final = 30  # a page takes less than one; who holds the lock longer hangs
_LONGEST: Final = 300  # characters of what a run failed with: the record has all of them


def page_language(states: Sequence[RunState]) -> str:
    """The language most of the runs are in; that of the house where there is none."""
    languages = Counter(state.language for state in states if state.parameters)
    return min(languages, key=lambda name: (-languages[name], name != HOUSE), default=HOUSE)


def in_zone_of(states: Sequence[RunState], now: datetime) -> datetime:
    """A moment by the clock most people of the runs live by, wherever the machine stands."""
    zones = Counter(zone_of(state.parameters) for state in states if state.parameters)
    return now.astimezone(max(zones, key=lambda zone: (zones[zone], zone.key), default=zone_of(None)))


def write_front_page(layout: Layout, states: Sequence[RunState], now: datetime) -> Path:
    """Write the front door, whole or not at all.

    Args:
        layout: the project.
        states: of all its runs, with their next events.
        now: the moment.

    Raises:
        OSError: the disk refuses.
    """
    file = layout.root / "reports" / STATES_PAGE
    write_text(file, to_states_page(layout, states, now))
    return file


def front_page_lock(layout: Layout) -> FileLock:
    """Lets one process at a time look where runs stand and write the page, so that the last look stays.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = layout.root / ".runs"
    folder.mkdir(exist_ok=True)
    return FileLock(folder / _LOCK, timeout=_SECONDS)


def to_states_page(layout: Layout, states: Sequence[RunState], now: datetime) -> str:
    """The front door as HTML: one file, offline, without scripts.

    Args:
        layout: the project, to see which files there are.
        states: of all its runs, in the order of ``read_states``.
        now: the moment.
    """
    language, now = page_language(states), in_zone_of(states, now)
    labels, document = words(language, "front_page"), words(language, "document")
    offices = [
        (office, _place(of_office), [_run(layout, state, now, language) for state in of_office])
        for office, of_office in ((key, list(group)) for key, group in groupby(states, _office))
    ]
    waiting = sum(state.state in WAITING for state in states)
    synthetic = [state.parameters.synthetic for state in states if state.parameters]
    numbers = {"count": count(len(offices), language)}
    single = offices[0][1] if len(offices) == 1 else ""
    return render_page(
        _TEMPLATE,
        language,
        title=single or labels.counted("offices", len(offices)).format(**numbers),
        is_place=bool(single),
        front=labels,
        as_of=labels["as_of"].format(at=moment(now, now)),
        verdict=labels.counted("verdict", waiting).format(count=count(waiting, language))
        if waiting
        else labels["verdict_none" if states else "no_runs"],
        waiting=waiting,
        states=_counts(states, language),
        offices=offices,
        total=len(states),
        synthetic=document["synthetic"] if synthetic and all(synthetic) else "",
    )


def moment(at: datetime, now: datetime) -> str:
    """A moment as people read it, in its zone, which is named where clocks there show another hour."""
    text = f"{format_date(at.date())}, {at:%H:%M}"
    return text if at.utcoffset() == now.utcoffset() else f"{text} ({at.tzinfo})"


def state_details(state: RunState, now: datetime, language: str) -> dict[str, str]:
    """What is to be said of a run beside its state, by the keys of their labels; only what there is.

    Args:
        state: where it stands.
        now: the moment.
        language: of our words.
    """
    labels = words(language, "front_page")
    details: dict[str, str] = {}
    if state.blocked:
        number = count(state.blocked, language)
        details["withheld"] = labels.counted("withheld_by", state.blocked).format(count=number)
    if state.why:
        details["why"] = state.why if len(state.why) <= _LONGEST else f"{state.why[:_LONGEST]}…"
    if state.next_event and state.next_at:
        event = words(language, "event")[state.next_event]
        details["next"] = labels["next_at"].format(event=event, at=moment(state.next_at, now))
    if state.rate:
        came, expected = state.rate
        details["came_in"] = labels["of_expected"].format(
            came=count(came, language),
            expected=count(expected, language),
            percent=percent_of(came, expected, language),
        )
    if state.findings:
        details["findings"] = _findings(state, language)
    if state.version:
        key = "version_issued" if state.version == state.issued else "version_not_issued"
        details["version"] = labels[key].format(version=state.version)
    if state.issued and state.version != state.issued:
        details["issued"] = labels["version_issued"].format(version=state.issued)
    return details


def sign_off_rows(state: RunState, language: str) -> list[tuple[str, str]]:
    """Each role that is to sign, with its decision or that it is awaited."""
    labels = words(language, "front_page")
    return [(role, labels[f"sign_off_{decision or 'awaited'}"]) for role, decision in state.sign_offs.items()]


def _findings(state: RunState, language: str) -> str:
    severities, labels = words(language, "severity"), words(language, "front_page")
    numbers = ", ".join(
        f"{severities[severity]}: {count(state.findings[severity], language)}"
        for severity in SEVERITIES
        if state.findings.get(severity)
    )
    answered = sum(state.answered.values())
    if not answered:
        return numbers
    return labels.counted("with_answers", answered).format(findings=numbers, count=count(answered, language))


def _office(state: RunState) -> str:
    return state.office


def _place(states: Sequence[RunState]) -> str:
    """What the office is called: the place of its issuer, as its newest run has it."""
    places = (state.parameters.issuer.place for state in states if state.parameters)
    return next(places, states[0].office)


def _counts(states: Sequence[RunState], language: str) -> list[dict[str, Any]]:
    """How many runs are in each state, those that wait for somebody first."""
    counted, labels = Counter(state.state for state in states), words(language, "run_state")
    order = sorted(STATE_NAMES, key=lambda name: name not in WAITING)
    return [
        {"label": labels[name], "tone": _TONES.get(name, ""), "total": counted[name]}
        for name in order
        if counted[name]
    ]


def _run(layout: Layout, state: RunState, now: datetime, language: str) -> dict[str, Any]:
    details = state_details(state, now, language)
    return {
        "run": state.run,
        "year": state.year,
        "state": words(language, "run_state")[state.state],
        "tone": _TONES.get(state.state, ""),
        "waits": state.state in WAITING,
        "withheld": details.pop("withheld", ""),
        "details": details,
        "sign_offs": sign_off_rows(state, language),
        "links": _links(layout, state, language),
        "papers": list(_papers(layout, state, language)),
    }


def _links(layout: Layout, state: RunState, language: str) -> list[tuple[str, str]]:
    """The files of a run that are there: from the folder of the page, with what they are called."""
    names, report = _names(language), layout.published_report(state.run)
    places = [(f"{state.run}/{name}", names[name]) for name in _FILES if (report / name).is_file()]
    if state.review:
        # what is published is beside the page; a page of an attempt lies in a hidden folder of the project
        inside = state.review.removeprefix("reports/")
        place = inside if inside != state.review else f"../{state.review}"
        places.insert(len([name for name, _ in places if "/report." in name]), (place, names["review.html"]))
    return places


def _papers(layout: Layout, state: RunState, language: str) -> Iterator[tuple[str, str]]:
    labels = words(language, "front_page")
    for paper in state.papers:
        if (layout.published_report(paper) / "report.html").is_file():
            comparison = run_comparison_of(paper)
            if comparison:
                name = labels["comparison"].format(runs=", ".join(comparison.runs))
            else:
                month = paper.rpartition("-board-")[2]
                name = labels["board_paper"].format(month=f"{month[5:]}/{month[:4]}")
            yield f"{paper}/report.html", name


def _names(language: str) -> Mapping[str, str]:
    labels = words(language, "front_page")
    return {
        "report.html": labels["report"],
        "report.pdf": "PDF",
        "report.docx": "Word",
        "review.html": words(language, "review")["page"],
        "returns.html": words(language, "returns")["page"],
        "notebooks/index.html": words(language, "front")["page"],
    }
