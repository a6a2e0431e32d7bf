"""Pages set by Typst, and changes of their objects, for the tests of files."""

import io

import pikepdf
import typst

from khacphuc.fonts import FONT_DIR

_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])
PAGE = '#set page(width: 12cm, height: 9cm, margin: 1.5cm)\n#set text(font: "Tinos", size: 14pt)\n'
LONG = "Các đội ấy hoạt động đều, được cấp ủy ghi nhận và giúp đỡ trong mọi việc của năm. "


def set_in_type(source, page=PAGE):
    """A page set by Typst."""
    return typst.compile((page + source).encode(), font_paths=_FONTS)


def changed(data, change):
    """A PDF after a change of its objects."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()
