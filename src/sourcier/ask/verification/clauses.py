"""An analysed text → its clauses, and of whom each tells, by what stands before the verb; French and English.

No parser: a clause begins at a semicolon, a contrast («tandis que», "but") or a second subject («… et la
mairie …»), and its subject is the first noun phrase that is no adverbial («Mardi, …», «À Tarvel, …»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Clause, Subject, Word
from sourcier.ask.verification.roles import speaks
from sourcier.names import Name
from sourcier.numerals import SMALL

_BREAK = re.compile(r"[;:]\s|\s[—–]\s")
_CONTRAST = {
    "fr": frozenset("mais tandis alors pendant".split()),
    "en": frozenset("but while whereas though although".split()),
}
_WITH_QUE = frozenset("tandis alors pendant".split())
_AND = frozenset(("et", "and"))
_THAT = frozenset(("que", "qu", "that"))
COURTESY = frozenset("m mm mme mmes mlle me dr mr mrs ms".split())
_THOSE = frozenset("celui celle ceux celles those".split())
_DEFINITE = frozenset(
    "le la les l ce cet cette ces son sa ses leur leurs the this that these its his her their".split()
)
_INDEFINITE = (frozenset("un une des plusieurs several".split()) | frozenset(SMALL)) - {"zero"}
_ENGLISH = frozenset(("a", "an"))  # «à» is folded to «a»
_ABOUT = frozenset(
    "quelque environ pres au moins plus de d autres about around nearly at least more than some over".split()
)
_PRONOUNS = frozenset("il elle ils elles on he she it they who qui ce c cela y en".split())
_OF = frozenset("de du des d of".split())
_TIMES = frozenset(
    """
    jour jours soir soiree matin matinee nuit semaine mois annee an heure heures minute minutes day night
    morning evening week month year hour hours
    """.split()
)
_CONTRASTED = tuple(
    f" {phrase} "
    for phrase in (
        "en revanche;au contraire;a l inverse;de son cote;de leur cote;pour sa part;pour leur part;"
        "in contrast;by contrast;on the other hand;for his part;for her part;for its part;for their part"
    ).split(";")
)
"""Whoever they stand beside is set against whom the text told of before."""
_LONG = 5  # words of a clause after which «et la …» may begin another
_TIME = 4  # words of «le même jour», «dans la nuit»
_OPENING = 14  # words of an adverbial before a subject
_BEFORE_NAME = 2  # words of content that a name goes with: «la nageuse belge X»
_COMPLEMENT = 4  # words of «… de la région Y» behind a subject
_COMMAS = re.compile(r"\s*,\s*")


def clauses_in(analysed: Analysed) -> list[Clause]:
    """The clauses of a text, found once."""
    if analysed.clauses is None:
        names = {name.start: name for name in analysed.names}
        analysed.clauses = [
            _clause(analysed, words, names)
            for line in range(len(analysed.lines))
            for words in _split(analysed, analysed.line_words(line))
        ]
    return analysed.clauses


def _split(analysed: Analysed, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first, apart = 0, False
    for at in range(1, len(words)):
        gap = analysed.text[words[at - 1].end : words[at].start]
        apart = "(" in gap or (apart and ")" not in gap)
        if apart:
            continue
        if _BREAK.search(gap) or _begins(words, at, at - first, analysed.language, comma="," in gap):
            yield words[first:at]
            first = at
    if words:
        yield words[first:]


def _begins(words: Sequence[Word], at: int, length: int, language: str, *, comma: bool) -> bool:
    """Whether a clause with a subject of its own begins here, ``length`` words after the last one."""
    word = words[at].folded
    following = words[at + 1] if at + 1 < len(words) else None
    if word in _CONTRAST.get(language, ()):
        return word not in _WITH_QUE or (following is not None and following.folded in _THAT)
    if word in _THAT and speaks(words[at - 1]):
        return True
    if comma and word in _THOSE:
        return True
    if word not in _AND or following is None or not (comma or length >= _LONG):
        return False
    return following.capital or following.folded in _DEFINITE | _THOSE or _is_count(following, language)


def _clause(analysed: Analysed, words: Sequence[Word], names: dict[int, Name]) -> Clause:
    subject, bearer, named = _bearer(analysed, words, _past_opening(analysed, words, names), names)
    stems = frozenset(word.stem for word in words if word.stem)
    if subject is Subject.DEFINITE and any(
        map(f" {' '.join(word.folded for word in words)} ".count, _CONTRASTED)
    ):
        subject = Subject.OTHER
    content = [word.stem for word in bearer if word.stem]
    nouns = [word.stem for word in bearer if word.stem and not _is_count(word, analysed.language)]
    return Clause(
        words[0].start,
        words[-1].end,
        words[0].line,
        subject,
        frozenset(content),
        nouns[0] if nouns else "",
        frozenset(word.stem for word in named if word.stem),
        analysed.text[bearer[0].start : bearer[-1].end] if bearer else "",
        bearer[-1].end if bearer else words[0].start,
        words[0].folded in _AND,
        stems,
        frozenset(stem[:LOOSE_PREFIX] for stem in stems if len(stem) >= LOOSE_PREFIX),
    )


def _past_opening(analysed: Analysed, words: Sequence[Word], names: dict[int, Name]) -> int:
    """The index of the first word that is no conjunction and in no adverbial before a comma."""
    at = 0
    joining = _CONTRAST.get(analysed.language, frozenset()) | _AND | _THAT
    while at < len(words) - 1 and words[at].folded in joining:
        at += 1
    first = words[at]
    stop = min(at + _OPENING, len(words))
    comma = next((i for i in range(at + 1, stop) if _comma_before(analysed, words, i)), None)
    if comma is None:
        return at
    if any(word.folded in _TIMES for word in words[at : min(comma, at + _TIME)]):
        return comma
    if first.start in names or first.folded in COURTESY or first.folded in _DEFINITE | _PRONOUNS | _THOSE:
        return at
    language = analysed.language
    if _is_count(first, language) or (first.folded in _ABOUT and _counted(words, at, language) > at):
        return at
    bare = language == "en" and first.stem and not first.folded.endswith(("ed", "ing"))
    return at if bare else comma


def _comma_before(analysed: Analysed, words: Sequence[Word], at: int) -> bool:
    return bool(_COMMAS.fullmatch(analysed.text, words[at - 1].end, words[at].start))


def _counted(words: Sequence[Word], at: int, language: str) -> int:
    """The index of the figure after «près de», «au moins»; ``at`` where there is none."""
    found = at
    while found < len(words) and words[found].folded in _ABOUT:
        found += 1
    return found if found < len(words) and _is_count(words[found], language) else at


def _is_count(word: Word, language: str) -> bool:
    """A figure, or an article that says the same of one: «un», "a"."""
    article = language == "en" and word.folded in _ENGLISH
    return article or word.folded in _INDEFINITE or word.folded[:1].isdecimal()


def _is_plural(word: Word) -> bool:
    """«Rebels …», «Government troops …»: English needs no article there."""
    return bool(word.stem) and word.folded.endswith(("s", "men", "people"))


def _title_before(words: Sequence[Word], at: int, names: dict[int, Name]) -> int:
    """Where the name begins in "Rival drugmaker X", "Chief executive X"; 0 where there is none."""
    for i in range(at + 1, min(at + 2 + _BEFORE_NAME, len(words))):
        if words[i].start in names:
            return i
        if not words[i].stem or words[i].folded.endswith(("ed", "ing")):
            break
    return 0


def _bearer(
    analysed: Analysed, words: Sequence[Word], at: int, names: dict[int, Name]
) -> tuple[Subject, Sequence[Word], Sequence[Word]]:
    """How whom it tells of is named, the words that do, and those of a proper name."""
    at = _counted(words, at, analysed.language)
    first = words[at]
    if first.folded in _PRONOUNS:
        return Subject.CARRIED, (), ()
    if first.folded in _THOSE:
        return Subject.OTHER, words[at : at + _COMPLEMENT], ()
    if first.folded in _DEFINITE:
        subject, start = Subject.DEFINITE, at + 1
    elif _is_count(first, analysed.language):
        subject, start = Subject.FRESH, at + 1
    elif first.start in names or first.folded in COURTESY:
        subject, start = Subject.NAMED, at
    elif analysed.language == "en" and first.capital and (held := _title_before(words, at, names)):
        named = [word for word in words[held:] if word.start < names[words[held].start].end]
        return Subject.NAMED, words[at : held + len(named)], named
    elif analysed.language == "en" and first.capital and any(map(_is_plural, words[at : at + 2])):
        subject, start = Subject.FRESH, at
    else:
        return Subject.CARRIED, (), ()
    head = next((i for i in range(start, min(start + 2, len(words))) if words[i].stem), None)
    if head is None:
        return Subject.CARRIED, (), ()
    for i in range(start, min(head + _BEFORE_NAME + 1, len(words))):
        if name := names.get(words[i].start):
            if subject is Subject.FRESH and i == start:
                break  # "a Tarvel jury"
            named = [word for word in words[i:] if word.start < name.end]
            return Subject.NAMED, words[at : i + len(named)], named
        if not words[i].stem and i > head:
            break
    end = head + 1
    while end < min(head + 1 + 2 * _COMPLEMENT, len(words)) and words[end].folded in _OF:
        end = next((i + 1 for i in range(end, len(words)) if words[i].stem), len(words))
    if end < len(words) and _comma_before(analysed, words, end) and (name := names.get(words[end].start)):
        named = [word for word in words[end:] if word.start < name.end]
        return Subject.NAMED, words[at : end + len(named)], named
    return subject, words[at:end], ()
