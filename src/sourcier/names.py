"""Text → the proper names in it; `sourcier.spelling` says of two spellings whether they are one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sourcier.folding import fold
from sourcier.numerals import STARTS
from sourcier.sentences import sentences
from sourcier.spelling import same_name, skeleton, variants
from sourcier.stopwords import FUNCTION_WORDS

__all__ = ["Name", "is_common", "proper_names", "same_name", "skeleton", "variants"]


@dataclass(frozen=True, slots=True)
class Name:
    """``text[start:end]`` of the text it was found in."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    end: int
    initial: bool  # its capital may come from its place: start of a sentence, a quotation, a headline
    folded: str
    capital: bool

    @property
    def acronym(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and all(c.isupper() for c in letters)


_TOKEN = re.compile(
    r"(?P<elided>\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])(?=[^\W\d_])"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S., O.N.U.
    r"|[^\W\d_][^\W_]*(?:[-‑'’][^\W_]+)*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:[\n«“\"„(\[:•–—]|[.!?…]['’\"»”]?)\s*(?:[«“\"'’‘„(\[–—-]\s*)*$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
# Endings of French and English common words and inverted verbs («Est-ce»), for starts of sentences.
_COMMON_ENDING = re.compile(
    r".{3,}(?:ant|ments?|tions?|sions?|ités?|ées?|és|ances?|ences?|ismes?|euse?|ing|ness|ally|ity)$"
    r"|.+-(?:ce|il|elle|on|ils|elles|je|tu|vous|nous|moi|y|là|ci|même)$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(
    r"(?:i|you|he|she|it|we|they|that|this|there|here|who|what|where|how|let)'(?:s|m|d|re|ve|ll)|[a-z]+n't|(?:ceux|celui|celles?)-(?:ci|la)"
)
_DIRECTIONS = frozenset("nord sud est ouest north south east west centre".split())
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"[ \u00a0\u202f]")

_PARTICLES = frozenset(
    """
    de du des d' d’ la le les l' l’ von van der den bin ben ibn al el ould bint of the da di dos della
    do e y
    """.split()
)
_TITLES = frozenset(
    """
    m mm mme mmes mlle mr mrs ms dr pr prof me mgr sir president presidente presidents vice-president
    premier ministre ministres prime minister ministers foreign defense defence general gen colonel col
    major maj captain capt capitaine commandant lieutenant lt sergent sergeant sgt adjudant amiral
    admiral marechal marshal secretary secretaire chancellor chancelier chanceliere king queen roi reine
    prince princess princesse emir cheikh sheikh pope pape cardinal bishop senator sen representative
    rep governor gov ambassador ambassadeur ambassadrice judge juge justice professor professeur maitre
    monsieur madame mademoiselle chef chief director directeur directrice spokesman spokeswoman
    spokesperson porte-parole depute deputee senateur president-elect lord lady dame saint-pere
    президент премьер министр генерал полковник господин госпожа
    """.split()
)
_TIME = frozenset(
    """
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi
    mercredi jeudi vendredi samedi dimanche january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday jan feb apr jun
    jul aug sep sept oct nov dec mon tue wed thu fri sat sun gmt utc cet edt est am pm
    """.split()
)
_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème|eme)?")


def proper_names(text: str, language: str = "fr") -> list[Name]:
    """The names in ``text``, in order: runs of capitalised words and the particles between them; acronyms.

    A capital that its place explains (start of a sentence, headline) counts if the word is not common, or it
    has one inside a sentence too. Titles and ranks are left out: «le Président X» gives «X».
    Scripts without capitals give none.
    """
    tokens = list(_tokens(text))
    inside = {token.folded for token in tokens if token.capital and not token.initial}
    lower = {token.folded for token in tokens if not token.capital}
    marked = [_is_name(token, inside, lower, language) for token in tokens]
    return [
        Name(text[run[0].start : run[-1].end], run[0].start, run[-1].end)
        for run in _runs(text, tokens, marked)
        if _worth(run, inside, lower, language)
    ]


def _tokens(text: str) -> Iterator[_Token]:
    starts = {start for start, _ in sentences(text)}
    headlines = [line.span() for line in _LINE.finditer(text) if _is_headline(line[0])]
    at_headline = 0
    opening = True
    previous_end = 0
    for match in _TOKEN.finditer(text):
        while at_headline < len(headlines) and headlines[at_headline][1] <= match.start():
            at_headline += 1
        gap = text[previous_end : match.start()]
        first = previous_end == 0 or not starts.isdisjoint(
            range(previous_end, previous_end + min(len(gap), 40) + 1)
        )
        opening = first or (gap != " " and bool(_OPENING.search(gap[-12:]))) or (opening and not gap)
        in_headline = at_headline < len(headlines) and headlines[at_headline][0] <= match.start()
        found = match[0]
        capital = found[0].isupper() or ("-" in found and any(c.isupper() for c in found))
        yield _Token(found, match.start(), match.end(), opening or in_headline, fold(found), capital)
        opening = opening and match["elided"] is not None
        previous_end = match.end()


def _is_headline(line: str) -> bool:
    """Whether most words of the line are capitalised: capitals there say little."""
    found = [word for word in re.findall(r"[^\W\d_]{2,}", line[:400])]
    if len(found) < 3:
        return False
    if sum(word.isupper() for word in found) >= 0.8 * len(found):
        return True
    long = [word for word in found if len(word) > 3]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_name(token: _Token, inside: set[str], lower: set[str], language: str) -> bool:
    if not token.capital:
        return False
    folded = token.folded
    bare = folded.strip(".'")
    if bare in _TIME or bare in _TITLES or not bare or token.text[-1] in "'’":
        return False
    if token.text in ("I", "A", "À", "Y", "O") or _CONTRACTED.fullmatch(folded):
        return False
    if not token.initial:
        return not (bare in FUNCTION_WORDS["en"] and language == "en" and not token.acronym)
    if bare in _common_words("ru" if _CYRILLIC.search(bare) else language):
        return token.acronym and folded in inside
    if folded in inside:
        return True
    return folded not in lower


def is_common(word: str, language: str) -> bool:
    """Whether the folded ``word`` is known as an ordinary word of ``language``, no name."""
    return word in _common_words(language)


@lru_cache(maxsize=16)
def _common_words(language: str) -> frozenset[str]:
    """Words that start sentences without being names; French and English ones for an unlisted language."""
    text = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8")
    lists: dict[str, frozenset[str]] = {}
    for section in text.split("\n[")[1:]:
        code, _, body = section.partition("]\n")
        lists[code] = frozenset(body.split())
    chosen = [language] if language in lists else list(lists)
    functions = FUNCTION_WORDS.get(language, frozenset().union(*FUNCTION_WORDS.values()))
    return frozenset().union(functions, *(lists[code] for code in chosen))


def _runs(text: str, tokens: list[_Token], marked: list[bool]) -> Iterator[list[_Token]]:
    """Marked tokens joined over single spaces, a dot after an initial, and particles between two of them."""
    run: list[_Token] = []
    pending: list[_Token] = []
    for token, is_name in zip(tokens, marked, strict=True):
        last = pending[-1] if pending else run[-1] if run else None
        joined = last is not None and _joins(text[last.end : token.start], last)
        if run and not joined:
            yield run
            run, pending = [], []
        if pending and run and run[0].folded in _DIRECTIONS:
            run, pending = [], []  # «le Sud de la Russie»: the name is the last word
        if is_name:
            run = [*run, *pending, token]
            pending = []
        elif run and len(pending) < 2 and token.folded in _PARTICLES:
            pending.append(token)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _joins(gap: str, last: _Token) -> bool:
    if gap == "":
        return last.text[-1] in "'’"
    return bool(_GAP.fullmatch(gap)) or (len(last.text) == 1 and gap in (". ", ".", ".\u00a0"))


def _worth(run: list[_Token], inside: set[str], lower: set[str], language: str) -> bool:
    """Whether a run names something: no single letter, numeral or common noun («la Région»)."""
    first = run[0]
    if len(run) > 1:
        return True
    folded = first.folded
    if len(first.text) < 2 or _ROMAN.fullmatch(first.text) or folded in _DIRECTIONS:
        return False
    if first.acronym:
        return True
    if all(part in STARTS for part in re.split(r"[-‐‑]", folded)):
        return False  # «Quatre-vingts soldats»
    if first.initial and folded not in inside and _COMMON_ENDING.fullmatch(first.text):
        return False
    return folded not in lower and folded not in _common_words(language)
