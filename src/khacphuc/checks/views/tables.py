"""The frames the suites check: the clean tables with the columns their rules need from elsewhere. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.citations import mentions
from khacphuc.checks.views.counts import missing_returns
from khacphuc.checks.views.documents import document_columns
from khacphuc.checks.views.figures import assessed_figure_columns, figure_columns
from khacphuc.checks.views.fractions import fractions_allowed, typed_fractions, whole_units
from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts
from khacphuc.checks.views.numbering import gaps
from khacphuc.checks.views.records import record_views
from khacphuc.checks.views.restatements import restatement_views
from khacphuc.checks.views.returns import gathered_rows, return_views
from khacphuc.checks.views.statements import statements
from khacphuc.checks.views.thresholds import (
    criterion_statuses,
    evidence_columns,
    status_column,
    threshold_columns,
    without_unreadable,
)
from khacphuc.data.clean import locator
from khacphuc.data.records.admission import circles
from khacphuc.data.units import valid_units
from khacphuc.data.values import kind_of_unit
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.whole_units import unit_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.checks.prose import Prose

# how a problem begins in every language that says an operand has no value: SL-04 or TL-06 says why
_ABOUT_OPERAND = "operands: «"
_PERCENT = {"percentage": 1, "ratio": 100}  # in percent of a whole, what may be a share of it


def printed_views(
    tables: dict[str, pd.DataFrame],
    *,
    status: str,
    year: int | None = None,
    previous: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of what was printed and entered, with what the rules need joined on.

    Args:
        tables: the clean tables.
        status: the document's status (draft, final, reconstruction).
        year: the year the report is about; without it, no date is too late and every unit counts.
        previous: the clean figures of the run of the year before, if there is one.

    Returns:
        The clean tables but those that need the assessment (see ``assessed_views``); the input is left alone.
    """
    declared, indicators = tables["declared"], tables["indicators"]
    units = valid_units(tables["units"], year)
    listed = tables["units_of_measure"]
    return {
        "shortcomings": _shortcomings(tables["shortcomings"]),
        "measures": tables["measures"].assign(missing_before=gaps(tables["measures"]["measure_id"])),
        "figures": figure_columns(tables, units=units, previous=previous),
        "computed": _computed(tables),
        "documents": document_columns(tables, year=year),
        "declared": declared.assign(
            due="no" if status == "draft" else "yes",
            section_known=_sections(declared, tables["shortcomings"]),
        ),
        "indicators": indicators.assign(
            kind_of_unit=_kind_of_unit(indicators),
            most_of_share=indicators["at_most"] * look_up_numbers(indicators["kind"], _PERCENT),
            most_known=look_up_texts(indicators["kind"], {"percentage": "100", "ratio": "1"}),
            circle=circles(indicators),
            whole_kind=look_up_texts(indicators["part_of"], by_key(indicators, "indicator_id", "kind")),
        ),
        "units": tables["units"].assign(
            missing_returns=missing_returns(units, gathered_rows(tables), indicators).reindex(
                tables["units"].index
            )
        ),
        "units_of_measure": listed.assign(
            spelling=[" ".join(unit_words(name)) for name in listed["name"]]
        ).astype({"spelling": "str"}),
        "answers": tables["answers"],
        **return_views(tables, units),
        **record_views(tables, units, year),
    }


def assessed_views(
    tables: dict[str, pd.DataFrame],
    *,
    targets: pd.DataFrame,
    criteria: pd.DataFrame,
    assessments: pd.DataFrame,
    prose: Prose | None = None,
    language: str = "vi",
) -> dict[str, pd.DataFrame]:
    """The tables the assessment and the prose are about, with what the rules need joined on.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
        criteria: judged criteria.
        assessments: computed beside declared classes.
        prose: what was read of the prose (``read_prose``); without it, no figure is missed in it.
        language: of our own words.

    Returns:
        ``figures`` with what is counted and cited of them, ``targets``, ``target_parts``, ``criteria``,
        ``declared`` with ``cited``, ``assessments``, ``citations`` and ``statements``, ``restatements`` where
        something was issued; the input stays as it is.
    """
    declared = tables["declared"]
    sources = {
        code: locator(name, None, "", language)
        for code, name in by_key(declared, "shortcoming_id", "section").items()
        if name
    }
    shortcoming = assessments["shortcoming_id"]
    return {
        "figures": assessed_figure_columns(
            tables, targets=targets, cited=None if prose is None else prose.codes
        ),
        "targets": _targets(tables, targets),
        "target_parts": _parts(tables, targets),
        "criteria": _criteria(tables, criteria),
        "assessments": without_unreadable(assessments, tables["criteria"]).assign(
            file=look_up_texts(shortcoming, by_key(declared, "shortcoming_id", "file")),
            line=look_up_numbers(shortcoming, by_key(declared, "shortcoming_id", "line")),
            source=look_up_texts(shortcoming, sources),
        ),
        "declared": declared.assign(cited=_cited_classes(declared, prose)),
        "citations": mentions(tables, prose, language),
        "statements": statements(tables, prose, language),
        **restatement_views(
            tables, targets=targets, criteria=criteria, assessments=assessments, language=language
        ),
    }


def _shortcomings(shortcomings: pd.DataFrame) -> pd.DataFrame:
    """The shortcomings with ``missing_before`` and ``rank``, the place of their order among all orders."""
    # one that was carried over keeps its code, whatever was remedied before it
    is_carried = shortcomings["carried_from"] != ""
    return shortcomings.assign(
        missing_before=gaps(shortcomings["shortcoming_id"]).mask(is_carried, ""),
        rank=shortcomings["order"].rank(method="dense").astype("Int64"),
    )


def _computed(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The computed numbers with what may be wrong with their operands.

    Returns:
        ``repeated`` (operands named twice), ``counted_twice`` (operands of a sum whose whole is one too),
        ``mixed_terms`` (the ratios, where a quotient takes terms of several), ``too_few`` (yes for a
        difference of one), ``decimals_of_counts`` (of sums of counts, which have none unless
        a term may: 2,5 km) and ``missing_before``. They are missing where the formula cannot have the fault.
    """
    computed, figures = tables["computed"], tables["figures"]
    wholes = by_key(figures, "figure_id", "parent")
    kinds = by_key(figures, "figure_id", "kind")
    fractional = fractions_allowed(figures, whole_units(tables["units_of_measure"]))
    operands = [text.split(SEPARATOR) for text in computed["operands"]]
    sums = computed["formula"].isin(["sum", "difference"])
    counts = [
        all(kinds.get(code.partition(":")[0]) in {"count", "ratio"} for code in codes)
        and fractional.isdisjoint(codes)
        for codes in operands
    ]
    repeated = [SEPARATOR.join({code: 0 for code in codes if codes.count(code) > 1}) for codes in operands]
    ratios = [sorted({code.partition(":")[0] for code in codes if ":" in code}) for codes in operands]
    mixed = [SEPARATOR.join(codes) if len(codes) > 1 else "" for codes in ratios]
    inside = [SEPARATOR.join(code for code in codes if wholes.get(code) in codes) for codes in operands]
    return computed.assign(
        problem=_problems_of_their_rows(computed),
        missing_before=gaps(computed["computed_id"]),
        repeated=pd.Series(repeated, index=computed.index, dtype="str"),
        counted_twice=pd.Series(inside, index=computed.index, dtype="str").where(
            computed["formula"] == "sum"
        ),
        mixed_terms=pd.Series(mixed, index=computed.index, dtype="str").where(~sums),
        too_few=pd.Series(["yes" if len(codes) == 1 else "" for codes in operands], dtype="str")
        .set_axis(computed.index)
        .where(computed["formula"] == "difference"),
        decimals_of_counts=computed["decimals"].where(
            sums & pd.Series(counts, index=computed.index, dtype="bool")
        ),
    )


def _problems_of_their_rows(computed: pd.DataFrame) -> pd.Series:
    """The problems of computed numbers without those of their operands, which rules about these tell."""
    problems = [
        "; ".join(part for part in problem.split("; ") if not part.startswith(_ABOUT_OPERAND))
        for problem in computed["problem"]
    ]
    return pd.Series(problems, index=computed.index, dtype="str")


def _targets(tables: Mapping[str, pd.DataFrame], evaluated: pd.DataFrame) -> pd.DataFrame:
    """The targets with ``status``, ``short_status``, ``missing_before`` and what is known of their parts.

    Returns:
        ``parts`` (their codes), ``parts_met`` (how many were evaluated as met), ``parts_met_printed`` (how
        many the printed ratio says), ``parts_standing_for`` (how many its parts count for together) and
        ``has_parts``.
    """
    targets, parts = tables["targets"], tables["target_parts"]
    whole_targets = evaluated[evaluated["part_id"] == ""]
    statuses = by_key(whole_targets, "target_id", "status")
    actual = by_key(whole_targets, "target_id", "actual")
    # of a target with parts the actual value is the ratio of those met: 9/11
    met = {code: str(ratio).partition("/")[0] for code, ratio in actual.items()}
    target = targets["target_id"]
    status, has_parts = look_up_texts(target, statuses), target.isin(parts["target_id"])
    is_untold = ~(has_parts & (status == "missing"))  # what its parts lack, rules about these tell
    counts = parts.groupby("target_id")["count"].sum()
    return targets.assign(
        status=status,
        short_status=status.str.removeprefix("declared_").where(is_untold, targets["declared_status"]),
        parts_met=look_up_numbers(target, {code: int(count) for code, count in met.items() if count}).where(
            is_untold
        ),
        parts_met_printed=look_up_numbers(
            targets["parts_ratio"], by_key(tables["figures"], "figure_id", "numerator")
        ),
        parts=look_up_texts(target, parts.groupby("target_id")["part_id"].agg(SEPARATOR.join).to_dict()),
        parts_standing_for=look_up_numbers(target, counts.to_dict()),
        has_parts=has_parts,
        missing_before=gaps(target),
    )


def _parts(tables: Mapping[str, pd.DataFrame], evaluated: pd.DataFrame) -> pd.DataFrame:
    """The parts of targets with their threshold's columns, ``status`` and ``missing_before``."""
    parts = tables["target_parts"]
    evaluated_parts = evaluated[evaluated["part_id"] != ""]
    return threshold_columns(parts, tables).assign(
        status=status_column(
            parts, look_up_texts(parts["part_id"], by_key(evaluated_parts, "part_id", "status")), tables
        ),
        missing_before=gaps(parts["part_id"]),
    )


def _criteria(tables: Mapping[str, pd.DataFrame], judged: pd.DataFrame) -> pd.DataFrame:
    """The criteria with their threshold and evidence, ``recorded``, ``status``, ``missing_before``.

    ``recorded`` is the status typed into the table, ``status`` the one the policy gives, and
    ``baseline_halved`` is of the baseline what ``threshold_halved`` is of the threshold.
    """
    criteria, listed = tables["criteria"], tables["units_of_measure"]
    return evidence_columns(threshold_columns(criteria, tables), tables).assign(
        recorded=criteria["status"],
        baseline_halved=typed_fractions(
            criteria["baseline"], criteria["figure"], tables, whole_units(listed)
        ),
        status=criterion_statuses(criteria, judged["status"].set_axis(criteria.index), tables),
        missing_before=gaps(criteria["criterion_id"]),
    )


def _cited_classes(declared: pd.DataFrame, prose: Prose | None) -> pd.Series:
    """Whether the prose cites each class: ``yes``, ``no``; empty where no prose was read or no class is."""
    known = pd.Series(prose is not None, index=declared.index) & (declared["class"] != "")
    cited = declared["shortcoming_id"].isin([] if prose is None else list(prose.codes))
    return cited.map({True: "yes", False: "no"}).where(known, "").astype("str")


def _sections(declared: pd.DataFrame, shortcomings: pd.DataFrame) -> pd.Series:
    """The section each class should be declared in: where the others are, under the shortcoming's number."""
    # III.2.4: under III, of the second shortcoming, the fourth heading
    parts = declared["section"].str.extract(r"^(?P<head>[^.]+)\.(?P<order>\d+)\.(?P<tail>.+)$")
    order = look_up_numbers(declared["shortcoming_id"], by_key(shortcomings, "shortcoming_id", "order"))
    usual = (parts["head"] + ".#." + parts["tail"]).dropna().mode()
    if usual.empty:
        return look_up_texts(declared["section"], {})
    head, _, tail = str(usual.iloc[0]).partition("#")
    expected = head + order.astype("str") + tail
    return expected.where(parts["head"].notna() & order.notna(), "").astype("str")


def _kind_of_unit(indicators: pd.DataFrame) -> pd.Series:
    """The kind an indicator's unit of measure belongs to; empty where a noun agrees with its kind."""
    units, kinds = indicators["unit_of_measure"], indicators["kind"]
    kind = look_up_texts(units, {unit: kind_of_unit(unit) for unit in units.unique()})
    # a range may be of anything, a rate of money for something
    fits = (kinds == "range") | ((kinds == "rate") & (kind == "money"))
    # a noun fits counts and ratios alike, so only an indicator of another kind has something to agree with
    of_a_noun = (kind == "") & kinds.isin(["percentage", "money"])
    return kind.mask(of_a_noun, "count").mask(fits, "")
