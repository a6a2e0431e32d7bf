"""A run with papers of meetings and findings of supervision, to be printed."""

from khacphuc.data.records.record_frames import with_records
from khacphuc.data.records.settings import RecordSettings
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021
from ..data.records.meeting_office import tables
from ..data.records.test_papers import MEETINGS, PAPERS, YEAR_END
from ..data.records.test_supervision import DOCUMENTS, FINDINGS, SUPERVISIONS

LETTER = {"type": "Công văn", "symbol": "40-CV/TĐTN", "issuer": "Tỉnh đoàn", "subject": "Kiến nghị"}


def context(language="vi", **rows):
    """What a report takes of a run with these rows, or with those of the tests of records."""
    recorded = tables(
        **{
            "meetings": MEETINGS,
            "papers": PAPERS,
            "supervisions": SUPERVISIONS,
            "supervision_findings": [
                row | {"finding": f"Hạn chế {place}", "addressee": "Ủy ban"}
                for place, row in enumerate(FINDINGS[:3], start=1)
            ],
            "documents": [row | LETTER for row in DOCUMENTS],
        }
        | rows
    )
    frames = with_records({**run2021.tables(), **recorded}, RecordSettings(YEAR_END), language)
    return ChartContext(frames, Citations(citables(frames, {})), language, year=2021)
