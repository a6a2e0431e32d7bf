"""Values that were issued once and are others now: what was issued, beside what a run is about to publish.

A run is compared with one issued version. That version says what had moved by then, too, so what moved stays
told with the version that printed it first, and an answer to it holds until the value moves again. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.history.published_values import PublishedValue, published_values
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.history.published_values import Key

COLUMNS_OF_ISSUED: Final = (
    *("kind", "code", "value", "unit", "shown"),
    *("value_before", "unit_before", "shown_before", "version_before", "issued_before"),
    *("version", "issued_on"),
)


def restated(before: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What a run publishes beside what was issued.

    Args:
        before: of the version it is compared with (``issued``).
        tables: of the run, as ``published_values`` takes them.

    Returns:
        A row for each value, then those of ``before`` that are withdrawn: ``kind``, ``code``, ``value``,
        ``unit``, ``shown``; ``value_before``, ``unit_before``, ``shown_before``, ``version_before`` and
        ``issued_before`` of one that moved, empty where none did; ``origin``, the code of the figure that
        moved where it is computed of one, else its own code. All are texts.
    """
    then = {(row["kind"], row["code"]): row for row in before.pipe(row_dicts)}
    now = {value.key: value for value in published_values(tables)}
    gone = {key: PublishedValue(key[0], key[1], "") for key in then if key not in now}
    prints = _prints(tables)
    rows = [
        {
            "kind": value.kind,
            "code": value.code,
            "value": value.value,
            "unit": value.unit,
            "shown": prints.get(key, value.value) if value.value else "",
            **_before(then.get(key, {}), value),
        }
        for key, value in (now | gone).items()
    ]
    names = [*COLUMNS_OF_ISSUED[:10], "origin"]
    frame = pd.DataFrame(rows, columns=names[:-1], dtype="str")
    return frame.assign(origin=_origins(frame, tables)).astype("str")[names]


def issued(
    earlier: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, version: str, issued_on: str
) -> pd.DataFrame:
    """What a version issues, and what had moved by then.

    Args:
        earlier: the same of the version it was compared with; without rows where there was none.
        tables: of the version, as ``published_values`` takes them.
        version: its number.
        issued_on: the day it was published.

    Returns:
        A row for each value, those that were withdrawn among them: the columns of ``restated`` but
        ``origin``, then ``version`` and ``issued_on`` of the version that issued it first. All are texts.
    """
    frame = restated(earlier, tables)
    names = ("kind", "code", "value", "unit")
    first = {tuple(row[name] for name in names): row for row in earlier.pipe(row_dicts)}
    since = [
        (row["version"], row["issued_on"]) if (row := first.get(key)) else (version, issued_on)
        for key in zip(*(frame[name] for name in names), strict=True)
    ]
    columns = {"version": [number for number, _ in since], "issued_on": [day for _, day in since]}
    return frame.assign(**columns).astype("str")[list(COLUMNS_OF_ISSUED)]


def untold(last: pd.DataFrame, other: pd.DataFrame) -> tuple[str, ...]:
    """The codes of values that were issued last, of which another version says something else.

    Args:
        last: what was issued last (``issued``), with what had moved by then.
        other: of the version that would stand in its place.
    """
    names = ["kind", "code", "value", "unit", "value_before", "unit_before"]
    known = set(other[names].itertuples(index=False, name=None))
    rows = last.loc[(last["value"] != "") | (last["value_before"] != ""), names]
    return tuple(row[1] for row in rows.itertuples(index=False, name=None) if row not in known)


def _before(then: Mapping[Any, str], now: PublishedValue) -> dict[str, str]:
    """What was issued last of a value before it became what it is."""
    moved = ("value", "unit", "shown", "version", "issued")
    if not then:
        return dict.fromkeys((f"{name}_before" for name in moved), "")
    last = {name: then[f"{name}_before"] for name in moved[:3]}
    last |= {"version": then["version_before"], "issued": then["issued_before"]}
    if (then["value"], then["unit"]) != (now.value, now.unit) and then["value"]:
        last = {name: then[name] for name in moved[:4]} | {"issued": then["issued_on"]}
    if (last["value"], last["unit"]) == (now.value, now.unit):  # withdrawn, and there again
        last = dict.fromkeys(moved, "")
    return {f"{name}_before": text for name, text in last.items()}


def _origins(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The figure that moved since the same version, of a number that is computed of it."""
    is_figure = frame["kind"] == "figure"
    moved = dict(zip(frame.loc[is_figure, "code"], frame.loc[is_figure, "version_before"], strict=True))
    computed = tables["computed"]
    operands = {
        code: [operand.partition(":")[0] for operand in str(cell).split(";")]
        for code, cell in zip(computed["computed_id"], computed["operands"], strict=True)
    }
    return [
        next((of for of in operands.get(code, ()) if kind == "computed" and moved.get(of) == since), code)
        if since
        else code
        for kind, code, since in zip(frame["kind"], frame["code"], frame["version_before"], strict=True)
    ]


def _prints(tables: Mapping[str, pd.DataFrame]) -> dict[Key, str]:
    """How numbers stand in print."""
    return dict(_printed("figure", tables["figures"])) | dict(_printed("computed", tables["computed"]))


def _printed(kind: str, frame: pd.DataFrame) -> Iterator[tuple[Key, str]]:
    if "printed" not in frame:
        return
    units = frame["unit"] if kind == "figure" else [""] * len(frame)
    for code, printed, unit in zip(frame[f"{kind}_id"], frame["printed"], units, strict=True):
        if isinstance(printed, str) and printed:
            yield (kind, code), with_unit(printed, str(unit))
