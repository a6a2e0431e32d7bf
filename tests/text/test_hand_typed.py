"""Tests of `khacphuc.text.hand_typed`."""

import time

import pytest

from khacphuc.text.hand_typed import hand_typed


def typed(text, *names):
    """The words of every quantity found."""
    return [quantity.words for quantity in hand_typed(text, names=names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits and what they count
        ("Có 94 đội thanh niên tình nguyện", ["94 đội"]),
        ("94 đội duy trì", ["94 đội"]),
        ("chi hơn 1,4 tỷ đồng", ["1,4 tỷ đồng"]),
        ("chi 1,4 tỷ.", ["1,4 tỷ"]),
        ("trị giá 13.6 triệu đồng", ["13.6 triệu đồng"]),  # against the convention, and typed all the same
        ("1.231 lượt người", ["1.231 lượt"]),  # no number of a heading
        ("13.6 triệu đồng được trao", ["13.6 triệu đồng"]),
        ("thu hút 1231 lượt", ["1231 lượt"]),
        ("đạt 82,48%", ["82,48%"]),
        ("đạt 100 phần trăm", ["100 phần trăm"]),
        ("có ở 94/94 xã", ["94/94 xã"]),
        ("đạt 9/11 chỉ tiêu", ["9/11 chỉ tiêu"]),  # 9 November counts nothing
        ("đạt 3/5 nội dung", ["3/5 nội dung"]),
        ("từ 3/5 chỉ tiêu", ["3/5 chỉ tiêu"]),
        ("Kết quả đạt 94.", ["94"]),
        ("trong số 94 đội", ["94 đội"]),
        ("tổng số 94 đội", ["94 đội"]),
        ("tăng 5 - 7 cuộc", ["5 - 7 cuộc"]),
        ("từ 50-60 người", ["50-60 người"]),
        ("đạt 80–90% kế hoạch", ["80–90% kế hoạch"]),
        ("94đội và 20tr", ["94đội", "20tr"]),  # the blank is missing
        ("2.021 lượt và 2021 lượt", ["2.021 lượt", "2021 lượt"]),
        ("mỗi tháng 2 lần", ["2 lần"]),
        ("mỗi tuần 03 buổi", ["03 buổi"]),
        ("mỗi cấp 2 hoạt động", ["2 hoạt động"]),
        ("theo Điều 5, 94 đội đã lập", ["94 đội"]),  # the list of articles is over
        ("năm 2021, 94 đội", ["94 đội"]),
        ("chậm nhất 05 ngày", ["05 ngày"]),
        ("thanh niên từ 16 tuổi", ["16 tuổi"]),
        ("Thu 5\u00a0triệu\u202fđồng", ["5 triệu đồng"]),
        ("“94 đội”", ["94 đội"]),  # quoted, and no name
        ("“Giảm 10% hội họp”", ["10%"]),
        ("@SL041 đội và 5 tổ", ["5 tổ"]),
        ("Có 94\nđội", ["94 đội"]),
        ("4 đội, 5 đội", ["4 đội", "5 đội"]),
        # words
        ("hai chỉ tiêu chưa đạt", ["hai chỉ tiêu"]),
        ("Hai chỉ tiêu chưa đạt", ["Hai chỉ tiêu"]),
        ("thuộc bốn lĩnh vực", ["bốn lĩnh vực"]),
        ("mười hai cuộc", ["mười hai cuộc"]),
        ("hai mươi mốt đơn vị", ["hai mươi mốt đơn vị"]),
        ("hai trăm linh năm lượt", ["hai trăm linh năm lượt"]),
        ("hai trăm triệu đồng", ["hai trăm triệu đồng"]),
        ("ba tỷ", ["ba tỷ"]),
        ("mấy chục người", ["mấy chục người"]),
        ("hàng trăm lượt", ["hàng trăm lượt"]),
        ("hai, ba cuộc", ["ba cuộc"]),
        ("hai phần ba số xã", ["hai phần ba"]),
        ("còn một chỉ tiêu chưa đạt", ["một chỉ tiêu"]),
        ("chỉ một đơn vị chậm", ["một đơn vị"]),
        ("Có năm nội dung", ["năm nội dung"]),
        ("Năm chỉ tiêu chưa đạt", ["Năm chỉ tiêu"]),
        ("mỗi tháng hai lần", ["hai lần"]),
        ("sau hai năm", ["hai năm"]),
        # years and days
        ("Năm 2021 và năm 2022", []),
        ("năm 2020, 2021 và 2022", []),
        ("so với 2020", []),
        ("(2021)", []),
        ("giai đoạn 2021-2025", []),
        ("nhiệm kỳ 2020 – 2025", []),
        ("ngày 03/3/2021, ngày 5 tháng 3, tháng 3/2021, 3/2021, quý I/2021, quý 1/2021", []),
        ("ngày 26/3 và 19/5, chào mừng 02/9, đường 30/4", []),
        ("ngày 03-3-2021, ngày 5, tháng 12, tuần 2", []),
        ("trong tháng 3 đoàn viên tham gia", []),
        ("quý I, quý 2", []),
        ("6 tháng đầu năm, sáu tháng cuối năm", []),
        ("lúc 7 giờ 30 phút, hồi 14 giờ, 07h30", []),
        ("kỷ niệm 90 năm Ngày thành lập Đoàn", []),
        # documents and their parts
        ("Kế hoạch số 300-KH/TĐTN-VP ngày 03/3/2021", []),
        ("Nghị định số 94/2010/NĐ-CP, Nghị quyết 25, Đề án 06, công văn số 12", []),
        ("Quyết định 217 và Chương trình 135", []),
        ("mục 2.1, khoản 3 Điều 5, điểm 2 khoản 1, phụ lục 1, trang 12, bảng 2", []),
        ("Điều 3, 4 và 5", []),
        ("2.1. Công tác tuyên truyền", []),
        ("1. Tình hình", []),
        ("3.2 Kết quả", []),
        ("nguồn vốn VIE 01/009", []),
        # ordinals
        ("Khuyết điểm 2 chưa khắc phục", []),
        ("Khuyết điểm 1: Chỉ tiêu", []),
        ("lần thứ 3, thứ hai, lần thứ ba, hạng nhì", []),
        ("đợt 2, bước 1, nhóm 3, lớp 9, Đội 14, phường 3, số 12", []),
        ("thứ hai nội dung này", []),
        # names
        ("dịch Covid-19, COVID-19, Trung ương 4 (XII), khóa XI, khóa 12", []),
        ("Sinh viên 5 tốt; “Chi đoàn 3 chủ động”; “Thắp sáng 1000 ước mơ”", []),
        ("cách mạng công nghiệp 4.0, mạng 5G, H5N1, Zalo 24/7, trực 24/24, Office 365, ISO 9001:2015", []),
        ("điện thoại 0276.3822.123 hoặc 0908 123 456", []),
        # words that are numbers by chance
        ("một số đơn vị, một phần, một trong các, một cách, một mặt", []),
        ("là một nội dung quan trọng", []),
        ("mỗi đơn vị có một đồng chí khác phụ trách", []),
        ("thống nhất một đầu mối", []),
        ("trong năm đơn vị đã làm, mỗi năm đơn vị chọn", []),
        ("cả năm học, đầu năm nội dung", []),
        ("ba mẹ, hai bên, chín muồi, bảy sắc", []),
        ("tháng hai đơn vị đã họp", []),
        ("vài cuộc, nhiều lượt, các chỉ tiêu", []),
        ("hằng tháng một lần nữa", []),
        ("có một ngày trọn vẹn", []),
        ("@SL041 đội, @VB300", []),
        ("", []),
    ],
)
def test_found(text, expected):
    """What states a quantity is found with its noun; what only looks like one is not."""
    assert typed(text) == expected


def test_names_of_the_office():
    """Names an office lists are none, whole words only, whatever the capitals."""
    assert typed("xe 12 chỗ và Nhà 94 phòng", "xe 12 chỗ", "nhà 94 phòng") == []
    assert typed("xe 12 chỗi", "xe 12 chỗ") == ["12 chỗi"]


def test_told():
    """A quantity is told with its number, the words behind it, and itself among the words around."""
    (quantity,) = hand_typed("Trong năm đã lập mới 94 đội, thêm vào các đội trước đó.")
    assert (quantity.number, quantity.after) == ("94", "đội, thêm vào các đội trước đó.")
    assert quantity.quote == "Trong năm đã lập mới [94 đội], thêm vào các đội trước đó."
    assert quantity.offset == 21
    (quantity,) = hand_typed("Ở các nơi khác đã có thêm nhiều đội mới (94 xã) " + "và các nơi " * 3)
    assert quantity.quote == "…khác đã có thêm nhiều đội mới ([94 xã]) và các nơi và các nơi và…"
    assert [quantity.quote for quantity in hand_typed("252 cuộc")] == ["[252 cuộc]"]


@pytest.mark.parametrize("part", ["một ", "hai mươi ", "1.", "“A", "ngày 5, ", "1 - "])
def test_long(part):
    """A long line takes no longer than its length."""
    seconds = []
    for times in (250, 1000):
        start = time.process_time()
        hand_typed(part * times)
        seconds.append(time.process_time() - start)
    assert seconds[1] < max(8 * seconds[0], 1)
