"""What a sentence says of which shortcoming: the grammar of ``khuyết điểm này … đã khắc phục``. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from khacphuc.text.numbers.number_words import NUMBER_WORDS, read_words

SEVERAL = "*"
"""The subject of what is said of shortcomings together: ``các khuyết điểm``."""

_NEAR = 1_000
"""Characters of a sentence that are looked at on either side of a phrase."""
_FLAGS = re.VERBOSE | re.IGNORECASE
_MANY = rf"""
    (?:(?:các|những|mọi|nhiều|mấy|vài|từng|mỗi|tất\s+cả|toàn\s+bộ|đa\s+số|hầu\s+hết|một\s+số|phần\s+lớn|số|cả|\d+|@\w+
      |{NUMBER_WORDS})\s+)+
    (?:(?:hạn\s+chế|tồn\s+tại|thiếu\s+sót|yếu\s+kém)(?:\s*,|\s+và)?\s+)*
"""
_NUMBER = r"(?:(?:số|no\.|number)\s+)?(?P<number>\d{1,2})(?![\w%]|[.,/]\d)|thứ\s+(?P<ordinal>nhất|\d+|\w+)"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CLAUSE_END = re.compile(r"([:()–—]|,(?!\s+khuyết\s+điểm))", re.IGNORECASE)  # hạn chế, khuyết điểm
_OPENERS = re.compile(
    r"""
    (?:[\s·“”"«»*|-]
      | \(?(?:\d{1,2}|[a-zđ])[.)]\s
      | (?:(?:đến|tới|trong|qua)\s+)?(?:(?:hết|cuối)\s+)?năm\s+\d{4}(?!\w)
      | (?:nhưng|song|tuy\s+nhiên|tuy\s+vậy|tuy|mặc\s+dù|dù|và|còn|nay|đến\s+nay|tới\s+nay|hiện\s+nay|hiện
          |nhìn\s+chung|về\s+cơ\s+bản|cơ\s+bản|tóm\s+lại|như\s+vậy|do\s+đó|vì\s+vậy|kết\s+quả|kết\s+luận
          |tự\s+đánh\s+giá|đánh\s+giá|xếp\s+loại|mức\s+độ|mức|là|thì|mà|vẫn|đều|cũng|được|coi|xem|xác\s+định|như|nên
          |but|and|yet|so|now|overall|in\s+general|thus|therefore|today|it|this|is|was|has|have|been|were|are|as)(?!\w)
    )*+
    """,
    _FLAGS,
)
"""Words before a phrase that leave it without a subject: a sentence still opens with it."""
_LABEL = re.compile(
    r"""(?:đánh\s+giá|kết\s+luận|mức(?:\s+độ)?(?:\s+khắc\s+phục)?|xếp\s+loại|kết\s+quả\s+(?:khắc\s+phục|đánh\s+giá)
        |assessment|conclusion|class|rating)(?:\s+(?:chung|năm\s+\d{4}))?[\s“”"«»*]*$""",
    _FLAGS,
)
"""What stands before a colon, or in another cell, where the class of a shortcoming is given."""
_ACTOR = re.compile(
    r"""\s*(?:các|những|một\s+số|nhiều|mỗi|từng|toàn|tập\s+thể|cá\s+nhân|ban|văn\s+phòng|đơn\s+vị|cơ\s+sở|chi\s+đoàn|đoàn
        |tỉnh|huyện|thị|xã|phường|cấp|đồng\s+chí|ủy\s+viên|uỷ\s+viên|thường\s+trực|we|they|the)(?!\w)""",
    _FLAGS,
)
"""A clause that begins so has a subject of its own."""
_DENIED = re.compile(
    r"""(?:(?<!\w)(?:không|chưa|chẳng|chả|not|never|hardly|barely|nor|no\s+longer)|n['’]t)
        (?:\s+(?:phải|hề|thể|được|có|là|thực\s+sự|hoàn\s+toàn|yet|been|be|being|fully|really|entirely|completely
          |thoroughly|as)){0,3}[\s“"«]*$""",
    _FLAGS,
)
_MODAL = re.compile(
    r"""(?<!\w)(?:sẽ|cần|phải|có\s+thể|để|will|shall|should|must|can|cannot|could|may|might|would|needs?
        |(?<!considered\s)(?<!deemed\s)(?<!judged\s)(?<!found\s)to)
        (?:\s+(?:phải|được|sớm|be|been|have|soon|fully|also|still|being|get)){0,3}[\s“"«]*$""",
    _FLAGS,
)
_INTENDED = re.compile(
    r"""(?<!\w)(?:(?:nếu|nhằm|phấn\s+đấu|quyết\s+tâm|if|unless|until|whether)(?!\w)(?:,?\s+\w+){0,8},?
        |(?:để|bảo\s+đảm|đảm\s+bảo|yêu\s+cầu|(?:sau|trước)\s+khi|khi\s+nào|không\s+(?:có|còn)|when|once|no
          |so\s+that)(?!\w)(?:\s+\w+){0,6})\s*$""",
    _FLAGS,
)
"""Before the shortcoming: what is said of it is no fact yet, or there is none."""
_NEGATIVE = re.compile(r"(?:chưa|không|chẳng|not|never|un)", re.IGNORECASE)
_MORE = re.compile(
    r"""\s+(?:được\s+)?(?:xong|hết|hoàn\s+toàn|triệt\s+để|dứt\s+điểm|toàn\s+bộ|đầy\s+đủ|hẳn|nhiều|tốt|kịp\s+thời
        |completely|fully|entirely|thoroughly|wholly|in\s+full)(?!\w)""",
    _FLAGS,
)
"""Behind a denial: part of it is done."""
_LESS = re.compile(
    r"""\s+(?:được\s+)?(?:(?:một\s+phần|phần\s+nào|phần\s+lớn|một\s+số|bước\s+đầu|cơ\s+bản|partly|partially|in\s+part
        |mostly|largely)(?!\w)|[\d@])""",
    _FLAGS,
)
"""Behind what is done: it is done in part."""
_OBJECT = re.compile(
    r"""\s+(?:được\s+|xong\s+)?(?:tình\s+trạng|việc|sự|hiện\s+tượng|những|các|một\s+số|nhiều|tồn\s+tại|hạn\s+chế|thiếu\s+sót
        |the|a|an|many|some|several)(?!\w)""",
    _FLAGS,
)
_THIS = re.compile(r"\s+(?:này|trên|nêu\s+trên|nói\s+trên|đó)(?!\w)", _FLAGS)


class Sentence:
    """A sentence, with the other cells of the row if it stands in a table."""

    def __init__(self, text: str, row: str | None, grammar: re.Pattern[str]) -> None:
        self.text, self._row, self._grammar = text, row, grammar

    def subjects(self) -> list[str]:
        """All the shortcomings it names."""
        return [subject_code(match) for match in self._grammar.finditer(self.text)]

    def subject_of(self, start: int, stop: int) -> str | None:
        """The subject of a phrase; None where it states no class of a shortcoming."""
        # a sentence that goes on for pages does not open with what stands far behind in it
        before = self.text[:start] if start <= _NEAR else f"x {self.text[start - _NEAR : start]}"
        phrase, after = self.text[start:stop], self.text[stop : stop + _NEAR]
        if self._is_not_stated(before, phrase, after):
            return None
        *earlier, last = _CLAUSE_END.split(before)
        new_line = phrase[0].isupper() and before.rstrip(" ").endswith("\n")
        opens = new_line or _OPENERS.fullmatch(last) is not None
        blanks = len(after) - len(after.lstrip())
        if blanks and (thing := self._grammar.match(after, blanks)):
            subject = subject_code(thing)
            exact = subject not in {"", SEVERAL} or (not subject and _THIS.match(after, thing.end()))
            return subject if opens or exact else None
        named = self._last(last)
        if _OBJECT.match(after) or _INTENDED.search(last[: named.start()] if named else last):
            return None
        if named:
            return subject_code(named)
        return self._of_opening(earlier, last) if opens else self._of_a_noun_with_commas(earlier, last)

    def _is_not_stated(self, before: str, phrase: str, after: str) -> bool:
        """Whether it is denied, asked, still to be done, or of another degree."""
        degree = _MORE if _NEGATIVE.match(phrase) else _LESS
        is_question = self.text.rstrip('”"») ').endswith("?")
        return bool(is_question or _DENIED.search(before) or _MODAL.search(before) or degree.match(after))

    def _of_opening(self, earlier: list[str], last: str) -> str | None:
        """The subject of a clause that has none: that of the clause before, of the label, of the row."""
        context = "".join(earlier)
        if earlier and earlier[-1] == ":":
            named = self._last(context)
            return subject_code(named) if named else "" if _LABEL.search(context[:-1]) else None
        if (named := self._last(context)) is not None:
            return subject_code(named)
        if not all(_OPENERS.fullmatch(clause) for clause in earlier[::2]) and "\n" not in last:
            return None
        return "" if self._row is None else self._of_row(self._row)

    def _of_row(self, row: str) -> str | None:
        named = [subject_code(match) for match in self._grammar.finditer(row)]
        if exact := [subject for subject in named if subject not in {"", SEVERAL}]:
            return exact[-1]
        if named:
            return named[-1]
        return "" if any(_LABEL.search(cell) for cell in row.split("|")) else None

    def _of_a_noun_with_commas(self, earlier: list[str], last: str) -> str | None:
        """The subject that begins the sentence, where a comma is part of it (``… phòng, chống ma túy``)."""
        if not earlier or ":" in earlier or _ACTOR.match(last):
            return None
        openers = _OPENERS.match(earlier[0])
        named = self._grammar.match(earlier[0], openers.end() if openers else 0)
        return subject_code(named) if named else None

    def _last(self, text: str) -> re.Match[str] | None:
        return next(reversed(list(self._grammar.finditer(text))), None)


@lru_cache(maxsize=16)
def subject_grammar(codes: tuple[str, ...]) -> re.Pattern[str]:
    """How a text names shortcomings: ``khuyết điểm``, ``shortcoming``, with a number, or one of the codes."""
    listed = "|".join(map(re.escape, sorted(codes, key=len, reverse=True))) or r"(?!)"
    return re.compile(
        rf"""(?<![\w@])(?:(?P<many>{_MANY})?khuyết\s+điểm(?:\s+(?:{_NUMBER}|(?P<any>nào)(?!\w)))?
            |(?:(?P<nth>{"|".join(_ORDINALS)})\s+)?shortcoming(?P<plural>s)?
             (?:\s+(?:no\.\s+)?(?P<english>\d{{1,2}})(?![\w%]|[.,/]\d))?
            |@?(?P<code>{listed})(?!\w))""",
        _FLAGS,
    )


def subject_code(match: re.Match[str]) -> str:
    """The shortcoming a match of the grammar names: its code, its number, ``SEVERAL``, or nothing.

    >>> named = subject_grammar(("KD1",)).finditer("KD1, khuyết điểm thứ hai và các khuyết điểm")
    >>> [subject_code(match) for match in named]
    ['KD1', '2', '*']
    """
    if match["code"]:
        return match["code"].upper()
    if match["many"] or match["plural"] or match["any"]:
        return SEVERAL
    if match["nth"]:
        return str(_ORDINALS.index(match["nth"].lower()) + 1)
    number = match["number"] or match["english"] or match["ordinal"] or ""
    if not number or number.isdigit():
        return number.lstrip("0")
    return "1" if number.lower() == "nhất" else str(read_words(number) or "")
