"""Tests of `khacphuc.report.document.office_form`."""

import pytest

from khacphuc.report.document.office_form import paper_cover, report_cover, signature

from ... import run2021


def parameters(**changes):
    """The parameters of run 2021, changed."""
    return run2021.parameters().model_copy(update=changes)


def test_cover():
    """The cover of 2021 says that the document was made again, and leaves number and date blank."""
    head = report_cover(run2021.parameters())
    assert (head.number, head.date, head.year) == ("", "", 2021)
    assert (head.kind, head.status) == ("BÁO CÁO", "reconstruction")
    assert head.status_note == "Bản dựng lại từ báo cáo đã công bố"
    assert head.subject.startswith("Kết quả khắc phục khuyết điểm của tập thể Ban Thường vụ Tỉnh đoàn")


@pytest.mark.parametrize("status", ["draft", "final"])
def test_cover_of_an_own_document(status):
    """A document of one's own is no reconstruction; its date travels as ISO."""
    document = run2021.parameters().document.model_copy(update={"number": "15", "date": "05/12/2022"})
    head = report_cover(parameters(status=status, document=document))
    assert (head.number, head.date, head.status_note) == ("15", "2022-12-05", "")


def test_cover_of_another_paper():
    """It is the office's, with a kind and a subject of its own; number and date of the report are not its."""
    document = run2021.parameters().document.model_copy(update={"number": "15", "date": "05/12/2022"})
    head = paper_cover(
        parameters(document=document, status="final"), kind="BÁO CÁO", subject="Tháng", year=2021
    )
    assert (head.number, head.date, head.status, head.status_note) == ("", "", "", "")
    assert head.body == report_cover(parameters()).body


def test_who_gets_a_paper_and_who_signs():
    """The recipients of the report, or others and where the report is filed; both where two sign."""
    second = run2021.parameters().signatory.model_copy(update={"name": "Trần Thị Ví Dụ"})
    foot = signature(parameters(second_signatory=second), ("Ban Thường vụ",))
    assert foot.recipients == ("Ban Thường vụ", parameters().recipients[-1])
    assert [signatory.name for signatory in foot.signatories] == ["Nguyễn Tiến Tân", "Trần Thị Ví Dụ"]
    assert signature(parameters()).recipients == parameters().recipients
