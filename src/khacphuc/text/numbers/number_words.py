"""Numbers written in words, and the nouns they count. Pure."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10, "chục": 10}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_HUNDRED = 100
_JOINING = {"linh", "lẻ"}

_FIRST = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_SCALE = "mươi|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ"
NUMBER_WORDS = (
    rf"(?:(?:mấy|vài|hàng)\s(?:chục|trăm|nghìn|ngàn|vạn|triệu)(?:\s(?:{_SCALE}))*"
    rf"|(?:mười|(?:{_FIRST})\s(?:{_SCALE}))(?:\s(?:{_FIRST}|{_SCALE}|mười|mốt|tư|lăm|nhăm|linh|lẻ))*"
    rf"|{_FIRST})(?!\w)"
)
"""A number in words, as a pattern: ``hai``, ``mười hai``, ``hai trăm triệu``, ``mấy chục``."""

_NOUNS = (
    "chỉ tiêu", "nội dung", "khuyết điểm", "hạn chế", "tồn tại", "lĩnh vực", "nhóm", "giải pháp",
    "biện pháp", "nhiệm vụ", "tiêu chí", "mục tiêu", "đầu việc", "phần việc", "việc", "vấn đề", "ý kiến",
    "kiến nghị", "đội", "tổ", "ban", "cấp", "cơ sở", "chi đoàn", "chi hội", "Đoàn cơ sở", "tổ chức",
    "câu lạc bộ", "đơn vị", "cơ quan", "doanh nghiệp", "trường học", "trường", "tỉnh", "huyện", "thị xã",
    "thành phố", "xã", "phường", "thị trấn", "ấp", "khu phố", "địa phương", "địa bàn", "người", "đồng chí",
    "đồng bào", "đồng nghiệp",
    "cán bộ", "đoàn viên", "hội viên", "đội viên", "thành viên", "ủy viên", "uỷ viên", "thanh niên",
    "thanh thiếu niên", "thiếu niên", "thiếu nhi", "học sinh", "sinh viên", "công nhân", "lao động",
    "chiến sĩ", "tình nguyện viên", "đại biểu", "cá nhân", "tập thể", "gia đình", "hộ", "em", "bạn",
    "đối tượng", "trường hợp", "vụ", "cuộc", "lượt", "lần", "đợt", "buổi", "lớp", "khóa", "khoá", "kỳ",
    "phiên", "hội nghị", "hội thi", "hội thảo", "diễn đàn", "ngày hội", "chương trình", "kế hoạch",
    "văn bản", "nghị quyết", "hướng dẫn", "báo cáo", "hoạt động", "phong trào", "mô hình", "hình thức",
    "công trình", "dự án", "đề án", "sản phẩm", "tin", "bài", "tin bài", "tờ", "cuốn", "bộ", "phần quà",
    "suất", "căn nhà", "ngôi nhà", "cây", "tuyến đường", "đồng", "phần trăm", "giờ", "ngày", "tuần",
    "tháng", "quý", "năm", "tuổi", "km", "mét", "m2", "m²", "ha", "kg", "tấn", "lít", "đơn vị máu",
    "đảng viên", "giáo viên", "nhân viên", "chiến sỹ", "hộ nghèo", "hộ cận nghèo", "hộ gia đình",
    "nhân khẩu", "khẩu", "dân", "trẻ em", "trẻ", "cháu", "bé", "phụ nữ", "nữ", "nam", "nông dân",
    "cựu chiến binh", "bác sĩ", "y tá", "thầy", "chi bộ", "đảng bộ", "tổ đảng", "cấp ủy", "liên đội",
    "chi đội", "phân đoàn", "chi nhánh", "hợp tác xã", "thôn", "bản", "khóm", "xóm", "làng", "phòng học",
    "phòng", "nhà", "căn", "ngôi", "cầu", "sân", "điểm", "quyển", "quyển sách", "đầu sách", "cuốn sách",
    "sách", "vở", "xe", "xe đạp", "máy", "máy tính", "chiếc", "cái", "con", "quả", "bức", "tấm", "cặp",
    "bình", "suất quà", "suất học bổng", "học bổng", "giải", "huy chương", "bằng khen", "giấy khen",
    "danh hiệu", "tiết mục", "tiết", "trò chơi", "bài viết", "video", "clip", "pa nô", "băng rôn",
    "khẩu hiệu", "chuyên đề", "bài dự thi", "bài thi", "tác phẩm", "sáng kiến", "ý tưởng", "đề tài", "vườn",
    "trang trại", "ngày công", "giờ công", "công", "ca", "mũi", "liều", "đơn", "thư", "hồ sơ", "hợp đồng",
    "gói", "thùng", "hộp", "chai", "túi", "bao", "cột", "bóng đèn", "bóng", "km²", "m3", "m³", "cm", "mm",
    "tạ", "yến", "mẫu", "sào", "phút", "giây", "lần họp", "đại hội", "cuộc họp", "cuộc thi", "đợt ra quân",
    "đội hình", "nhóm trẻ", "tuyến", "tổ hợp tác", "tổ vay vốn", "trận", "sự kiện", "giờ học", "tiết học",
    "thí sinh", "vận động viên",
)  # fmt: skip
NOUNS = rf"(?:{'|'.join(sorted(map(re.escape, _NOUNS), key=len, reverse=True))})(?!\w)"
"""The nouns that are counted, as a pattern; to be matched whatever the capitals."""


def read_words(text: str) -> int | None:
    """The number some words say; None where they say no exact one.

    >>> read_words("hai mươi mốt"), read_words("hai trăm linh năm nghìn"), read_words("mấy chục")
    (21, 205000, None)
    """
    total = group = ones = 0
    for word in text.lower().split():
        if word in _DIGITS:
            if ones:
                return None
            ones = _DIGITS[word]
        elif word == "trăm":
            group, ones = group + (ones or 1) * _HUNDRED, 0
        elif word in _TENS:
            group, ones = group + (ones or 1) * _TENS[word], 0
        elif word in _SCALES:
            total, group, ones = total + ((group + ones) or 1) * _SCALES[word], 0, 0
        elif word not in _JOINING:
            return None
    return total + group + ones


_LARGE = re.compile(r"\s(?:nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?P<number>{NUMBER_WORDS})(?:\sphần\s(?P<part>{NUMBER_WORDS}|trăm(?!\w)))?(?P<rest>(?:\s.*)?)",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"\s{NOUNS}", re.IGNORECASE)
_YEARS = {"năm", "tháng", "tuần", "ngày", "quý", "giờ", "học"}


def read_counted(text: str) -> tuple[int | Fraction, bool, str] | None:
    """Read a number in words with what it counts.

    Args:
        text: of which the number is the beginning: ``hai chỉ tiêu``, ``hai phần ba``, ``ba tỷ đồng``.

    Returns:
        The number, whether a scale (``triệu``) is among its words, and the rest; None where the words say
        no exact number, or may be other words: ``năm`` and ``một`` count only what is known to be counted.

    >>> read_counted("hai chỉ tiêu"), read_counted("hai phần ba số xã"), read_counted("một số đơn vị")
    ((2, False, 'chỉ tiêu'), (Fraction(2, 3), False, 'số xã'), None)
    """
    match = _COUNTED.fullmatch(text)
    if not match or (number := read_words(match["number"])) is None:
        return None
    rest = match["rest"].strip()
    if match["part"]:
        if match["part"].lower() == "trăm":
            return number, False, f"% {rest}".strip()
        whole = read_words(match["part"])
        return (Fraction(number, whole), False, rest) if whole else None
    scaled = bool(_LARGE.search(match["number"]))
    if not scaled and match["number"].lower() in {"năm", "một"}:
        following = rest.lower().split(" ")[0]
        if not _NOUN.match(match["rest"]) or (match["number"].lower() == "năm" and following in _YEARS):
            return None
    return number, scaled, rest
