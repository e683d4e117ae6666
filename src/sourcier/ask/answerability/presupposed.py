"""A question that takes a deed for granted («Pourquoi X a-t-il fui ?») → whether any sentence tells it.

The deed is told where a sentence about X says it, as often denied as the question denies it. What is told
instead is said: that X did the opposite or denies it, or that another did it. Silence when unsure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.answerability.premises import Contrary
from sourcier.ask.answerability.within import Line, lines, named
from sourcier.ask.questions.asked import Asked, Role, Term, read_question
from sourcier.ask.questions.terms import VARIANT, Word
from sourcier.ask.reading import polarity
from sourcier.ask.reading.auxiliaries import BEING, HAVING
from sourcier.language import fold, stopwords, words
from sourcier.names import proper_names, same_name
from sourcier.types import REPORTING, Passage

_WHY = re.compile(
    r"(?:pourquoi|comment|quand|why|how (?!many|much|old|long)|when|почему|зачем|когда|لماذا|متى|متي)\b"
)
_WHO = re.compile(r"(?:par )?qui (?:a|ont|avait|aurait|va)\b|who (?!is\b|are\b|was\b|were\b)|кто\b|من ")
_DEEDS = tuple(
    re.compile(rf"(?:{pattern})\w*$")
    for pattern in (
        r"demission|resign|отстав|استقال|استقالة",
        r"nomm(?:e|a|ee|ees|es|er)$|nomination|design|choisi|promu|appoint|nominat|назнач|عين|تعيين",
        r"tu(?:e|es|ee|ees|er|ait|a|ent)$|assassin|meurtr|abatt|abattu|execut|poignard|kill|murder|slain|уби|قتل|اغتيال",
        r"inaugur|торжественно|دشن|افتتح",
        r"succed|successeur|successrice|remplac|succeed|replac|преемник|сменил|خلف",
        r"licenci|renvoy|limog|congedi|revoqu|evinc|fire[ds]?$|sack|dismiss|увол|اقال|فصل",
        r"arret(?:e|ee|es|ees|ation|er)$|interpell|apprehend|arrest|задерж|арест|اعتقل|اعتقال",
        r"condamn|ecop|convict|sentenc|осужд|приговор|حكم|ادان",
        r"relax(?:e|ee|es|ees|er)$|acquitt|blanchi|innocent|disculp|acquit|exonerat|оправда|برا",
        r"epous|mari(?:e|ee|es|ees|er|age)$|married|wed|женил|تزوج",
        r"divorc|развел|طلق|طلاق",
        r"suicid|самоубий|انتحر",
        r"vend(?:re|ue?s?|it|irent|ait|ent)$|vente|ced(?:e|es|ee|ees|er)$|cession|sell(?:s|ing|er)?$|sold$|sale$|rach[ae]t|acquis|acquer"
        r"|bought|buy|прода|купил|باع|بيع|اشتر",
        r"interdi|prohib|bann?(?:s|ed|ing)?$|forb[ai]d|outlaw|запре|حظر|منع",
        r"indemnis|dedommag|compensat|компенс|تعويض",
        r"ouvr|ouvert|inaugur|implant|install|open|откры|افتتح|فتح",
        r"ferm(?:e|es|ee|ees|er|a|erent|eture)$|clos|clot|cess(?:e|ation)|arret|liquid|shut|halt|закры|اغلق|اغلاق",
        r"fu(?:i|ir|ite)$|enfui|evad|exil|fled|escap|сбеж|فر$|هرب",
    )
)
"""Deeds that news tell by few words, in four languages: where none of them stands, it is not told."""
_NOT_SURE = re.compile(
    r"(?:rumeurs?|menac\w+|appel\w*|reclam\w+|demand\w+|exig\w+|plaid\w+|requ(?:is|ises?|iert|erait)|sollicit\w*|pleaded|sought|risqu\w+|pourrai\w+|rumou?rs?|calls?|demands?|could|may|might)$"
)
_ROOT = 6  # letters that two forms of a verb share
_BEFORE = 6  # words before a deed in which what denies it, or asks for it, stands
_AUXILIARIES = BEING | HAVING
_SMALL = _AUXILIARIES | frozenset(
    """
    n ne pas se s t il elle ils elles on jamais plus y en que qui par de d not by did does do to
    """.split()
)
_LINKS = frozenset("de d par que en y to by".split())
_FEW = 3  # words of a name
_NOT = re.compile(r"\b(?:pas|jamais|aucun\w*|not|never)\b|n't\b")
_NO_VERBS = frozenset({Role.NAME, Role.NUMBER, Role.CODE})
_OBJECT_ROLES = frozenset({Role.NAME, Role.NUMBER, Role.CODE, Role.NOUN})
_OBJECTS = 0.5  # share of what stands after the verb that the sentence about another must say


@dataclass(frozen=True, slots=True)
class Untold:
    """What a question takes for granted and no sentence tells: ``deed`` of ``whom``, as asked."""

    whom: str
    deed: str


@dataclass(frozen=True, slots=True)
class _Deed:
    asked: Asked
    doer: Term
    verb: Term
    rest: tuple[Term, ...]
    listed: re.Pattern[str] | None
    negated: bool
    phrase: str
    passive: bool


def presupposed(question: str, passages: Sequence[Passage], *, language: str) -> Contrary | Untold | None:
    """The sentence that says otherwise, or that none tells the deed; ``None`` where it is told or unclear."""
    asked = read_question(question, language)
    folded = fold(question)
    deed = _deed(asked, folded)
    if deed is None:
        return None
    found = list(lines([passage for passage in passages if passage.kind in REPORTING]))
    if deed.doer.role is not Role.NAME and not _WHO.match(folded):
        return _untold_of(deed, found)
    if _WHO.match(folded):
        told = any(_done(deed, line) and line.says_near(deed.doer, language) for line in found)
        return None if told or deed.listed is None else Untold(_whole(deed), deed.verb.text)
    concerned = {line.passage.article_id for line in found if line.says(deed.doer, language)}
    otherwise: list[Contrary] = []
    partly = False
    for line in found:
        verdict = _verdict(deed, line) if line.passage.article_id in concerned else None
        if verdict is True:
            return None
        if isinstance(verdict, Contrary):
            otherwise.append(verdict)
        partly = partly or verdict is False
    if otherwise:
        return max(otherwise, key=lambda one: one.matching)
    unsure = partly or not concerned or deed.listed is None or deed.negated
    return None if unsure else Untold(_whole(deed), deed.verb.text)


def _untold_of(deed: _Deed, found: Sequence[Line]) -> Untold | None:
    """Of a doer without a name («la préfecture»), which may be called otherwise: only that nobody did it."""
    language = deed.asked.language
    names = named(deed.asked)
    about = {line.passage.article_id for line in found if any(line.says(name, language) for name in names)}
    theirs = [line for line in found if line.passage.article_id in about]
    concerned = any(line.says(deed.doer, language) for line in theirs)
    told = deed.negated or deed.listed is None or any(_done(deed, line) for line in theirs)
    return Untold(deed.doer.text, deed.verb.text) if concerned and not told else None


def affirmed(question: str, passages: Sequence[Passage], *, language: str) -> str | None:
    """The verb of the question that a sentence about its doer says too, as much denied as in the question.

    An earlier article that says otherwise is then no reason to put the question right.
    """
    asked = read_question(question, language)
    deed = _deed(asked, fold(question))
    if deed is None:
        return None
    for line in lines([passage for passage in passages if passage.kind in REPORTING]):
        if line.says(deed.doer, language):
            denied = [_denier(line, at) is not None for at in _places(deed, line)]
            if deed.negated in denied:
                return deed.verb.text
    return None


def _deed(asked: Asked, folded: str) -> _Deed | None:
    """Who did what, as the question takes it for granted; ``None`` where its order of words is another."""
    question = asked.question
    who = _WHO.match(folded) is not None
    if not who and not _WHY.match(folded):
        return None
    found = words(question)
    place = {word: index for index, (word, _, _) in reversed(list(enumerate(found)))}
    terms = sorted((place.get(term.word, -1), term) for term in asked.terms)
    doers = named(asked)
    if not doers:
        return None
    doer = min(doers, key=lambda term: place.get(term.word, 0))
    office = None if who else _common_doer(terms, place.get(doer.word, 0))
    doer = office or doer
    first = 0 if who else place.get(doer.word, 0)
    after = [(at, term) for at, term in terms if at > first and term.role not in _NO_VERBS]
    if asked.language == "fr":  # «Solidarité navale n'a-t-elle pas …»: more of the name, which is no verb
        after = list(dropwhile(lambda one: not _inflected(question, found, one[0]), after))
        first = max([first, *(at for at, _ in terms if at < (after[0][0] if after else 0))])
    negated = False
    if after and not who and polarity.is_negative(after[0][1].word):
        negated, after = True, after[1:]  # «a refusé de signer» says that it did not
    if not after or (not who and place.get(doer.word, -1) < 0):
        return None
    at, verb = after[0]
    between = [word for word, _, _ in found[first + 1 : at] if word not in _SMALL]
    if any(not polarity.is_negative(word) and word != verb.word for word in between):
        return None
    negated = negated or _NOT.search(folded[: max(0, folded.find(verb.word))]) is not None
    listed = next((pattern for pattern in _DEEDS if pattern.match(verb.word)), None)
    rest = tuple(term for where, term in terms if where > at and term.role in _OBJECT_ROLES)
    phrase = question[found[first][2] : found[at][2]].strip(" ,-")
    passive = any(word in BEING for word, _, _ in found[first + 1 : at])
    return _Deed(asked, doer, verb, rest, listed, negated, phrase, passive)


def _common_doer(terms: Sequence[tuple[int, Term]], name: int) -> Term | None:
    """«Pourquoi la préfecture a-t-elle interdit …»: the noun before the verb, where no name stands there."""
    before = [term for at, term in terms if 0 <= at < name and term.role is not Role.FRAME]
    verbs = [at for at, term in enumerate(before) if any(one.match(term.word) for one in _DEEDS)]
    if not verbs or not verbs[0]:
        return None
    subject = before[: verbs[0]]
    return subject[0] if len(subject) == 1 and subject[0].role in {Role.NOUN, Role.HEAD} else None


def _inflected(question: str, found: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a French word stands where a verb does: after an auxiliary or pronoun, before «-t-il»."""
    inverted = re.match(r"-(?:t-)?(?:il|elle|on|ils|elles)\b", question[found[at][2] :])
    return inverted is not None or (at > 0 and found[at - 1][0] in _SMALL - _LINKS)


def _places(deed: _Deed, line: Line) -> list[int]:
    """Where the sentence says the deed."""
    sides = polarity.sides(deed.verb.word)
    at = [
        index
        for index, word in enumerate(line.words.words)
        if (deed.listed is not None and deed.listed.match(word.folded))
        or (sides and polarity.sides(word.folded) == sides)
        or word.folded[:_ROOT] == deed.verb.word[:_ROOT]  # «reconnaître», «a reconnu»
    ]
    strength, where = line.words.find(deed.verb, deed.asked.language)
    least = FOUND if deed.listed is None else VARIANT  # a listed deed has its words; a likeness is chance
    return sorted({*at, *(where if strength >= least else ())})


def _done(deed: _Deed, line: Line) -> bool:
    """Whether the sentence says the deed, and not that it was not done."""
    return any(_denier(line, at) is None for at in _places(deed, line))


def _verdict(deed: _Deed, line: Line) -> Contrary | bool | None:
    """``True``: told of the doer; ``False``: without the rest of the question. Or what is told instead."""
    language = deed.asked.language
    words = line.words.words
    said = sum(line.says(term, language) for term in deed.rest)
    places = _places(deed, line)
    if not places:
        return _opposite(deed, line) if said == len(deed.rest) else None
    at = places[-1]
    active = deed.passive and not BEING & {word.folded for word in words[max(0, at - 2) : at]}
    others = [] if active or line.says(deed.doer, language) else _doers(deed, line, words[at])
    if others:
        same = _denier(line, at) is None if not deed.negated else _denier(line, at) is not None
        enough = said >= _OBJECTS * len(deed.rest)
        return _contrary(_whole(deed), others[-1], line, said) if same and enough else None
    if not line.says_near(deed.doer, language):
        return None
    if deed.rest and not said:
        return False
    denier = _denier(line, at)
    if (denier is not None) == deed.negated:
        return True if deed.negated or not _asked_for(line, at) else None
    first = at - (at > 0 and words[at - 1].folded in _AUXILIARIES) if denier is None else min(denier, at)
    end = max(words[at].end, words[denier].end if denier is not None else 0)
    return _contrary(deed.phrase, line.text[words[first].start : end], line, said + 1)


def _contrary(asked: str, said: str, line: Line, matching: float) -> Contrary:
    return Contrary(asked, said, line.passage, line.start, line.end, matching)


def _opposite(deed: _Deed, line: Line) -> Contrary | None:
    """«Condamné» is asked of someone who «a été relaxé»."""
    if deed.negated or not line.says_near(deed.doer, deed.asked.language):
        return None
    for at, word in enumerate(line.words.words):
        if polarity.undoes(deed.verb.word, word.folded) and _denier(line, at) is None:
            return _contrary(deed.phrase, word.written, line, len(deed.rest) + 2)
    return None


def _denier(line: Line, at: int) -> int | None:
    """The word before a deed (or the «pas» just after its verb) that denies it."""
    near = [*range(max(0, at - _BEFORE), at), *range(at + 1, min(at + 2, len(line.words.words)))]
    return next((i for i in near if polarity.is_negative(line.words.words[i].folded)), None)


def _asked_for(line: Line, at: int) -> bool:
    """Whether the deed is only feared, rumoured or asked for."""
    return any(_NOT_SURE.match(word.folded) for word in line.words.words[max(0, at - _BEFORE) : at])


def _doers(deed: _Deed, line: Line, verb: Word) -> list[str]:
    """Names before the deed, of which the last does it: an auxiliary may stand between, and little else."""
    spoken = [fold(name) for name in deed.asked.names]
    found = []
    for name in proper_names(line.text, line.passage.language):
        between = [word.folded for word in line.words.words if name.end <= word.start < verb.start]
        close = not between or (len(between) <= _BEFORE and any(word in _AUXILIARIES for word in between))
        own = any(same_name(name.text, other) for other in (*deed.asked.names, deed.doer.text))
        if name.end <= verb.start and close and not own and fold(name.text) not in spoken:
            found.append(name.text)
    return found or _bare_subject(line, verb)


def _bare_subject(line: Line, verb: Word) -> list[str]:
    """«Force ouvrière n'a pas signé»: a French sentence that begins without an article begins with a name."""
    if line.passage.language != "fr":
        return []
    before = [word for word in line.words.words if word.start < verb.start]
    subject = list(takewhile(lambda word: word.folded not in _SMALL, before))
    common = any(word.folded in stopwords("fr") or not word.folded.isalpha() for word in subject)
    if common or not 0 < len(subject) <= _FEW or len(subject) == len(before) or not subject[0].capital:
        return []
    written = line.text[subject[0].start : subject[-1].end]
    return [written] if written.replace("-", " ").count(" ") == len(subject) - 1 else []


def _whole(deed: _Deed) -> str:
    return deed.doer.text if deed.doer.name is None else deed.asked.names[deed.doer.name]
