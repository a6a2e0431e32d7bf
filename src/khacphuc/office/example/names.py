"""Names of a fictional province, its districts and communes: made of words, none that of a real place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.data.raw.reference import office_id
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES

if TYPE_CHECKING:
    from random import Random

_COMMUNES = (40, 120)
_DISTRICTS = (6, 12)
_AFFILIATED = 91  # its codes go on where those of districts cannot come


class _Pairs(Model):
    first: tuple[str, ...]
    second: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        return tuple(" ".join(pair) for pair in product(self.first, self.second))


class _Names(Model):
    provinces: _Pairs
    districts: _Pairs
    communes: _Pairs
    affiliated: tuple[str, ...]
    forms: dict[str, str]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TerritorialUnit:
    """A row of the table ``units``."""

    unit_id: str
    name: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Province:
    """A fictional province and who signs its report."""

    office: str
    place: str
    letters: str
    signatory: str
    units: tuple[TerritorialUnit, ...]

    def of_level(self, level: str) -> tuple[TerritorialUnit, ...]:
        """Its units of one level."""
        return tuple(unit for unit in self.units if unit.level == level)


@cache
def _names() -> _Names:
    return load_model(EXAMPLE_TEMPLATES / "names.yml", _Names, filename="names.yml")


def most_provinces() -> int:
    """How many provinces there are names for."""
    return len(_names().provinces.names())


def provinces(random: Random, count: int) -> tuple[Province, ...]:
    """Invent so many provinces, no two of one name."""
    places = random.sample(_names().provinces.names(), count)
    return tuple(_province(random, place, number) for number, place in enumerate(places, start=1))


def _province(random: Random, place: str, number: int) -> Province:
    names, forms = _names(), _names().forms
    top = TerritorialUnit(f"DV{number}", f"{forms['province']} {place}", "province")
    districts = [
        TerritorialUnit(f"{top.unit_id}{index:02}", f"{forms['district']} {name}", "district", top.unit_id)
        for index, name in enumerate(random.sample(names.districts.names(), random.randint(*_DISTRICTS)), 1)
    ]
    communes = [
        TerritorialUnit(
            f"{top.unit_id}{index:04}",
            f"{forms['commune']} {name}",
            "commune",
            districts[(index - 1) % len(districts)].unit_id,
        )
        for index, name in enumerate(random.sample(names.communes.names(), random.randint(*_COMMUNES)), 1)
    ]
    affiliated = [
        TerritorialUnit(f"{top.unit_id}{_AFFILIATED + index}", name, "affiliated", top.unit_id)
        for index, name in enumerate(names.affiliated)
    ]
    letters = "".join(word[0] for word in place.split())
    return Province(
        office=office_id(place),
        place=place,
        letters=letters,
        signatory=random.choice(names.people),
        units=(top, *districts, *communes, *affiliated),
    )
