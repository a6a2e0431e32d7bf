"""Tests of `khacphuc.data.source.pdf.read`."""

import base64
import io
from pathlib import Path

import pypdf
import pytest

from khacphuc.data.source.pdf.read import read_pdf
from khacphuc.errors import SourceError

from .... import written_source
from ..typeset import LONG, PAGE, set_in_type

CASES = Path(__file__).parents[1] / "cases"
BASE = [line for line in (CASES / "e2e" / "base.txt").read_text(encoding="utf-8").splitlines() if line]


def printed(source, page=PAGE):
    """What is read of a page set by Typst, line by line."""
    return read_pdf(set_in_type(source, page), "a.pdf").text.splitlines()


def case(name):
    """What is read of a file of the cases, line by line."""
    return read_pdf((CASES / name).read_bytes(), name).text.splitlines()


def test_lines_become_paragraphs_again():
    """Lines of one paragraph are joined, over a page break too, and page numbers are gone."""
    paragraph = "Các đơn vị đã lập 04 đội và 1.231 thành viên, " * 12 + "hết."
    lines = read_pdf(written_source.pdf("\n".join(["I. ĐẦU", paragraph, *[paragraph] * 5])), "a.pdf").text
    assert lines.splitlines() == ["I. ĐẦU", *[paragraph] * 6]


def test_small_raised_numbers_are_marks_of_notes():
    """A footnote is read behind its paragraph under its mark, its lines joined."""
    note = "Giới thiệu 1.805 người, trong đó có 56 người là công nhân ở các nơi."
    assert printed(f"Đạt mức 90%#footnote[{note}] và 04 đội.") == ["Đạt mức 90%¹ và 04 đội.", f"¹ {note}"]


def test_pieces_far_apart_are_two_words():
    """Cells of a row do not grow together."""
    assert printed("#grid(columns: (4cm, 4cm), [04], [1.231])") == ["04 1.231"]


def test_items_are_paragraphs():
    """A dash or number after the end of a sentence begins a paragraph, without a wider gap too."""
    source = "#set par(spacing: 0.65em)\nCó 04 đội.\n\n\\- Có 05 hội.\n\n1\\. Phần sau.\n\nvà tiếp"
    assert printed(source) == ["Có 04 đội.", "- Có 05 hội.", "1. Phần sau. và tiếp"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_page_numbers_are_left_out(place):
    """A number alone above or below everything else is the page's; a page of a number alone keeps it."""
    paragraph = "Đã có 04 đội, " * 9 + "đủ."
    source = f"#set page({place}: align(center)[2])\n{paragraph}\n\nHết"
    assert printed(source) == [paragraph, "Hết"]
    assert printed("04") == ["04"]


@pytest.mark.parametrize(
    "name",
    sorted(
        path.name
        for path in (CASES / "e2e").glob("*.pdf")
        if "scan" not in path.name and "pad" not in path.name
    ),
)
def test_heads_feet_stamps_and_turned_pages_change_nothing(name):
    """The invented report reads the same whatever its pages repeat, and when one is turned."""
    assert case(f"e2e/{name}") == BASE


def test_what_pages_repeat_is_counted():
    """What is left out is told: how many lines, and the first of them."""
    document = read_pdf((CASES / "e2e" / "p_footer_stamp.pdf").read_bytes(), "a.pdf")
    assert [(unread.kind, unread.count, unread.place) for unread in document.unread] == [
        ("page_furniture", 6, "1")
    ]


def test_notes_go_on_on_the_next_page():
    """Two notes that run over a page each are whole, and the text between them is as it was."""
    lines = case("e2e/q_footnotes_pad12.pdf")
    padding = LONG * 12
    assert [line.replace(padding, "") for line in lines] == BASE
    first, note, last = case("pdf/footnote_split_over_pages.pdf")[1:]
    assert (first[:14], note[:22]) == ("Đã lập 04 đội¹", "¹ Trong đó có 12 đội m")
    assert (note[-30:], last[:18]) == (" Cuối năm còn 77 đội ở phường.", "Đoạn sau có 05 tổ.")


def test_odd_files_are_read():
    """4 kB of zeros behind the end, a turned page, and a table of contents, which is left out and told."""
    usual = [
        "I. KẾT QUẢ",
        "Đã lập 04 đội¹ và 56 nhóm trong năm; thu 1,4 tỷ đồng, đạt 82,48% kế hoạch.",
        "¹ Trong đó có 12 đội mới.",
    ]
    assert case("pdf/padded_4k.pdf") == case("pdf/rotate_flag_90.pdf") == usual
    document = read_pdf((CASES / "pdf" / "toc.pdf").read_bytes(), "a.pdf")
    assert document.text.splitlines() == ["I. KẾT QUẢ", "Đã lập 04 đội.", "II. HẠN CHẾ", "Còn 05 việc."]
    assert [(unread.kind, unread.count) for unread in document.unread] == [("table_of_contents", 3)]


def test_a_scan_with_a_stamp_is_a_scan():
    """Pages that are pictures are named, whatever an office's system printed over them."""
    with pytest.raises(SourceError, match="page 1, 2, 3 holds no text"):
        case("e2e/q_all_scan_with_stamp.pdf")


@pytest.mark.full
def test_three_hundred_pages_take_bounded_memory():
    """Objects of pages that were read are let go: 300 pages take no more than a few times 30 do."""
    import tracemalloc  # noqa: PLC0415 - it slows down what comes behind

    peaks = []
    for pages in (30, 300):
        data = set_in_type("#pagebreak()".join([LONG * 4] * pages))
        tracemalloc.start()
        read_pdf(data, "a.pdf")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 60_000_000


def _as_bytes(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _encrypted(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written_source.pdf("Có 04 đội")))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _as_bytes(writer)


def _scan():
    """Two pages, the second a picture."""
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    bytes_of = ",".join(str(byte) for byte in base64.b64decode(png))
    return set_in_type(f"Có 04 đội\n#pagebreak()\n#image(bytes(({bytes_of})))")


def _blank():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    return _as_bytes(writer)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_encrypted("secret"), "encrypted"),
        (_scan(), "page 2 holds no text"),
        (_blank(), "every page holds no text"),
        (b"abc", "no PDF, or cut short"),
        (written_source.pdf("Có 04 đội")[:-900], "cut short"),
        (b"%PDF-1.7\n%%EOF", "a damaged PDF"),
    ],
)
def test_what_cannot_be_read_is_refused(data, message):
    """Encrypted, scanned, cut and damaged files have errors of their own, and the file is named."""
    with pytest.raises(SourceError, match=message) as refused:
        read_pdf(data, "a.pdf")
    assert str(refused.value).startswith("a.pdf: ")


def test_a_file_only_its_owner_may_change_is_read():
    """A PDF without a password to open it is read."""
    assert read_pdf(_encrypted(""), "a.pdf").text.strip() == "Có 04 đội"
