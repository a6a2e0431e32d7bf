"""Cards of findings in a notebook."""

from __future__ import annotations

from bs4 import BeautifulSoup

from khacphuc.render.notebook.aside import aside
from khacphuc.render.notebook.cards import FindingCards
from khacphuc.review.cards import Cards

from ...findings import finding, place


def cards():
    """The cards of one finding."""
    return FindingCards.of(Cards((finding(),), {}).by_severity((finding(),)))


def test_cards_are_those_of_the_review_page():
    """A card has its places and its words; its id is given once on a page."""
    taken: set[str] = set()
    output = aside(cards())
    first, second = (output.to_html(prefix=f"c{n}-", base="../", taken=taken) for n in (1, 2))
    ids = [tag["id"] for tag in BeautifulSoup(first + second, "html.parser").find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert "details" in first
    assert finding().rule in output._repr_mimebundle_()["text/plain"]


def test_cards_lead_to_the_report_beside() -> None:
    """From the folder of notebooks a place of a finding leads to where the report cites it."""
    every = FindingCards.of(Cards((finding(),), {}, cited=finding().codes).by_severity((finding(),)))
    html = BeautifulSoup(every.to_html("vi", prefix="a", base="../"), "html.parser")
    links = [link["href"] for link in html.find_all("a")]
    assert links == ["../report.html#cite-SL031-1"]


def test_cards_do_not_run_together_without_our_styles() -> None:
    """In a notebook signs part the words of a head; on our pages styles do."""
    about = (finding("SL-10", "SL031", place("SL031", "17", source="chú thích 2")),)
    every = aside(FindingCards.of(Cards(about, {}).by_severity(about)))
    html = BeautifulSoup(every._repr_mimebundle_()["text/html"], "html.parser")
    assert html.summary.get_text(" ", strip=True) == "Cần xem xét · SL031 : 17 · Chưa trả lời"
    assert "chú thích 2; Tệp" in html.find(class_="where").text
    page = BeautifulSoup(every.to_html(prefix="c1-", base="../", taken=set()), "html.parser")
    assert page.summary.get_text(" ", strip=True) == "Cần xem xét SL031 17 Chưa trả lời"


def test_no_findings_no_cards() -> None:
    """Where nothing disagrees there is nothing to show."""
    assert FindingCards.of([]).to_html("vi", prefix="a").strip() == ""
