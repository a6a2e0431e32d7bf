"""The policy on papers of meetings, ``params/policy/papers.yml``: how many days before they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from khacphuc.config.yaml_models import Model, load_model

if TYPE_CHECKING:
    from pathlib import Path

_DAYS_BEFORE: Final = 3
"""What the measure of the report of 2021 asks."""


class PaperPolicy(Model):
    """How many days before a meeting its papers are due."""

    days_before: int = Field(
        _DAYS_BEFORE, ge=0, le=60, description="how many days before a meeting papers are due: 0 to 60"
    )
    basis: str = Field("", description="the document or the rule of the office that says so, or nothing")


def load_paper_policy(path: Path, *, filename: str) -> PaperPolicy:
    """Read the policy; an office without the file has the one of 2021.

    Args:
        path: the file.
        filename: how messages call it.

    Raises:
        ParameterError: the file is there, and is no such policy.
    """
    return load_model(path, PaperPolicy, filename=filename) if path.is_file() else PaperPolicy()
