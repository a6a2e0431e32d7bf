"""A section for each shortcoming: its class, criteria, what was promised, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.report.board.sentence import in_paragraph

if TYPE_CHECKING:
    from khacphuc.report.comparison.context import ComparisonContext
    from khacphuc.report.document import nodes
    from khacphuc.years.promises import ShortcomingYear


def overview(context: ComparisonContext) -> list[nodes.Block]:
    """A row for each shortcoming: its class in every year, and what became of it."""
    labels, years = context.labels, context.years
    rows = []
    for thread in context.shortcomings:
        classes = {year.run: context.class_name(year.class_) for year in thread}
        outcome = labels[f"outlook_{thread[-1].ending}"]
        if any(year.standing == "recurred" for year in thread):
            outcome = f"{labels['recurred']}; {outcome}"
        rows.append((thread[-1].title, *(classes.get(year.run, "–") for year in years), outcome))
    if not rows:
        return []
    return [
        context.table(
            "years-shortcomings",
            labels["caption_overview"],
            [
                (labels["column_shortcoming"], 4, "left"),
                *((str(year.year), 2, "left") for year in years),
                (labels["column_became"], 2.4, "left"),
            ],
            rows,
        )
    ]


def shortcoming_sections(context: ComparisonContext) -> list[nodes.Block]:
    """The sections of all shortcomings, in the order they were acknowledged, each on a page of its own."""
    return [
        block
        for number, thread in enumerate(context.shortcomings, start=1)
        for block in _section(number, thread, context)
    ]


def _section(
    number: int, thread: tuple[ShortcomingYear, ...], context: ComparisonContext
) -> list[nodes.Block]:
    labels, last = context.labels, thread[-1]
    blocks: list[nodes.Block] = [
        context.heading(labels["shortcoming"].format(title=last.title), starts_page=True),
        *(in_paragraph(text) for text in _sentences(thread, context)),
        _classes(number, thread, context),
    ]
    if any(year.criteria for year in thread):
        blocks.append(_criteria(number, thread, context))
    if any(year.promises for year in thread):
        blocks.append(_promises(number, thread, context))
    return blocks


def _sentences(thread: tuple[ShortcomingYear, ...], context: ComparisonContext) -> list[str]:
    """What became of it, year by year."""
    labels = context.labels
    sentences = [
        labels[f"standing_{year.standing}"].format(
            year=year.year, since=year.since, code=year.code, class_=context.class_name(year.class_)
        )
        for year in thread
    ]
    return [" ".join([*sentences, labels[f"ending_{thread[-1].ending}"].format(year=thread[-1].year)])]


def _classes(number: int, thread: tuple[ShortcomingYear, ...], context: ComparisonContext) -> nodes.Table:
    labels = context.labels
    others = list(context.vocabularies)
    return context.table(
        f"years-classes-{number}",
        labels["caption_classes"],
        [
            (labels["column_year"], 1, "center"),
            (labels["column_code"], 1, "center"),
            (labels["column_class"], 4, "left"),
            *((name, 3, "left") for name in others),
        ],
        [
            (
                str(year.year),
                year.code,
                context.class_name(year.class_),
                *(context.vocabularies[name].get(year.class_, "–") for name in others),
            )
            for year in thread
        ],
    )


def _criteria(number: int, thread: tuple[ShortcomingYear, ...], context: ComparisonContext) -> nodes.Table:
    """A row for each clause, a column for each year; a dash where a year does not judge by it."""
    labels = context.labels
    by_clause: dict[str, dict[int, str]] = {}
    for year in thread:
        for _, aspect, status in year.criteria:
            by_clause.setdefault(aspect, {})[year.year] = context.codes[status] if status else "–"
    return context.table(
        f"years-criteria-{number}",
        labels["caption_criteria"],
        [(labels["column_clause"], 4, "left"), *((str(year.year), 1.6, "left") for year in thread)],
        [
            (clause, *(statuses.get(year.year, "–") for year in thread))
            for clause, statuses in by_clause.items()
        ],
    )


def _promises(number: int, thread: tuple[ShortcomingYear, ...], context: ComparisonContext) -> nodes.Table:
    labels = context.labels
    return context.table(
        f"years-promises-{number}",
        labels["caption_promises"],
        [
            (labels["column_year"], 1, "center"),
            (labels["column_measure"], 5, "left"),
            (labels["column_outcome"], 2.4, "left"),
        ],
        [
            (str(year.year), promise.description, _outcome(promise.status, promise.is_late, context))
            for year in thread
            for promise in year.promises
        ],
    )


def _outcome(status: str, is_late: bool, context: ComparisonContext) -> str:
    text = context.codes[status] if status else context.labels["not_recorded"]
    return f"{text}; {context.labels['late']}" if is_late else text
