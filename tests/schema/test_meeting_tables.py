"""Tests of `khacphuc.schema.meeting_tables`."""

from khacphuc.schema.meeting_tables import MEETING_TABLES


def test_a_table_of_meetings_from_before_is_read():
    """Both tables may be missing, and so may the columns that meetings had none of."""
    meetings, papers = MEETING_TABLES
    assert (meetings.name, papers.name) == ("meetings", "papers")
    assert meetings.optional
    assert papers.optional
    required = [field.name for field in meetings.raw if not field.optional]
    assert required == ["meeting_id", "held_on", "papers_sent_on"]
