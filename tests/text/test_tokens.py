"""Tests of `khacphuc.text.tokens`."""

import doctest

from khacphuc.text import tokens
from khacphuc.text.tokens import WORDS, WORDS_NEAR, in_brackets


def test_a_quote_is_short():
    """However long the words around it, a quote has a few of them."""
    text = "chữ " * 500 + "94 đội" + " chữ" * 500
    quote = in_brackets(text, 2000, 2006)
    assert len(quote.split()) <= 2 * WORDS + 2
    assert "[94 đội]" in quote
    assert len(text) > WORDS_NEAR


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(tokens).failed == 0
