"""The review page: whether a report can be published, what was found, and what was checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from khacphuc.locale import words
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import write_page
from khacphuc.report.anchors import REPORT_PAGE, citation_anchor
from khacphuc.review.cards import Cards, state
from khacphuc.review.wording import SEVERITIES, STATES
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from khacphuc.config.parameters import RunParameters


_TEMPLATE: Final = Path(__file__).parent / "templates" / "review.html.j2"

# where the template names the code of a place; data cannot hold it, since every "<" of theirs is escaped
_PLACE: Final = re.compile(r"<!--cited:(?P<code>[A-Za-z0-9._-]+)-->")


class Checked(Protocol):
    """What the checks of a run found and looked at (``checks.check.Checked``, which is slow to import)."""

    @property
    def findings(self) -> pd.DataFrame:
        """One row per finding, with ``checks.findings.FINDING_COLUMNS``."""

    @property
    def rules(self) -> pd.DataFrame:
        """One row per rule: table, rule, severity, description, rows, failed."""


def to_review(
    checked: Checked,
    assessments: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    class_names: Mapping[str, str],
    parameters: RunParameters,
    *,
    run: str,
) -> str:
    """The review page of a run as HTML: one file, offline, without scripts.

    Args:
        checked: what the checks found, and what they looked at.
        assessments: computed beside declared classes.
        tables: the clean tables, to show the places of a finding; may be empty.
        class_names: how each class is printed.
        parameters: the run's parameters.
        run: the id of the run, for the command that takes answers.
    """
    language = parameters.language
    counts = _counts(checked.findings, language)
    cards = Cards(checked.findings, tables, class_names, language)
    return write_page(
        _TEMPLATE,
        parameters,
        run=run,
        verdict=_verdict(counts, language),
        counts=counts,
        states={name: words(language, "state")[name] for name in STATES},
        classes=_classes(assessments, tables, class_names),
        groups=cards.by_severity(checked.findings),
        total=len(checked.findings),
        tables=_tables(checked.rules, language),
        checked=_checked(checked.rules, language),
    )


def with_citations(page: str, cited: Collection[str], language: str = "vi") -> str:
    """The review page of a run whose report stands beside it: places lead to where they are cited.

    Args:
        page: what ``to_review`` gave.
        cited: the codes the report cites.
        language: of our own words.
    """
    say = words(language, "review")

    def link(found: re.Match[str]) -> str:
        code = found["code"]
        if code not in cited:
            return ""
        target, told = f"{REPORT_PAGE}#{citation_anchor(code)}", say["in_report"].format(code=code)
        return f'<p class="where"><a href="{target}">{told}</a></p>'

    return _PLACE.sub(link, page)


def _verdict(counts: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """Whether it can be published, as ``checks.findings.is_blocking`` decides."""
    say = words(language, "review")
    left = {row["severity"]: row["none"] + row["pending"] for row in counts}
    pending = {row["severity"]: row["pending"] for row in counts}
    if left["critical"]:
        told = say.counted("verdict_no_pending" if pending["critical"] else "verdict_no", left["critical"])
        return {
            "blocked": True,
            "text": told.format(count=count(left["critical"], language)),
            "next": say["verdict_no_next"],
        }
    following = say.counted("verdict_yes_open" if left["warning"] else "verdict_yes_none", left["warning"])
    return {
        "blocked": False,
        "text": say["verdict_yes"],
        "next": following.format(count=count(left["warning"], language)),
    }


def _counts(findings: pd.DataFrame, language: str) -> list[dict[str, Any]]:
    """Findings by severity and by where they stand."""
    stands = findings["answer"].map(state)
    return [
        {
            "severity": severity,
            "label": words(language, "severity")[severity],
            "total": int((findings["severity"] == severity).sum()),
            **{name: int(((findings["severity"] == severity) & (stands == name)).sum()) for name in STATES},
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
        for row in assessments.to_dict("records")
    ]


def _tables(rules: pd.DataFrame, language: str) -> list[dict[str, Any]]:
    """What was checked, by table, in the order of the data dictionary; tables it does not know come last."""
    order = {name: place for place, name in enumerate(TABLES)}
    names = sorted(set(rules["table"]), key=lambda name: (order.get(name, len(order)), name))
    return [_table(name, rules[rules["table"] == name].to_dict("records"), language) for name in names]


def _checked(rules: pd.DataFrame, language: str) -> str:
    failed, empty = rules["failed"] > 0, (rules["failed"] == 0) & (rules["rows"] == 0)
    numbers = {
        "tables": rules["table"].nunique(),
        "rules": len(rules),
        "passed": int((~failed & ~empty).sum()),
        "failed": int(failed.sum()),
        "empty": int(empty.sum()),
    }
    told = {name: count(number, language) for name, number in numbers.items()}
    return words(language, "review")["checked_total"].format(**told)


def _table(name: str, rules: list[dict[Any, Any]], language: str) -> dict[str, Any]:
    severities = words(language, "severity")
    told = [
        {
            **rule,
            "label": severities[rule["severity"]],
            "passed_rows": max(rule["rows"] - rule["failed"], 0),
        }
        for rule in rules
    ]
    failed = [rule for rule in told if rule["failed"]]
    rows = max((rule["rows"] for rule in rules), default=0)
    summary = words(language, "review").counted(
        "checked_summary" if rows or failed else "checked_empty", len(told)
    )
    return {
        "name": name,
        "label": words(language, "table").get(name, name),
        "rows": rows,
        "summary": summary.format(rules=len(told), passed=len(told) - len(failed), failed=len(failed)),
        "failed": failed,
        "passed": [rule for rule in told if not rule["failed"]],
    }
