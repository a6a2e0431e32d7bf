"""What the suites see: the clean tables, with columns joined on that a rule needs from elsewhere. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.citations import mentions
from khacphuc.checks.views.counts import missing_returns, valid
from khacphuc.checks.views.documents import document_columns
from khacphuc.checks.views.figures import accepted_units, figure_columns
from khacphuc.checks.views.lookups import column, numbers, words
from khacphuc.checks.views.numbering import gaps
from khacphuc.checks.views.thresholds import own_evidence, threshold_columns
from khacphuc.data.clean import locator
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.checks.prose import Prose

_KIND_OF_UNIT = {"%": "percentage", "đồng": "money"}


def views(
    tables: dict[str, pd.DataFrame],
    *,
    targets: pd.DataFrame,
    criteria: pd.DataFrame,
    assessments: pd.DataFrame,
    status: str,
    year: int | None = None,
    previous: pd.DataFrame | None = None,
    prose: Prose | None = None,
    language: str = "vi",
) -> dict[str, pd.DataFrame]:
    """Join what the rules need onto the clean tables.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
        criteria: judged criteria.
        assessments: computed beside declared classes.
        status: the document's status (draft, final, reconstruction).
        year: the year the report is about; without it, no date is too late and every unit counts.
        previous: the clean figures of the run of the year before, if there is one.
        prose: what was read of the prose (``read_prose``); without it, no figure is missed in it.
        language: of our own words.

    Returns:
        The clean tables by name, plus ``assessments`` and ``citations``; the input stays as it is.
    """
    declared, indicators = tables["declared"], tables["indicators"]
    units = valid(tables["units"], year)
    sections = {
        code: locator(name, None, "", language)
        for code, name in column(declared, "shortcoming_id", "section").items()
        if name
    }
    shortcoming = assessments["shortcoming_id"]
    return tables | {
        "shortcomings": _shortcomings(tables["shortcomings"]),
        "measures": tables["measures"].assign(missing_before=gaps(tables["measures"]["measure_id"])),
        "figures": figure_columns(
            tables,
            targets=targets,
            units=units,
            previous=previous,
            cited=None if prose is None else prose.codes,
        ),
        "computed": _computed(tables),
        "targets": _targets(tables, targets),
        "target_parts": _parts(tables, targets),
        "criteria": _criteria(tables, criteria),
        "documents": document_columns(tables, year=year),
        "declared": declared.assign(
            due="no" if status == "draft" else "yes",
            section_known=_sections(declared, tables["shortcomings"]),
        ),
        "returns": tables["returns"].assign(
            level=words(tables["returns"]["unit_id"], column(units, "unit_id", "level")),
            gathered_from=words(
                tables["returns"]["indicator"], column(indicators, "indicator_id", "gathered_from")
            ),
            units_known=words(tables["returns"]["indicator"], accepted_units(indicators)),
            valid=tables["returns"]["unit_id"]
            .isin(units["unit_id"])
            .map({True: "yes", False: "no"})
            .astype("str"),
        ),
        "indicators": indicators.assign(
            kind_of_unit=_kind_of_unit(indicators),
            most_of_share=indicators["at_most"].where(indicators["kind"] == "percentage"),
        ),
        "units": tables["units"].assign(
            missing_returns=missing_returns(units, tables["returns"], indicators)
            .reindex(tables["units"].index, fill_value="")
            .astype("str")
        ),
        "meetings": tables["meetings"].assign(missing_before=gaps(tables["meetings"]["meeting_id"])),
        "assessments": assessments.assign(
            file=words(shortcoming, column(declared, "shortcoming_id", "file")),
            line=numbers(shortcoming, column(declared, "shortcoming_id", "line")),
            source=words(shortcoming, sections),
        ),
        "citations": mentions(tables, prose, language),
    }


def _shortcomings(shortcomings: pd.DataFrame) -> pd.DataFrame:
    return shortcomings.assign(
        missing_before=gaps(shortcomings["shortcoming_id"]),
        rank=shortcomings["order"].rank(method="dense").astype("Int64"),
    )


def _computed(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Whether operands repeat, a sum counts a part beside its whole, and how many decimals a sum has."""
    computed, figures = tables["computed"], tables["figures"]
    wholes = column(figures, "figure_id", "parent")
    kinds = column(figures, "figure_id", "kind")
    operands = [text.split(SEPARATOR) for text in computed["operands"]]
    sums = computed["formula"].isin(["sum", "difference"])
    counts = [
        all(kinds.get(code.partition(":")[0]) in {"count", "ratio"} for code in own) for own in operands
    ]
    repeated = [SEPARATOR.join({code: 0 for code in own if own.count(code) > 1}) for own in operands]
    terms = [sorted({code.partition(":")[0] for code in own if ":" in code}) for own in operands]
    mixed = [SEPARATOR.join(own) if len(own) > 1 else "" for own in terms]
    inside = [SEPARATOR.join(code for code in own if wholes.get(code) in own) for own in operands]
    return computed.assign(
        missing_before=gaps(computed["computed_id"]),
        repeated=pd.Series(repeated, index=computed.index, dtype="str"),
        counted_twice=pd.Series(inside, index=computed.index, dtype="str").where(
            computed["formula"] == "sum", ""
        ),
        mixed_terms=pd.Series(mixed, index=computed.index, dtype="str").where(~sums, ""),
        too_few=pd.Series(["yes" if len(own) == 1 else "" for own in operands], dtype="str")
        .set_axis(computed.index)
        .where(computed["formula"] == "difference", ""),
        decimals_of_counts=computed["decimals"].where(
            sums & pd.Series(counts, index=computed.index, dtype="bool")
        ),
    )


def _targets(tables: Mapping[str, pd.DataFrame], evaluated: pd.DataFrame) -> pd.DataFrame:
    targets, parts = tables["targets"], tables["target_parts"]
    own = evaluated[evaluated["part_id"] == ""]
    statuses = column(own, "target_id", "status")
    met = {code: str(ratio).partition("/")[0] for code, ratio in column(own, "target_id", "actual").items()}
    target = targets["target_id"]
    counts = parts.groupby("target_id")["count"].sum()
    return targets.assign(
        status=words(target, statuses),
        short_status=words(target, statuses).str.removeprefix("declared_"),
        parts_met=numbers(target, {code: int(count) for code, count in met.items() if count}),
        parts_met_printed=numbers(
            targets["parts_ratio"], column(tables["figures"], "figure_id", "numerator")
        ),
        parts=words(target, parts.groupby("target_id")["part_id"].agg(SEPARATOR.join).to_dict()),
        parts_standing_for=numbers(target, counts.to_dict()),
        has_parts=target.isin(parts["target_id"]),
        missing_before=gaps(target),
    )


def _parts(tables: Mapping[str, pd.DataFrame], evaluated: pd.DataFrame) -> pd.DataFrame:
    parts = tables["target_parts"]
    own = evaluated[evaluated["part_id"] != ""]
    return threshold_columns(parts, tables).assign(
        status=words(parts["part_id"], column(own, "part_id", "status")),
        missing_before=gaps(parts["part_id"]),
    )


def _criteria(tables: Mapping[str, pd.DataFrame], judged: pd.DataFrame) -> pd.DataFrame:
    criteria = tables["criteria"]
    return own_evidence(threshold_columns(criteria, tables), tables).assign(
        recorded=criteria["status"],
        status=judged["status"].to_numpy(),
        missing_before=gaps(criteria["criterion_id"]),
    )


def _sections(declared: pd.DataFrame, shortcomings: pd.DataFrame) -> pd.Series:
    """The section each class should be declared in: where the others are, under the shortcoming's number."""
    parts = declared["section"].str.extract(r"^(?P<head>[^.]+)\.(?P<order>\d+)\.(?P<tail>.+)$")
    order = numbers(declared["shortcoming_id"], column(shortcomings, "shortcoming_id", "order"))
    usual = (parts["head"] + ".#." + parts["tail"]).dropna().mode()
    if usual.empty:
        return words(declared["section"], {})
    head, _, tail = str(usual.iloc[0]).partition("#")
    expected = head + order.astype("str") + tail
    return expected.where(parts["head"].notna() & order.notna(), "").astype("str")


def _kind_of_unit(indicators: pd.DataFrame) -> pd.Series:
    """The kind a unit asks for: ``%`` and ``đồng`` their own, any other noun a count or a ratio."""
    asked = words(indicators["unit_of_measure"], _KIND_OF_UNIT)
    plain = (asked == "") & indicators["kind"].isin(["percentage", "money"])
    return asked.mask(plain, "count")
