"""Tests of `khacphuc.data.source.pdf.operations`."""

import pytest

from khacphuc.data.source.pdf.operations import read_operations


@pytest.mark.parametrize(
    ("content", "operations"),
    [
        (b"1 0 0 -1 .5 -.5 cm", [("cm", [1, 0, 0, -1, 0.5, -0.5])]),
        (rb"(a\(b\)\101\n) Tj", [("Tj", [b"a(b)A\n"])]),
        (b"(a(b)c) Tj <4 1> Tj", [("Tj", [b"a(b)c"]), ("Tj", [b"A"])]),
        (b"/Span<</MCID 0/ActualText(x)>>BDC", [("BDC", ["/Span", ["/MCID", 0, "/ActualText", b"x"]])]),
        (b"q BI /W 1 ID \x00EQ\xff EI Q", [("q", []), ("BI", ["/W", 1]), ("Q", [])]),
        (b"% no (operator\nT* /A#20b gs", [("T*", []), ("gs", ["/A b"])]),
        # cut short
        (b"(abc", []),
        (b"[[[ 1 ] Tj", [("Tj", [[[[1]]]])]),
        (b"}} 7 w", [("w", [7])]),
    ],
)
def test_operators_and_their_operands(content, operations):
    """Numbers, names, strings, lists and inline images are read, and nothing that is broken stops it."""
    assert list(read_operations(content)) == operations


def test_a_file_of_operands_alone_is_bounded():
    """A damaged page of a million numbers keeps the last few, and lists nest only so deep."""
    ((_, operands),) = read_operations(b"1 " * 100_000 + b"[" * 10_000 + b" w")
    assert len(operands) <= 40
