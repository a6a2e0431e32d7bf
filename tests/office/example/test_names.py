"""Names of fictional provinces."""

from __future__ import annotations

import re

from khacphuc.office.example.names import most_provinces, provinces
from khacphuc.project.layout import RUN_ID

from .examples import dice

#: Words of which names of real provinces are made, one of which each would need.
REAL = frozenset(
    re.findall(
        r"\w+",
        "an bà bạc bắc bến bình cà cao cần đà đắk điện đồng gia giang hà hải hậu hòa huế hưng khánh kiên kon "
        "lai lạng lào lâm long nam nghệ ninh phú quảng sóc sơn tây thái thanh tiền trà trị tuyên vĩnh yên",
    )
)


def test_there_are_enough_and_each_is_another():
    """The 63 offices of a benchmark have 63 names, and ids that are the names of runs."""
    invented = provinces(dice(1), 63)
    assert len({province.place for province in invented}) == len({p.office for p in invented}) == 63
    assert all(RUN_ID.fullmatch(province.office) for province in invented)
    assert most_provinces() >= 63


def test_no_name_is_that_of_a_province():
    """Both words of a name are never words of real names: the second, at least, is weather."""
    every = provinces(dice(1), most_provinces())
    assert not [p.place for p in every if {word.lower() for word in p.place.split()} <= REAL]


def test_units_belong_together():
    """One province, its districts and affiliated Unions, communes each in a district; no code twice."""
    (province,) = provinces(dice(3), 1)
    codes = {unit.unit_id for unit in province.units}
    communes, districts = province.of_level("commune"), province.of_level("district")
    affiliated = province.of_level("affiliated")
    assert len(codes) == len(province.units) == 1 + len(districts) + len(communes) + len(affiliated)
    assert {unit.parent for unit in (*districts, *affiliated)} == {province.units[0].unit_id}
    assert {unit.parent for unit in communes} == {unit.unit_id for unit in districts}
    assert len({unit.name for unit in communes}) == len(communes)
