"""Tests of `khacphuc.checks.explain`."""

import pandas as pd
import pytest

from khacphuc.checks.explain import Explanation, Failure, collect
from khacphuc.checks.finding_tables import FINDING_COLUMNS, print_findings

FIGURES = pd.DataFrame(
    {
        "figure_id": ["SL001", "SL002", "SL003", "SL003"],
        "printed": ["17", "18", "90%", "13.6"],
        "unit": ["chi hội", "chi hội", "%", "triệu đồng"],
        "value": [17.0, 18.0, 90.0, 13_600_000.0],
        "indicator": ["branches", "branches", "share", "money"],
        "parent": ["", "SL001", "SL099", ""],
        "parts": ["SL003;SL001", "", "", ""],
        "source": ["Báo cáo, fn2", "Báo cáo, III", "", ""],
        "file": ["f.csv"] * 4,
        "line": pd.array([2, 3, 4, 5], dtype="Int64"),
    }
)
COMPUTED = pd.DataFrame(
    {
        "computed_id": ["TL01"],
        "printed": ["95,25%"],
        "working": ["1.905 / 2.000"],
        "operands": ["SL001;SL002:numerator"],
        "reproduces": ["SL003"],
        "restated": [95.3],
        "file": ["c.csv"],
        "line": pd.array([2], dtype="Int64"),
    }
)
DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["VB1"],
        "symbol": ["=1+1"],
        "issued_on": [pd.Timestamp("2021-03-03")],
        "register": [None],
        "number": pd.array([None], dtype="Int64"),
        "file": [""],
        "line": pd.array([None], dtype="Int64"),
    }
)
TABLES = {"figures": FIGURES, "computed": COMPUTED, "documents": DOCUMENTS}


def failure(table="figures", rows=(), whole="", rule="AA-01", severity="warning", **explanation):
    """A failure with its explanation."""
    return Failure(table, rule, severity, "Mô tả.", Explanation(**explanation), rows, whole)


def printed(failures, tables=None):
    """The findings of these failures, as a table."""
    return print_findings(collect(failures, tables or TABLES))


def only(*failures):
    """The one finding of these failures."""
    (row,) = printed(failures).to_dict("records")
    return row


def test_one_row():
    """A failing row becomes a finding that quotes it and says where it stands."""
    row = only(failure(rows=(0,), expected="không quá $value"))
    assert list(row) == list(FINDING_COLUMNS)
    assert row == {
        "severity": "warning",
        "rule": "AA-01",
        "table": "figures",
        "row_id": "SL001",
        "related": "",
        "file": "f.csv",
        "line": 2,
        "source": "Báo cáo, fn2",
        "observed": "SL001 «17 chi hội» (Báo cáo, fn2; f.csv:2)",
        "expected": "không quá 17",
        "description": "Mô tả.",
        "answer": "",
    }


@pytest.mark.parametrize(
    ("failed", "row_id", "related", "observed"),
    [
        (failure(rows=(2,)), "SL003", "", "SL003 «90%» (f.csv:4)"),  # the unit is not said twice
        (
            failure(rows=(0,), observed="đọc $value"),
            "SL001",
            "",
            "SL001 đọc 17 (Báo cáo, fn2; f.csv:2)",
        ),
        (failure(rows=(3,), observed="đọc $value"), "SL003", "", "SL003 đọc 13.600.000 (f.csv:5)"),
        (
            failure(rows=(0, 1), group=("indicator",)),
            "SL001",
            "SL002",
            "SL001 «17 chi hội» (Báo cáo, fn2; f.csv:2) | SL002 «18 chi hội» (Báo cáo, III; f.csv:3)",
        ),
        # two rows of one code: both places are order
        (
            failure(rows=(2, 3), group=("figure_id",)),
            "SL003",
            "",
            "SL003 «90%» (f.csv:4) | SL003 «13.6 triệu đồng» (f.csv:5)",
        ),
        (
            failure(rows=(1,), related=("parent",)),
            "SL002",
            "SL001",
            "SL002 «18 chi hội» (Báo cáo, III; f.csv:3) | SL001 «17 chi hội» (Báo cáo, fn2; f.csv:2)",
        ),
        (
            failure(rows=(2,), related=("parent",)),
            "SL003",
            "",
            "SL003 «90%» (f.csv:4)",
        ),  # nothing has that code
        # the parts of any row of the group, itself left out
        (
            failure(rows=(0, 1), group=("indicator",), related=("parts",)),
            "SL001",
            "SL002;SL003",
            (
                "SL001 «17 chi hội» (Báo cáo, fn2; f.csv:2) | SL002 «18 chi hội» (Báo cáo, III; f.csv:3)"
                " | SL003 «90%» (f.csv:4)"
            ),
        ),
        # the finding is about the printed number, not about the row that computes it
        (
            failure("computed", (0,), about="reproduces", related=("operands",)),
            "SL003",
            "TL01;SL001;SL002",
            (
                "SL003 «90%» (f.csv:4) | TL01 «95,25%» = 1.905 / 2.000 (c.csv:2)"
                " | SL001 «17 chi hội» (Báo cáo, fn2; f.csv:2) | SL002 «18 chi hội» (Báo cáo, III; f.csv:3)"
            ),
        ),
        (failure("figures", (2,), about="parent"), "SL003", "", "SL003 «90%» (f.csv:4)"),  # about nobody
        (failure("documents", (0,)), "VB1", "", "VB1 «=1+1»"),
        (
            failure("documents", (0,), observed="$issued_on «$register» «$number» $unknown"),
            "VB1",
            "",
            "VB1 03/03/2021 «» «» $unknown",
        ),
    ],
)
def test_quotes(failed, row_id, related, observed):
    """What is observed quotes every place of the disagreement, the row it is about first."""
    row = only(failed)
    assert (row["row_id"], row["related"], row["observed"]) == (row_id, related, observed)


def test_expected_is_printed_in_vietnamese():
    """Numbers in what is expected carry a decimal comma."""
    row = only(failure("computed", (0,), expected="$working = $restated"))
    assert row["expected"] == "1.905 / 2.000 = 95,3"


def test_rows_apart():
    """Without a group every failing row is a finding of its own."""
    assert printed([failure(rows=(0, 1))])["row_id"].tolist() == ["SL001", "SL002"]


def test_no_rows():
    """A failure of a whole table is one finding without a row or a line."""
    row = only(failure(whole="0", expected="x"))
    assert (row["row_id"], row["file"], row["observed"]) == ("", "", "«0»")
    assert pd.isna(row["line"])


def test_order():
    """Critical findings come first, then by rule and line, whatever the order of the failures."""
    failures = [
        failure(rows=(2, 0), rule="BB-01"),
        failure(rule="BB-01", whole="0"),
        failure(rows=(1,), rule="AA-01"),
        failure(rows=(1,), rule="CC-01", severity="critical"),
    ]
    orders = [printed(some) for some in (failures, failures[::-1])]
    pd.testing.assert_frame_equal(*orders)
    order = orders[0][["rule", "line"]].fillna(0).to_numpy().tolist()
    assert order == [["CC-01", 3], ["AA-01", 3], ["BB-01", 0], ["BB-01", 2], ["BB-01", 4]]


def test_nothing_found():
    """Without failures there is an empty table with every column."""
    row = printed([])
    assert (list(row.columns), len(row), str(row["line"].dtype)) == (list(FINDING_COLUMNS), 0, "Int64")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_formulas(sign):
    """No cell of the findings begins as a formula does, whatever the data hold."""
    table = FIGURES.assign(figure_id=[f"{sign}cmd|x", "a", "b", "c"], source=[f"{sign}1", "", "", ""])
    row = printed([failure(rows=(0,), expected="$figure_id")], {"figures": table})
    for cell in row.drop(columns="line").to_numpy().ravel():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row.loc[0, "row_id"] == f"«{sign}cmd|x»"


def test_codes_are_called_by_their_names():
    """In quotes, in the words around them and in what is expected; what answers are given to keeps codes."""
    row = {"shortcoming_id": "KD1", "declared_status": "not_met", "class": "partly", "kind": "measured"}
    tables = {"declared": pd.DataFrame([row | {"source": "", "file": "d.csv", "line": 2}])}
    (of,) = collect(
        [
            failure(
                "declared", (0,), observed="$kind: «$class»; là $declared_status", expected="$declared_status"
            )
        ],
        tables,
        "vi",
        {"partly": "một phần"},
    )
    assert of.observed == "KD1 đo được: «một phần»; là chưa đạt (d.csv:2)"
    assert of.expected == "chưa đạt"
    assert of.fingerprint == "KD1 measured: «partly»; là not_met"


@pytest.mark.parametrize(("language", "words"), [("vi", ("có", "không")), ("en", ("yes", "no"))])
def test_truth_is_printed_in_words(language, words):
    """Nobody reads True in a finding; what answers are given to keeps it."""
    row = {"target_id": "CT01", "itemised": True, "has_parts": False, "source": "", "file": "d.csv"}
    frame = pd.DataFrame([row | {"line": 2}])
    failed = failure("targets", (0,), observed="«$itemised»", expected="$has_parts")
    (of,) = collect([failed], {"targets": frame}, language)
    assert (of.observed, of.expected) == (f"CT01 «{words[0]}» (d.csv:2)", words[1])
    assert of.fingerprint == "CT01 «True»"


def test_an_indicator_is_called_by_its_name():
    """People read its name; an answer is still given to its code, which stays the row of the finding."""
    figures = FIGURES.assign(counted="branches")
    indicators = pd.DataFrame({"indicator_id": ["branches"], "name": ["Chi hội"]})
    (finding,) = collect(
        [failure(rows=(0,), related=("counted",))], {"figures": figures, "indicators": indicators}
    )
    assert finding.related == ("branches",)
    indicator = finding.distinct_places[1]
    assert (indicator.words, indicator.fingerprint) == ("chỉ số «Chi hội»", "branches")


def test_signs_and_what_cannot_be_read_are_quoted_in_words():
    """A comparator as people write it, a column as people call it; answers know the cell as it is."""
    frame = FIGURES.assign(comparator="<=", bound=">=", problem="status: «missing», chỉ nhận x")
    failures = [
        Failure("figures", "SL-27", "warning", "", Explanation("«$comparator $printed»", "$bound"), (0,)),
        Failure("figures", "SL-04", "critical", "", Explanation("«$problem»"), (1,)),
    ]
    unreadable, sign = collect(failures, {"figures": frame})
    assert [finding.places[0].quotes[0].text for finding in (sign, unreadable)] == [
        "≤ 17",
        "Kết quả: «missing», chỉ nhận x",
    ]
    assert sign.expected == "≥"
    assert "<= 17" in sign.places[0].recorded


def test_what_is_computed_is_printed_in_the_language_of_the_run():
    """Its result and its working; what answers are given to stays as it was."""
    row = {"computed_id": "TL01", "formula": "share", "printed": "102,50%", "working": "2.050 / 2.000"}
    tables = {"computed": pd.DataFrame([row | {"source": "", "file": "c.csv", "line": 2}])}
    (english,) = collect([failure("computed", (0,))], tables, "en")
    (house,) = collect([failure("computed", (0,))], tables, "vi")
    assert "TL01 «102.50%» = 2,050 / 2,000" in english.observed
    assert "TL01 «102,50%» = 2.050 / 2.000" in house.observed
    assert english.fingerprint == house.fingerprint
