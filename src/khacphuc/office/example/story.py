"""How the years of an office go: the status of each criterion, the classes, and what is planted to be found.

In the first year four shortcomings are acknowledged; in the second one is remedied, two improve and one gets
worse; further years begin anew and end in the same way, in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import AGAIN, FIRST, SECOND, PlantedFinding

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTCOMINGS: Final = ("KD1", "KD2", "KD3", "KD4")
#: The measured criteria, with the number each compares with that of the year before.
BASELINES: Final = MappingProxyType({"KD1": "TL04", "KD2": "TL05", "KD3": "SL027", "KD4": "SL029"})


@dataclass(frozen=True, slots=True)
class Story:
    """What becomes of the shortcomings in a year of one kind.

    Attributes:
        measured: the status of the measured criterion of each shortcoming.
        judged: the status of the judged one; of the third shortcoming it is measured, too.
        classes: what the policy makes of the two.
        carried: the shortcomings that come from the year before; each has its value as baseline.
        planted: the warnings that were planted.
    """

    measured: tuple[str, str, str, str]
    judged: tuple[str, str, str, str]
    classes: tuple[str, str, str, str]
    carried: tuple[str, ...]
    planted: frozenset[PlantedFinding]

    def statuses(self) -> dict[str, str]:
        """The status of every criterion, by its code."""
        rows = zip(SHORTCOMINGS, self.measured, self.judged, strict=True)
        return {
            f"{code}.{place}": status
            for code, *statuses in rows
            for place, status in enumerate(statuses, start=1)
        }


_EVERY_YEAR: Final = frozenset({PlantedFinding("SL-13", "SL027")})
_BEGINNING: Final = frozenset(
    {
        PlantedFinding("SL-10", "SL032"),
        PlantedFinding("SL-11", "SL035"),
        PlantedFinding("SL-12", "SL025"),
        PlantedFinding("DG-05", "KD3"),
        PlantedFinding("DG-06", "KD4"),
    }
)

STORIES: Final[Mapping[str, Story]] = MappingProxyType(
    {
        FIRST: Story(
            measured=("not_achieved", "not_achieved", "not_achieved", "not_achieved"),
            judged=("improved", "not_achieved", "not_achieved", "improved"),
            classes=("not_thorough", "not_remedied", "not_remedied", "not_thorough"),
            carried=(),
            planted=_EVERY_YEAR | _BEGINNING | {PlantedFinding("CB-07", "KD4")},
        ),
        SECOND: Story(
            measured=("achieved", "improved", "improved", "worse"),
            judged=("achieved", "improved", "achieved", "not_achieved"),
            classes=("remedied", "improved", "improved", "not_remedied"),
            carried=SHORTCOMINGS,
            planted=_EVERY_YEAR
            | {
                PlantedFinding("SL-24", "SL024"),
                PlantedFinding("TC-11", "KD4.1"),
            },
        ),
        AGAIN: Story(
            measured=("not_achieved", "worse", "worse", "improved"),
            judged=("improved", "not_achieved", "worse", "improved"),
            classes=("not_thorough", "not_remedied", "not_remedied", "improved"),
            carried=("KD2", "KD3", "KD4"),
            planted=_EVERY_YEAR
            | _BEGINNING
            | {PlantedFinding("TC-11", code) for code in ("KD2.1", "KD3.1", "KD3.2")},
        ),
    }
)


class _Texts(Model):
    first: dict[str, str]
    second: dict[str, str]
    again: dict[str, str]


@cache
def _texts() -> _Texts:
    return load_model(EXAMPLE_TEMPLATES / "story.yml", _Texts, filename="story.yml")


def texts(kind: str) -> dict[str, str]:
    """What tables and prose say in a year of one kind, by the names their templates have for it."""
    return dict({FIRST: _texts().first, SECOND: _texts().second, AGAIN: _texts().again}[kind])


def declared(kind: str) -> dict[str, str]:
    """The class the tables declare for each shortcoming in a year of one kind, by its code."""
    return {code: texts(kind)[f"declared_{place}"] for place, code in enumerate(SHORTCOMINGS, start=1)}
