"""Tests of `khacphuc.text.numbers.hand_typed_quantity`."""

import subprocess
import sys

import pytest

from khacphuc.text.hand_typed import hand_typed
from khacphuc.text.numbers.hand_typed_quantity import HandTypedQuantity


def test_it_is_what_is_found():
    """The words of a text around a number."""
    (quantity,) = hand_typed("Đã lập mới 94 đội.")
    assert quantity == HandTypedQuantity("94 đội", "Đã lập mới [94 đội].", "94", "đội.", 11)


@pytest.mark.untraced
def test_kernels_compile_no_patterns_for_it():
    """They read what the runner has found: a quarter of a second less before each first one."""
    code = (
        "import sys; import khacphuc.outputs, khacphuc.notebooks.clean, khacphuc.checks.prose;"
        "sys.exit('khacphuc.text.spans' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
