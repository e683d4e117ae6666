"""Text → folded text and words: one spelling for case, accents, ligatures, quotes, spaces and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What Unicode's compatibility forms leave apart, or join wrongly.
_SPECIAL = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ß": "ss",
    "´": "'", "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʹ": "'", "ʻ": "'", "′": "'",
    "‹": "'", "›": "'",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "〝": '"', "〞": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "－": "-",
    "\u0640": "",  # Arabic tatweel, a stretching of the line
    "ى": "ي", "ی": "ي", "ک": "ك",
    "й": "й",  # a letter of its own: the Russian stemmer needs it
}  # fmt: skip


class _FoldTable(dict[int, str]):
    """Folds of single characters, computed when first met; `str.translate` reads it."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        return folded


def _fold_character(character: str) -> str:
    for _ in range(4):  # a fold may need folding again («Œ» → «œ» → «oe»); three rounds reach the end
        before = character
        character = "".join(_fold_once(one) for one in character.casefold())
        if character == before:
            break
    return character


def _fold_once(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character.isspace():
        return "\n" if category in ("Zl", "Zp", "Cc") else " "
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Me"))
    return unicodedata.normalize("NFC", kept)


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """``text`` in lower case, no accents, plain quotes, hyphens, spaces, digits; its length may change."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))


# Marks that may stand inside a word: combining accents, Hebrew and Arabic vowels, soft hyphen, joiners.
_MARK = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200d\u2060\ufeff"
)
_APOSTROPHE = r"['’ʼ‘´]"
_WORD = re.compile(
    rf"""
    [A-Za-z]++(?![^\W_]|{_APOSTROPHE}|[{_MARK}])  # most words: nothing else needs to be tried
  | (?P<grouped>\d{{1,3}} (?:(?:[\ \u00a0\u2009\u202f]\d{{3}})+|(?:,\d{{3}})+|(?:\.\d{{3}}){{2,}}))
    (?![^\W_]|[.,]\d)
  | (?P<grouped_decimal>\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+,\d+|\d{{1,3}}(?:,\d{{3}})+\.\d+)(?![^\W_])
  | (?P<decimal>\d+[.,]\d+)(?![^\W_]|[.,]\d)
  | (?P<whole>(?:aujourd{_APOSTROPHE}hui|[a-z]{{1,8}}n{_APOSTROPHE}t)(?![^\W_]))
  | [^\W_][^\W_{_MARK}]*(?:[{_MARK}]+[^\W_{_MARK}]*)*
    """,
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_NOT_DIGIT = re.compile(r"\D+")
_known = lru_cache(maxsize=20_000)(fold)
_LONG = 40  # characters: longer words are not remembered
_SENTENCE = 1_000  # characters: a longer text is not asked for again at once


def words(text: str) -> list[tuple[str, int, int]]:
    """Each word of ``text`` folded, with its start and end in ``text``.

    Elisions (l', d', qu'), English 's and parts of hyphenated words stand apart; "don't" and «aujourd'hui»
    stay whole. A number is one word in plain digits: «2 000» and "2,000" are ``2000``, «3,5» is ``3.5``.
    """
    return list(_again(text)) if len(text) <= _SENTENCE else _words(text)


@lru_cache(maxsize=64)
def _again(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_words(text))  # its language is found by its words, then they are analysed


def _words(text: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind is None or kind == "whole":
            word = match[0]
            # ASCII is sooner folded than looked up.
            word = word.lower() if word.isascii() else _known(word) if len(word) <= _LONG else fold(word)
        elif kind == "grouped":
            word = _NOT_DIGIT.sub("", fold(match[0]))
        elif kind == "decimal":
            word = fold(match[0]).replace(",", ".")
        else:
            whole, _, decimals = match[0].rpartition("." if "." in match[0] else ",")
            word = f"{_NOT_DIGIT.sub('', fold(whole))}.{fold(decimals)}"
        if word:
            found.append((word, *match.span()))
    return found
