"""What a reviewer asks of run 2021 is answered by the pages alone, within two clicks from the front page."""

from __future__ import annotations

import re

import pytest

from .conftest import Reader

pytestmark = pytest.mark.full

SHORTCOMINGS = {number: re.compile(rf"^Khuyết điểm {number}: ") for number in (2, 3)}
#: What is asked, the links one follows from the front page, and what one reads there.
QUESTIONS = {
    "is every target met, by how much is the first missed": (
        ["Chỉ tiêu và nội dung"],
        ["Đạt 09/11 chỉ tiêu", "1.805 đoàn viên ưu tú, yêu cầu ít nhất 2.000 (thiếu 195 đoàn viên ưu tú"],
    ),
    "why is shortcoming 3 not_thorough": (
        [SHORTCOMINGS[3]],
        ["Khuyết điểm 3 có 04 tiêu chí (01 có chuyển biến, 03 chưa đạt)"],
    ),
    "what is it judged on": ([SHORTCOMINGS[3]], ["Tiêu chí của khuyết điểm 3", "KD3.4"]),
    "which numbers disagree": (["Phát hiện về các bảng đã nhập"], ["SL031", "«17»"]),
    "what was typed against convention": (
        ["Việc làm sạch đã thay đổi gì"],
        ["SL058", "dấu chấm trước phần thập phân"],
    ),
    "which rule decided": ([SHORTCOMINGS[3]], ["Dòng Q5 của bảng quyết định áp dụng cho khuyết điểm 3"]),
    "what would lift shortcoming 2": (
        [SHORTCOMINGS[2]],
        ["Để khuyết điểm 2 lên mức «chưa khắc phục hoàn toàn nhưng có chuyển biến tốt»"],
    ),
    "which criteria rest on a proxy": (["Bảng quyết định"], ["02 tiêu chí là gián tiếp", "KD1.2", "KD4.2"]),
    "how many checks ran and on what": (
        ["Mọi quy tắc đã kiểm tra"],
        ["190 quy tắc trên 18 bảng", "123 quy tắc về các bảng đã nhập ở sổ 20, 67 quy tắc"],
    ),
    "what goes to next year": (["Chuyển sang năm sau"], ["04/04 khuyết điểm chuyển sang năm sau"]),
}
IN_SIGHT = """([words, within]) => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_ELEMENT);
    for (let element = walk.nextNode(); element; element = walk.nextNode()) {
        const box = element.getBoundingClientRect();
        const near = box.height && box.top > -50 && box.top < within * innerHeight;
        if (near && element.innerText?.replace(/\\s+/g, ' ').includes(words)) return true;
    }
    return false;
}"""


@pytest.fixture(scope="module")
def pages(browser, published) -> Reader:
    """A reader of the pages of run 2021 as it was published."""
    return Reader(browser, published.report)


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 3), (390, 844, 6)])
def test_ten_questions_are_answered_within_two_clicks(pages, width, height, screens):
    """Each answer is in sight or a little below where the links lead, on a desktop and on a phone."""
    unanswered = []
    for question, (links, answers) in QUESTIONS.items():
        assert len(links) <= 2, question
        with pages.open("notebooks/index", width, height) as visit:
            for link in links:
                visit.page.locator("main").get_by_role("link", name=link).first.click()
            visit.page.wait_for_load_state()
            unanswered += [
                (question, answer)
                for answer in answers
                if not visit.page.evaluate(IN_SIGHT, [answer, screens])
            ]
    assert unanswered == []
