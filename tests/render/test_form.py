"""The lines at the head and the foot of a document."""

from __future__ import annotations

from dataclasses import replace

from khacphuc.render.form import author, day_of, form
from khacphuc.render.profiles import load
from khacphuc.report.document import nodes

from . import sample

PROFILE = load("youth-union")


def test_unknown_number_and_date_are_blanks() -> None:
    """What is not known is left to be filled in by hand."""
    lines = form(sample.small(), PROFILE)
    assert lines.number == "Số: ……-BC/TĐGĐ-VP"
    assert lines.place_date == "Giả Định, ngày …… tháng …… năm ……"
    assert lines.annex_of == "(Kèm theo Báo cáo số ……-BC/TĐGĐ-VP, ngày …… tháng …… năm ……)"
    assert lines.draft == ""


def test_names_stand_in_capitals() -> None:
    """The form asks for capitals, however an office typed its names; the signatory keeps their own."""
    lines = form(sample.small(), PROFILE)
    assert (lines.superior, lines.body) == ("TỈNH ĐOÀN MẪU", "BAN CHẤP HÀNH TỈNH GIẢ ĐỊNH")
    (signatory,) = lines.signatories
    assert (signatory.authority, signatory.office) == ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "PHÓ BÍ THƯ")
    assert signatory.name == "Nguyễn Văn Mẫu"


def test_known_number_and_date_are_printed() -> None:
    """A number and a date stand where the blanks were; a document without a place starts with the date."""
    cover = replace(sample.COVER, number="12", date="2032-01-05", place="", status="draft")
    lines = form(sample.small(cover=cover), PROFILE)
    assert lines.number == "Số: 12-BC/TĐGĐ-VP"
    assert lines.place_date == "ngày 05 tháng 01 năm 2032"
    assert lines.draft == "DỰ THẢO"


def test_author_is_the_issuing_body_under_the_one_above() -> None:
    """A file is by its issuing body; the body above is named where there is one."""
    assert author(sample.COVER) == "Ban Chấp hành tỉnh Giả Định, Tỉnh đoàn mẫu"
    assert author(replace(sample.COVER, superior="")) == "Ban Chấp hành tỉnh Giả Định"


def test_date_of_the_document() -> None:
    """A document bears its own date, or the last day of its year while that is not known."""
    assert day_of(sample.COVER).isoformat() == "2031-12-31"
    assert day_of(replace(sample.COVER, date="2032-01-05")).isoformat() == "2032-01-05"


def test_two_signatories_stand_side_by_side() -> None:
    """Who is named first signs at the right, where one alone would."""
    second = nodes.Signatory(authority="TM. Ban Dân vận", office="Trưởng ban", name="Trần Thị Ví Dụ")
    lines = form(sample.small(signature=replace(sample.SIGNATURE, second=second)), PROFILE)
    assert [(signatory.authority, signatory.name) for signatory in lines.signatories] == [
        ("TM. BAN DÂN VẬN", "Trần Thị Ví Dụ"),
        ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "Nguyễn Văn Mẫu"),
    ]


def test_the_party_writes_its_number_without_a_colon() -> None:
    """The heading of a Party document has its own name, its star and its number."""
    cover = replace(sample.COVER, profile="party", number="127", symbol="QĐ/TW")
    lines = form(sample.small(cover=cover), load("party"))
    assert (lines.number, lines.stars, lines.organisation) == (
        "Số 127-QĐ/TW",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    )


def test_recipients_end_as_the_form_asks() -> None:
    """Semicolons between recipients and a full stop at the end, however they were typed."""
    lines = form(sample.small(), PROFILE)
    assert lines.recipients == (
        "UV.BCH Tỉnh đoàn mẫu;",
        "Các Ban, đơn vị trực thuộc mẫu;",
        "Các huyện Đoàn mẫu;",
        "Lưu VT.",
    )
    empty = form(sample.small(signature=replace(sample.SIGNATURE, recipients=())), PROFILE)
    assert empty.as_data()["recipients"] == ()
