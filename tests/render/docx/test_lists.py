"""Lists that Word numbers itself."""

from __future__ import annotations

from khacphuc.render.docx.lists import BULLETS, NUMBERS, RECIPIENTS, Lists

from .. import word


def test_every_numbered_list_begins_anew() -> None:
    """Each has a number of its own that starts at one, on its level."""
    lists = Lists(28)
    identities = [lists.numbered(0), lists.numbered(2)]
    assert len({*identities, BULLETS, RECIPIENTS, NUMBERS}) == 5
    numbers = {number.get(f"{word.W}numId"): number for number in word.read(lists.xml()).iter(f"{word.W}num")}
    assert list(numbers) == ["1", "2", "3", *map(str, identities)]
    for number, level in zip(identities, ("0", "2"), strict=True):
        override = numbers[str(number)].find(f"{word.W}lvlOverride")
        assert override.get(f"{word.W}ilvl") == level
        assert word.value(override, "startOverride") == "1"
    assert numbers["1"].find(f"{word.W}lvlOverride") is None


def test_labels_are_those_of_the_form() -> None:
    """Items and recipients have a dash, numbered items ``1)`` on every level."""
    kinds = list(word.read(Lists(28).xml()).iter(f"{word.W}abstractNum"))
    labels = [[word.value(level, "lvlText") for level in kind.iter(f"{word.W}lvl")][:2] for kind in kinds]
    assert labels == [["-", "-"], ["-", "-"], ["%1)", "%2)"]]


def test_items_hang_and_lower_levels_stand_further_in() -> None:
    """What follows in an item stands under its first word; recipients begin at the margin."""
    lists = Lists(28)
    first, second = lists.indent(0, ordered=False), lists.indent(1, ordered=False)
    assert first.left + first.first == 28
    assert second.left > first.left
    assert lists.indent(0, ordered=True).left > first.left
    recipients = list(word.read(lists.xml()).iter(f"{word.W}abstractNum"))[1]
    indent = [word.value(recipients, "lvl/pPr/ind", name) for name in ("left", "hanging")]
    assert indent[0] == indent[1]
