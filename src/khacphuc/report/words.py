"""The suite's own words in a document, one mapping per language, so that gettext can take over later.

Words of the office (its name, its recipients, its subject) come from the parameters; words a
document form prescribes (``ĐOÀN TNCS HỒ CHÍ MINH``) come from its profile in ``render``.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK: Final = "……"
"""What an office fills in by hand: printed where a number or a day is not known."""

_FIRST_UNPADDED_DAY: Final = 10
_LAST_PADDED_MONTH: Final = 2

_VI: Final = {
    "annex": "Phụ lục",
    "annex_of": "(Kèm theo {kind} số {number}, {date})",
    "back_to_note": "Về chỗ đặt chú thích {number}",
    "back_to_citation": "Về nơi trích dẫn {code}",
    "back_to_nth_citation": "Về nơi trích dẫn {code}, lần {number}",
    "caption": "{label} {number}.",
    "chart_basis_judged": "nhận\N{NO-BREAK SPACE}định",
    "chart_basis_measured": "theo số liệu",
    "chart_basis_proxy": "{basis}, gián tiếp",
    "chart_class_computed": "Tính theo tiêu chí: {name}",
    "chart_class_declared": "Công bố: {name}",
    "chart_class_none": "chưa kết luận",
    "chart_criteria_found": "Trong {count} tiêu chí: {states}",
    "chart_criterion": "{status} ({basis})",
    "chart_document": "{name}: {subject}",
    "chart_documents_found": "{count} văn bản, từ ngày {first} đến ngày {last}",
    "chart_panel_unit": "{title} ({unit})",
    "chart_part": "{actual} (chỉ tiêu: {threshold}) – {status}",
    "chart_parts_found": "Trong {count} nội dung có số liệu: {states}",
    "chart_ranking": "Từ lớn đến nhỏ: {bars}",
    "chart_shortcoming": "Khuyết điểm {order}",
    "chart_state": "{count} {state}",
    "chart_targets_met": "{ratio} chỉ tiêu đạt",
    "explore_codes": "Mã để dẫn trong lời văn",
    "explore_criteria": "Khuyết điểm và tiêu chí: mức công bố và mức tính được",
    "explore_tables": "Các bảng của báo cáo",
    "explore_targets": "Chỉ tiêu và mức thực hiện",
    "explore_timeline": "Văn bản theo ngày ban hành",
    "filter_all": "Tìm trong bảng (có dấu hoặc không dấu):",
    "filter_column": "Lọc cột {column}",
    "contents": "Mục lục",
    "date": "ngày {day} tháng {month} năm {year}",
    "draft": "DỰ THẢO",
    "figure": "Biểu đồ",
    "finding": "Có phát hiện về {code}: xem phiếu thẩm định",
    "finding_tip": "Có phát hiện về nội dung này, xem phiếu thẩm định.",
    "no_class": "(chưa kết luận)",
    "no_rows": "Không có dòng nào",
    "note": "Chú thích",
    "notes": "Chú thích",
    "number": "Số",
    "place_date": "{place}, {date}",
    "recipients": "Nơi nhận",
    "section": "mục",
    "skip": "Đến nội dung chính",
    "table": "Bảng",
    "column_asked": "Phải đạt",
    "column_class": "Mức đánh giá",
    "column_code": "Mã",
    "column_condition": "Khi các tiêu chí",
    "column_done": "Thực hiện",
    "column_evidence": "Căn cứ",
    "column_document": "Văn bản",
    "column_issuer": "Cơ quan ban hành",
    "column_item": "Nội dung",
    "column_section": "Nơi công bố",
    "column_shortcoming": "Khuyết điểm",
    "column_subject": "Trích yếu",
    "column_place": "Nơi in trong nguồn",
    "column_printed": "Số in",
    "column_result": "Kết quả",
    "column_row": "Dòng dữ liệu",
    "column_status": "Kết quả",
    "column_target": "Chỉ tiêu, nội dung",
    "column_working": "Cách tính",
    "computed_caption": "Số tính lại từ số liệu đã in",
    "computed_intro": "Các số dưới đây không có sẵn trong nguồn mà được tính lại từ số liệu đã in.",
    "condition_all": "đều thuộc: {statuses}",
    "condition_any": "có ít nhất một: {statuses}",
    "condition_none": "không có tiêu chí nào",
    "condition_otherwise": "các trường hợp còn lại",
    "criteria_caption": "Tiêu chí đánh giá từng khuyết điểm",
    "declared_caption": "Mức đánh giá đã công bố",
    "documents_caption": "Văn bản được viện dẫn",
    "documents_intro": "Các văn bản và mức đánh giá được nêu trong báo cáo dẫn tới các bảng sau.",
    "figures_caption": "Số liệu và nơi in",
    "figures_heading": "Số liệu và nơi in",
    "figures_intro": (
        "Mỗi số liệu trong báo cáo dẫn tới một dòng của bảng này: số như đã in, nơi in trong văn bản "
        "nguồn và dòng của tệp dữ liệu."
    ),
    "kind": "BÁO CÁO",
    "method_heading": "Cách đánh giá",
    "method_intro": (
        "Mỗi khuyết điểm được xem xét theo các tiêu chí; bảng quyết định dưới đây, phiên bản {version}, "
        "cho mức đề xuất. Mức công bố do tập thể Ban Thường vụ quyết định."
    ),
    "policy_caption": "Bảng quyết định",
    "preview": "Xem trước",
    "preview_document": "Báo cáo",
    "preview_ended": "Đã dừng xem trước; chạy lại lệnh khacphuc preview để tiếp tục.",
    "preview_error": "Chưa dựng được báo cáo; bên dưới là bản dựng được gần nhất.",
    "preview_nothing": "Chưa dựng được báo cáo.",
    "proxy": "{aspect} (gián tiếp)",
    "reconstruction": "Bản dựng lại từ báo cáo đã công bố",
    "status_achieved": "đạt",
    "status_improved": "có chuyển biến",
    "status_missing": "thiếu dữ liệu",
    "status_not_achieved": "chưa đạt",
    "status_worse": "kém hơn trước",
    "style_Superior": "Cơ quan cấp trên",
    "style_IssuingBody": "Cơ quan ban hành",
    "style_Organisation": "Tiêu đề văn bản",
    "style_DocumentNumber": "Số và ký hiệu",
    "style_StatusNote": "Ghi chú dưới trích yếu",
    "style_Rule": "Đường kẻ ngắn",
    "style_RecipientsLabel": "Nơi nhận",
    "style_Recipients": "Danh sách nơi nhận",
    "style_SignatoryName": "Họ tên người ký",
    "style_AnnexHeading": "Tên phụ lục",
    "style_AnnexOf": "Dòng kèm theo",
    "style_TableText": "Chữ trong bảng",
    "style_AnnexTableText": "Chữ trong bảng phụ lục",
    "style_TableNote": "Ghi chú dưới bảng",
    "style_Figure": "Hình biểu đồ",
    "style_AfterTable": "Khoảng trống sau bảng",
    "style_Signatory": "Quyền hạn người ký",
    "target_declared_met": "đạt (theo công bố)",
    "target_met": "đạt",
    "target_missing": "thiếu dữ liệu",
    "target_not_counted": "đạt; không tính riêng",
    "target_not_met": "chưa đạt",
    "threshold": "mức phải đạt",
    "trace_class": "Mức công bố: {text}",
    "trace_decision": "Quyết định dùng {code}: {told}",
    "trace_elsewhere": "Nơi khác in: {places}",
    "trace_issued": "Ban hành: {issued}",
    "trace_operands": "Số hạng: {operands}",
    "trace_place": "Nơi in: {place}",
    "trace_printed": "Số in: «{printed}»",
    "trace_row": "Dòng dữ liệu: {file}, dòng {line}",
    "trace_section": "Nơi công bố: mục {section}",
    "trace_subject": "Trích yếu: {subject}",
    "trace_working": "Cách tính: {working} = {result}",
}

_EN: Final = {
    "annex": "Annex",
    "annex_of": "(Attached to {kind} no. {number}, {date})",
    "back_to_note": "Back to the mark of note {number}",
    "back_to_citation": "Back to where {code} is cited",
    "back_to_nth_citation": "Back to where {code} is cited, time {number}",
    "caption": "{label} {number}.",
    "chart_basis_judged": "judged",
    "chart_basis_measured": "measured",
    "chart_basis_proxy": "{basis}, by proxy",
    "chart_class_computed": "By the criteria: {name}",
    "chart_class_declared": "Declared: {name}",
    "chart_class_none": "not decided",
    "chart_criteria_found": "Of {count} criteria: {states}",
    "chart_criterion": "{status} ({basis})",
    "chart_document": "{name}: {subject}",
    "chart_documents_found": "{count} documents, from {first} to {last}",
    "chart_panel_unit": "{title} ({unit})",
    "chart_part": "{actual} (target: {threshold}) – {status}",
    "chart_parts_found": "Of {count} parts with figures: {states}",
    "chart_ranking": "From large to small: {bars}",
    "chart_shortcoming": "Shortcoming {order}",
    "chart_state": "{count} {state}",
    "chart_targets_met": "{ratio} targets met",
    "explore_codes": "Codes to cite in the prose",
    "explore_criteria": "Shortcomings and criteria: declared and computed classes",
    "explore_tables": "The tables of the report",
    "explore_targets": "Targets and what was done",
    "explore_timeline": "Documents by date of issue",
    "filter_all": "Search the table (with or without accents):",
    "filter_column": "Filter the column {column}",
    "contents": "Contents",
    "date": "{day}/{month}/{year}",
    "draft": "DRAFT",
    "figure": "Chart",
    "finding": "There is a finding on {code}: see the review page",
    "finding_tip": "There is a finding on this, see the review page.",
    "no_class": "(not decided yet)",
    "no_rows": "No rows",
    "note": "Note",
    "notes": "Notes",
    "number": "No.",
    "place_date": "{place}, {date}",
    "recipients": "Recipients",
    "section": "section",
    "skip": "Skip to the main content",
    "table": "Table",
    "column_asked": "Asked",
    "column_class": "Class",
    "column_code": "Code",
    "column_condition": "When the criteria",
    "column_done": "Done",
    "column_evidence": "Evidence",
    "column_document": "Document",
    "column_issuer": "Issuer",
    "column_item": "Item",
    "column_section": "Declared in",
    "column_shortcoming": "Shortcoming",
    "column_subject": "Subject",
    "column_place": "Printed in the source at",
    "column_printed": "Printed",
    "column_result": "Result",
    "column_row": "Data row",
    "column_status": "Result",
    "column_target": "Target, part",
    "column_working": "Working",
    "computed_caption": "Numbers computed from printed figures",
    "computed_intro": (
        "The numbers below are not printed in the source; they are computed from figures that are."
    ),
    "condition_all": "all are: {statuses}",
    "condition_any": "include at least one: {statuses}",
    "condition_none": "there are none",
    "condition_otherwise": "in every other case",
    "criteria_caption": "Criteria of each shortcoming",
    "declared_caption": "Declared classes",
    "documents_caption": "Documents referred to",
    "documents_intro": "Documents and classes named in the report lead to the tables below.",
    "figures_caption": "Figures and where they are printed",
    "figures_heading": "Figures and where they are printed",
    "figures_intro": (
        "Each figure of the report leads to a row of this table: the number as printed, where the "
        "source prints it, and the line of the data file."
    ),
    "kind": "REPORT",
    "method_heading": "How shortcomings are assessed",
    "method_intro": (
        "Each shortcoming is looked at by its criteria; the decision table below, version {version}, "
        "proposes a class. The Standing Board decides the class that is published."
    ),
    "policy_caption": "Decision table",
    "preview": "Preview",
    "preview_document": "Report",
    "preview_ended": "The preview has ended; run khacphuc preview again to go on.",
    "preview_error": "The report cannot be made; below is the last that could.",
    "preview_nothing": "The report cannot be made yet.",
    "proxy": "{aspect} (proxy)",
    "reconstruction": "Reconstructed from the published report",
    "status_achieved": "achieved",
    "status_improved": "improved",
    "status_missing": "missing",
    "status_not_achieved": "not achieved",
    "status_worse": "worse",
    "style_Superior": "Superior Body",
    "style_IssuingBody": "Issuing Body",
    "style_Organisation": "Organisation",
    "style_DocumentNumber": "Document Number",
    "style_StatusNote": "Status Note",
    "style_Rule": "Short Rule",
    "style_RecipientsLabel": "Recipients Label",
    "style_Recipients": "Recipients",
    "style_SignatoryName": "Signatory Name",
    "style_AnnexHeading": "Annex Heading",
    "style_AnnexOf": "Annex Line",
    "style_TableText": "Table Text",
    "style_AnnexTableText": "Annex Table Text",
    "style_TableNote": "Table Note",
    "style_Figure": "Chart",
    "style_AfterTable": "Space After Table",
    "style_Signatory": "Signatory Authority",
    "target_declared_met": "met (as declared)",
    "target_met": "met",
    "target_missing": "missing",
    "target_not_counted": "met; not counted by itself",
    "target_not_met": "not met",
    "threshold": "threshold",
    "trace_class": "Declared class: {text}",
    "trace_decision": "Decided to use {code}: {told}",
    "trace_elsewhere": "Printed elsewhere: {places}",
    "trace_issued": "Issued: {issued}",
    "trace_operands": "Operands: {operands}",
    "trace_place": "Place: {place}",
    "trace_printed": "Printed: «{printed}»",
    "trace_row": "Data row: {file}, line {line}",
    "trace_section": "Declared in section {section}",
    "trace_subject": "Subject: {subject}",
    "trace_working": "Working: {working} = {result}",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"vi": MappingProxyType(_VI), "en": MappingProxyType(_EN)}
)


def words(language: str) -> Mapping[str, str]:
    """Return our words in one language.

    Args:
        language: ``vi`` or ``en``.

    Raises:
        DocumentError: there are no words in this language.
    """
    try:
        return WORDS[language]
    except KeyError:
        known = ", ".join(sorted(WORDS))
        raise DocumentError(f"no words in the language {language!r}; write one of: {known}") from None


def parse_date(iso: str) -> date:
    """Read the date of a document.

    Raises:
        DocumentError: it is not written ``YYYY-MM-DD``.
    """
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise DocumentError(f"the date {iso!r} of the document is not a date written YYYY-MM-DD") from error


def long_date(iso: str, language: str) -> str:
    """Print a date as documents do: days below 10, and months 1 and 2, with a leading zero.

    Args:
        iso: ``YYYY-MM-DD``, or empty for the blanks an office fills in by hand.
        language: ``vi`` or ``en``.

    >>> long_date("2021-03-05", "vi")
    'ngày 05 tháng 3 năm 2021'
    >>> long_date("", "vi")
    'ngày …… tháng …… năm ……'
    """
    pattern = words(language)["date"]
    if not iso:
        return pattern.format(day=BLANK, month=BLANK, year=BLANK)
    day = parse_date(iso)
    return pattern.format(
        day=f"{day.day:02d}" if day.day < _FIRST_UNPADDED_DAY else day.day,
        month=f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else day.month,
        year=day.year,
    )


def number_label(kind: str, number: int, language: str) -> str:
    """Name a numbered table, figure, annex or note: ``Bảng 1``, or ``Bảng`` while it has no number.

    >>> number_label("table", 3, "vi")
    'Bảng 3'
    """
    label = words(language)[kind]
    return f"{label} {number}" if number else label
