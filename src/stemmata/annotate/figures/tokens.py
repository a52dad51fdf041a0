"""Tokens for reading quantities: numbers in digits, words, and single signs."""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple

# The danda ends a sentence and is no mark of the letter before it.
_MARKS = (
    r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u0652\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
_GROUPED = (
    r"(?<!\d)(?![0٠۰०])\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,٫．]\d+(?![.,]?\d))?"
)
_SCIENCE = r"\d+(?:[.,．]\d+)?[eEｅＥ][+\-−＋－]?\d{1,2}(?!\w)"
# Signs that turn the direction of writing stand unseen beside the marks of a number.
_UNSEEN = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,2}"
# A wide comma groups wide digits; between others it parts two numbers.
_BETWEEN = r"(?:[.,'’٫٬،．]|，(?=[０-９]))"
_PLAIN = rf"\d+(?:{_UNSEEN}{_BETWEEN}{_UNSEEN}\d+)*"
_POINT = r"(?<![\w.,．])[.,．]\d+(?![.,．]?\d)"
_WORD = rf"[^\W\d_]+(?:(?!\d)[{_MARKS}][^\W\d_]*)*"
_HAN_DIGITS = "〇零一二三四五六七八九十百千万萬亿億兆两兩壱弐参壹贰叁貳參肆伍陆陸柒捌玖拾佰仟廿卅"
HANGUL_DIGITS = "영공일이삼사오육칠팔구십백천만억조경"
# 两 behind a number is a weight, but for "三两" (two or three) and before a scale; 千 and 兆 before
# the name of a unit belong to it ("五十万千瓦" is 500,000 kW).
_HAN_KILO = "[千兆](?:瓦|克(?!拉)|卡(?!路)|赫|伏|帕|焦|字节|字節|比特|位元)"
_HAN_MORE = rf"(?!{_HAN_KILO})(?![两兩](?![百千万萬亿億]))[{_HAN_DIGITS}]"
# Half of a number, a share, a price, or before a few units; 上半年 is the first half of the year.
_HAN_HALF = "半[数數分额額]|(?<![上下前後后大])半(?=ダース|世[紀纪]|年(?!度))"
_HAN_RUN = rf"{_HAN_HALF}|[{_HAN_DIGITS}](?:{_HAN_MORE}|(?<=三)两)*|"
# 1、234 is grouped as newspapers set in columns do; 50、100 are two, and so are all round ones.
_HAN_GROUPED = r"(?<![\d、十百千万億])\d{1,2}(?:、(?!\d[0０]{2})\d{3})+(?![\d、.．])"
_HAN_WORD = r"[A-Za-zÀ-ɏ]+|半?[^\W\d_A-Za-zÀ-ɏ半" + _HAN_DIGITS + r"]+|半"
# 일곱 (seven) and 일흔 (seventy) begin with the sign for one.
# So do the copula and the words for above, below, after, between; 조각 (piece), 만큼 (as much as).
_HANGUL_OTHER = "일[곱흔]|이[다고며라었면상하내후전]|사이|조각|만큼"
_HANGUL_TENS = "스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
_HANGUL_UNITS = "하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉"
# Numbers go on behind a minus and a stroke written together with them.
_HANGUL_SIGN = rf"마이너스(?=[{HANGUL_DIGITS}])|분의(?=[{HANGUL_DIGITS}])"
_HANGUL_START = "(?:(?<![가-힣])|(?<=마이너스)|(?<=분의))"
# A native numeral before its measure word ("두개의"), half before a particle ("절반이").
_HANGUL_PARTICLE = "(?:[의가이은는을를로만도와과에씩]|(?![가-힣]))"
_HANGUL_MEASURE = "(?:개|명|마리|차례|달|가지|시간|곳|사람|살|잔|권|배)"
_HANGUL_COUNT = (
    rf"(?<![가-힣])(?:{_HANGUL_UNITS}|열)(?={_HANGUL_MEASURE}{_HANGUL_PARTICLE})"
    "|(?<![가-힣])절?반(?=[이을은에](?![가-힣])|으로)"
)
_HANGUL_RUN = rf"{_HANGUL_START}(?:(?!{_HANGUL_OTHER})[{HANGUL_DIGITS}])+"
_HANGUL_NATIVE = rf"(?<![가-힣])(?:(?:열|{_HANGUL_TENS})(?:{_HANGUL_UNITS})|(?:{_HANGUL_TENS}))"

NATIVE_ONLY = re.compile(rf"(?:열|{_HANGUL_TENS})?(?:{_HANGUL_UNITS}|열)만")
NATIVE = re.compile(rf"열|{_HANGUL_TENS}|(?:열|{_HANGUL_TENS})(?:{_HANGUL_UNITS})")


class Token(NamedTuple):
    """A token at a span; `form` is as written."""

    start: int
    end: int
    form: str


make_token = partial(tuple.__new__, Token)  # a call of the class costs four times as much


_WORDS = {
    "spaced": _WORD,
    "han": f"{_HAN_RUN}{_HAN_WORD}|{_HAN_GROUPED}",
    "hangul": f"{_HANGUL_SIGN}|{_HANGUL_COUNT}|{_HANGUL_RUN}|{_HANGUL_NATIVE}|[가-힣]+|{_WORD}",
}


@cache  # most runs meet one
def _pattern(style: str) -> re.Pattern[str]:
    digits = rf"(?=[\d.,．])(?:{_GROUPED}|{_SCIENCE}|{_PLAIN}|{_POINT})"
    return re.compile(rf"({_WORDS[style]}|{digits}|[^\s\w]|_)")


def tokenise(text: str, start: int, end: int, style: str) -> list[Token]:
    """Return the tokens of a stretch of text.

    Args:
        text: the whole text; the spans count into it.
        start: first code point to read.
        end: code point to stop before.
        style: `spaced` where spaces part words, `han` or `hangul`.

    Example:
        >>> [t.form for t in tokenise("US$3.4bn, 1 200 km", 0, 18, "spaced")]
        ['US', '$', '3.4', 'bn', ',', '1 200', 'km']
    """
    return place_tokens(cut_tokens(text, start, end, style), start)


def cut_tokens(text: str, start: int, end: int, style: str) -> list[str]:
    """Return the gaps and the forms of the tokens by turns, a gap first and last.

    Example:
        >>> cut_tokens("5 km", 0, 4, "spaced")
        ['', '5', ' ', 'km', '']
    """
    return _pattern(style).split(text[start:end])


def cut_phrase(phrase: str, style: str) -> list[str]:
    """Return the forms of a phrase's tokens.

    Example:
        >>> cut_phrase("km/h", "spaced"), cut_phrase("hours", "spaced")
        (['km', '/', 'h'], ['hours'])
    """
    if style == "spaced" and phrase.isalpha():  # most are one word
        return [phrase]
    return _pattern(style).findall(phrase)


def place_tokens(parts: list[str], start: int) -> list[Token]:
    """Return the tokens of what was cut; one pass without a line of Python for each token."""
    ends = list(accumulate(map(len, parts), initial=start))
    return list(map(make_token, zip(ends[1:-1:2], ends[2::2], parts[1::2], strict=True)))
