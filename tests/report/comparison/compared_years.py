"""Three invented years with everything planted that a comparison tells of."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from khacphuc.report.comparison.context import ComparisonContext

from ...years.office_years import FIGURES, INDICATORS, SHORTCOMINGS, UNITS, changed, year_of

CLASSES = {
    "remedied": "đã khắc phục",
    "improved": "có chuyển biến",
    "partly": "khắc phục một phần",
    "not_remedied": "chưa khắc phục",
}
VOCABULARIES = {"Mẫu kiểm điểm": {"remedied": "đã khắc phục", "partly": "đang khắc phục"}}


def first():
    """2021: one shortcoming is remedied, the other is not; a number was issued with another value before."""
    criteria = pd.DataFrame(
        [["KD1.1", "KD1", "not_achieved"]], columns=["criterion_id", "shortcoming_id", "status"]
    )
    typed = [{"criterion_id": "KD1.1", "shortcoming_id": "KD1", "aspect": "Gửi đúng hạn", "kind": "judged"}]
    measures = [{"measure_id": "GP1.1", "shortcoming_id": "KD1", "description": "Nhắc từng phòng"}]
    year = year_of(2021, rate=95.0, criteria=typed, measures=measures)
    return replace(year, criteria=criteria, moved={"SL001": ("11 chi đoàn", "12 chi đoàn", "correction")})


def second():
    """2022: only the shortcoming that was not remedied; a unit was merged, and units reported less."""
    merged = changed(UNITS, "unit_id", "C", valid_to="1/7/2022", succeeded_by="B")
    rows = [SHORTCOMINGS[0] | {"carried_from": "2021"}]
    return year_of(2022, rate=80.0, units=merged, shortcomings=rows, classes=[("KD1", "partly")])


def third():
    """2023: the remedied one is back; an indicator has another definition, another is in another unit."""
    return year_of(
        2023,
        rate=80.0,
        units=changed(UNITS, "unit_id", "C", valid_to="1/7/2022", succeeded_by="B"),
        shortcomings=SHORTCOMINGS[1:],
        classes=[("KD2", "not_remedied")],
        indicators=changed(INDICATORS, "indicator_id", "branches", name="Chi đoàn và chi hội"),
        figures=changed(FIGURES, "figure_id", "SL002", unit="lượt"),
    )


def context(*years, language="vi", draws=False):
    """Years as they are compared; by default all three."""
    return ComparisonContext(years or (first(), second(), third()), CLASSES, VOCABULARIES, language, draws)
