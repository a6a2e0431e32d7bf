"""Tests of `khacphuc.data.source.pdf.content`."""

import pikepdf

from khacphuc.data.source.pdf.read import read_pdf

from ..typeset import changed, set_in_type


def test_number_and_day_in_a_signature_are_read_where_they_stand():
    """An office's system puts them into the appearance of a signature field."""

    def sign(pdf):
        names = pikepdf.Name
        font = pikepdf.Dictionary(Type=names.Font, Subtype=names.Type1, BaseFont=names.Helvetica)
        form = pikepdf.Stream(pdf, b"BT /F1 12 Tf 2 2 Td (14) Tj ET")
        form.Type, form.Subtype, form.BBox = names.XObject, names.Form, [0, 0, 20, 15]
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        height = float(pdf.pages[0].mediabox[3])
        field = pikepdf.Dictionary(Type=names.Annot, Subtype=names.Widget, FT=names.Sig)
        field.Rect = [70, height - 56, 90, height - 41]
        field.AP = pikepdf.Dictionary(N=pdf.make_indirect(form))
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots)

    data = changed(set_in_type("Số: #h(2cm) /BC-XYZ"), sign)
    assert read_pdf(data, "a.pdf").text == "Số: 14 /BC-XYZ\n"
