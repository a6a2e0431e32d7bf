"""Tests of `khacphuc.report.compose`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.compose import compose, cover
from khacphuc.report.document.nodes import Cover, Heading, Paragraph, Signature, plain

from .. import run2021


def parameters(**changes):
    """The parameters of run 2021, changed."""
    return run2021.parameters().model_copy(update=changes)


def blocks(prose="Một.", **changes):
    """The report of run 2021 with another prose."""
    return compose(
        run2021.tables(),
        run2021.assessment(),
        parameters(**changes),
        run2021.policy(),
        prose,
        shown="params/x.md",
    )


def test_order():
    """Cover, prose and signature stand in this order, then the annexes asked for."""
    made = blocks("# Một\n\nHai.", annexes=())
    assert [type(block) for block in made] == [Cover, Heading, Paragraph, Signature]
    assert made[-1].recipients == run2021.parameters().recipients
    assert (made[-1].office, made[-1].name) == ("PHÓ BÍ THƯ", "Nguyễn Tiến Tân")


@pytest.mark.parametrize(
    ("annexes", "headings"),
    [
        ((), []),
        (("figures",), ["Số liệu và vị trí trong nguồn"]),
        (("method", "figures"), ["Cách đánh giá", "Số liệu và vị trí trong nguồn"]),
    ],
)
def test_annexes(annexes, headings):
    """Annexes stand behind the signature in the order asked for."""
    made = blocks(annexes=annexes)
    assert [plain(block) for block in made if isinstance(block, Heading) and block.annex] == headings


def test_cover():
    """The cover of 2021 says that the document was made again, and leaves number and date blank."""
    found = cover(run2021.parameters())
    assert (found.number, found.date, found.year) == ("", "", 2021)
    assert (found.kind, found.status) == ("BÁO CÁO", "reconstruction")
    assert found.status_note == "Bản dựng lại từ báo cáo đã công bố"
    assert found.subject.startswith("Kết quả khắc phục khuyết điểm của tập thể Ban Thường vụ Tỉnh đoàn")


@pytest.mark.parametrize("status", ["draft", "final"])
def test_cover_of_an_own_document(status):
    """A document of one's own is no reconstruction; its date travels as ISO."""
    document = run2021.parameters().document.model_copy(update={"number": "15", "date": "05/12/2022"})
    found = cover(parameters(status=status, document=document))
    assert (found.number, found.date, found.status_note) == ("15", "2022-12-05", "")


def test_refuses():
    """A mistake in the prose names its file and line."""
    with pytest.raises(ParameterError, match=r"^params/x\.md, line 3: nothing has the code @SL999"):
        blocks("Một.\n\nHai @SL999.")


def test_two_signatories():
    """A second signatory travels with the first, in the order named."""
    second = run2021.parameters().signatory.model_copy(update={"name": "Trần Thị Ví Dụ"})
    assert [len(one.signatories) for one in blocks() if isinstance(one, Signature)] == [1]
    found = next(one for one in blocks(second_signatory=second) if isinstance(one, Signature))
    assert [one.name for one in found.signatories] == ["Nguyễn Tiến Tân", "Trần Thị Ví Dụ"]
