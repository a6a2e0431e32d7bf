"""The review page: whether a report can be published, what was found, and what was checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from khacphuc.checks.findings import SEVERITIES
from khacphuc.locale import words
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import write_page
from khacphuc.review.cards import STATES, Cards, state
from khacphuc.review.rule_tables import checked_total, rule_tables
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.rows import format_row

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.result import CheckResult
    from khacphuc.config.parameters import RunParameters
    from khacphuc.report.prose.left_out import LeftOutFence


_TEMPLATE: Final = Path(__file__).parent / "templates" / "review.html.j2"


def to_review(
    result: CheckResult,
    assessments: pd.DataFrame | None,
    tables: Mapping[str, pd.DataFrame],
    class_names: Mapping[str, str],
    parameters: RunParameters,
    *,
    run: str,
    cited: Collection[str] = (),
    has_notebooks: bool = False,
    has_returns: bool = False,
    left_out: Sequence[LeftOutFence] = (),
) -> str:
    """The review page of a run as HTML: one file, offline, without scripts.

    Args:
        result: what the checks found, and what they looked at.
        assessments: computed beside declared classes; None where there is no assessment.
        tables: the clean tables, to show the places of a finding; may be empty.
        class_names: how each class is printed.
        parameters: the run's parameters.
        run: the id of the run, for the command that takes answers.
        cited: the codes the report beside the page cites; empty where there is no report.
        has_notebooks: whether the pages of the notebooks lie in a folder beside the page.
        has_returns: whether the page of returns lies beside it.
        left_out: the fences the document is without, as the run has no rows for them.
    """
    language = parameters.language
    counts = _counts(result.findings, language)
    cards = Cards(result.findings, tables, language, cited=cited)
    return write_page(
        _TEMPLATE,
        parameters,
        run=run,
        verdict=_verdict(counts, language),
        counts=counts,
        states={name: words(language, "state")[name] for name in STATES},
        assessed=assessments is not None,
        classes=[] if assessments is None else _classes(assessments, tables, class_names),
        groups=cards.by_severity(result.findings),
        total=len(result.findings),
        tables=rule_tables(result.rules, language),
        checked=checked_total(result.rules, language),
        has_notebooks=has_notebooks,
        front=words(language, "front"),
        returns=words(language, "returns") if has_returns else None,
        left_out=[
            {
                "caption": fence.caption,
                "table": words(language, "table")[fence.table],
                "place": format_row(fence.file, fence.line, language),
            }
            for fence in left_out
        ],
    )


def _verdict(counts: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """Whether it can be published, as ``checks.findings.is_blocking`` decides."""
    labels = words(language, "review")
    left = {row["severity"]: row["none"] + row["pending"] for row in counts}
    pending = {row["severity"]: row["pending"] for row in counts}
    if left["critical"]:
        text = labels.counted("verdict_no_pending" if pending["critical"] else "verdict_no", left["critical"])
        return {
            "blocked": True,
            "text": text.format(count=count(left["critical"], language)),
            "next": labels["verdict_no_next"],
        }
    following = labels.counted("verdict_yes_open" if left["warning"] else "verdict_yes_none", left["warning"])
    return {
        "blocked": False,
        "text": labels["verdict_yes"],
        "next": following.format(count=count(left["warning"], language)),
    }


def _counts(findings: Sequence[Finding], language: str) -> list[dict[str, Any]]:
    """Findings by severity and by where they stand."""
    counted = Counter((finding.severity, state(finding.answer)) for finding in findings)
    return [
        {
            "severity": severity,
            "label": words(language, "severity")[severity],
            "total": sum(counted[severity, name] for name in STATES),
            **{name: counted[severity, name] for name in STATES},
        }
        for severity in SEVERITIES
    ]


def _classes(
    assessments: pd.DataFrame, tables: Mapping[str, pd.DataFrame], class_names: Mapping[str, str]
) -> list[dict[str, Any]]:
    known = tables.get("shortcomings")
    titles = {} if known is None else dict(zip(known["shortcoming_id"], known["title"], strict=True))
    return [
        {
            "code": row["shortcoming_id"],
            "title": titles.get(row["shortcoming_id"], ""),
            "computed": class_names[row["computed_class"]],
            "declared": class_names.get(row["declared_class"], ""),
            "agrees": bool(row["agrees"]),
        }
        for row in assessments.pipe(row_dicts)
    ]
