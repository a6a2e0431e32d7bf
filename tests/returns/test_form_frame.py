"""Around its cells a sheet keeps heads in sight, locks labels and fits the paper."""

from lxml import etree

from khacphuc.returns.form_frame import sheet_end, sheet_start


def test_the_parts_stand_in_the_order_of_the_format():
    """Spreadsheets refuse a sheet whose parts stand in another order."""
    sheet = etree.fromstring(
        (sheet_start((6, 50), 9) + sheet_end(["<dataValidation/>"], "G9:G9", 'a "b" & c')).encode()
    )
    names = [part.tag.partition("}")[2] for part in sheet]
    order = ["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection"]
    order += ["conditionalFormatting", "dataValidations", "printOptions", "pageMargins", "pageSetup"]
    assert names == [*order, "headerFooter"]
