"""Tests of `khacphuc.preview.page`."""

import base64
import hashlib

import pytest
from bs4 import BeautifulSoup

from khacphuc.errors import DocumentError
from khacphuc.preview.page import to_preview


def test_only_its_own_script_may_run():
    """The policy names the one script by its hash and lets nothing else in; titles are escaped."""
    page = to_preview("<script>Báo cáo</script>", "vi")
    html = BeautifulSoup(page.html, "html.parser")
    (script,) = html.find_all("script")
    digest = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()
    assert page.policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; ")
    assert "unsafe-inline" not in page.policy.partition("style-src")[0]
    assert html.title.string == "Xem trước: <script>Báo cáo</script>"
    assert html.iframe["sandbox"] == ["allow-same-origin"]


def test_language():
    """The words around the report are those of its language, which must be known."""
    assert BeautifulSoup(to_preview("x", "en").html, "html.parser").iframe["title"] == "Report"
    with pytest.raises(DocumentError, match="no words"):
        to_preview("x", "fr")
