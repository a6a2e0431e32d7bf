"""Tests of `khacphuc.text.spans`; what is of which kind is in ``span_patterns``."""

import itertools
import os
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.project.files import read_text
from khacphuc.text.formats import format_quantity
from khacphuc.text.quantities import parse
from khacphuc.text.spans import QUANTITIES, Mark, SpanKind, read_spans

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).with_name("span_patterns") / "sentences.tsv"


def sentences():
    """Short sentences with the quantities a reader counts in each; ``-`` for none, a range as ``a–b``."""
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]]
    return [(text, [] if expected == "-" else [expected]) for text, expected in rows]


def quantities(text):
    """What is printed of every quantity of a text."""
    return [span.printed for span in read_spans(text) if span.kind in QUANTITIES]


def plain(printed):
    """A number without its blanks, a range with one dash and one share."""
    return re.sub(r"%(?=–)", "", re.sub(r"\s", "", printed).replace("-", "–"))


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_sentences(text, expected):
    """Everyday sentences hold the quantities a reader counts."""
    assert list(map(plain, quantities(text))) == list(map(plain, expected))


@pytest.mark.parametrize(
    ("text", "qualifier", "unit", "value"),
    [
        ("hơn 19.732 lượt", "hơn", "lượt", 19732),
        ("từ 10 thành viên trở lên", "từ … trở lên", "thành viên", 10),
        ("từ 80% tổ chức cơ sở Đảng hoàn thành tốt nhiệm vụ trở lên", "từ … trở lên", "tổ chức", 80),
        ("đạt 85% trở lên", "từ … trở lên", "", 85),
        ("tăng 5%/năm trở lên", "từ … trở lên", "", 5),
        ("đạt 60 triệu đồng/người/năm trở lên", "từ … trở lên", "đồng/người/năm", 60 * 10**6),
        ("90% đảng viên hoàn thành nhiệm vụ trở lên", "", "đảng viên", 90),
        ("ước đạt 5 tỷ đồng", "ước đạt", "đồng", 5 * 10**9),
        ("phấn đấu đạt trên 90%", "phấn đấu trên", "", 90),
        ("không quá 03 ngày", "không quá", "ngày", 3),
        ("≥90% xã", "≥", "xã", 90),
        ("trên địa bàn có 04 đội", "", "đội", 4),
        ("200m2 sân", "", "m²", 200),
        ("120.000USD", "", "USD", 120000),
        ("giảm -1,5%", "", "", -1.5),
        ("đạt 83,2%/50% kế hoạch", "", "kế hoạch", 1.664),
        ("đạt 12-13/18 tiêu chí", "", "tiêu chí", 12),
        ("bình quân đạt 9,5/19 tiêu chí", "", "tiêu chí", 0.5),
        ("tăng 0,30%0", "", "", 0.03),
        ("thu 50 ngàn/ 1 hội viên/ 1 năm", "", "nghìn đồng/hội viên/năm", 50),
        ("5.000 đồng/hội viên/tháng", "", "đồng/hội viên/tháng", 5000),
    ],
)
def test_values(text, qualifier, unit, value):
    """A quantity has its qualifier, its unit and its value, unrounded."""
    [span] = read_spans(text)
    assert (span.qualifier, span.unit, float(span.value)) == (qualifier, unit, value)
    assert span.value == span.quantity.value


def test_places():
    """A span covers a number and its repetition in words; a unit only if it is glued or holds a digit."""
    text = "có\u00a0\u00a0200m2, 48 kg, 03\u200b (ba) đội"
    places = [text[span.start : span.end] for span in read_spans(text)]
    assert places == ["200m2", "48", "03\u200b (ba)"]
    assert [span.printed for span in read_spans("03 (ba) đội")] == ["03"]


def test_a_mark_wins():
    """What a file reader knows of a place is taken as it is."""
    [first, second] = read_spans("1 đội\n2 đội", [Mark(0, 1, SpanKind.SECTION)])
    assert (first.kind, first.printed, second.kind) == (SpanKind.SECTION, "1", SpanKind.COUNT)


PIECES = [
    *[
        "ngày",
        "tháng",
        "năm",
        "lớp",
        "khối",
        "số",
        "Điều",
        "mục",
        "đến",
        "từ",
        "và",
        "tỷ",
        "triệu",
        "đồng",
        "đội",
        "thứ",
        "xếp",
        "tăng",
        "hai",
        "mươi",
        "một",
        "giờ",
        "km",
    ],
    *(
        [
            "%",
            "/",
            "-",
            ".",
            ",",
            "(",
            ")",
            "[",
            "]",
            ":",
            "\n",
            "\t",
            "\xa0",
            "\u200b",
            "*",
            "**",
            "½",
            "²",
            "+",
            "±",
            "“",
            "”",
            "é",
            "QĐ-UBND",
            "BC/TU",
            "m2",
            "kg",
            "h",
            "phút",
        ]
    ),
    *(
        [
            "Covid-19",
            "www.a1.vn",
            "a1@b.vn",
            "0",
            "1",
            "2",
            "5",
            "9",
            "10",
            "12",
            "31",
            "2021",
            "100",
            "1.231",
            "0908",
            "26/3",
        ]
    ),
]


@given(st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=25).map("".join) | st.text())
def test_every_digit_lies_in_one_span(text):
    """The spans stand in order, none overlaps another, and every run of digits lies in exactly one."""
    spans = read_spans(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    for run in re.finditer("[0-9]+", text):
        assert sum(span.start <= run.start() and run.end() <= span.end for span in spans) == 1
    composed = read_spans(unicodedata.normalize("NFC", text))
    assert [(span.kind, span.value) for span in spans] == [(span.kind, span.value) for span in composed]


@given(st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=25).map("".join))
def test_what_the_reader_finds_parse_accepts(text):
    """Every quantity of a text is read again from its own print, with its qualifier, to the same."""
    for span in read_spans(text):
        assert (span.kind in QUANTITIES) == (span.quantity is not None)
        if span.quantity is not None:
            assert parse(span.quantity.printed) == span.quantity


NUMBERS = st.integers(1, 10**7).map(lambda number: f"{number:,}".replace(",", "."))
COUNTED = st.sampled_from(["đội", "lượt", "đoàn viên", "ha", "triệu đồng", "%", "‰", "điểm %", "USD"])
PRINTED = st.one_of(
    st.builds(lambda number, unit: f"{number} {unit}", NUMBERS, COUNTED),
    st.builds(lambda part, whole: f"{part}/{part + whole} xã", st.integers(1, 999), st.integers(1, 999)),
    st.builds(lambda low, more: f"{low}-{low + more} buổi", st.integers(1, 99), st.integers(1, 99)),
    st.builds(lambda low, more: f"từ {low} đến {low + more} đội", st.integers(1, 99), st.integers(1, 99)),
    st.builds(lambda place, more: f"xếp thứ {place}/{place + more}", st.integers(1, 50), st.integers(0, 50)),
    st.builds(lambda many: f"{many} em/1 máy", st.integers(1, 999)),
    st.builds(lambda many: f"{many} ngàn/1 hội viên/1 năm", st.integers(1, 999)),
    st.builds(lambda done, plan: f"{done},5%/{plan}%", st.integers(1, 99), st.integers(1, 99)),
    st.builds(
        lambda low, more: f"{low}-{low + 1}/{low + more + 12} xã", st.integers(1, 99), st.integers(1, 99)
    ),
    st.builds(
        lambda billions, millions: f"{billions} tỷ {millions} triệu đồng",
        st.integers(1, 99),
        st.integers(1, 999),
    ),
    st.builds(lambda sign, share: f"{sign}{share}%", st.sampled_from("+-±"), st.integers(1, 99)),
)


@given(PRINTED, st.sampled_from(["", "hơn ", "dưới ", "ước đạt ", "không quá "]))
def test_what_parse_accepts_the_reader_finds(printed, qualifier):
    """A quantity of any kind is read in a sentence as it is read alone, and as the house prints it."""
    qualifier = "" if printed[:1] in "+-±" or printed.startswith(("từ", "xếp")) else qualifier
    quantity = parse(qualifier + printed)
    for text in (f"Kết quả tăng {qualifier}{printed} trong năm", f"đạt ({format_quantity(quantity)})"):
        spans = [span for span in read_spans(text) if span.kind in QUANTITIES]
        assert [(span.value, span.value_to, span.qualifier) for span in spans] == [
            (quantity.value, quantity.value_to, quantity.qualifier)
        ]


@pytest.mark.sampled(20)
@pytest.mark.parametrize(
    "text",
    ["1 - ", "1/", "0 ", "a1", "1a", "1.", "số 1/", "(1) ", "a.1-", "ngày 5, ", "1 triệu ", "hai ", "“A1"],
)
def test_long(text):
    """A line of digits and letters takes no longer than its length."""
    seconds = []
    for times in (250, 1000):
        start = time.process_time()
        read_spans(text * times)
        seconds.append(time.process_time() - start)
    assert seconds[1] < max(8 * seconds[0], 1)


def test_the_source_of_2021():
    """The report's text has each of its runs of digits in one span, and its 77 quantities and no other."""
    source = os.environ.get("KHACPHUC_SOURCE")
    if not source:
        pytest.skip("the report's text is not part of the project; KHACPHUC_SOURCE may name it")
    text = read_text(Path(source))
    spans = read_spans(text)
    runs = Counter(
        sum(span.start <= run.start() and run.end() <= span.end for span in spans)
        for run in re.finditer(r"\d+", text)
    )
    assert runs == {1: 239}
    figures = pd.read_csv(ROOT / "data/raw/2021/figures.csv", dtype="str", keep_default_na=False)
    printed = [re.sub(" (?:triệu|tỷ)$", "", span.printed) for span in spans if span.kind in QUANTITIES]
    assert printed == list(figures["printed"])
