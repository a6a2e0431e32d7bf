"""Tests of `khacphuc.notebooks.front_page`."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from khacphuc.locale import LANGUAGES, words
from khacphuc.notebooks.front_page import Chapter, to_front_page, withheld
from khacphuc.project.files import read_text
from khacphuc.render.notebook.aside import page_link
from khacphuc.render.notebook.aside_markup import PageHeading
from khacphuc.report.anchors import finding_anchor
from khacphuc.report.document import nodes
from khacphuc.run.stages import STAGES

from .. import run2021
from ..findings import finding

ENGLISH = run2021.parameters().model_copy(update={"language": "en"})


def words_of(*parts):
    """A paragraph of words and links."""
    children = (nodes.Text(text=part) if isinstance(part, str) else part for part in parts)
    return nodes.Paragraph(children=tuple(children))


CHECK = Chapter(
    "20_check",
    "20 · Kiểm <b>",
    (words_of("Có 2 phát hiện <script>."),),
    (
        PageHeading("h-1", "Kết luận", paragraphs=(words_of("Có 2 phát hiện <script>."),)),
        PageHeading("h-2", "Số nào không khớp"),
        PageHeading(
            "h-3", "KD3", 2, paragraphs=(*map(words_of, ("Có 2 phát hiện <script>.", "Vì <b>.", "Hết.")),)
        ),
        PageHeading("h-4", "I. CHUNG", 2),
    ),
)
REPORT = Chapter("40_report", "40 · Báo cáo", (words_of(withheld(1, "vi")),), has_page=False)


def page(*chapters, parameters=None, has_report=True, **options):
    """The front page of these notebooks."""
    html = to_front_page(chapters, parameters or run2021.parameters(), has_report=has_report, **options)
    return BeautifulSoup(html, "html.parser")


def links(page):
    """Where the body of a page leads."""
    return [link["href"] for link in page.main.find_all("a")]


def test_each_notebook_has_its_question_answer_and_places():
    """A section a notebook: question, answer, and its parts with what they say first, nothing twice."""
    section = page(CHECK).find("section")
    assert section.h2.text == "20 · Kiểm <b>"
    assert section.find(class_="question").text == words("vi", "front")["question_20_check"]
    assert section.find(class_="reply").text == "Có 2 phát hiện <script>."
    topics = [topic.get_text(" ", strip=True) for topic in section.find_all("li")]
    assert topics == ["Kết luận", "Số nào không khớp", "KD3 Vì <b>."]
    assert links(page(CHECK)) == [
        "../report.html",
        "../review.html",
        "20_check.html",
        "20_check.html#h-1",
        "20_check.html#h-2",
        "20_check.html#h-3",
    ]


def test_the_page_of_returns_is_linked_to_where_there_is_one():
    """A run whose units send forms has one more page beside the report."""
    assert "../returns.html" not in links(page(CHECK))
    linked = page(CHECK, has_returns=True)
    assert links(linked)[:3] == ["../report.html", "../review.html", "../returns.html"]
    assert linked.nav.find("a", href="../returns.html").text == "Báo cáo của đơn vị"


def test_what_a_sentence_leads_to_is_a_link_on_the_front_page_too():
    """Links to other pages, to a place on the notebook's own page, and codes; what leads nowhere is words."""
    answer = words_of(
        page_link("Đến trang thẩm định.", "../review.html"),
        page_link("Khuyết điểm 3", "#row-KD3"),
        nodes.CitedValue(id="SL031", text="17", kind="figure"),
        nodes.Reference(target="bang-1"),
        nodes.Reference(target="javascript:alert(1)", text="<i>"),
        nodes.Note(children=(nodes.Text(text="ghi chú"),)),
    )
    below = PageHeading("h-1", "Đọc", paragraphs=(words_of(page_link("trang 10", "10_clean.html#h-2")),))
    front = page(
        Chapter("30_assess", "30 · Đánh giá", (answer,), (below,)),
        addresses={"SL031": "10_clean.html#row-SL031"},
    )
    reply = front.find(class_="reply")
    assert {link.text: link["href"] for link in reply.find_all("a")} == {
        "Đến trang thẩm định.": "../review.html",
        "Khuyết điểm 3": "30_assess.html#row-KD3",
        "17": "10_clean.html#row-SL031",
    }
    assert reply.text.endswith("17<i>")
    assert front.find(class_="first").a["href"] == "10_clean.html#h-2"


def test_a_blocked_run_says_at_its_head_what_blocks_it():
    """The findings that withhold the report, each a link to the review page, and what was not made."""
    blocking = [finding(severity="critical", row_id=f"SL{number:03}") for number in range(12)]
    front = page(CHECK, REPORT, has_report=False, blocking=blocking)
    notice = front.main.find("section")
    assert notice["class"] == ["verdict", "blocked"]
    assert "12 phát hiện nghiêm trọng" in notice.h2.text
    addresses = [link["href"] for link in notice.find_all("a")]
    assert addresses[0] == f"../review.html#{finding_anchor(blocking[0].rule, 'SL000')}"
    assert (len(addresses), addresses[-1]) == (11, "../review.html#findings")
    assert "2 phát hiện" in notice.find_all("a")[-1].text
    assert "40 · Báo cáo, report.html, report.pdf, report.docx" in notice.text
    assert page(CHECK).find(class_="verdict") is None


def test_what_is_withheld_is_named_and_not_linked_to():
    """Where there is no report, no link leads to one, and the reason stands in its place."""
    front = page(CHECK, REPORT, has_report=False)
    assert "còn 1 phát hiện nghiêm trọng chưa khép lại" in front.main.text
    assert not {"../report.html", "40_report.html"} & {link["href"] for link in front.find_all("a")}


def test_a_notebook_of_somebody_else_has_a_section_too():
    """A stage that was added has its title and its headings, without a question or an answer of ours."""
    section = page(Chapter("35_documents", "35 · Văn bản", headings=(PageHeading("h-1", "Đọc"),))).section
    assert [link.text for link in section.find_all("a")] == ["35 · Văn bản", "Đọc"]
    assert not section.find_all(class_=["question", "reply"])


def test_the_page_is_in_the_language_of_the_run():
    """An English run has English questions; what the office wrote is marked as Vietnamese."""
    front = page(CHECK, parameters=ENGLISH)
    assert front.html["lang"] == "en"
    assert front.find(class_="question").text == words("en", "front")["question_20_check"]
    assert front.section.h2["lang"] == "vi"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_the_questions_are_those_of_the_notebooks(stage):
    """The front page asks what a notebook says that it answers, and asks it in every language."""
    notebook = json.loads(read_text(stage.notebook(run2021.LAYOUT)))
    question = re.search(r"\*\*Câu hỏi:\*\* (.+)", "".join(notebook["cells"][0]["source"]))[1].strip()
    assert words("vi", "front")[f"question_{stage.name}"].casefold() == question.casefold()
    assert len({words(language, "front")[f"question_{stage.name}"] for language in LANGUAGES}) == len(
        LANGUAGES
    )


@pytest.mark.parametrize(
    ("language", "blocking", "expected"),
    [
        ("en", 1, "1 critical finding is open"),
        ("en", 2, "2 critical findings are open"),
        ("vi", 1200, "1.200"),
    ],
)
def test_why_there_is_no_report(language, blocking, expected):
    """The reason is counted as the language counts."""
    assert expected in withheld(blocking, language)


def test_parts_are_called_in_the_language_of_the_run():
    """Titles and parts of our notebooks; those of an office stay as it wrote them, marked as its language."""
    chapter = Chapter(
        "30_assess",
        "30 · Đánh giá khuyết điểm",
        headings=(
            PageHeading("a", "Từng khuyết điểm", lang=' lang="vi"'),
            PageHeading("b", "Của tôi", lang=' lang="vi"'),
        ),
    )
    section = page(chapter, parameters=ENGLISH).find("section")
    assert section.h2.text == "30 · Assessing the shortcomings"
    assert not section.h2.has_attr("lang")
    first, second = section.select(".topics a")
    assert (first.text, first.get("lang")) == ("Each shortcoming", None)
    assert (second.text, second["lang"]) == ("Của tôi", "vi")
