"""The command ``khacphuc new``: says what was made, what came from the year before, and what is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.console.output import from_here, wrapped
from khacphuc.locale import words
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.locale import Words
    from khacphuc.office.carry_over import CarryOver
    from khacphuc.office.new import NewRun


def format_new(new: NewRun) -> str:
    """Say in the language of the run what was made, carried over and is awaited, and what is next."""
    labels = words(new.language, "new_run")
    lines = [labels["files"].format(run=new.run)]
    lines += [f"  {from_here(file)}" for file in new.files]
    if new.carried:
        lines += [wrapped(line) for line in _carried(new.carried, labels)]
    lines += [wrapped(labels[f"next_{step}"].format(run=new.run)) for step in ("fill", "check")]
    return "\n".join(lines)


def _carried(carried: CarryOver, labels: Words) -> Iterator[str]:
    codes, remedied = ", ".join(carried.orders), ", ".join(carried.remedied)
    yield labels.counted("carried", len(carried.orders)).format(
        count=len(carried.orders), run=carried.run, codes=codes or "–"
    )
    if remedied:
        yield labels["remedied"].format(codes=remedied)
    for name in ("overdue", "unanswered"):
        if pairs := getattr(carried.left_open, name):
            listed = ", ".join(f"{new} ({was})" for was, new in pairs)
            yield labels[name].format(run=carried.run, codes=listed)
    if carried.left_open.dropped:
        yield labels["dropped"].format(codes=", ".join(carried.left_open.dropped))
    for indicator, day, users in carried.ended:
        yield labels["ended"].format(indicator=indicator, date=format_date(day), codes=", ".join(users))
    yield labels["awaited"]
    for figure in carried.awaited:
        yield "  " + labels["awaited_figure"].format(
            code=figure.code, run=carried.run, was=figure.was, printed=figure.printed
        )
    if carried.judged:
        yield "  " + labels["awaited_judgement"].format(codes=", ".join(carried.judged))
    yield "  " + labels["awaited_rest"]
