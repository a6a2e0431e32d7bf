"""Tests of `khacphuc.checks.result`."""

import subprocess
import sys
from dataclasses import replace

import pytest

from khacphuc.checks.result import CheckResult, RuleResult

from ..findings import ACCEPTED, finding, note, place

RESULT = CheckResult(
    (
        finding(
            "SL-10",
            "SL031",
            place("SL031", "17"),
            note("«x»"),
            related=("SL067",),
            choices=("SL031", "SL067"),
        ),
        finding("SL-13", "SL061", answer=replace(ACCEPTED, uses="SL061"), acceptable=False, decides=True),
        finding("AA-01", "", note("phép kiểm tra bị lỗi: x"), broken=True),
    ),
    (RuleResult("figures", "SL-10", "warning", "Phải khớp; sửa.", 77, 2),),
)


def test_a_result_comes_back_as_it_was_written():
    """Every field of every finding, and the rules."""
    assert CheckResult.from_json(RESULT.to_json()) == RESULT
    assert CheckResult.from_json(CheckResult(()).to_json()) == CheckResult(())


def test_each_finding_has_a_line():
    """Two results can be compared by eye."""
    lines = RESULT.to_json().splitlines()
    assert len(lines) == 1 + 3 + 2 + 1 + 1
    assert "SL-13" in lines[2]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [{"rule": "A"}], "rules": []}'])
def test_what_is_no_result(text):
    """It is an error, whatever is missing."""
    with pytest.raises((ValueError, TypeError, KeyError)):
        CheckResult.from_json(text)


def test_it_is_read_without_pandas():
    """The process that runs the stages reads it between them."""
    code = "import sys, khacphuc.checks.result; print('pandas' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
