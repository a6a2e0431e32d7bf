"""The numbers of run 2021 and the published policy, read once; neither can be changed."""

import pytest

from khacphuc.data.values import Values

from .. import run2021


@pytest.fixture(scope="session")
def values():
    """Look up the numbers of run 2021."""
    tables = run2021.tables()
    return Values(tables["figures"], tables["computed"])


@pytest.fixture(scope="session")
def policy():
    """Give the policy as published."""
    return run2021.policy()
