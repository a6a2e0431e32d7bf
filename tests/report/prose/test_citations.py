"""Tests of `khacphuc.report.prose.citations`."""

import pandas as pd
import pytest

from khacphuc.report.document.nodes import Text
from khacphuc.report.prose.citations import Citations, citables

from ... import run2021
from ...data.test_decisions import decided

CLASSES = run2021.policy().classes


@pytest.fixture(scope="module")
def everything():
    """Everything run 2021 may cite."""
    return citables(run2021.tables(), CLASSES)


def test_everything_is_citable(everything):
    """Every figure, computed number, document and declared class has a code."""
    kinds = [citable.kind for citable in everything.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "figure": 77,
        "computed": 12,
        "document": 13,
        "class": 4,
    }
    assert all(
        code == citable.code and citable.label and citable.text for code, citable in everything.items()
    )
    assert all("csv, dòng " in citable.trace for citable in everything.values())


@pytest.mark.parametrize(
    ("code", "text", "label", "trace"),
    [
        (
            "SL026",
            "1.805",
            "Đoàn viên ưu tú được giới thiệu cho Đảng",
            [
                "SL026 · Đoàn viên ưu tú được giới thiệu cho Đảng",
                "Số đã in: «1.805 đoàn viên ưu tú»",
                "Vị trí: Báo cáo 2021, chú thích 1",
                "Dòng dữ liệu: data/raw/2021/figures.csv, dòng 27",
            ],
        ),
        (
            "SL058",
            "13,6 triệu đồng",
            "Kinh phí tặng quà",  # the trace keeps what was printed
            [
                "SL058 · Kinh phí tặng quà",
                "Số đã in: «13.6 triệu đồng»",
                "Vị trí: Báo cáo 2021, mục III.2.2, đoạn 2",
                "Dòng dữ liệu: data/raw/2021/figures.csv, dòng 59",
            ],
        ),
        (
            "TL01",
            "90,25%",
            "Mức thực hiện việc giới thiệu đoàn viên ưu tú",
            [
                "TL01 · Mức thực hiện việc giới thiệu đoàn viên ưu tú",
                "Cách tính: 1.805 / 2.000 = 90,25%",
                "Số hạng: SL026 «1.805 đoàn viên ưu tú», SL012 «2.000 đoàn viên ưu tú»",
                "Dòng dữ liệu: data/raw/2021/computed.csv, dòng 2",
            ],
        ),
        (
            "VB04",
            "Nghị quyết Trung ương 4 (khóa XII)",
            "Nghị quyết Trung ương 4 (khóa XII)",
            [
                "VB04 · Nghị quyết Trung ương 4 (khóa XII)",
                "Ban hành: Ban Chấp hành Trung ương Đảng",
                "Dòng dữ liệu: data/raw/2021/documents.csv, dòng 2",
            ],
        ),
        (
            "KD3",
            "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",  # what was declared, not what was computed
            "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",
            [
                (
                    "KD3 · Phiên họp định kỳ có khi chưa đúng hạn; tài liệu trình họp có khi chậm và thiếu "
                    "chủ động; ý kiến góp tại phiên họp chưa được nghiên cứu kỹ"
                ),
                "Mức công bố: chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",
                "Nơi công bố: mục III.3.3",
                "Dòng dữ liệu: data/raw/2021/declared.csv, dòng 4",
            ],
        ),
    ],
)
def test_what_codes_print(everything, code, text, label, trace):
    """A code prints its number or words, and knows where they come from."""
    citable = everything[code]
    assert (citable.text, citable.first, citable.label) == (text, text, label)
    assert citable.trace.splitlines() == trace


def test_traces_in_another_language():
    """Our own words in a trace are those of the document's language."""
    everything = citables(run2021.tables(), CLASSES, language="en")
    assert everything["SL026"].trace.splitlines()[1:] == [
        "Printed: «1.805 đoàn viên ưu tú»",
        "Place: Báo cáo 2021, chú thích 1",
        "Data row: data/raw/2021/figures.csv, line 27",
    ]


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
def test_documents(everything, code, first, later):
    """A document is named in full the first time, then by type and number."""
    citations = Citations(everything)
    assert [citations.cite(code).text for _ in range(3)] == [first, later, later]


def test_a_document_without_date():
    """A document whose date is unknown is named without it."""
    tables = run2021.tables()
    tables["documents"].loc[tables["documents"]["document_id"] == "VB300", "issued_on"] = None
    first = citables(tables, CLASSES)["VB300"].first
    assert first.startswith("Kế hoạch số 300-KH/TĐTN-VP của Ban Thường vụ Tỉnh đoàn về ")


@pytest.mark.parametrize(("status", "printed"), [("draft", "…"), ("final", None)])
def test_what_no_unit_has_reported(status, printed):
    """A draft prints dots for it, and for what is computed of it; a final document cannot cite it."""
    tables = run2021.tables()
    columns = {"from_returns": "faults", "printed": "", "value": None}
    is_open = tables["figures"]["figure_id"] == "SL026"
    figures = tables["figures"].assign(
        **{name: tables["figures"][name].mask(is_open, cell) for name, cell in columns.items()}
    )
    is_computed = tables["computed"]["operands"].str.contains("SL026")
    computed = tables["computed"].assign(value=tables["computed"]["value"].mask(is_computed))
    known = citables(tables | {"figures": figures, "computed": computed}, CLASSES, status=status)
    codes = ["SL026", *computed.loc[is_computed, "computed_id"]]
    assert len(codes) > 1
    assert [known[code].text if code in known else None for code in codes] == [printed] * len(codes)
    if printed:
        assert "Chưa đơn vị nào báo cáo số này." in known["SL026"].trace


def test_what_cannot_be_cited():
    """A figure that was not read has no number to print; an undeclared class says so."""
    tables = run2021.tables()
    tables["figures"].loc[0, "value"] = None
    tables["figures"].loc[1, "indicator"] = "nothing"
    tables["computed"].loc[0, "value"] = None
    tables["declared"].loc[0, ["class", "section"]] = ""
    everything = citables(tables, CLASSES)
    assert "SL001" not in everything
    assert "TL01" not in everything
    assert everything["SL002"].label == "nothing"
    assert everything["KD1"].text == "(chưa kết luận)"
    assert everything["KD1"].trace.splitlines()[1:] == [
        "Mức công bố: (chưa kết luận)",
        "Dòng dữ liệu: data/raw/2021/declared.csv, dòng 2",
    ]


def test_cite(everything):
    """Citing gives a node with its id and trace, and is remembered; an unknown code gives none."""
    citations = Citations(everything)
    bound = citations.cite("SL026")
    assert (bound.id, bound.text, bound.kind, bound.trace) == (
        "SL026",
        "1.805",
        "figure",
        everything["SL026"].trace,
    )
    assert citations.cite("SL999") is None
    assert citations.cited == ["SL026"]


def test_findings_go_with_the_node(everything):
    """A node knows the findings that stand on its code, and so does one with other words."""
    citations = Citations(everything, {"SL026": ("f-SL-10-SL026",)})
    assert citations.cite("SL026").findings == citations.quote("SL026", "x").findings == ("f-SL-10-SL026",)
    assert citations.cite("SL012").findings == ()


def test_quote(everything):
    """Other words than a code's own lead to its row all the same, and are no citation of the prose."""
    citations = Citations(everything)
    quoted = citations.quote("VB300", "kế hoạch ấy")
    assert (quoted.id, quoted.text, citations.cited) == ("VB300", "kế hoạch ấy", [])
    assert citations.quote("XX1", "mười") == Text(text="mười")


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("VB3000", "VB300 (Tiếp tục khắc phục khuyết điểm của Ban Thường vụ Tỉnh đoàn năm 2021)"),
        ("kd1", "KD1 (chưa được khắc phục triệt để)"),
        ("xyz", ""),
    ],
)
def test_nearest(everything, code, nearest):
    """A wrong code is answered with the most similar one and its label, if any is similar."""
    assert Citations(everything).nearest(code) == nearest


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
    everything = citables(decided(), CLASSES, status=status)
    assert {code: everything[code].text for code in printed} == printed
    assert {code: everything[code].first for code in printed} == printed


def test_the_trace_of_a_decision():
    """The trace of a number that was decided on holds both places, and who decided why."""
    trace = citables(decided(), CLASSES, status="final")["SL031"].trace
    assert trace.splitlines()[1:] == [
        "Số đã in: «17 chi hội»",
        "Vị trí: Báo cáo 2021, chú thích 2",
        "Dòng dữ liệu: data/raw/2021/figures.csv, dòng 32",
        "Nơi khác in: «18 chi hội» (Báo cáo 2021, mục III.4.2, đoạn 3)",
        "Quyết định dùng SL067: đã rà soát (Bí thư, 03/3/2021)",
    ]


def test_two_ways_to_print_one_value_are_no_other_number():
    """A draft marks other numbers only, each once."""
    tables = run2021.tables()
    figures = tables["figures"]
    third = figures[figures["figure_id"] == "SL067"].assign(figure_id="SL967")
    tables["figures"] = pd.concat([figures, third], ignore_index=True)
    everything = citables(tables, CLASSES, status="draft")
    assert (everything["SL031"].text, everything["SL067"].text) == ("17 (*18)", "18 (*17)")
