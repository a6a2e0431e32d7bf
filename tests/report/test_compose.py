"""Tests of `khacphuc.report.compose`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.compose import compose
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
        filename="params/x.md",
    )


def test_order():
    """Cover, prose and signature stand in this order, then the annexes asked for."""
    report = blocks("# Một\n\nHai.", annexes=())
    assert [type(block) for block in report] == [Cover, Heading, Paragraph, Signature]
    assert report[-1].recipients == run2021.parameters().recipients
    assert (report[-1].office, report[-1].name) == ("PHÓ BÍ THƯ", "Nguyễn Tiến Tân")


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
    report = blocks(annexes=annexes)
    assert [plain(block) for block in report if isinstance(block, Heading) and block.annex] == headings


def test_refuses():
    """A mistake in the prose names its file and line."""
    with pytest.raises(ParameterError, match=r"^params/x\.md, line 3: nothing has the code @SL999"):
        blocks("Một.\n\nHai @SL999.")


def test_two_signatories():
    """A second signatory travels with the first, in the order named."""
    second = run2021.parameters().signatory.model_copy(update={"name": "Trần Thị Ví Dụ"})
    assert [len(block.signatories) for block in blocks() if isinstance(block, Signature)] == [1]
    signature = next(block for block in blocks(second_signatory=second) if isinstance(block, Signature))
    assert [signatory.name for signatory in signature.signatories] == ["Nguyễn Tiến Tân", "Trần Thị Ví Dụ"]
