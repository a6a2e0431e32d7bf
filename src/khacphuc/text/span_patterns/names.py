"""Numbers that are a part of a name: of a class, a place, a movement, a product; telephones and addresses.

>>> from khacphuc.text.span_patterns.pattern import TextLine
>>> NAMES[0].end(TextLine("trực 24/7"), 5)
9
"""

from __future__ import annotations

import re
from typing import Final

from khacphuc.text.span_patterns.dates import ENDS
from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import CAPITALS, Pattern, at, at_exact, before, glued

_PLACES = (
    r"lớp|khối|khối lớp|tdp|ql|tl|đt|clb|km|ấp|khu phố|kp|tổ|tổ dân phố|khu vực|khu|phường|quận|thôn|xóm|bản|"
    r"làng|khóm|tiểu khu|"
    r"đội|tiểu đoàn|"
    r"trung đoàn|sư đoàn|lữ đoàn|quân khu|quân đoàn|binh đoàn|đại đội|trung đội|tiểu đội|tầng|phòng|quốc lộ|"
    r"tỉnh lộ|đường tỉnh|"
    r"hương lộ|huyện lộ|đường|tuyến|kênh|cầu|cống|bão|bão số|áp thấp|vùng|cụm|cụm thi đua|cụm số|hẻm|ngõ|"
    r"ngách|lô|block|"
    r"chi đoàn|chi bộ|chi hội|liên đội|chi đội|công ty|xí nghiệp|nhà máy|nông trường|cơ sở|điểm trường|trạm|"
    r"chốt|"
    r"nhà văn hóa|nhà văn hoá|mẫu giáo|mầm non|tiểu học|thcs|thpt|trường|bệnh viện|ngân hàng|cảng|bến|trại|"
    r"đảo|đồn|"
    r"hợp tác xã|nhóm|hệ thống|mức độ|cấp độ|vị trí|công nghiệp|hải đoàn|hải đội|"
    r"vùng cảnh sát biển|học phần|mô đun"
)
_PRODUCTS = (
    r"tcvn|wifi|covid|sars-cov|cúm|cúm a|iso|windows|office|word|excel|zalo|facebook|vie|top|fm|am|vtv|htv|"
    r"apollo|mạng|"
    r"android|ios"
)
#: Movements and models are named by how many: Sinh viên 5 tốt, 5 không 3 sạch, 3 nhất.
_MOVEMENTS = (
    r"tốt|sạch|không|nhất|sẵn sàng|xung kích|chủ động|trách nhiệm|đảm đang|biết|bám|dám|chăm|nắm|rõ|an|ngon|"
    r"giảm|vững|"
    r"thi đua|tiên phong|hơn|cùng|tại chỗ|trước|đúng|trong 1|cấm|đi đầu|liên kết"
)

NAMES: Final = (
    Pattern(SpanKind.NAME, at(r"(?:24/7|24/24(?:h| giờ)?|4\.0|5\.0|3\.0)(?![\w.,/-]*\d)(?! ?%)")),
    # Huy hiệu 40 năm tuổi Đảng, 30 năm tuổi Đảng
    Pattern(SpanKind.NAME, at(r"\d{1,2}(?:[,/]? ?\d{2}){0,8}(?: và \d{2})? (?:năm )?tuổi đảng")),
    Pattern(
        SpanKind.NAME,
        at(r"\d{1,3}(?:[,/] ?\d{2}){0,8}(?: (?:năm|tuổi))?"),
        before("huy hiệu|kỷ niệm|kỉ niệm|kỷ niệm lần thứ|mừng thọ"),
    ),
    Pattern(
        SpanKind.NAME,
        at(
            r"\d{1,3} năm (?:ngày|truyền thống|thành lập|xây dựng|chiến thắng|giải phóng|quốc khánh|"
            r"hình thành|phát triển)"
        ),
    ),
    Pattern(SpanKind.NAME, at(rf"\d{{1,2}} (?:{_MOVEMENTS})(?!\w)")),
    Pattern(
        SpanKind.NAME,
        at(r"\d{1,4}(?![.,/]?\d| ?%)"),
        glued(rf"(?<!\w)(?:{_PRODUCTS})(?: ?[–-] ?| )"),
        free=True,
    ),
    Pattern(SpanKind.NAME, at(r"\d{1,2} ?/ ?0*\d+"), before("vie")),
    # the heads of a table: Lớp 1 Lớp 2 Lớp 3
    Pattern(SpanKind.NAME, at(r"\d{1,2}(?= (?:lớp|khối) \d{1,2}(?!\d|[.,]\d| ?%))"), before("lớp|khối")),
    # xã Tam Xuân 2 (Núi Thành), phường Long Bình 2 đã; xã Tân Bình 5, xã Tân Hà 7 may count
    Pattern(
        SpanKind.NAME,
        at_exact(rf"[1-9](?= (?:\([{CAPITALS}]|(?:lần thứ|đã|tổ chức|có|là|được|nhiệm kỳ|khóa)(?!\w)))"),
        re.compile(rf"(?<!\w)(?i:xã|phường|thị trấn|thôn|bản|ấp)(?: [{CAPITALS}][^\W\d_]*){{1,3}} $"),
    ),
    # Đoàn phường 10 tổ chức ngày hội: a verb, though it counts elsewhere
    Pattern(
        SpanKind.NAME,
        at(r"\d{1,2}(?= (?:tổ chức|phối hợp|đã|được|nhiệm kỳ)(?!\w))"),
        before("phường|quận|ấp|thôn|khu phố|tổ dân phố|khóm|bản|xóm"),
    ),
    # khối 6,7, lớp 6/1, lớp 10A1, các lớp 3 - 5
    Pattern(
        SpanKind.NAME,
        at(r"\d{1,3}(?:[A-Z]\d{0,2})?(?: ?[,/–-] ?\d{1,2}(?:[A-Z]\d{0,2})?(?!\d|[.,]\d)){0,12}(?![\d%]| ?%)"),
        before(r"lớp|khối|khối lớp|tdp|ql|tl|đt|clb|km|các khối|lớp:|khối:"),
        free=True,
    ),
    Pattern(
        SpanKind.NAME,
        at(rf"\d{{1,4}}[a-z]?(?!\w)(?:[.,/-]\d{{1,2}})?{ENDS}"),
        before(rf"(?:{_PLACES})(?: số)?"),
        free=True,
    ),
    Pattern(
        SpanKind.NAME, at(r"\d{1,2}(?![.,/]?\d| ?%)"), glued(r"(?<!\w)(?:q|p|kp|f|tp|tx)\. ?"), free=True
    ),
    # Trường Tiểu học Tân Hưng 2: one school of several
    Pattern(
        SpanKind.NAME,
        at(r"[1-9](?=[ ,.;:)]|$)(?![.,]\d| ?%)"),
        re.compile(
            rf"(?:Trường|THCS|THPT|TH|Tiểu học|Mầm non|Mẫu giáo|MN|MG)(?: [{CAPITALS}][^\W\d_]+){{1,4}} $"
        ),
        free=True,
    ),
    # Trường THCS số 2, Đội số 5; tổng số 94 counts
    Pattern(
        SpanKind.NAME,
        at(rf"\d{{1,4}}(?!\w){ENDS}"),
        before(
            r"(?<!tổng )(?<!trong )(?<!doanh )(?<!dân )(?<!con )(?<!nhân )(?<!tỷ )(?<!chỉ )(?<!sĩ )(?<!hiệu )"
            r"(?<!cơ )số"
        ),
        free=True,
    ),
)

PERSONS: Final = (
    # 0276.3822.345, 0908 123 456, (0276) 3822 345, +84 908 123 456, 1900 1234
    Pattern(SpanKind.PHONE, at(r"0\d(?:\)?[ .-]{0,2}\d){7,9}(?![.,]?\d)")),
    Pattern(SpanKind.PHONE, at(r"84\)?(?:[ .-]?\(?0?\)?\d){8,10}(?![.,]?\d)"), glued(r"\(?\+")),
    Pattern(
        SpanKind.PHONE,
        at(r"1[89]00[ .-]?\d{2,4}(?:[ .-]?\d{2})?(?![.,]?\d)"),
        glued(r"(?:hotline|tổng đài|điện thoại|gọi|số)[^\d\n]{0,20}"),
    ),
    Pattern(
        SpanKind.PHONE,
        at(r"\d(?:[ .()-]{0,2}\d){5,11}"),
        glued(r"(?<!\w)(?:điện thoại|đt|sđt|hotline|fax|tel|đ/t|di động|liên hệ)(?: số)?[:. (]{0,4}"),
    ),
    Pattern(SpanKind.OTHER, at(r"\d{1,4} ?: ?\d{1,6}(?![.,]?\d)"), before("tỷ lệ|tỉ lệ|tỷ số|tỉ số|scale")),
    Pattern(
        SpanKind.OTHER,
        at(r"\d[\d. ]{1,20}\d(?! ?[-–/] ?[^\W\d_])"),
        glued(
            r"(?<!\w)(?:mã số|mã số thuế|mst|số tài khoản|tài khoản(?: số)?|stk|cmnd|cccd|cmtnd|mã|mã đơn vị|"
            r"số hiệu|số sổ|id|isbn)(?: số)?:? ?"
        ),
    ),
    Pattern(
        SpanKind.ADDRESS,
        at(
            r"\d{1,4}(?:/\d{1,4}){0,6}[a-z]?(?=,? (?:đường|phố|ngõ|hẻm|ngách|quốc lộ|tỉnh lộ|đại lộ|đ\.|"
            r"khu phố|kp)(?!\w))"
        ),
        glued(r"(?<!\w)(?:số(?: nhà)?|địa chỉ:?(?: tại)?|trụ sở:?|tại)(?: số)?:? "),
    ),
    Pattern(
        SpanKind.ADDRESS,
        at_exact(rf"\d{{1,4}}(?:/\d{{1,4}}){{0,6}}[A-Za-z]?(?=,? [{CAPITALS}][^\W\d_]+ [{CAPITALS}])"),
        glued(r"(?<!\w)(?:số nhà|địa chỉ:?|trụ sở:?)(?: số)?:? "),
    ),
)
