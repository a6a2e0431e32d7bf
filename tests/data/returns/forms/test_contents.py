"""What a form says, once it is read."""

from __future__ import annotations

from khacphuc.data.returns.forms.contents import SheetIdentity


def test_a_sheet_nobody_knows_is_of_nobody():
    """What is not known of a sheet is empty."""
    assert SheetIdentity() == ("", "", "", 0, "")
