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
