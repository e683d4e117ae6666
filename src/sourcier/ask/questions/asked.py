"""A question → what it asks: the kind of answer, and the words a text must say to be about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from sourcier.ask.questions.frames import (
    ASKED_NOUNS,
    BEFORE_A_NOUN,
    BEFORE_A_VERB,
    COUNTED_UNSAID,
    DEFINITE,
    FUNCTION_NOUNS,
    LIGHT_WORDS,
    QUESTION_HEADS,
    QUESTIONS,
    WEEKDAYS_AND_MONTHS,
)
from sourcier.glossary import is_country
from sourcier.language import fold, stopwords, words
from sourcier.names import Name, proper_names

_CODE_IN_TEXT = re.compile(r"\b(?:[A-Z]{1,5}[-–‑ ]?\d{1,4}[A-Za-z]{0,3}|\d{1,3}[A-Z]{1,3})\b")
_PARTICLE = re.compile(r"\s+(?:(?:de|du|des|of|the|la|le|les|et|and)\s+|d['’])+|['’]s\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|ers?|eres?|emes?|es?|nde?)$")
_VERB_ENDING = re.compile(r"(?:er|ent|ait|aient|era|eront|ée?s?|issent)$")


class Wanted(StrEnum):
    """The kind of answer a question asks for."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    FUNCTION = "function"
    STATEMENT = "statement"
    PURPOSE = "purpose"
    REASON = "reason"
    OTHER = "other"


class Role(StrEnum):
    """What a word is in the question, as far as its form and its neighbours show."""

    NAME = "name"
    NUMBER = "number"
    CODE = "code"  # letters and digits («T-90»): no paraphrase replaces it
    NOUN = "noun"
    VERB = "verb"
    HEAD = "head"  # «quel ruisseau…»: names the class of the answer, which a text about it may not say
    FRAME = "frame"  # «quel poste…», «quel est l'objet…»: names the kind of answer itself


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that a text may say. ``name`` numbers the proper name it is part of, from 0."""

    text: str
    word: str
    role: Role
    name: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart. ``names`` are its proper names as written, in the order that `Term.name`
    counts."""

    question: str
    language: str
    wanted: Wanted
    terms: tuple[Term, ...]
    names: tuple[str, ...]
    counted: Term | None = None
    owned: tuple[tuple[Term, tuple[Term, ...]], ...] = ()

    @property
    def subject(self) -> tuple[Term, ...]:
        """The terms a text must say: all but the frame."""
        return tuple(term for term in self.terms if term.role is not Role.FRAME)


def read_question(question: str, language: str) -> Asked:
    """Takes ``question`` apart by the words and word order of ``language`` (French and English; others by
    less)."""
    found = words(question)
    folded = [word for word, _, _ in found]
    wanted, head = _wanted(question, folded, language)
    names = [part for name in proper_names(question, language) for part in _parts(name)]
    defined = (
        head is not None and folded[head - 1] in DEFINITE
    )  # «quel est LE salaire de …», not «quel groupe …»
    stop = stopwords(language)
    light = LIGHT_WORDS.get(language, frozenset())
    asked_nouns = ASKED_NOUNS.get(language, {})
    coded = [(match.start(), match.end()) for match in _CODE_IN_TEXT.finditer(question)]
    terms = [Term(question[start:end], code(question[start:end]), Role.CODE) for start, end in coded]
    for index, (word, start, end) in enumerate(found):
        if any(first <= start < last for first, last in coded):
            continue
        written = question[start:end]
        number = next((n for n, name in enumerate(names) if name.start <= start < name.end), None)
        shouted = written.isupper() and len(written) > 1 and not question.isupper()
        if word in stop and not (shouted and number is not None):
            continue
        if word in WEEKDAYS_AND_MONTHS:
            terms.append(Term(written, word, Role.NOUN))
        elif word[0].isdecimal():
            ordinal = _ORDINAL.search(word) is not None  # «20e siècle» may stand there as «XXe»
            terms.append(Term(written, _ORDINAL.sub("", word), Role.NOUN if ordinal else Role.NUMBER))
        elif (
            number is not None
            or shouted
            or is_country(word, language)
            or _capital(written, index, found, question)
        ):
            terms.append(Term(written, word, Role.NAME, number))
        elif len(word) == 1:
            continue
        elif word in light or (index == head and word in asked_nouns):
            terms.append(Term(written, word, Role.FRAME))
        elif (index == head and not defined) or _titles(word, found[index + 1 :], names):
            terms.append(Term(written, word, Role.HEAD))
        else:
            after_head = head is not None and index == head + 1 and not defined  # «quel rôle JOUE …»
            role = Role.VERB if after_head else _role(folded, index, written, question[end:], language)
            terms.append(Term(written, word, role))
    counted = next((term for term in terms if (term.word, term.text) == _counted(found, question)), None)
    terms = _once(terms)
    owned = tuple(_owned(folded, {term.word: term for term in terms}, language))
    spelled = tuple(name.text for name in names)
    return Asked(question, language, wanted, tuple(terms), spelled, counted, owned)


def _owned(
    folded: Sequence[str], terms: dict[str, Term], language: str
) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """Each function with the names that follow it before any verb: «le ministre des Finances du Mali»."""
    verbs = BEFORE_A_VERB.get(language, frozenset())
    for index, word in enumerate(folded):
        if word in FUNCTION_NOUNS and word in terms and terms[word].role is not Role.HEAD:
            after = takewhile(lambda other: other not in verbs, folded[index + 1 : index + 9])
            owners = [terms[other] for other in after if other in terms and terms[other].role is Role.NAME]
            if owners:
                yield terms[word], tuple(owners)


def _counted(found: Sequence[tuple[str, int, int]], question: str) -> tuple[str, str] | None:
    for (before, _, _), (link, _, _), (word, start, end) in zip(found, found[1:], found[2:], strict=False):
        opens = (before, link) in {("combien", "de"), ("combien", "d"), ("how", "many")}
        if opens and word not in COUNTED_UNSAID:
            return word, question[start:end]
    return None


def code(written: str) -> str:
    """A code without spaces or hyphens, folded: «T-90» is ``t90``."""
    return re.sub(r"[^a-z0-9]", "", fold(written))


def codes(text: str) -> list[tuple[str, int, int]]:
    """The codes of ``text`` («T-90», "A320", «G7») with their start and end."""
    return [(code(match[0]), match.start(), match.end()) for match in _CODE_IN_TEXT.finditer(text)]


def _titles(word: str, following: Sequence[tuple[str, int, int]], names: Sequence[Name]) -> bool:
    """Whether a function stands before the name it belongs to («le président X»): the name says who is
    meant."""
    return word in FUNCTION_NOUNS and bool(following) and any(name.start == following[0][1] for name in names)


def _parts(name: Name) -> list[Name]:
    """A name cut at its particles: «Finances du Kazakhstan» is two things, both of which must be found."""
    parts, start = [], 0
    for match in [*_PARTICLE.finditer(name.text), None]:
        end = match.start() if match else len(name.text)
        if end > start:
            parts.append(Name(name.text[start:end], name.start + start, name.start + end))
        start = match.end() if match else end
    return parts


def _capital(written: str, index: int, found: Sequence[tuple[str, int, int]], question: str) -> bool:
    """Whether a capital inside the question makes a name of the word («ministre des Finances»)."""
    if not index or not written[0].isupper() or not written[1:].islower():
        return False
    before = question[found[index - 1][2] : found[index][1]]
    return not re.search(r"[.!?:—–«“\"]", before) and question[found[index - 1][1]].islower()


def _once(terms: Sequence[Term]) -> list[Term]:
    kept: dict[str, Term] = {}
    for term in terms:
        kept.setdefault(term.word, term)
    return list(kept.values())


def _wanted(question: str, folded: Sequence[str], language: str) -> tuple[Wanted, int | None]:
    """The kind of answer, and the index of the noun that names its class («Quel POSTE», «quel est
    l'OBJET»)."""
    head = _head(folded, language)
    if head is not None:
        kind = ASKED_NOUNS.get(language, {}).get(folded[head])
        if kind is not None:
            return Wanted(kind), head
    for pattern, kind in QUESTIONS.get(language, ()):
        if pattern.search(fold(question) if kind != "place" else _accented(question)):
            return Wanted(kind), head
    return Wanted.OTHER, head


def _accented(question: str) -> str:
    """Lower case with accents kept: «où» asks for a place, «ou» joins."""
    return question.lower().replace("’", "'")


def _head(folded: Sequence[str], language: str) -> int | None:
    """The first content word after «quel (est le)», "which", "what (is the)"."""
    opening = QUESTION_HEADS.get(language, frozenset())
    stop = stopwords(language)
    for index, word in enumerate(folded):
        if word in opening:
            for after in range(index + 1, min(index + 5, len(folded))):
                if folded[after] not in stop:
                    return after
            return None
    return None


def _role(folded: Sequence[str], index: int, written: str, rest: str, language: str) -> Role:
    """A noun after a determiner or preposition; a verb after a pronoun or auxiliary, or before «-t-il»."""
    if re.match(r"-(?:t-)?(?:il|elle|on|ils|elles)\b", rest):
        return Role.VERB
    before = folded[index - 1] if index else ""
    if before in BEFORE_A_VERB.get(language, frozenset()):
        return Role.VERB
    if before in BEFORE_A_NOUN.get(language, frozenset()):
        return Role.NOUN
    if language == "fr" and _VERB_ENDING.search(written.lower()):
        return Role.VERB
    return Role.VERB if language == "fr" and index == len(folded) - 1 and index < 3 else Role.NOUN
