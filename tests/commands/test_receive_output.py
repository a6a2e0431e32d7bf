"""What receiving prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.commands.receive_output import format_receptions
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.forms.contents import SheetContents, SheetIdentity
from khacphuc.returns.receive import ReceivedFiles, Reception

SHEET = SheetContents("T3", SheetIdentity("monthly", "DV01", "2021-03", 2, "1"), True, False, [], False)
FAULT = Fault(FaultKind.TEXT_IN_NUMBER, sheet="T3", cell="D11", observed="rất nhiều")
RECEIVED = ReceivedFiles(
    (
        Reception(Path("a.xlsx"), (SHEET,), (FAULT,)),
        Reception(Path("b.xlsx"), faults=(Fault(FaultKind.MACRO),)),
        Reception(Path("c.xlsx"), (SHEET,), is_known=True),
        Reception(Path("d.xlsx"), faults=(Fault(FaultKind.TOO_LARGE, observed="9"),), is_taken=False),
    ),
    others=3,
)


def test_faults_stand_in_the_order_of_the_form():
    """What is about all of a sheet first, then from row to row; days as people write them."""
    cells = [FAULT._replace(cell=cell) for cell in ("D14", "D9", "E9:F9")]
    late = Fault(FaultKind.EXPIRED, sheet="T3", observed="2021-06-01", expected="2021-05-30")
    printed = format_receptions(
        ReceivedFiles((Reception(Path("a.xlsx"), (SHEET,), (*cells, late)),), 0), "vi"
    )
    places = [line.split(":")[0].strip() for line in printed.splitlines()[1:-1]]
    assert places == ["T3", "T3!D9", "T3!E9", "T3!D14"]
    assert "01/6/2021 (cần: 30/5/2021)" in printed


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "vi",
            [
                "a.xlsx: monthly, DV01, tháng 3/2021, lần gửi 2 (mới nhận)",
                "  T3!D11: {text_in_number}: rất nhiều",
                "Mới nhận: 2. Đã nhận trước đây: 1. Không nhận: 1. Cần xem lại: 3.",
            ],
        ),
        ("en", ["Received: 2. Received before: 1. Not taken: 1. To be looked at: 3."]),
    ],
)
def test_every_file_is_named_with_what_is_wrong(language, lines):
    """Whose it is, every fault with its cell, and how many there were."""
    printed = format_receptions(RECEIVED, language)
    for line in lines:
        head = line.partition("{")[0]
        assert head in printed
    assert "3" in printed.splitlines()[-1]
