"""How the records of a run are looked at: by its parameters, and by the policies of its project."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import load_model
from khacphuc.data.records.rating_policy import RatingPolicy
from khacphuc.data.records.settings import RecordSettings
from khacphuc.project.board_papers import board_paper_of

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.workspace import Workspace

_LAST_DAY: Final = (12, 31)


def record_settings(workspace: Workspace, parameters: RunParameters) -> RecordSettings:
    """How the records of a run are looked at: on the last day of its year, or of the month of a board paper.

    Args:
        workspace: of the run, or of the board paper.
        parameters: of the run.

    Raises:
        ParameterError: a policy is not as it should be.
    """
    layout, paper = workspace.layout, board_paper_of(workspace.run)
    file = layout.rating_policy
    policy = load_model(file, RatingPolicy, filename=layout.relative(file)) if file.is_file() else None
    return RecordSettings(
        as_of=paper.last_day if paper else date(parameters.year, *_LAST_DAY),
        language=parameters.language,
        rating_roles=parameters.rating_roles,
        rating_policy=policy,
        is_within_year=paper is not None,
    )
