"""A rich document made up for these tests: no office, person or number in it exists."""

from __future__ import annotations

from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" '
    'viewBox="0 0 640 260" width="640" height="260">'
    '<rect width="640" height="260" fill="#fff"/>'
    + "".join(
        f'<rect x="60" y="{20 + 55 * place}" width="{width}" height="32" fill="#3b6ea5"/>'
        for place, width in enumerate((520, 410, 260, 330))
    )
    + '<line x1="480" y1="8" x2="480" y2="240" stroke="#9c2f2f" stroke-width="2" stroke-dasharray="6 4"/>'
    + "</svg>"
)


def svg(width: float = 453.6, height: float = 184) -> str:
    """A grey picture of a size in points."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt">'
        '<rect width="9999" height="9999" fill="#ccc"/></svg>'
    )


def text(words: str) -> nodes.Text:
    """Plain words."""
    return nodes.Text(text=words)


def bold(*children: nodes.Inline | str) -> nodes.Strong:
    """Bold words."""
    return nodes.Strong(children=inlines(*children))


def italic(*children: nodes.Inline | str) -> nodes.Emphasis:
    """Italic words."""
    return nodes.Emphasis(children=inlines(*children))


def cited(code: str, printed: str) -> nodes.CitedValue:
    """A cited figure."""
    return nodes.CitedValue(
        id=code, text=printed, kind="figure", trace=f"{code}: {printed}, mục III, báo cáo mẫu"
    )


def note(*children: nodes.Inline | str) -> nodes.Note:
    """A footnote."""
    return nodes.Note(children=inlines(*children))


def inlines(*children: nodes.Inline | str) -> tuple[nodes.Inline, ...]:
    """Words and nodes as inline nodes."""
    return tuple(text(child) if isinstance(child, str) else child for child in children)


def paragraph(*children: nodes.Inline | str) -> nodes.Paragraph:
    """A paragraph."""
    return nodes.Paragraph(children=inlines(*children))


def heading(level: int, *children: nodes.Inline | str, annex: bool = False, name: str = "") -> nodes.Heading:
    """A heading."""
    return nodes.Heading(level=level, children=inlines(*children), annex=annex, id=name)


def items(*lines: nodes.Paragraph, ordered: bool = False) -> nodes.ItemList:
    """A list of one paragraph an item."""
    return nodes.ItemList(items=tuple((line,) for line in lines), ordered=ordered)


def table(name: str, caption: str, columns: list[str], rows: list[list[str]], **more: object) -> nodes.Table:
    """A table of plain words."""
    cells = tuple(tuple(inlines(cell) for cell in row) for row in rows)
    align = more.pop("align", ("left", *("right",) * (len(columns) - 1)))
    return nodes.Table(
        id=name, caption=inlines(caption), columns=tuple(columns), rows=cells, align=align, **more
    )


COVER = nodes.Cover(
    profile="youth-union",
    language="vi",
    superior="Tỉnh đoàn mẫu",
    body="Ban Chấp hành tỉnh Giả Định",
    symbol="BC/TĐGĐ-VP",
    number="",
    place="Giả Định",
    date="",
    year=2031,
    kind="BÁO CÁO",
    subject="Kết quả khắc phục khuyết điểm của tập thể Ban Thường vụ Tỉnh đoàn Giả Định năm 2031 "
    "(văn bản mẫu)",
    status="reconstruction",
    status_note="Bản dựng lại từ báo cáo đã công bố",
)

SIGNATURE = nodes.Signature(
    recipients=("UV.BCH Tỉnh đoàn mẫu", "Các Ban, đơn vị trực thuộc mẫu;", "- Các huyện Đoàn mẫu", "Lưu VT."),
    authority="TM. Ban Thường vụ Tỉnh đoàn",
    office="Phó Bí thư",
    name="Nguyễn Văn Mẫu",
)

LONG = (
    "Văn bản này là dữ liệu tổng hợp dùng để kiểm thử việc trình bày; mọi tên gọi, con số và sự kiện "
    "trong đó đều do người lập trình đặt ra, không phản ánh hoạt động của một tổ chức nào. Các câu được "
    "viết đủ dài để đoạn văn chiếm nhiều dòng, nhờ đó thấy được cách căn đều hai lề, thụt đầu dòng và "
    "khoảng cách giữa các đoạn."
)


def figures_table(count: int = 77) -> nodes.Table:
    """The long annex table: code, label, printed, value, where printed, file and line."""
    labels = (
        "Số đội hình tuyên truyền ở cấp xã",
        "Tỷ lệ tập hợp thanh niên",
        "Kinh phí chăm lo cho đoàn viên, hội viên",
    )
    rows = [
        [
            f"SL{place:03d}",
            f"{labels[place % 3]} trong đợt {place:02d} (số liệu giả định)",
            "1.231" if place % 4 else "82,48%",
            "1231" if place % 4 else "82,48",
            f"III.{1 + place % 4}.{1 + place % 2}, đoạn {1 + place % 5}",
            f"data/raw/mau-2031/figures.csv:{place + 1}",
        ]
        for place in range(1, count + 1)
    ]
    return table(
        "so-lieu",
        "Các số liệu của báo cáo mẫu và nơi in",
        ["Mã", "Nội dung", "Số in", "Giá trị", "Nơi in", "Tệp và dòng"],
        rows,
        align=("left", "left", "right", "right", "left", "left"),
        widths=(1.2, 4.2, 1.3, 1.3, 2, 2.6),
        row_ids=tuple(row[0] for row in rows),
    )


def body() -> list[nodes.Block]:
    """The body: four sections, three levels, lists, notes, tables, a chart."""
    blocks: list[nodes.Block] = [
        heading(1, "TÌNH HÌNH CHUNG"),
        paragraph(
            "Tại hội nghị kiểm điểm, tập thể đã nhìn nhận ",
            bold(cited("SL001", "04")),
            " khuyết điểm. ",
            LONG,
        ),
        paragraph(
            "Chữ nghiêng ",
            italic("có ", italic("nghiêng lồng nhau"), " và ", bold("đậm nghiêng, ")),
            "chữ đậm ",
            bold("có ", bold("đậm lồng nhau"), " và ", italic("nghiêng đậm")),
            ".",
            note("Chú thích thứ nhất nhắc lại ", cited("SL001", "04"), " khuyết điểm; ", LONG),
        ),
        heading(1, "CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        paragraph(LONG),
        paragraph(
            "Xem ",
            nodes.Reference(target="chi-tieu"),
            ", ",
            nodes.Reference(target="ty-le"),
            " và ",
            nodes.Reference(target="phu-luc-so-lieu"),
            ".",
        ),
        table(
            "chi-tieu",
            "Các chỉ tiêu",
            ["Chỉ tiêu", "Kết quả"],
            [["Kết nạp đoàn viên mẫu", "9/11"], ["Giám sát", "01"]],
        ),
        heading(1, "KẾT QUẢ KHẮC PHỤC"),
    ]
    for place in range(1, 5):
        blocks += [
            heading(
                2,
                f"Khuyết điểm thứ {place}: một số chỉ tiêu giả định chưa đạt, "
                "cách tập hợp thanh niên chậm đổi mới",
            ),
            heading(3, "Giải pháp đã thực hiện ", italic("(theo kế hoạch mẫu)")),
            items(
                paragraph("Đã tổ chức ", cited(f"SL{place * 3:03d}", "1.231"), " buổi sinh hoạt; ", LONG),
                paragraph(
                    "Đã vận động ", cited("SL002", "13,6 triệu đồng"), ", bằng ", cited("TL01", "82,48%"), "."
                ),
            ),
            heading(3, "Đánh giá"),
            paragraph(
                "Khuyết điểm này ",
                italic("chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"),
                note("Theo ", italic("bảng đánh giá mẫu"), " số ", cited("SL005", f"{place:02d}"), "."),
                ". ",
                LONG,
            ),
        ]
        if place == 2:
            blocks.append(
                nodes.Figure(
                    id="ty-le",
                    caption=inlines("Tỷ lệ hoàn thành của bốn nhóm giải pháp (số liệu giả định)"),
                    alt="Biểu đồ cột ngang: bốn nhóm đạt 100, 79, 50 và 63 phần trăm; mục tiêu 80.",
                    svg=SVG,
                )
            )
        if place == 3:
            blocks.append(
                table(
                    "bon-cot",
                    "Kết quả theo cụm thi đua, có tên dài để xuống dòng trong chú dẫn của bảng "
                    "ở trên trang in",
                    ["Cụm", "Đội", "Buổi", "Lượt"],
                    [[f"Cụm mẫu số {n}", f"{n:02d}", f"{n * 17}", f"1.{n:03d}"] for n in range(1, 15)],
                    widths=(2, 1, 1, 1),
                    note=inlines("Số liệu ", italic("giả định"), "."),
                )
            )
    blocks += [
        heading(1, "ĐÁNH GIÁ CHUNG"),
        heading(2, "Ưu điểm"),
        items(paragraph("Một."), paragraph("Hai, ", LONG), paragraph("Ba."), ordered=True),
        heading(2, "Hạn chế"),
        paragraph(LONG),
        paragraph("Trên đây là báo cáo mẫu về kết quả khắc phục khuyết điểm năm 2031 của tổ chức giả định."),
    ]
    return blocks


def annexes() -> list[nodes.Block]:
    """Two annexes, the first of them long."""
    return [
        heading(1, "Số liệu và nơi in", annex=True, name="phu-luc-so-lieu"),
        figures_table(),
        heading(1, "Cách tính", annex=True),
        heading(2, "Tỷ lệ", annex=True),
        paragraph("Tỷ lệ được làm tròn nửa lên đến số chữ số đã in."),
        table("khong-dong", "Bảng không có dòng nào", ["Mã", "Công thức", "Kết quả"], []),
    ]


def document() -> nodes.Document:
    """The whole sample."""
    return number([COVER, *body(), SIGNATURE, *annexes()])


def small(
    *blocks: nodes.Block, cover: nodes.Cover = COVER, signature: nodes.Signature = SIGNATURE
) -> nodes.Document:
    """A document of a few blocks."""
    return number([cover, *blocks, signature])
