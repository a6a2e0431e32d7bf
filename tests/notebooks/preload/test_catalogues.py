"""Tests of `khacphuc.notebooks.preload.catalogues`."""

import importlib

from khacphuc import fonts, locale
from khacphuc.notebooks.preload import catalogues


def test_words_and_letters_are_read():
    """Whatever the language of a run, its kernels read no catalogue, and none reads the typeface."""
    locale._groups.cache_clear()
    fonts.letters.cache_clear()
    importlib.reload(catalogues)
    assert locale._groups.cache_info().currsize == len(locale.LANGUAGES)
    assert fonts.letters.cache_info().currsize == 1
