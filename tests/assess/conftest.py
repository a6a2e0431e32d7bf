"""The published tables of run 2021 and the published policy, read once."""

from pathlib import Path

import pytest

from khacphuc.assess.classes import Policy
from khacphuc.config.yaml_models import load_model
from khacphuc.data.store import clean_run
from khacphuc.data.values import Values
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

LAYOUT = Layout(Path(__file__).parents[2])


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """Give the clean tables of run 2021; tests copy what they change."""
    return clean_run(Workspace(LAYOUT, "2021", tmp_path_factory.mktemp("build")))


@pytest.fixture(scope="session")
def values(tables):
    """Look up the numbers of run 2021."""
    return Values(tables["figures"], tables["computed"])


@pytest.fixture(scope="session")
def policy():
    """Give the policy as published."""
    return load_model(LAYOUT.policy, Policy, filename="params/policy/assessment.yml")
