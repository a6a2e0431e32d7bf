"""Letters on consoles that lack them."""

from __future__ import annotations

import pytest

from khacphuc.console.encoding import NEAREST

SENTENCE = "lần chạy 2021: đã công bố «Đoàn» – 15 ▼…"


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("cp1252", "lân chay 2021: dã công bô «Doàn» – 15 ?…"),
        ("ascii", 'lan chay 2021: da cong bo "Doan" - 15 ?...'),
        ("utf-8", SENTENCE),
    ],
)
def test_a_sentence_can_be_read_without_some_marks(encoding, printed):
    """Every letter keeps the marks the console has; only signs that are no letters become question marks."""
    assert SENTENCE.encode(encoding, NEAREST).decode(encoding) == printed


def test_what_cannot_be_decoded_is_an_error():
    """It is for printing only."""
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", NEAREST)
