"""Tests of `khacphuc.report.citations`."""

import pandas as pd
import pytest

from khacphuc.report.citations import Citations, citables, house_print

from .. import run2021  # noqa: TID252 - tests are no package to import from

CLASSES = run2021.policy().classes


@pytest.fixture(scope="module")
def found():
    """Everything run 2021 may cite."""
    return citables(run2021.tables(), CLASSES)


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("13.6", "triệu đồng", "13,6 triệu đồng"),  # the English point
        ("1,4", "tỷ đồng", "1,4 tỷ đồng"),
        ("2", "cấp", "02"),
        ("02", "chi hội", "02"),
        ("10", "thành viên", "10"),
        ("2021", "lượt", "2.021"),
        ("1.231", "thành viên", "1.231"),
        ("82,48%", "%", "82,48%"),
        ("82,48", "%", "82,48%"),
        ("3,1%", "%", "3,1%"),
        ("01/03", "nội dung", "01/03"),
        ("1/3", "nội dung", "01/03"),
        ("9/11", "chỉ tiêu", "9/11"),
        ("94/94", "xã", "94/94"),
    ],
)
def test_house_print(printed, unit, expected):
    """A figure is cited as the house prints numbers, whatever the source does; nouns stay in the prose."""
    assert house_print({"printed": printed, "unit": unit}) == expected


def test_everything_is_citable(found):
    """Every figure, computed number, document and declared class has a code."""
    kinds = [citable.kind for citable in found.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "figure": 77,
        "computed": 12,
        "document": 13,
        "class": 4,
    }
    assert all(code == citable.code and citable.label and citable.text for code, citable in found.items())
    assert all("csv:" in citable.trace for citable in found.values())


@pytest.mark.parametrize(
    ("code", "text", "label", "trace"),
    [
        (
            "SL026",
            "1.805",
            "Đoàn viên ưu tú được giới thiệu cho Đảng",
            "«1.805 đoàn viên ưu tú» – Báo cáo 2021, chú thích 1 (data/raw/2021/figures.csv:27)",
        ),
        (
            "SL058",
            "13,6 triệu đồng",
            "Kinh phí tặng quà",  # the trace keeps what was printed
            "«13.6 triệu đồng» – Báo cáo 2021, mục III.2.2, đoạn 2 (data/raw/2021/figures.csv:59)",
        ),
        (
            "TL01",
            "90,25%",
            "Mức thực hiện việc giới thiệu đoàn viên ưu tú",
            "1.805 / 2.000 = 90,25% (SL026;SL012; data/raw/2021/computed.csv:2)",
        ),
        (
            "KD1",
            "chưa được khắc phục triệt để",
            "chưa được khắc phục triệt để",
            "mục III.1.3 (data/raw/2021/declared.csv:2)",
        ),
        (
            "KD3",
            "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",  # what was declared, not what was computed
            "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",
            "mục III.3.3 (data/raw/2021/declared.csv:4)",
        ),
    ],
)
def test_what_codes_print(found, code, text, label, trace):
    """A code prints its number or words, and knows where they come from."""
    citable = found[code]
    assert (citable.text, citable.first, citable.label, citable.trace) == (text, text, label, trace)


@pytest.mark.parametrize(
    ("code", "first", "later"),
    [
        (
            "VB300",
            (
                "Kế hoạch số 300-KH/TĐTN-VP ngày 03/3/2021 của Ban Thường vụ Tỉnh đoàn về tiếp tục khắc phục "
                "khuyết điểm của Ban Thường vụ Tỉnh đoàn năm 2021"
            ),
            "Kế hoạch số 300-KH/TĐTN-VP",
        ),
        (
            "VB94",
            (
                "Nghị định số 94/2010/NĐ-CP ngày 09/9/2010 của Chính phủ về tổ chức cai nghiện ma túy "
                "tại gia đình, cai nghiện ma túy tại cộng đồng"
            ),
            "Nghị định số 94/2010/NĐ-CP",
        ),
        (
            "VB04",
            "Nghị quyết Trung ương 4 (khóa XII)",
            "Nghị quyết Trung ương 4 (khóa XII)",
        ),  # without a symbol
    ],
)
def test_documents(found, code, first, later):
    """A document is named in full the first time, then by type and number."""
    citations = Citations(found)
    assert [citations.cite(code).text for _ in range(3)] == [first, later, later]


def test_a_document_without_date():
    """A document whose date is unknown is named without it."""
    tables = run2021.tables()
    tables["documents"].loc[tables["documents"]["document_id"] == "VB300", "issued_on"] = None
    first = citables(tables, CLASSES)["VB300"].first
    assert first.startswith("Kế hoạch số 300-KH/TĐTN-VP của Ban Thường vụ Tỉnh đoàn về ")


def test_what_cannot_be_cited():
    """A figure that was not read has no number to print; an undeclared class says so."""
    tables = run2021.tables()
    tables["figures"].loc[0, "value"] = None
    tables["figures"].loc[1, "indicator"] = "nothing"
    tables["computed"].loc[0, "value"] = None
    tables["declared"].loc[0, ["class", "section"]] = ""
    found = citables(tables, CLASSES)
    assert "SL001" not in found
    assert "TL01" not in found
    assert found["SL002"].label == "nothing"
    assert found["KD1"].text == "(chưa kết luận)"
    assert found["KD1"].trace == "(data/raw/2021/declared.csv:2)"


def test_cite(found):
    """Citing gives a node with its id and trace, and is remembered; an unknown code gives none."""
    citations = Citations(found)
    bound = citations.cite("SL026")
    assert (bound.id, bound.text, bound.kind, bound.trace) == (
        "SL026",
        "1.805",
        "figure",
        found["SL026"].trace,
    )
    assert citations.cite("SL999") is None
    assert citations.cited == ["SL026"]


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("VB3000", "VB300 (Tiếp tục khắc phục khuyết điểm của Ban Thường vụ Tỉnh đoàn năm 2021)"),
        ("kd1", "KD1 (chưa được khắc phục triệt để)"),
        ("xyz", ""),
    ],
)
def test_nearest(found, code, nearest):
    """A wrong code is answered with the most similar one and its label, if any is similar."""
    assert Citations(found).nearest(code) == nearest


def decided():
    """The clean tables of 2021, with 18 decided on where 17 and 18 are printed."""
    tables = run2021.tables()
    answer = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": "SL031 «17 chi hội» | SL067 «18 chi hội»",
        "decision": "accepted",
        "uses": "SL067",
        "reason": "đã rà soát",
        "role": "Bí thư",
        "date": pd.Timestamp("2021-03-03"),
        "file": "a.csv",
        "line": 2,
        "problem": "",
    }
    tables["answers"] = pd.DataFrame([answer])
    return tables


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        # decided: one number everywhere; not decided: both in a draft; parts of a sum are as printed
        ("final", {"SL031": "18", "SL067": "18", "SL032": "137", "SL068": "139", "SL036": "01"}),
        (
            "draft",
            {"SL031": "18", "SL067": "18", "SL032": "137 (*139)", "SL068": "139 (*137)", "SL036": "01"},
        ),
        ("reconstruction", {"SL031": "17", "SL067": "18", "SL032": "137", "SL068": "139", "SL036": "01"}),
    ],
)
def test_figures_that_disagree(status, printed):
    """What is printed for figures that disagree depends on the status of the document."""
    found = citables(decided(), CLASSES, status=status)
    assert {code: found[code].text for code in printed} == printed
    assert {code: found[code].first for code in printed} == printed


def test_the_trace_of_a_decision():
    """A number that was decided on tells both places, and who decided why."""
    trace = citables(decided(), CLASSES, status="final")["SL031"].trace
    assert trace == (
        "«17 chi hội» – Báo cáo 2021, chú thích 2 (data/raw/2021/figures.csv:32); "
        "nơi khác in «18 chi hội» – Báo cáo 2021, mục III.4.2, đoạn 3 (data/raw/2021/figures.csv:68); "
        "quyết định dùng SL067: đã rà soát (Bí thư, 03/3/2021)"
    )


def test_two_ways_to_print_one_value_are_no_other_number():
    """A draft marks other numbers only, each once."""
    tables = run2021.tables()
    figures = tables["figures"]
    third = figures[figures["figure_id"] == "SL067"].assign(figure_id="SL967")
    tables["figures"] = pd.concat([figures, third], ignore_index=True)
    found = citables(tables, CLASSES, status="draft")
    assert (found["SL031"].text, found["SL067"].text) == ("17 (*18)", "18 (*17)")
