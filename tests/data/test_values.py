"""Tests of `khacphuc.data.values`."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.computed import fill_computed
from khacphuc.data.values import Value, Values, compute, kind_of
from khacphuc.errors import QuantityError
from khacphuc.text.vectors import parse_column

NUMBERS = st.fractions(max_denominator=1000)


def figures(**printed):
    """Give clean figures: code, and what is printed with its unit."""
    texts = pd.Series([text.partition(" ")[0] for text in printed.values()], dtype="str")
    units = pd.Series([text.partition(" ")[2] for text in printed.values()], dtype="str")
    frame = parse_column(texts, units).drop(columns=["unit", "error"])
    return frame.assign(
        figure_id=list(printed), indicator=[f"i{code}" for code in printed], printed=texts, unit=units
    )


def test_figures_are_looked_up_exactly():
    """A value is exact, in the unit of the tables, and keeps how it was printed."""
    values = Values(figures(A="3,1 %", B="1,4 tỷ đồng", C="1.231 lượt", D="9/11 việc"))
    assert values.get("A") == Value("A", "percentage", Fraction(31, 10), "3,1", "%", 1, "iA")
    assert values.get("B") == Value("B", "money", Fraction(1_400_000_000), "1,4", "tỷ đồng", 1, "iB")
    assert values.get("C") == Value("C", "count", Fraction(1231), "1.231", "lượt", 0, "iC")
    assert values.get("D") == Value("D", "ratio", Fraction(9, 11), "9/11", "việc", 0, "iD")


def test_terms_of_a_ratio_are_counts():
    """A ratio's terms have codes of their own, printed as counts are, and name their place."""
    values = Values(figures(D="9/11 việc"))
    assert values.get("D:numerator") == Value("D", "count", Fraction(9), "09", "việc", 0, "iD:numerator")
    assert values.get("D:denominator") == Value("D", "count", Fraction(11), "11", "việc", 0, "iD:denominator")


def test_what_has_no_value_is_not_there():
    """A figure that could not be read, and a code nobody has, stand for nothing."""
    values = Values(figures(A="nhiều việc"))
    assert "A" not in values
    assert values.get("A") is None
    assert values.get("") is None
    assert "B" in Values(figures(B="1 việc"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", ("A", "count", Fraction(1231))),  # a code
        ("A:numerator", None),  # no ratio
        ("100%", ("", "percentage", Fraction(100))),
        ("12", ("", "count", Fraction(12))),
        ("1,4 tỷ đồng", ("", "money", Fraction(1_400_000_000))),
        ("9/11", ("", "ratio", Fraction(9, 11))),
        ("", None),
        ("SL999", None),
    ],
)
def test_a_code_or_a_print(text, expected):
    """A threshold is a code or a quantity as printed; anything else is nothing."""
    value = Values(figures(A="1.231 lượt")).resolve(text)
    assert (value and (value.code, value.kind, value.exact)) == expected


@pytest.mark.parametrize(
    ("printed", "unit", "label"),
    [
        ("04", "đội", "04 đội"),
        ("3,1", "%", "3,1 %"),
        ("1,25 tỷ đồng", "đồng", "1,25 tỷ đồng"),
        ("1,25 tỷ", "tỷ đồng", "1,25 tỷ đồng"),
        ("82,48%", "% xã", "82,48% xã"),
        ("3,1%", "%", "3,1%"),
        ("9/11", "", "9/11"),
        ("1.900 lượt", "lượt", "1.900 lượt"),  # the print carries its unit
    ],
)
def test_labels(printed, unit, label):
    """A label is the print with its unit, once."""
    assert Value("A", "count", Fraction(1), printed, unit, 0).label == label


@pytest.mark.parametrize(
    ("printed", "unit", "base"),
    [
        ("13.6", "triệu đồng", "đồng"),
        ("2,5", "triệu lượt", "lượt"),
        ("04", "đội", "đội"),
        ("5%", "", "%"),
        ("4", "", ""),
    ],
)
def test_base_units(printed, unit, base):
    """The exact value is in the unit without its scale."""
    assert Value("A", "count", Fraction(1), printed, unit, 0).base_unit == base


@pytest.mark.parametrize(
    ("printed", "exact", "restated"),
    [
        ("90 %", Fraction("90.25"), Fraction(90)),
        ("3,1 %", Fraction("3.15"), Fraction("3.2")),  # half up
        ("1,4 tỷ đồng", Fraction(1_390_000_000), Fraction(1_400_000_000)),  # in its scale
        ("9/11 việc", Fraction(9, 11), Fraction(9, 11)),  # a ratio has no decimals
    ],
)
def test_restating(printed, exact, restated):
    """Another number is rounded as this one was when it was printed."""
    assert Values(figures(A=printed)).get("A").restate(exact) == restated


def computed(*rows):
    """Give a typed table of computed numbers from formula, operands and decimals."""
    frame = pd.DataFrame(
        [
            {"computed_id": f"T{n}", "formula": formula, "operands": operands, "decimals": decimals}
            for n, (formula, operands, decimals) in enumerate(rows)
        ]
    ).astype({"decimals": "Int64"})
    texts, numbers = ("reproduces", "printed", "working", "problem"), ("value", "restated", "restates")
    return frame.assign(**dict.fromkeys(texts, "")).assign(**dict.fromkeys(numbers, float("nan")))


def test_computed_numbers_are_looked_up_too():
    """A computed number is as exact as its operands, with the kind and unit its formula gives."""
    source = figures(A="1 đội", B="3 đội", M="13.6 triệu đồng", N="1,4 tỷ đồng")
    rows = computed(
        ("share", "A;B", 1), ("ratio", "A;B", 2), ("sum", "A;B", 0), ("sum", "M;N", 0), ("sum", "A;?", 0)
    )
    values = Values(source, fill_computed(rows, source))
    results = [values.get(f"T{n}") for n in range(5)]
    assert [(v.kind, v.exact, v.label) for v in results[:4]] == [
        ("percentage", Fraction(100, 3), "33,3%"),
        ("ratio", Fraction(1, 3), "0,33"),
        ("count", Fraction(4), "04 đội"),
        ("money", Fraction(1_413_600_000), "1.413,6 triệu đồng"),
    ]
    assert results[4] is None  # could not be computed


def test_every_code_of_2021_has_a_value(tables):
    """Every published figure and computed number can be looked up."""
    values = Values(tables["figures"], tables["computed"])
    for name, key in (("figures", "figure_id"), ("computed", "computed_id")):
        assert all(code in values for code in tables[name][key])
    assert values.get("TL06").exact == Fraction(900, 11)


@given(NUMBERS, NUMBERS.filter(bool))
def test_shares_and_ratios(a, b):
    """A share is a hundred times the ratio, and either times the divisor gives the dividend again."""
    assert compute("ratio", [a, b]) * b == a
    assert compute("share", [a, b]) == 100 * compute("ratio", [a, b])


@given(st.lists(NUMBERS, min_size=1), st.randoms(use_true_random=False))
def test_sums_and_differences(numbers, random):
    """A sum does not depend on order, and what a difference takes away gives its first operand again."""
    shuffled = random.sample(numbers, len(numbers))
    assert compute("sum", numbers) == compute("sum", shuffled)
    difference = compute("difference", numbers)
    assert compute("sum", [difference, *numbers[1:]]) == numbers[0]


@pytest.mark.parametrize(
    ("formula", "operands", "message"),
    [
        ("ratio", [1], "operands: tỷ số cần đúng hai số hạng, có 1"),
        ("share", [1, 2, 3], "operands: tỷ lệ phần trăm cần đúng hai số hạng, có 3"),
        ("share", [1, 0], "operands: tỷ lệ phần trăm có số hạng thứ hai bằng 0"),
    ],
)
def test_what_cannot_be_computed(formula, operands, message):
    """A quotient takes two numbers, the second not zero; the message names the column."""
    with pytest.raises(QuantityError, match=message):
        compute(formula, [Fraction(number) for number in operands])


def test_kinds_of_formulas():
    """Quotients have kinds of their own; sums and differences have that of what they add."""
    first = Value("A", "money", Fraction(1), "1", "đồng", 0)
    kinds = [kind_of(formula, first) for formula in ("ratio", "share", "sum", "difference")]
    assert kinds == ["ratio", "percentage", "money", "money"]
