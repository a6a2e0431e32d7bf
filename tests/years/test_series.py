"""Tests of `khacphuc.years.series`."""

from dataclasses import replace

from khacphuc.years.series import only_printed_once, series_of

from .office_years import FIGURES, changed, year_of


def test_a_year_like_the_one_before_is_joined_to_it():
    """Nothing stands between two years of one definition, unit, boundary and coverage."""
    branches, sessions = series_of([year_of(2021), year_of(2022)])
    assert [(point.year, point.value, point.printed) for point in branches.points] == [
        (2021, 12, "12 chi đoàn"),
        (2022, 12, "12 chi đoàn"),
    ]
    assert not branches.has_gap
    assert not sessions.has_gap


def test_a_variant_goes_on_behind_a_gap():
    """Who was considered and who was admitted are two definitions of one thing."""
    first = [{"figure_id": "SL009", "indicator": "considered", "printed": "20", "unit": "người"}]
    second = [{"figure_id": "SL011", "indicator": "admitted", "printed": "17", "unit": "người"}]
    (series,) = series_of([year_of(2021, figures=first), year_of(2022, figures=second)])
    (obstacle,) = series.points[1].obstacles
    assert (obstacle.reason, obstacle.then, obstacle.now) == ("definition", "Được xét", "Được kết nạp")


def test_a_variant_goes_on_after_several_years():
    """The years before are joined, and those after; between them is the gap, with all that is in it."""
    old = [{"figure_id": "SL009", "indicator": "considered", "printed": "20", "unit": "người"}]
    new = [{"figure_id": "SL011", "indicator": "admitted", "printed": "17", "unit": "lượt"}]
    years = [(2021, old), (2022, old), (2023, new), (2024, new)]
    (series,) = series_of([year_of(year, figures=figures) for year, figures in years])
    assert [point.code for point in series.points] == ["SL009", "SL009", "SL011", "SL011"]
    assert [[o.reason for o in point.obstacles] for point in series.points] == [
        [],
        [],
        ["definition", "unit_of_measure"],
        [],
    ]


def test_a_definition_beside_another_is_followed_by_itself():
    """Where a second definition is printed for some years, too, both are followed."""
    old = {"figure_id": "SL009", "indicator": "considered", "printed": "20", "unit": "người"}
    new = {"figure_id": "SL011", "indicator": "admitted", "printed": "17", "unit": "người"}
    years = [(2021, [old]), (2022, [old, new]), (2023, [new])]
    series = series_of([year_of(year, figures=figures) for year, figures in years])
    assert [[point.code for point in line.points] for line in series] == [
        ["SL009", "SL009", "SL011"],
        ["SL011", "SL011"],
    ]


def test_what_two_years_print_is_followed_by_itself():
    """Where both print both, each definition is compared with itself."""
    both = [
        {"figure_id": "SL009", "indicator": "considered", "printed": "20", "unit": "người"},
        {"figure_id": "SL011", "indicator": "admitted", "printed": "17", "unit": "người"},
    ]
    series = series_of([year_of(2021, figures=both), year_of(2022, figures=both)])
    assert [(line.indicator, line.has_gap) for line in series] == [("considered", False), ("admitted", False)]


def test_an_indicator_without_one_value_has_no_point():
    """17 and 18 in one report is no number to compare."""
    twice = [*FIGURES, {"figure_id": "SL003", "indicator": "branches", "printed": "13", "unit": "chi đoàn"}]
    years = [year_of(2021, figures=twice), year_of(2022), year_of(2023)]
    branches = series_of(years)[0]
    assert [point.year for point in branches.points] == [2022, 2023]


def test_what_only_one_year_prints_is_named():
    """It is no series, and is not dropped without a word."""
    years = [year_of(2021), year_of(2022, figures=FIGURES[:1])]
    series = series_of(years)
    assert [line.indicator for line in series] == ["branches"]
    assert only_printed_once(years, series) == {"2021": ("sessions",), "2022": ()}


def test_a_number_that_was_issued_otherwise_says_so():
    """A restatement is shown with its reason; it is no gap."""
    moved = {"SL001": ("11 chi đoàn", "12 chi đoàn", "correction")}
    branches = series_of([replace(year_of(2021), moved=moved), year_of(2022)])[0]
    assert branches.points[0].moved.printed_before == "11 chi đoàn"
    assert branches.points[0].moved.reason == "correction"
    assert not branches.has_gap


def test_money_in_another_scale_is_the_same_unit():
    """1,4 tỷ and 900 triệu are both đồng."""
    first = changed(FIGURES, "figure_id", "SL001", printed="1,4", unit="tỷ đồng")
    second = changed(FIGURES, "figure_id", "SL001", printed="900", unit="triệu đồng")
    branches = series_of([year_of(2021, figures=first), year_of(2022, figures=second)])[0]
    assert [point.value for point in branches.points] == [1.4e9, 9e8]
    assert not branches.has_gap
