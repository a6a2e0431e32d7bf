"""Which of the forms that came in counts, where a unit sent more than one for a period. Pure.

The highest revision counts, and that another was replaced is recorded. What was approved stays: a later
revision is a fault, and replaces nothing. Of two different files of one revision none is known to be right,
so neither counts. What was rejected is never counted.

A sheet that says the same as another of its revision is the same form, in whatever file: who keeps one file a
year sends January again with every month. The one that was approved counts, else the one that came first.

A collection may have a last day for each report (``expiry_days``). What comes later is not counted, unless
somebody approves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM_KEY: Final = ["collection", "unit_id", "period"]
"""What there is one report of."""

NOT_IDENTIFIED: Final = "not_identified"
SAME_FILE: Final = "same_file"
REJECTED: Final = "rejected"
REPLACED: Final = "replaced"
SAME_REVISION: Final = "same_revision"
EXPIRED: Final = "expired"
AFTER_APPROVAL: Final = "after_approval"
WHY_NOT: Final = (NOT_IDENTIFIED, SAME_FILE, REJECTED, EXPIRED, REPLACED, SAME_REVISION, AFTER_APPROVAL)
"""Why a form is not counted: the values of ``why_not``."""


def current_forms(forms: pd.DataFrame) -> pd.DataFrame:
    """Say of every form whether it is counted.

    Args:
        forms: a row for each sheet that is a form: ``file``, ``sheet``, ``sha256``, ``collection``,
            ``unit_id``, ``period``, ``revision`` (without one: 0), ``state``, ``received_on`` and, but in
            what was published before, ``content`` and ``expires_on`` (the last day a form is taken, empty
            where there is none); other columns stay.

    Returns:
        The same rows with ``counted`` (``yes`` or ``no``) and ``why_not`` (one of WHY_NOT, empty for those
        that are counted). Of a collection, unit and period one at most is counted.
    """
    frame = forms.reset_index(drop=True)
    why = pd.Series("", index=frame.index, dtype="str")
    key = [frame[name] for name in FORM_KEY]
    revision = frame["revision"].astype("Int64").fillna(0)

    def reject(rows: pd.Series, reason: str) -> None:
        why.loc[(why == "") & rows] = reason

    reject((frame[FORM_KEY] == "").any(axis=1), NOT_IDENTIFIED)
    reject(frame.duplicated([*FORM_KEY, "sha256", "sheet"]), SAME_FILE)
    reject(frame["state"] == "rejected", REJECTED)
    reject(
        _says_the_same(frame.assign(revision=revision)[why == ""]).reindex(frame.index, fill_value=False),
        SAME_FILE,
    )
    if "expires_on" in frame:  # what somebody approved all the same is counted
        reject((frame["received_on"] > frame["expires_on"]) & (frame["state"] != "approved"), EXPIRED)
    # once something is approved, its revision is the highest that may count
    approved = revision.where((why == "") & (frame["state"] == "approved")).groupby(key).transform("max")
    reject((approved.notna() & (revision > approved)).fillna(value=False).astype(bool), AFTER_APPROVAL)
    highest = revision.where(why == "").groupby(key).transform("max")
    reject((revision < highest).fillna(value=False).astype(bool), REPLACED)
    # an approved file among two of one revision is the right one
    standing = why == ""
    approved_here = (standing & (frame["state"] == "approved")).groupby(key).transform("any")
    reject(approved_here & (frame["state"] != "approved"), SAME_REVISION)
    standing = why == ""
    reject(standing.groupby(key).transform("sum") > 1, SAME_REVISION)
    return frame.assign(counted=why.map(lambda reason: "no" if reason else "yes"), why_not=why).set_axis(
        forms.index
    )


def _says_the_same(forms: pd.DataFrame) -> pd.Series[bool]:
    """Which forms say what another of the same revision says, that was approved or came before them."""
    file = forms["sha256"].astype("str") + "#" + forms["sheet"].astype("str")
    content = forms["content"].where(forms["content"] != "", file) if "content" in forms else file
    ordered = forms.assign(content=content, later=forms["state"] != "approved").sort_values(
        ["later", "received_on"], kind="stable", na_position="last"
    )
    return ordered.duplicated([*FORM_KEY, "revision", "content"]).reindex(forms.index)


def revision_faults(forms: pd.DataFrame) -> list[Fault]:
    """What is wrong with revisions, or worth recording about them.

    Args:
        forms: with the columns of `current_forms`.

    Returns:
        A fault for each form that was replaced (RESUBMITTED, with the file that took its place), came after
        an approval (RESUBMITTED_AFTER_APPROVAL), is one of several files of one revision
        (SAME_REVISION_DIFFERS), or came after the last day there is for it (EXPIRED).
    """
    counted = forms[forms["counted"] == "yes"]
    in_place = {
        (str(row.collection), str(row.unit_id), str(row.period)): f"{row.file} ({_number(row.revision)})"
        for row in counted.itertuples()
    }
    return [*_revision_faults(forms, in_place), *_expired_faults(forms)]


def _revision_faults(forms: pd.DataFrame, in_place: dict[tuple[str, str, str], str]) -> Iterator[Fault]:
    kinds = {
        REPLACED: FaultKind.RESUBMITTED,
        AFTER_APPROVAL: FaultKind.RESUBMITTED_AFTER_APPROVAL,
        SAME_REVISION: FaultKind.SAME_REVISION_DIFFERS,
    }
    for row in forms[forms["why_not"].isin(list(kinds))].itertuples():
        key = (str(row.collection), str(row.unit_id), str(row.period))
        place = {"file": str(row.file), "sheet": str(row.sheet)}
        instead = in_place.get(key, "")
        yield Fault(kinds[str(row.why_not)], *key, **place, observed=_number(row.revision), expected=instead)


def _expired_faults(forms: pd.DataFrame) -> Iterator[Fault]:
    for row in forms[forms["why_not"] == EXPIRED].pipe(row_dicts):
        place = {name: str(row[name]) for name in (*FORM_KEY, "file", "sheet")}
        observed, expected = (row[name].date().isoformat() for name in ("received_on", "expires_on"))
        yield Fault(FaultKind.EXPIRED, **place, observed=observed, expected=expected)


def _number(revision: object) -> str:
    return "0" if pd.isna(revision) else str(revision)  # type: ignore[call-overload]


CHANGE_OF_REVISION: Final = (
    *("collection", "unit_id", "period", "indicator"),
    *("revision_before", "value_before", "revision", "value"),
)
"""The columns of what a later revision changed: text, but for revisions (Int64) and values (float64)."""


def revision_changes(values: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """What the revision that counts changed, against the one before it.

    Args:
        values: of all forms that came in, with their ``revision``, ``file`` and ``sheet``.
        forms: with the columns of `current_forms`.

    Returns:
        A row for each value that is not what it was, with the columns CHANGE_OF_REVISION; a value that was
        blank is empty before, one that is blank now is empty now.
    """
    changed = forms[(forms["counted"] == "yes") | (forms["why_not"] == REPLACED)]
    changed = changed[changed.duplicated(FORM_KEY, keep=False)]
    # the last of those that were replaced is what the one that counts is compared with
    changed = changed.sort_values("revision", kind="stable")
    before = changed[changed["counted"] == "no"].drop_duplicates(FORM_KEY, keep="last")
    now = changed[changed["counted"] == "yes"]
    sides = [
        _values_of(values, side).rename(columns={"revision": f"revision{suffix}", "value": f"value{suffix}"})
        for side, suffix in ((before, "_before"), (now, ""))
    ]
    both = sides[0].merge(sides[1], on=[*FORM_KEY, "indicator"], how="outer")
    for name in ("revision_before", "revision"):  # an item that only one of the two has
        both[name] = both.groupby(FORM_KEY)[name].transform("max")
    one_is_blank = both["value_before"].isna() != both["value"].isna()
    other = (both["value_before"] != both["value"]) & both["value"].notna() & both["value_before"].notna()
    return both.loc[one_is_blank | other, list(CHANGE_OF_REVISION)].reset_index(drop=True)


def _values_of(values: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """The values of some forms, by unit, period and indicator."""
    names = [*FORM_KEY, "indicator", "value"]
    texts = dict.fromkeys(names[:-1], "str")
    chosen = values[[*names, "file", "sheet"]].astype({**texts, "file": "str", "sheet": "str"})
    merged = chosen.merge(forms[[*FORM_KEY, "file", "sheet", "revision"]], on=[*FORM_KEY, "file", "sheet"])
    return merged[[*names, "revision"]].drop_duplicates([*FORM_KEY, "indicator"])
