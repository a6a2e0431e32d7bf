"""The words of the review pages, in one place, so that another language is another module's worth of them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE: Final = "vi"

SEVERITIES: Final[Mapping[str, str]] = MappingProxyType(
    {"critical": "Nghiêm trọng", "warning": "Cần xem xét"}
)
"""The severities, the gravest first."""

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "draft": "Dự thảo",
        "final": "Bản chính thức",
        "reconstruction": "Bản dựng lại từ báo cáo đã công bố",
    }
)
TABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answers": "Ý kiến trả lời",
        "assessments": "Kết quả đánh giá",
        "citations": "Mã dẫn và số liệu trong lời văn",
        "computed": "Số tính lại",
        "criteria": "Tiêu chí đánh giá",
        "declared": "Kết quả công bố",
        "documents": "Văn bản",
        "figures": "Số liệu đã in",
        "indicators": "Danh mục chỉ số",
        "measures": "Giải pháp",
        "meetings": "Phiên họp",
        "returns": "Báo cáo của đơn vị",
        "shortcomings": "Khuyết điểm",
        "target_parts": "Nội dung của chỉ tiêu",
        "targets": "Chỉ tiêu",
        "units": "Danh sách đơn vị",
    }
)
DECISIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accepted": "chấp nhận",
        "corrected": "đã sửa",
        "under_review": "đang xem xét",
    }
)
"""As the workbook of findings offers them (``data.answer_sheets``)."""

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {"none": "Chưa trả lời", "pending": "Chưa kết luận", "settled": "Đã chấp nhận"}
)
CHANGES: Final[Mapping[str, str]] = MappingProxyType(
    {"new": "Mới phát hiện", "changed": "Đã thay đổi", "gone": "Không còn"}
)
CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "remedied": "đã khắc phục",
        "improved": "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt",
        "partly": "đã khắc phục một phần",
        "not_thorough": "chưa được khắc phục triệt để",
        "not_remedied": "chưa khắc phục",
        "insufficient_data": "chưa đủ dữ liệu để đánh giá",
    }
)
"""How classes are printed where no policy is at hand."""

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "achieved": "đạt",
        "improved": "có chuyển biến",
        "not_achieved": "chưa đạt",
        "worse": "kém hơn trước",
        "missing": "thiếu dữ liệu",
        "met": "đạt",
        "not_met": "chưa đạt",
        "declared_met": "đạt (theo công bố)",
        "declared_not_met": "chưa đạt (theo công bố)",
        "measured": "đo được",
        "judged": "nhận định",
    }
)
"""What our codes say to people, in every table that holds no classes."""

CLASS_TABLES: Final = frozenset({"assessments", "declared"})

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answer": "Ý kiến trả lời",
        "answer_decision": "Quyết định",
        "answer_uses": "Số được dùng",
        "answer_reason": "Lý do",
        "answer_role": "Người quyết định",
        "answer_date": "Ngày",
        "answer_pending": "Đã có ý kiến nhưng phát hiện chưa khép lại.",
        "answer_stale": (
            "Ý kiến này được ghi khi nội dung còn là: {observed}. Nội dung nay đã khác nên cần trả lời lại."
        ),
        "answer_void": "Câu trả lời này không có hiệu lực; xem các phát hiện về câu trả lời (AN).",
        "all": "Tất cả",
        "agree": "khớp",
        "changes_page": "Thay đổi so với lần công bố trước",
        "changes_none": "Không có thay đổi nào so với lần công bố trước.",
        "changes_same": "Còn {count} phát hiện không thay đổi, xem ở review.html.",
        "changes_new_none": "Không có phát hiện mới.",
        "checked": "Những nội dung đã kiểm tra",
        "checked_caption": "Tổng hợp theo bảng",
        "checked_intro": "Mở từng bảng để xem đã kiểm tra những gì, kể cả các quy tắc đạt.",
        "checked_none": "Chưa có quy tắc nào được kiểm tra.",
        "checked_summary": "{rules} quy tắc: {passed} đạt, {failed} có phát hiện",
        "checked_empty": "{rules} quy tắc; bảng chưa có dòng nào để kiểm tra",
        "checked_total": "Tổng cộng {tables} bảng, {rules} quy tắc: {passed} đạt, {failed} có phát hiện, "
        "{empty} chưa có dòng nào để kiểm tra.",
        "classes": "Đánh giá khuyết điểm",
        "classes_caption": "Mức tính theo tiêu chí và mức công bố",
        "column_agrees": "So sánh",
        "column_computed": "Tính theo tiêu chí",
        "column_declared": "Công bố",
        "column_description": "Nội dung quy tắc",
        "column_failed": "Không đạt",
        "column_passed": "Đạt",
        "column_result": "Kết quả",
        "column_rows": "Số dòng",
        "column_rule": "Quy tắc",
        "column_rules": "Số quy tắc",
        "column_severity": "Mức độ",
        "column_shortcoming": "Khuyết điểm",
        "column_table": "Bảng",
        "column_total": "Tổng số",
        "contents": "Mục lục",
        "counts_caption": "Số phát hiện theo mức độ",
        "differ": "khác nhau",
        "empty": "(trống)",
        "expected": "Đúng ra",
        "file": "Tệp",
        "line": "dòng\N{NO-BREAK SPACE}{line}",
        "findings": "Các phát hiện",
        "findings_none": "Không có phát hiện nào.",
        "filter": "Hiển thị",
        "how": "Cách trả lời",
        "how_short": "Trả lời trong tệp findings.xlsx, dòng {row}.",
        "how_short_answers": "Không trả lời phát hiện này mà sửa dòng được nêu trong bảng câu trả lời.",
        "how_short_link": "Xem cách trả lời",
        "how_open": "Mở tệp findings.xlsx nằm cùng thư mục với trang này và lưu thành tệp riêng (Save As), "
        "vì tệp gốc được tạo lại ở mỗi lần chạy.",
        "how_row": "Tìm dòng có cùng quy tắc và mã dòng với phát hiện, ví dụ quy tắc SL-10, mã dòng SL031.",
        "how_fill": "Chọn quyết định (chấp nhận, đã sửa hoặc đang xem xét); nếu hai nơi in hai số khác nhau "
        "thì chọn số được dùng; ghi lý do, chức vụ người quyết định và ngày.",
        "how_send": "Gửi tệp cho người phụ trách số liệu để ghi lại bằng lệnh:",
        "how_file": "<tệp>",
        "how_wrong": "Nếu số đã nhập khác với bản in thì sửa ngay trong bảng số liệu rồi chạy lại. "
        "Mã trùng hoặc sai, ô không đọc được, dẫn chiếu không có cũng phải sửa, không thể chấp nhận.",
        "in_report": "Xem {code} trong báo cáo",
        "legend": "Còn phát hiện nghiêm trọng chưa được chấp nhận thì chưa công bố. "
        "Phát hiện cần xem xét không ngăn việc công bố.",
        "more_findings": "Còn {count} phát hiện nữa của quy tắc này, xem trong tables/findings.csv.",
        "more_places": "Còn {count} nơi khác, xem trong tables/findings.csv.",
        "no_class": "chưa có",
        "notebook_code": "Mã lệnh {number} ({lines} dòng)",
        "notebook_cut": "Bảng hiện rút gọn; bảng đầy đủ có {rows} dòng, {columns} cột.",
        "notebook_intro": "Sổ tính đã chạy, mã lệnh gấp lại; bấm vào từng mục để mở. Tệp gốc:",
        "notebook_output": "Kết quả của mã lệnh {number}",
        "notebook_report": "Báo cáo",
        "only_open": "Chưa khép lại",
        "only_settled": "Đã chấp nhận",
        "page": "Phiếu thẩm định",
        "passed_rules": "{count} quy tắc đạt",
        "place": "Nơi in",
        "places": "Các nơi liên quan",
        "result_failed": "có phát hiện",
        "result_passed": "đạt",
        "rows": "{count} dòng",
        "run": "Báo cáo {run}",
        "skip": "Đến nội dung chính",
        "table_rules": "Quy tắc kiểm tra bảng {table}",
        "to_do": "Việc cần làm",
        "total": "Cộng",
        "verdict": "Kết luận",
        "verdict_no": "Chưa thể công bố: còn {count} phát hiện nghiêm trọng chưa được trả lời",
        "verdict_no_pending": "Chưa thể công bố: còn {count} phát hiện nghiêm trọng chưa được giải quyết",
        "verdict_no_next": (
            "Sửa số liệu hoặc trả lời từng phát hiện nghiêm trọng, rồi chạy lại. "
            "Bản đã công bố trước đó (nếu có) được giữ nguyên."
        ),
        "verdict_yes": "Có thể công bố",
        "verdict_yes_none": "Không có phát hiện nào cần trả lời.",
        "verdict_yes_open": (
            "Không có phát hiện nghiêm trọng nào còn để ngỏ. Còn {count} phát hiện cần xem xét, "
            "không ngăn việc công bố."
        ),
        "whole_table": "cả bảng",
        "year": "Năm {year}",
    }
)


def count(number: int) -> str:
    """A number of things as the house groups digits: ``10.000``.

    >>> count(10000)
    '10.000'
    """
    return f"{number:,}".replace(",", ".")


def spoken(text: str, table: str, class_names: Mapping[str, str]) -> str:
    """A text with our codes in the words people read; every other word stays.

    Args:
        text: such as ``tính được not_met``.
        table: the table it is about, since ``improved`` is a class in one and a status in another.
        class_names: how each class is printed.
    """
    names = class_names if table in CLASS_TABLES else DECISIONS if table == "answers" else CODES
    codes = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True))
    return (
        re.sub(rf"(?<![\w.-])(?:{codes})(?![\w.-])", lambda found: names[found[0]], text) if codes else text
    )
