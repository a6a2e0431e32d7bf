"""Tests of `khacphuc.trace.report_rows`."""

from khacphuc.trace.report_rows import report_items

from ..office.example.examples import example, inputs

FOLDER = "data/raw/2021"


def items(language="vi"):
    """The reports of the example's first year."""
    run = inputs(example()[0], "2021")
    return report_items(run.gathered, run.tables["units"], folder=FOLDER, language=language)


def test_a_report_that_came():
    """The day it was due, and the file and the sheet it came in, with the day."""
    report = items()["propaganda/DV103/2021-01"]
    came = "05/02/2021 (data/raw/2021/received/03d7a8c242982531-propaganda_DV103_2021-01.xlsx, "
    assert dict(report.facts) == {"hạn gửi": "05/02/2021", "biểu mẫu đã nhận": f"{came}trang tính 2021-01)"}
    assert report.label.endswith(", tháng 01/2021")


def test_every_expected_report_is_there():
    """Also one that never came, of which it says so."""
    run = inputs(example()[0], "2021")
    there = items("en")
    assert len(there) == len(run.gathered["expected"])
    forms = run.gathered["forms"]
    came = set(forms["collection"] + "/" + forms["unit_id"] + "/" + forms["period"])
    missing = [code for code in there if code not in came]
    assert missing
    assert all(dict(there[code].facts)["forms that came in"] == "none" for code in missing)
