"""Tests of `khacphuc.checks.suites` and of the suites in ``expectations/``."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from khacphuc.checks.suites import SuiteFile, load_suites, run_suites
from khacphuc.checks.validation import COUNTS_ROWS
from khacphuc.checks.views.restatements import RESTATEMENTS
from khacphuc.checks.views.returns import RETURN_SUITES
from khacphuc.data.records.scores import UNIT_SCORE_COLUMNS
from khacphuc.data.records.systems import RECORD_FRAMES
from khacphuc.data.returns.fault_table import FAULT_COLUMNS
from khacphuc.data.returns.faults import FaultKind
from khacphuc.errors import CheckError, ParameterError
from khacphuc.schema.tables import TABLES

from .. import run2021

EXAMPLES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "examples").glob("*.yml"))
}
RULES = [(table, rule) for table, examples in EXAMPLES.items() for rule in examples["rules"]]
SUITES = load_suites(run2021.LAYOUT.expectations)

THRESHOLDS = {
    **dict.fromkeys(
        ("threshold_code", "threshold_of", "asked_of", "bound", "no_bound", "figure_of", "bounded"), "str"
    ),
    "threshold_halved": "str",
    "threshold_value": "float64",
    "threshold_most": "Int64",
}
GAPS = {"missing_before": "str"}
VIEWED = {
    "shortcomings": GAPS | {"rank": "Int64"},
    "measures": GAPS,
    "figures": {
        **GAPS,
        **dict.fromkeys(
            (
                "concept",
                "parts",
                "printed_above",
                "units_known",
                "kind_known",
                "halved",
                "percentage",
                "agreeing",
            ),
            "str",
        ),
        **dict.fromkeys(
            ("counted_rows", "level", "whole", "bound", "bound_printed", "cited", "parent_section"), "str"
        ),
        **dict.fromkeys(("per_year", "at_most", "counted", "units_all", "units_most"), "Int64"),
        **dict.fromkeys(("year_value", "measured", "returned", "previous", "whole_value"), "float64"),
        "whole_figure": "str",
    },
    "computed": GAPS
    | {
        "repeated": "str",
        "counted_twice": "str",
        "mixed_terms": "str",
        "too_few": "str",
        "decimals_of_counts": "Int64",
    },
    "targets": {
        **GAPS,
        **dict.fromkeys(("status", "short_status", "parts"), "str"),
        **dict.fromkeys(("parts_met", "parts_met_printed", "parts_standing_for"), "Int64"),
        "has_parts": "bool",
    },
    "target_parts": GAPS | THRESHOLDS | {"status": "str"},
    "criteria": GAPS
    | THRESHOLDS
    | {"baseline_halved": "str", "recorded": "str", "unnamed": "str", "elsewhere": "str", "repeated": "str"},
    "documents": {
        "type_known": "str",
        **dict.fromkeys(("symbol_year", "issued_year", "latest_year"), "Int64"),
        "carried_on": "datetime64[us]",
    },
    "declared": dict.fromkeys(("due", "section_known", "cited"), "str"),
    "returns": {
        **dict.fromkeys(("level", "gathered_from", "units_known", "valid", "halved"), "str"),
        "whole_value": "float64",
    },
    "progress": GAPS | dict.fromkeys(("other_year", "stray_reason", "went_back", "before_plan"), "str"),
    "plan_progress": {
        **{field.name: field.dtype for field in TABLES["measures"].clean},
        **dict.fromkeys(("status", "since", "reason", "work_done", "evidence", "months", "states"), "str"),
        **dict.fromkeys(("late", "done_late", "unproven"), "bool"),
        "silent": "str",
        "issued_on": "datetime64[us]",
    },
    "meetings": GAPS | {"meeting_on": "date", "papers_due_on": "date", "papers_unrecorded": "str"},
    "meeting_days": {
        **dict.fromkeys(("meeting_id", "not_held", "papers_disagree"), "str"),
        **dict.fromkeys(("held_on", "planned_on", "papers_sent_on"), "date"),
        **dict.fromkeys(("meeting_on", "last_sent_on", "earliest", "latest"), "date"),
    },
    "papers": GAPS | {"meeting_on": "date", "never_sent": "str", "other_spelling": "str"},
    "supervisions": {
        **GAPS,
        **dict.fromkeys(("planned_by", "followed_on", "earliest", "latest"), "date"),
        "not_visited": "str",
    },
    "supervision_findings": {
        **GAPS,
        **dict.fromkeys(("visited_on", "followed_on", "answerable_until"), "date"),
        **dict.fromkeys(("never_asked", "never_answered", "follow_up_known"), "str"),
    },
    "collections": dict.fromkeys(("cutoff_wrong", "units_unknown", "asks_nothing"), "str"),
    "collection_items": dict.fromkeys(("not_added", "persons_added", "unreadable"), "str"),
    "return_rules": {"unreadable": "str"},
    "form_faults": dict.fromkeys(
        ("fault_id", "fault", *FAULT_COLUMNS[2:], "source"),
        "str",
    )
    | {"line": "Int64"},
    "return_figures": {
        **{field.name: field.dtype for field in TABLES["figures"].clean},
        **dict.fromkeys(("total_indicator", "total_period", "status", "refused"), "str"),
        "total": "float64",
        "reported": "Int64",
        "expected": "Int64",
        "coverage": "float64",
    },
    "return_totals": {
        **dict.fromkeys(("indicator", "period", "parent", "status"), "str"),
        "value": "float64",
        "reported": "Int64",
        "expected": "Int64",
        "rate": "float64",
    },
    "return_rates": {
        **dict.fromkeys(("collection", "period", "parent"), "str"),
        **dict.fromkeys(("expected", "actual", "on_time"), "Int64"),
        "rate": "float64",
        "rate_on_time": "float64",
        "lateness_known": "bool",
    },
    "score_sheets": GAPS
    | dict.fromkeys(("fed", "nobody", "round", "day_outside"), "str")
    | {"sheet_points": "float64"},
    "scores": {
        **GAPS,
        **dict.fromkeys(("criterion", "level", "asked_level", "outside", "undated"), "str"),
        **dict.fromkeys(("day_outside", "valid"), "str"),
        "deadline": "date",
    },
    "unit_scores": UNIT_SCORE_COLUMNS,
    "indicators": {
        "kind_of_unit": "str",
        "most_of_share": "Int64",
        "most_known": "str",
        "circle": "str",
        "whole_kind": "str",
    },
    "rating_sheets": GAPS,
    "ratings": dict.fromkeys(("most_points", "too_many", "month_wrong", "unlisted", "sheets"), "str"),
    "rating_rounds": {
        **dict.fromkeys(("month", "round", "basis", "lacking", "thresholds", "rows"), "str"),
        **dict.fromkeys(("roles_rated", "roles_due"), "Int64"),
    },
    "units": {"missing_returns": "str"},
    "units_of_measure": {"spelling": "str"},
    "citations": {
        **dict.fromkeys(("mention", "code", "near", "quote", "cite", "file", "source"), "str"),
        "line": "Int64",
    },
    "statements": {
        **dict.fromkeys(
            ("statement", "code", "quote", "declared_class", "standing", "cite", "file", "source"), "str"
        ),
        "line": "Int64",
    },
    "restatements": {
        **dict.fromkeys(("kind", "code", "origin", "number", "status", "class", "version_before"), "str"),
        **dict.fromkeys(("number_before", "status_before", "class_before", "file", "source"), "str"),
        "issued_before": "datetime64[us]",
        "line": "Int64",
        "same": "bool",
    },
    "assessments": {
        **dict.fromkeys(("shortcoming_id", "computed_class", "declared_class", "rule", "file"), "str"),
        **dict.fromkeys(("measured", "judged", "proxy", "line"), "Int64"),
        "agrees": "bool",
    },
}
"""The columns the views add, and their types."""

KNOWN = {
    "shortcomings": ["KD1", "KD2", "KD3", "KD4", "KD1a", "kd-1"],
    "declared": ["KD1", "KD1a", "KD2", "KD4"],
    "judged": ["KD1", "KD1a", "KD2", "KD3"],
    "figures": ["SL001", "SL002"],
    "targets": ["CT01"],
    "documents": ["VB04", "VB300"],
    "indicators": ["branches", "members"],
    "measures": ["GP1.1"],
    "numbers": ["SL001", "SL001:numerator"],
    "values": ["SL001", "TL01"],
    "evidence": ["SL001", "III.1"],
    "ratios": ["SL001"],
    "units": ["DV72", "DV703"],
    "citable": ["SL001", "KD1"],
    "collections": ["monthly"],
    "score_sheets": ["BD01", "BD02"],
    "feeding": ["monthly", "SL001"],
    "meetings": ["PH01", "PH02"],
    "supervisions": ["GS01", "GS02"],
    "rating_sheets": ["TX01"],
}
"""What the codes of the examples may stand for."""

MINIMAL = """
expectations:
- type: expect_table_row_count_to_be_between
  kwargs: {min_value: 1}
  severity: critical
  description: Bảng không được trống.
  meta: {rule: AA-01}
"""
SECOND = """
- type: %s
  kwargs: {%s}
  severity: warning
  description: Mô tả việc phải làm.
  meta: {rule: AA-02}
"""


def frame(table, rows):
    """Rows of an example as the clean table: what they do not say is empty."""
    types = {field.name: field.dtype for field in TABLES[table].clean} if table in TABLES else {}
    types |= VIEWED.get(table, {})
    full = {"str": "str", "codes": "str", "date": "datetime64[us]"}
    columns = {}
    for name, dtype in types.items():
        empty = {"str": "", "codes": "", "bool": False}.get(dtype)
        cells = [(EXAMPLES[table]["base"] | row).get(name, empty) for row in rows]
        columns[name] = pd.Series(cells, dtype=full.get(dtype, dtype))
    return pd.DataFrame(columns)


def fired(table, rows, suite=None):
    """The ids of the rules that do not hold."""
    failures = run_suites({table: suite or SUITES[table]}, {table: frame(table, rows)}, KNOWN).failures
    assert not [failure for failure in failures if failure.broken]
    return {failure.rule for failure in failures}


def cases():
    """Every rule; of those about faults of forms, which are alike, the first: the next test has them all."""
    for table, rule in RULES:
        marks = [pytest.mark.full] if table == "form_faults" and rule != "LO-01" else []
        yield pytest.param(table, rule, marks=marks)


@pytest.mark.untraced
@pytest.mark.sampled(2)
@pytest.mark.parametrize(("table", "rule"), list(cases()))
def test_examples(table, rule):
    """Every expectation holds for its passing example and, it alone, breaks on its failing one."""
    examples = EXAMPLES[table]["rules"][rule]
    alone = next(expectation for expectation in SUITES[table].expectations if expectation.meta.rule == rule)
    assert fired(table, examples["passes"], SuiteFile(expectations=(alone,))) == set()
    assert fired(table, examples["fails"]) == {rule}


def test_every_expectation_has_examples():
    """No expectation lacks examples, and no example lacks its expectation."""
    written = [
        (table, expectation.meta.rule)
        for table, suite in SUITES.items()
        for expectation in suite.expectations
    ]
    assert sorted(written) == sorted(RULES)
    for examples in EXAMPLES.values():
        assert all(set(example) == {"passes", "fails"} for example in examples["rules"].values())


def test_every_expectation_says_what_to_do():
    """Every expectation has its own rule id, a severity, a Vietnamese sentence, and what is expected."""
    every = [expectation for suite in SUITES.values() for expectation in suite.expectations]
    assert len({expectation.meta.rule for expectation in every}) == len(every)
    assert all(expectation.severity in {"critical", "warning"} for expectation in every)
    for expectation in every:
        assert expectation.description.endswith("."), expectation.meta.rule
        assert len(expectation.description.split()) >= 8, expectation.meta.rule
        assert not expectation.description.isascii(), expectation.meta.rule
        assert expectation.meta.expected, expectation.meta.rule


def test_every_table_has_a_suite():
    """There is a suite for every clean table and for the assessments."""
    computed = ("assessments", "citations", "statements", RESTATEMENTS)
    assert set(SUITES) == {*TABLES, *RETURN_SUITES, *RECORD_FRAMES, *computed}


@pytest.mark.untraced
def test_a_fault_is_told_by_the_rule_of_its_kind():
    """Each rule fails in the rows of its kind, and in no other."""
    rows = [{"fault_id": f"LO{place:09}", "fault": str(kind)} for place, kind in enumerate(FaultKind)]
    suite = SUITES["form_faults"]
    failures = run_suites({"form_faults": suite}, {"form_faults": frame("form_faults", rows)}, {}).failures
    by_rule = {failure.rule: [rows[place]["fault"] for place in failure.rows] for failure in failures}
    assert by_rule == {rule.meta.rule: rule.kwargs["value_set"] for rule in suite.expectations}


def test_every_kind_of_fault_has_a_rule():
    """What is wrong with a form is told by a rule of its kind, and by no other."""
    kinds = [rule.kwargs["value_set"] for rule in SUITES["form_faults"].expectations]
    assert sorted(kinds) == sorted([kind] for kind in FaultKind)


def test_what_reviewers_may_accept():
    """Ids, types, references, rows a report needs and unreadable cells are mended; else not."""
    metas = [expectation.meta for suite in SUITES.values() for expectation in suite.expectations]
    accepted = {meta.rule for meta in metas if meta.acceptable}
    for suite in SUITES.values():
        for expectation in suite.expectations:
            mended = expectation.type == "expect_codes_to_resolve"
            mended |= expectation.type == COUNTS_ROWS and expectation.severity == "critical"
            mended |= expectation.kwargs.get("column") == "problem"
            assert not (mended and expectation.meta.rule in accepted), expectation.meta.rule
    assert {"SL-10", "SL-13", "DG-05", "VB-06"} <= accepted
    assert not {"SL-01", "SL-02", "SL-03", "SL-04", "SL-05"} & accepted


def test_what_an_office_may_have_none_of():
    """Without shortcomings, criteria and figures there is no report; the rest may be confirmed to be none."""
    counted = {name: suite.expectations[0] for name, suite in SUITES.items()}
    warned = {
        name: rule.meta.acceptable
        for name, rule in counted.items()
        if rule.type == COUNTS_ROWS and rule.severity == "warning"
    }
    allowed = {"computed", "documents", "measures", "target_parts", "targets", "units_of_measure"}
    assert set(warned) == allowed
    assert {name for name, acceptable in warned.items() if not acceptable} <= {"units_of_measure"}


def test_what_a_final_document_waits_for():
    """Two rules ask which of two figures is used."""
    metas = [expectation.meta for suite in SUITES.values() for expectation in suite.expectations]
    assert {meta.rule for meta in metas if meta.decide} == {"SL-10", "SL-11"}


def test_what_must_hold_in_a_final_document():
    """Whatever is critical about numbers and may be accepted; and that returns add up."""
    numbers = ("figures", "computed", "targets", "target_parts", "criteria", "returns")
    relations = {
        expectation.meta.rule
        for table in numbers
        for expectation in SUITES[table].expectations
        if expectation.severity == "critical" and expectation.meta.acceptable
    }
    metas = [expectation.meta for suite in SUITES.values() for expectation in suite.expectations]
    assert {meta.rule for meta in metas if meta.relates} == relations | {"SL-10", "SL-11", "SL-25", "SG-04"}


def test_an_optional_table_need_not_count_rows(tmp_path):
    """A table that may be missing may be empty."""
    text = MINIMAL.replace("expect_table_row_count_to_be_between", "expect_column_to_exist").replace(
        "min_value: 1", "column: unit_id"
    )
    assert set(load_suites(write(tmp_path, units=text))) == {"units"}


def write(folder, **files):
    """A folder of suites."""
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (MINIMAL.replace("row_count", "column_count"), CheckError, ["figures.yml", "first expectation"]),
        (
            MINIMAL + SECOND % ("expect_column_to_exist", "column: a, row_condition: 'a==1'"),
            CheckError,
            ["AA-02", "row_condition", "run as code"],
        ),
        (
            MINIMAL + SECOND % ("expect_column_to_exist", "column: a, condition_parser: pandas"),
            CheckError,
            ["AA-02", "condition_parser"],
        ),
        (
            (MINIMAL + SECOND % ("expect_column_to_exist", "column: a")).replace("AA-02", "AA-01"),
            CheckError,
            ["AA-01", "its own id"],
        ),
        (MINIMAL.replace("critical", "grave"), ParameterError, ["figures.yml, line 5", "severity"]),
        (MINIMAL.replace("AA-01", "A1"), ParameterError, ["figures.yml, line 7", "meta.rule"]),
        (MINIMAL.replace("  severity: critical\n", ""), ParameterError, ["severity", "missing"]),
        (MINIMAL.replace("  description: Bảng không được trống.\n", ""), ParameterError, ["description"]),
        (MINIMAL + "  note: x\n", ParameterError, ["figures.yml, line 8", "note"]),
        ("expectations: []\n", ParameterError, ["expectations"]),
    ],
    ids=[
        "does not begin by counting rows",
        "row_condition",
        "condition_parser",
        "rule twice",
        "unknown severity",
        "rule id of another form",
        "no severity",
        "no description",
        "unknown key",
        "empty",
    ],
)
def test_load_refuses(tmp_path, text, error, words):
    """A suite that would pass silently, or run code, is refused by its file and rule."""
    with pytest.raises(error) as caught:
        load_suites(write(tmp_path, figures=text))
    for word in words:
        assert word in str(caught.value)


def test_load_refuses_an_empty_folder(tmp_path):
    """A folder without suites would check nothing, so it is refused."""
    with pytest.raises(CheckError, match="no suites"):
        load_suites(tmp_path)


def test_refuses_a_misspelt_type(tmp_path):
    """A type Great Expectations does not know names file and rule; it would be left out otherwise."""
    suites = load_suites(write(tmp_path, figures=MINIMAL + SECOND % ("expect_column_to_exits", "column: a")))
    with pytest.raises(
        CheckError, match=r"figures\.yml: rule AA-02: .*expect_column_to_exits.*expect_codes_to_"
    ):
        run_suites(suites, {"figures": pd.DataFrame({"a": ["1"]})}, {})


def test_refuses_a_misspelt_argument(tmp_path):
    """So does an argument it does not know."""
    suites = load_suites(write(tmp_path, figures=MINIMAL + SECOND % ("expect_column_to_exist", "kolumn: a")))
    with pytest.raises(CheckError, match=r"figures\.yml: rule AA-02: .*kolumn"):
        run_suites(suites, {"figures": pd.DataFrame({"a": ["1"]})}, {})


def test_refuses_an_unknown_parameter(tmp_path):
    """So does a parameter nobody fills in."""
    arguments = "column_list: [a, a], known: {$PARAMETER: nobody}"
    suites = load_suites(write(tmp_path, figures=MINIMAL + SECOND % ("expect_codes_to_resolve", arguments)))
    with pytest.raises(CheckError, match=r"figures\.yml: rule AA-02: there is no \$PARAMETER nobody"):
        run_suites(suites, {"figures": pd.DataFrame({"a": ["1"]})}, {"figures": []})


def test_refuses_a_suite_without_table(tmp_path):
    """A suite named after no table would check nothing, so it is refused."""
    with pytest.raises(CheckError, match="there is no table figurs"):
        run_suites(load_suites(write(tmp_path, figurs=MINIMAL)), {"figures": pd.DataFrame()}, {})


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("expect_column_values_to_be_unique", "column: b"),
        ("expect_codes_to_resolve", "column_list: [a, b], known: [x]"),
        ("expect_column_values_to_be_between", "column: a, min_value: 1"),
    ],
    ids=["column missing", "column missing for a rule of ours", "text compared"],
)
def test_a_broken_check_is_a_critical_failure(tmp_path, kind, arguments):
    """A check that itself breaks is never silent, and critical whatever its severity says."""
    suites = load_suites(write(tmp_path, figures=MINIMAL + SECOND % (kind, arguments)))
    (failure,) = run_suites(suites, {"figures": pd.DataFrame({"a": ["x"]})}, {}).failures
    assert (failure.rule, failure.severity, failure.rows) == ("AA-02", "critical", ())
    assert failure.broken.startswith("phép kiểm tra bị lỗi: ")
    assert len(failure.broken) > len("phép kiểm tra bị lỗi: ")


def test_failing_rows_are_positions(tmp_path):
    """Failing rows are told by their position, whatever index the frame has; the input stays as it is."""
    suites = load_suites(
        write(tmp_path, figures=MINIMAL + SECOND % ("expect_column_values_to_be_unique", "column: a"))
    )
    table = pd.DataFrame({"a": ["x", "y", "x"]}, index=[7, 7, 9])
    before = table.copy()
    (failure,) = run_suites(suites, {"figures": table}, {}).failures
    assert (failure.rows, failure.severity) == ((0, 2), "warning")
    pd.testing.assert_frame_equal(table, before)
