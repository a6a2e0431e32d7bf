"""Tests of `khacphuc.checks.findings`."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.checks.findings import Finding, Location, Place, Quote, in_order, is_blocking
from khacphuc.checks.fingerprint import LONGEST

from ..findings import ACCEPTED, CORRECTED, UNDER_REVIEW, finding, note, place

TWO = finding(
    "SL-10",
    "SL031",
    place("SL031", "17", unit="chi hội", source="Báo cáo 2021 (bản in), chú thích 2"),
    place("SL067", "18", unit="chi hội", line=68),
    related=("SL067",),
)


def moved(of, **location):
    """The same finding with its first place elsewhere."""
    first, *rest = of.places
    return replace(of, places=(replace(first, location=replace(first.location, **location)), *rest))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (Quote("17", unit="chi hội"), "«17 chi hội»"),
        (Quote("82,48", unit="%"), "«82,48%»"),
        (Quote("", label="ngày "), "ngày «»"),
        (Quote("17", qualifier="hơn"), "«17»"),
    ],
)
def test_a_quote_prints_itself(quote, text):
    """What is before the number of a figure is not part of the quote."""
    assert str(quote) == text


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location(), ""),
        (Location("mục I"), "mục I"),
        (Location("mục I", "a.csv", 3), "mục I; a.csv:3"),
        (Location("", "a.csv"), "a.csv"),
        (Location("", "", 3), ""),
    ],
)
def test_a_location_prints_what_is_known(location, text):
    """Section, file and line."""
    assert str(location) == text


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (place("SL031", "17", source="mục I"), "SL031 «17» (mục I; data/raw/2021/figures.csv:32)"),
        (Place("KD1", note="câu chữ", separator=": "), "KD1: câu chữ"),
        (
            Place(quotes=(Quote("a", label="mục "), Quote("b", label=", chung ")), note=" hết"),
            "mục «a», chung «b» hết",
        ),
        (Place(), ""),
    ],
)
def test_a_place_prints_itself(of, text):
    """Code, quotes and words, then where it stands."""
    assert str(of) == text


def test_what_was_observed_is_printed_once_for_each_place():
    """The same place twice is one."""
    assert TWO.observed == (
        "SL031 «17 chi hội» (Báo cáo 2021 (bản in), chú thích 2; data/raw/2021/figures.csv:32)"
        " | SL067 «18 chi hội» (data/raw/2021/figures.csv:68)"
    )
    assert finding("A", "1", note("x"), note("x")).observed == "x"
    assert TWO.codes == ("SL031", "SL067")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (moved(TWO, line=33), True),  # a row was inserted above
        (moved(TWO, file="register.xlsx#figures"), True),  # the table moved into the workbook
        (moved(TWO, source="Báo cáo (nháp)"), True),  # the document has another short name
        (replace(TWO, places=(place("SL031", "16", unit="chi hội"), TWO.places[1])), False),
        (replace(TWO, places=(TWO.places[0], place("SL068", "18", unit="chi hội"))), False),
        (replace(TWO, places=TWO.places[:1]), False),
    ],
)
def test_what_an_answer_is_given_to(other, same):
    """Words and codes count, lines and files do not."""
    assert (TWO.fingerprint == other.fingerprint) is same
    assert TWO.was_observed_as(other.fingerprint) is same
    assert TWO.was_observed_as(other.observed) is same  # typed by hand, with its places


def test_an_answer_given_to_codes_fits_their_labels():
    """Earlier versions printed and recorded codes: those texts, today's, and no other mean the finding."""
    labelled = Place("KD1", "declared", (Quote("một phần"),), recorded="KD1 «partly»")
    of = finding("CB-07", "KD1", replace(labelled, location=Location("mục I", "a.csv", 3)))
    assert of.observed == "KD1 «một phần» (mục I; a.csv:3)"
    assert of.fingerprint == "KD1 «partly»"
    for text in (of.observed, "KD1 «một phần»", "KD1 «partly»", "KD1 «partly» (mục I; a.csv:2)"):
        assert of.was_observed_as(text)
    assert not of.was_observed_as("KD1 «improved»")
    other = replace(labelled, recorded="KD1 «improved»")  # called alike, and yet another
    assert finding("CB-07", "KD1", labelled).fingerprint != finding("CB-07", "KD1", other).fingerprint
    assert len(finding("CB-07", "KD1", labelled, other).distinct_places) == 2


def test_a_text_that_is_cut_off_is_another():
    """Half a quotation is none."""
    assert not TWO.was_observed_as("")
    assert not TWO.was_observed_as(TWO.observed + " | SL068 «19»")
    assert not TWO.was_observed_as(TWO.fingerprint[:-1])
    assert not TWO.was_observed_as("SL031 «17 chi hội» (a.csv:3 | SL067 «18 chi hội»")


texts = st.text(alphabet="ab «»()|:; 1", max_size=12)


@given(st.lists(st.builds(Place, texts, st.just(""), st.tuples(st.builds(Quote, texts)), texts), max_size=3))
def test_a_finding_was_observed_as_what_it_prints(places):
    """Whatever stands in the cells."""
    of = Finding("A", "warning", "t", "d", places=tuple(places))
    assert of.was_observed_as(of.observed)
    assert of.was_observed_as(of.fingerprint)
    assert 0 < len(of.fingerprint) <= LONGEST


def test_a_long_fingerprint_differs_at_its_end():
    """It is cut, and a digest of the whole stands behind it."""
    long, other = (finding("A", "1", note("x" * 3000 + end)) for end in "ab")
    assert long.fingerprint != other.fingerprint
    assert len(long.fingerprint) == LONGEST


@pytest.mark.parametrize(
    ("severity", "answer", "blocks"),
    [
        ("critical", None, True),
        ("critical", ACCEPTED, False),
        ("critical", UNDER_REVIEW, True),
        ("critical", CORRECTED, True),
        ("warning", None, False),
    ],
)
def test_only_what_was_accepted_no_longer_blocks(severity, answer, blocks):
    """A critical finding nobody accepted stops publication."""
    assert is_blocking([finding(severity=severity, answer=answer)]) is blocks
    assert not is_blocking([])


def test_an_answer_prints_itself():
    """In the words of the language, with who decided, when, and what is used."""
    assert ACCEPTED.to_text("vi") == "chấp nhận: đã rà soát (Bí thư, 03/3/2021)"
    assert ACCEPTED.to_text("en") == "accepted: đã rà soát (Bí thư, 03/3/2021)"
    assert (
        replace(ACCEPTED, uses="SL067").to_text("vi")
        == "chấp nhận: đã rà soát (Bí thư, 03/3/2021); dùng SL067"
    )


def test_order():
    """Critical ones first, then by rule, file and line; what has no line comes first."""
    findings = [
        finding("B", "2", place("2", "x", line=9)),
        finding("B", "1", place("1", "x", line=10)),
        finding("B", "", note("whole table")),
        finding("C", "1", severity="critical"),
    ]
    assert [(item.rule, item.row_id) for item in in_order(findings)] == [
        ("C", "1"),
        ("B", ""),
        ("B", "2"),
        ("B", "1"),
    ]
