"""Tests of `khacphuc.years.office_names`."""

from dataclasses import replace

from khacphuc.years.office_names import office_names

from .office_years import UNITS, year_of


def of(office, number=2022, units=UNITS, letterhead=""):
    """A year of an office with a list of units."""
    return replace(year_of(number, units=units), office=office, letterhead=letterhead)


def province(name, code="DV1", **cells):
    """A unit that belongs to no other."""
    return {"unit_id": code, "name": name, "level": "province"} | cells


def test_an_office_has_the_name_of_its_own_unit():
    """That of the last year, where it was merged; in the order of Vietnamese letters, Đ before G."""
    merged = [province("Tỉnh Cũ", valid_to="30/6/2022"), province("Đầm Mưa", "DV2", valid_from="1/7/2022")]
    years = [of("a", 2021, [province("Tỉnh Cũ")]), of("z", units=[province("Gió")]), of("a", units=merged)]
    assert list(office_names(years).items()) == [("a", "Đầm Mưa"), ("z", "Gió")]


def test_without_such_a_unit_its_letterhead_names_it():
    """Three communes belong to none; where no letter says more, the id stays."""
    assert office_names([of("a", letterhead="TỈNH ĐOÀN A"), of("b")]) == {"b": "b", "a": "TỈNH ĐOÀN A"}


def test_offices_of_one_name_are_told_apart():
    """Those of the Union and of the Party in one province."""
    years = [of("doan", units=[province("Tỉnh A")]), of("dang", units=[province("Tỉnh A")])]
    assert office_names(years) == {"doan": "Tỉnh A (doan)", "dang": "Tỉnh A (dang)"}
