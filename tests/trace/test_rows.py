"""Tests of `khacphuc.trace.rows`."""

import pytest

from khacphuc.trace.rows import items_of

from .. import run2021
from ..data.test_decisions import WORKERS, decided


def items(tables=None, language="en"):
    """Every row of run 2021 that has a code."""
    tables = run2021.tables() if tables is None else tables
    names = run2021.policy().class_names(language)
    return items_of(tables, run2021.assessment(tables), names, language)


@pytest.fixture(scope="module")
def by_code():
    """Every row of run 2021 that has a code."""
    return items()


def test_every_code_is_there(by_code):
    """Each row of each table with codes is one item; no fact of it is empty."""
    kinds = [item.kind for item in by_code.values()]
    tables = run2021.tables()
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "figure": 77,
        "computed number": 12,
        "unit": len(tables["units"]),
        "document": 13,
        "measure": len(tables["measures"]),
        "part of a target": len(tables["target_parts"]),
        "target": len(tables["targets"]),
        "criterion": 12,
        "shortcoming": 4,
    }
    assert all(text for item in by_code.values() for _, text in item.facts)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("SL058", {"printed": "«13.6 triệu đồng»", "value": "13,600,000 đồng", "kind": "sum of money"}),
        ("SL047", {"printed": "hơn «19.732 lượt»", "row": "data/raw/2021/figures.csv:48"}),
        ("SL058", {"remarks": "decimal point"}),
        ("SL028", {"value": "3.1%", "where": "Báo cáo 2021, chú thích 1"}),
        ("SL010", {"value": "9/11 chỉ tiêu"}),
        ("SL002", {"part of": "SL001"}),
        (
            "TL01",
            {"formula": "percentage of a whole (SL026, SL012)", "exact": "90.25%", "reproduces": "SL018"},
        ),
        ("TL06", {"exact": "900/11%", "printed": "81.82%"}),
        ("VB300", {"issued": "Ban Thường vụ Tỉnh đoàn, 03/3/2021", "document": "Kế hoạch 300-KH/TĐTN-VP"}),
        ("CT01.1", {"target": "CT01", "result": ">= 2,000, reached 1,805: not met"}),
        ("CT01", {"result": "not met", "parts met": "1/3"}),
        ("KD1.1", {"asked": "TL06 >= SL007", "status": "measured: not achieved", "evidence": "SL010"}),
        ("KD1.2", {"status": "judged: improved (proxy)"}),
        ("KD3", {"computed": "not thoroughly remedied", "section": "III.3.3"}),
        ("GP1.1", {"shortcoming": "KD1"}),
    ],
)
def test_facts(by_code, code, facts):
    """What a row says stands under a name a person would look for."""
    assert dict(by_code[code].facts) | facts == dict(by_code[code].facts)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("SL058", {"in là": "«13.6 triệu đồng»", "giá trị": "13.600.000 đồng", "loại": "số tiền"}),
        ("SL058", {"lưu ý khi đọc": "dấu chấm trước phần thập phân"}),
        ("TL01", {"công thức": "tỷ lệ phần trăm của SL026, SL012"}),
        ("CT01.1", {"kết quả": ">= 2.000; thực hiện 1.805: chưa đạt"}),
        ("KD1.2", {"đánh giá": "nhận định: có chuyển biến (gián tiếp)"}),
        ("KD3", {"tính theo tiêu chí": "chưa được khắc phục triệt để"}),
    ],
)
def test_facts_in_vietnamese(code, facts):
    """Names of facts, and what codes in them are called."""
    there = dict(items(language="vi")[code].facts)
    assert there | facts == there


def test_what_rows_rest_on(by_code):
    """Operands, parts and evidence are named by their codes; a term of a ratio is its figure."""
    assert by_code["TL06"].uses == ("SL010",)
    assert by_code["CT01"].uses[-1] == "SL015"
    assert set(by_code["KD1.1"].uses) >= {"TL06", "SL007", "SL010"}
    assert by_code["KD1"].uses == ("KD1.1", "KD1.2")


def test_numbers_that_could_not_be_read():
    """A figure without a value and what is computed from it say so; nothing declared says nothing."""
    tables = run2021.tables()
    tables["figures"].loc[0, "value"] = None
    tables["computed"].loc[0, "value"] = None
    tables["declared"] = tables["declared"].head(0)
    by_code = items(tables)
    assert dict(by_code["SL001"].facts)["value"] == "not read"
    assert dict(by_code["TL01"].facts)["exact"] == "not computed"
    assert dict(by_code["KD1"].facts)["declared"] == "nothing"


def test_a_figure_in_whose_place_another_is_used():
    """The number, where it comes from and the answer; what is computed of it follows."""
    tables = decided(**WORKERS)
    traced = items_of(tables, run2021.assessment(tables), {}, "en", "final")
    used = dict(traced["SL027"].facts)["used in the document"]
    assert used == "«53 đoàn viên ưu tú» of SL075, by the answer SL-10 SL027: đã rà soát (Bí thư, 03/3/2021)"
    assert traced["SL027"].brief.endswith(used)
    assert traced["TL02"].brief == "53 / 1,805 = 2.9%"
