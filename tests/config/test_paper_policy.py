"""Tests of `khacphuc.config.paper_policy`."""

import pytest

from khacphuc.config.paper_policy import load_paper_policy
from khacphuc.errors import ParameterError

from .. import run2021


def test_an_office_without_the_file_asks_three_days(tmp_path):
    """As the source's measure does; and so does the file that is shipped."""
    assert load_paper_policy(tmp_path / "papers.yml", filename="papers.yml").days_before == 3
    shipped = load_paper_policy(run2021.LAYOUT.paper_policy, filename="papers.yml")
    assert (shipped.days_before, bool(shipped.basis)) == (3, True)


@pytest.mark.parametrize("text", ["days_before: -1\n", "days_before: soon\n", "days: 3\n"])
def test_what_is_no_policy_is_refused(tmp_path, text):
    """A mistake is told with its line."""
    file = tmp_path / "papers.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"papers\.yml, line 1"):
        load_paper_policy(file, filename="papers.yml")
