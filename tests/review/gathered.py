"""What `05_returns` leaves of an invented office: districts, their communes, one form a month."""

from __future__ import annotations

import pandas as pd

from khacphuc.data.returns.arrivals import arrival_faults
from khacphuc.data.returns.expected import expected_reports
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.rates import reporting_rates
from khacphuc.data.returns.revisions import current_forms, revision_faults

FORM = "BM01"
DAYS = "datetime64[us]"
TOTAL_COLUMNS = ("indicator", "period", "parent", "value", "reported", "expected", "rate", "status")


def tables(communes=94, districts=9):
    """Collections, units and indicators of the office."""
    units = [("DV72", "Tỉnh đoàn <Tây>", "province", "")]
    units += [(f"DV{700 + place}", f"Huyện đoàn {place}", "district", "DV72") for place in range(districts)]
    units += [
        (f"DV{25000 + place}", f"Đoàn xã {place}", "commune", f"DV{700 + place % districts}")
        for place in range(communes)
    ]
    frame = pd.DataFrame(units, columns=["unit_id", "name", "level", "parent"])
    frame[["valid_from", "valid_to"]] = pd.NaT
    frame["succeeded_by"] = ""
    collections = pd.DataFrame(
        [(FORM, "Báo cáo công tác phòng, chống ma túy", "month", "calendar", 5, 30, "commune")],
        columns=[
            *("collection_id", "title", "period_type", "cutoff"),
            *("due_days", "expiry_days", "units"),
        ],
    )
    indicators = pd.DataFrame(
        [
            ("propaganda_sessions", "Số buổi tuyên truyền", "buổi", "sum", "sum"),
            ("propaganda_teams", "Số đội tuyên truyền", "đội", "last", "sum"),
            ("communes_counselling", "Xã có tư vấn", "xã", "max", "units_with"),
            ("gifts", "Số suất quà", "suất", "sum", "sum"),
        ],
        columns=["indicator_id", "name", "unit_of_measure", "over_time", "over_units"],
    )
    return {"collections": collections, "units": frame, "indicators": indicators}


def forms(expected, *, clean=False):
    """The forms that came in; unless all is well, some are missing, late, not complete or not counted."""
    rows = []
    for place, report in enumerate(expected.to_dict("records")):
        turn = -1 if clean else place % 67
        if turn == 3:
            continue
        received = report["due_on"] + pd.Timedelta(days={5: 4, 9: 1}.get(turn, -2))
        rows.append(
            {
                "file": f"received/{place:016x}-bieu-mau.xlsx",
                "sheet": "Biểu",
                "sha256": f"{place:064x}",
                **{name: report[name] for name in ("collection", "unit_id", "period")},
                "revision": 1,
                "nil": turn == 13,
                "complete": turn != 17,
                "received_on": pd.NaT if turn == 23 else received,
                "state": "rejected" if turn == 29 else "received",
            }
        )
    frame = pd.DataFrame(rows).astype({"revision": "Int64", "received_on": DAYS})
    return current_forms(frame)


def gathered(known, *, clean=False):
    """Everything the stage leaves of the tables."""
    expected = expected_reports(known["collections"], known["units"], 2021)
    came = forms(expected, clean=clean)
    faults = arrival_faults(expected, came, known["units"], 2021) + revision_faults(came)
    if not clean:
        faults += _doubts(came)
    reported = int((came["counted"] == "yes").sum())
    whole = len(expected)
    totals = [
        ("propaganda_sessions", 252.0, reported, whole),
        ("propaganda_teams", 94.0, 94, 94),
        ("communes_counselling", 90.0, 90, 94),
        ("gifts", float("nan"), 0, whole),
    ]
    rows = [
        (code, "", "", value, some, of, 100 * some / of, "complete" if some == of else "partial")
        for code, value, some, of in totals
    ]
    counted = came[came["counted"] == "yes"]
    return {
        "expected": expected,
        "values": counted[["collection", "unit_id", "period"]].assign(indicator="gifts", value=2.0),
        "forms": came,
        "faults": fault_frame(faults),
        "rates": reporting_rates(expected, came),
        "totals": pd.DataFrame(rows, columns=list(TOTAL_COLUMNS)),
    }


def _doubts(came):
    """A doubt in every fortieth form, and three of files nobody knows whose they are."""
    kinds = (FaultKind.CONSTRAINT_BROKEN, FaultKind.OUTLIER, FaultKind.TEXT_IN_NUMBER)
    counted = came[came["counted"] == "yes"]
    faults = [
        Fault(
            *(kinds[place % len(kinds)], row.collection, row.unit_id, row.period, "propaganda_sessions"),
            *(row.file, row.sheet, "D9", "=2+<b>khoảng 20</b>", "tối đa 50"),
        )
        for place, row in enumerate(counted.iloc[::40].itertuples())
    ]
    lost = (FaultKind.CORRUPT_FILE, FaultKind.PASSWORD, FaultKind.OLD_WORKBOOK)
    return faults + [Fault(kind, file=f"received/0123-tep-{kind}.xlsx") for kind in lost]
