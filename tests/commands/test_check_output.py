"""Tests of `khacphuc.commands.check_output`: findings in 80 columns, and nothing of them lost."""

import io
from pathlib import Path

import pytest

from khacphuc.checks.since_published import finding_changes
from khacphuc.commands.check import Review
from khacphuc.commands.check_output import print_review

from ..findings import ACCEPTED, finding, note, place


def printed(*findings, before=None, stream=None, language="vi"):
    """What is printed."""
    stream = stream or io.StringIO()
    changes = None if before is None else finding_changes(before, findings)
    print_review(Review("2021", Path("check"), findings, changes, language), stream)
    return stream.getvalue()


def test_a_finding_is_printed_whole():
    """Severity, rule and row, each place in its line, what is expected, to do and answered."""
    two = finding(
        "SL-10",
        "SL031",
        place("SL031", "17", unit="chi hội", file="f.csv"),
        place("SL067", "18", unit="chi hội", file="f.csv", line=68),
        expected="một giá trị",
        description="Chọn số đúng.",
        answer=ACCEPTED,
    )
    assert printed(two) == (
        "Cần xem xét SL-10 SL031\n"
        "  SL031 «17 chi hội» (f.csv:32)\n"
        "  SL067 «18 chi hội» (f.csv:68)\n"
        "  cần là: một giá trị\n"
        "  việc cần làm: Chọn số đúng.\n"
        "  trả lời: chấp nhận: đã rà soát (Bí thư, 03/3/2021)\n"
        "\n"
        "phát hiện: 0 nghiêm trọng, 1 cần xem xét (1 đã trả lời)\n"
        "chưa công bố lần nào nên chưa có gì để so sánh\n"
    )
    assert printed(two, language="en") == (
        "Warning SL-10 SL031\n"
        "  SL031 «17 chi hội» (f.csv:32)\n"
        "  SL067 «18 chi hội» (f.csv:68)\n"
        "  expected: một giá trị\n"
        "  to do: Chọn số đúng.\n"
        "  answer: accepted: đã rà soát (Bí thư, 03/3/2021)\n"
        "\n"
        "findings: 0 critical, 1 warning (1 answered)\n"
        "nothing of this run is published yet to compare with\n"
    )


def test_how_tables_were_read_is_noted():
    """Each note in a line behind the counts."""
    stream = io.StringIO()
    print_review(Review("2021", Path("check"), (), None, notes=("a.csv: parted by a semicolon",)), stream)
    assert stream.getvalue().startswith(
        "phát hiện: 0 nghiêm trọng, 0 cần xem xét\nlưu ý: a.csv: parted by a semicolon\n"
    )


def test_lines_fit_and_words_are_whole():
    """Long texts are wrapped between words; a word longer than a line is folded, never cut."""
    long_id = "SL" + "1" * 120
    words = " ".join(f"từ{number}" for number in range(60))
    text = printed(finding("A", long_id, note(words), description=words))
    assert max(map(len, text.splitlines())) <= 80
    assert long_id in text.replace("\n", "").replace(" ", "")
    assert all(text.split().count(word) == 2 for word in words.split())


def test_nothing_in_a_table_moves_the_cursor():
    """Escape sequences and markup in the data are shown as text or taken out."""
    text = printed(finding("A", "", note("SL031 «\x1b[2J\x1b]0;x\x07[red]17[/red]\u202e»\n\x07")))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[red]17[/red]" in text


def test_what_changed():
    """New, changed and gone are named by rule and row; what is the same is not."""
    before = [finding("A", "1"), finding("A", "2", note("x")), finding("A", "3")]
    after = [finding("A", "1"), finding("A", "2", note("y")), finding("B", "")]
    assert printed(*after, before=before).splitlines()[-4:] == [
        "so với lần công bố trước:",
        "  1 mới: B",
        "  1 đã thay đổi: A 2",
        "  1 không còn: A 3",
    ]
    assert printed(*after, before=before, language="en").splitlines()[-4:] == [
        "since the last published run:",
        "  1 new: B",
        "  1 changed: A 2",
        "  1 gone: A 3",
    ]
    assert printed(*after, before=after).splitlines()[-1] == "so với lần công bố trước: không thay đổi"
    assert printed(before=()).splitlines() == [
        "phát hiện: 0 nghiêm trọng, 0 cần xem xét",
        "so với lần công bố trước: không thay đổi",
    ]


def test_a_run_of_an_earlier_version():
    """It is published, but left nothing to compare with."""
    stream = io.StringIO()
    print_review(Review("2021", Path("check"), (), None, is_published=True), stream)
    assert "do phiên bản trước của chương trình làm ra" in stream.getvalue()


def test_many_changes_are_counted():
    """The first are named."""
    many = [finding("A", f"{number:02}") for number in range(20)]
    assert "và 8 phát hiện nữa" in " ".join(printed(*many, before=()).split())


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        """It is."""
        return True


@pytest.mark.parametrize(("stream", "coloured"), [(Terminal(), True), (io.StringIO(), False)])
def test_colours_are_for_terminals(monkeypatch, stream, coloured):
    """A pipe or a file gets plain text."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    text = printed(finding(severity="critical", description="từ " * 40), stream=stream)
    assert ("\x1b[1;31m" in text) is coloured
