"""What the tags of a PDF say to a screen reader."""

import pikepdf


def elements(tree):
    """The structure elements below one, in reading order."""
    if isinstance(tree, pikepdf.Array):
        for child in tree:
            yield from elements(child)
    elif isinstance(tree, pikepdf.Dictionary) and "/S" in tree:
        yield tree
        yield from elements(tree.get("/K"))


def unheard(pdf):
    """What a screen reader would not be told: rows without a head, uneven tables, charts without words."""
    faults = []
    tags = list(elements(pdf.Root.StructTreeRoot.K))
    for place, table in enumerate(tag for tag in tags if tag.S == "/Table"):
        rows = [[str(cell.S) for cell in elements(row.K)] for row in elements(table.K) if row.S == "/TR"]
        cells = [[kind for kind in row if kind in {"/TH", "/TD"}] for row in rows]
        if len({len(row) for row in cells}) > 1:
            faults.append(f"table {place}: rows of several lengths")
        faults += [f"table {place}: row {at} has no head" for at, row in enumerate(cells) if "/TH" not in row]
    faults += ["a chart without words" for tag in tags if tag.S == "/Figure" and not str(tag.get("/Alt", ""))]
    links = sum(mark.Subtype == "/Link" for page in pdf.pages for mark in page.get("/Annots", []))
    if links != sum(tag.S == "/Link" for tag in tags):
        faults.append("a link without a tag")
    meta = pdf.open_metadata()
    if (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) != ("1", "2", "A"):
        faults.append("it does not claim PDF/UA-1 and PDF/A-2a")
    return faults
