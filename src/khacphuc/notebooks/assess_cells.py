"""The cells of the tables of ``30_assess``: numbers with their places, thresholds with bars, links. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.assess.criteria import holds
from khacphuc.data.clean import locator
from khacphuc.render.notebook.aside import page_link
from khacphuc.report.anchors import REVIEW_PAGE, finding_anchor
from khacphuc.report.cells import join_cells, outcome
from khacphuc.report.document import nodes
from khacphuc.report.gauge import gap_in_words, gauge, share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.notebooks.assessed_run import AssessedRun
    from khacphuc.notebooks.shortcomings import AssessedCriterion
    from khacphuc.report.cells import Cell

# more links are no mark any more: the review page has them all
_MOST_MARKED: Final = 5


def kind_cell(run: AssessedRun, criterion: AssessedCriterion) -> Cell:
    """Measured or judged, and whether by proxy."""
    kind = nodes.Text(text=run.status_name(criterion.kind))
    if not criterion.proxy:
        return (kind,)
    return kind, nodes.Break(), nodes.Text(text=run.labels["proxy"], tone="warning")


def evidence_cell(run: AssessedRun, criterion: AssessedCriterion) -> Cell:
    """The number that is measured, then what else was recorded: numbers, documents, sections."""
    codes = dict.fromkeys(filter(None, (criterion.figure, *criterion.evidence)))
    return join_cells((number_cell(run, code) for code in codes), nodes.Break())


def number_cell(run: AssessedRun, code: str) -> Cell:
    """A number as printed and its place, or how it was computed; the name of a section or a document.

    Where findings on it are open it is marked, and the mark leads to them.
    """
    if not code:
        return ()
    if printed := run.number(code):
        return run.cite(code, printed), *_origin(run, code), *finding_marks(run, code)
    if code in run.citables:
        return (run.cite(code, run.citables[code].text), *finding_marks(run, code))
    if run.is_number(code):
        return nodes.Text(text=code), quiet(f" ({run.labels['no_number']})"), *finding_marks(run, code)
    return (nodes.Text(text=locator(code, None, "", run.language)),)


def _origin(run: AssessedRun, code: str) -> Cell:
    """Where a number is printed; of a computed one its working, and where what it is made of is printed."""
    place = run.place(code)
    if not run.is_computed(code):
        return (nodes.Text(text=f" ({place})"),) if place else ()
    key = "computed" if place else "computed_only"
    return (quiet(f" ({run.labels[key].format(working=run.working(code), place=place)})"),)


def finding_marks(run: AssessedRun, *codes: str) -> Cell:
    """A mark for the open findings on numbers, each leading to its card on the review page."""
    findings = dict.fromkeys(finding for code in codes for finding in run.open_findings(code))
    if not findings:
        return ()
    cards = dict.fromkeys(
        (finding.rule, finding_anchor(finding.rule, finding.row_id)) for finding in findings
    )
    first = list(cards)[:_MOST_MARKED]
    links = join_cells((page_link(rule, f"../{REVIEW_PAGE}#{anchor}"),) for rule, anchor in first)
    mark = run.labels.counted("open_findings", len(cards))
    return nodes.Break(), outcome(f"{mark} ", "warning"), *links


def threshold_cell(run: AssessedRun, criterion: AssessedCriterion) -> Cell:
    """The threshold of a number with a bar, last year's value, and the recorded reason."""
    parts: list[Cell] = []
    if criterion.kind == "measured":
        parts.append(gauged_cell(run, criterion.figure, criterion.comparator, criterion.threshold))
        if criterion.baseline:
            before = run.bare_number(criterion.baseline) or criterion.baseline
            parts.append((nodes.Text(text=run.labels["baseline"].format(number=before)),))
    if criterion.reason:
        parts.append((nodes.Text(text=criterion.reason),))
    return join_cells(parts, nodes.Break())


def gauged_cell(run: AssessedRun, figure: str, comparator: str, threshold: str) -> Cell:
    """What is asked of a number, and how far it is from that."""
    demand: Cell = ()
    if threshold:
        demanded = run.demand(comparator, threshold, figure or threshold)
        demand = (run.cite(threshold, demanded), *finding_marks(run, threshold))
    actual, limit = run.value(figure), run.value(threshold)
    if actual is None or limit is None:
        return demand
    share, gap = share_of(actual, limit), ""
    if not holds(actual, comparator, limit):
        gap = gap_in_words(actual, comparator, limit, run.language)
    return join_cells(
        [
            demand,
            gauge(share, run.language, comparator) if share is not None else (),
            (nodes.Text(text=gap),) if gap else (),
        ],
        nodes.Break(),
    )


def shortcoming_link(code: str, criteria: Sequence[AssessedCriterion]) -> Cell:
    """A shortcoming's code, which leads to its first criterion."""
    if not criteria:
        return (nodes.Text(text=code),)
    return (nodes.CitedValue(id=criteria[0].code, text=code, kind="class"),)


def row_link(code: str, words: str = "") -> Cell:
    """A code that leads to the row of its own, and what it stands for."""
    link = nodes.CitedValue(id=code, text=code, kind="class")
    return (link, nodes.Text(text=f": {words}")) if words else (link,)


def quiet(text: str) -> nodes.Text:
    """Words that stand back behind the others."""
    return nodes.Text(text=text, tone="quiet")
