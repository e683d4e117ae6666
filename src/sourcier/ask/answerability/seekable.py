"""What questions seek of someone or something (an age, an owner, a lawyer …) → how texts give it, and whose.

Only things that their own words give away are listed, in French and English, some in Russian and Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.within import Line
from sourcier.ask.questions.asked import Term
from sourcier.ask.questions.terms import TextWords
from sourcier.language import fold
from sourcier.names import Name, proper_names
from sourcier.types import Bilingual

Owns = Callable[[Line, "re.Match[str]", Sequence[Term], str], bool]


@dataclass(frozen=True, slots=True)
class Sought:
    """A thing that questions seek; ``name`` for a person. ``asked`` and ``given`` read folded text.

    ``owned`` says whether what stands in a sentence is that of the names in question. ``near``: where no
    sentence is found so, any text beside the question's words that gives one will do. ``sure``: where
    nothing gives it, the question has no answer; other things may be said in too many ways.
    """

    name: Bilingual
    asked: re.Pattern[str]
    given: re.Pattern[str]
    owned: Owns
    near: bool = False
    sure: bool = True


def even(text: str) -> str:
    """``text`` folded letter by letter, so that places in it are those of the text."""
    return "".join((fold(letter) or letter)[:1] for letter in text.replace("’", "'"))


def _names(line: Line) -> list[Name]:
    return proper_names(line.text, line.passage.language)


def _near(line: Line, match: re.Match[str], owners: Sequence[Term], language: str) -> bool:
    return all(line.says_near(term, language) for term in owners)


def _before(line: Line, match: re.Match[str], owners: Sequence[Term], language: str) -> bool:
    """What is owned stands before («X appartient à»), or right after («propriétaire de X»), in the sentence;
    or, where it begins with no other name («Elle appartient …»), in one before."""
    if not any(line.says(term, language) for term in owners):
        other = any(name.end <= match.start() for name in proper_names(line.text, line.passage.language))
        return not other and _near(line, match, owners, language)
    words = line.words.words
    reach = [i for i, word in enumerate(words) if word.start < match.start()]
    reach += [i for i, word in enumerate(words) if word.start >= match.end()][: _OWNED if match["of"] else 0]
    return any(set(line.words.find(term, language)[1]) & set(reach) for term in owners)


_OWNED = 6  # words after «propriétaire de», "owns"


_APPOSED = re.compile(r"\W{0,3}(?:(?:est|etait|is|was|a|avait) )?$")
_INDEFINITE = re.compile(
    r"\b(?:une?|des|deux|trois|quatre|plusieurs|an?|two|three|several)(?: [\w-]+){1,2} ?,? ?$"
)


def _aged(line: Line, match: re.Match[str], owners: Sequence[Term], language: str) -> bool:
    """An age beside a name is that name's; «Âgée de 46 ans», «le coureur de 27 ans» whose name leads."""
    names = _names(line)
    folded = even(line.text)
    beside = [name for name in names if name.end <= match.start()]
    if beside and _APPOSED.match(folded[beside[-1].end : match.start()]):
        return any(_holds(beside[-1], term, line, language) for term in owners)
    if match["bare"] or _INDEFINITE.search(folded[: match.start()]):
        return False
    if all(line.says(term, language) for term in owners):
        return len([name for name in names if " " in name.text]) <= 1
    if any(" " in name.text for name in beside):
        return False
    for words in line.before[:-1] or line.before:
        people = [name for name in proper_names(words.text, words.language) if " " in name.text]
        if any(words.find(term, language)[0] >= 0.5 for term in owners):
            theirs = [any(_in(words, one, term, language) for term in owners) for one in people]
            return theirs[:1] == [True] or not any(theirs)
        if people:
            return False
    return False


def _holds(name: Name, term: Term, line: Line, language: str) -> bool:
    return _in(line.words, name, term, language)


def _in(words: TextWords, name: Name, term: Term, language: str) -> bool:
    strength, places = words.find(term, language)
    return strength >= 0.5 and any(name.start <= words.words[at].start < name.end for at in places)


_POSSESSIVE = re.compile(r"\b(?:sa|son|ses|leurs?|his|her|their|its|whose)(?: \w+){0,2} ?$|\b\w+'s $")
_OF = re.compile(r"(?: \w+){0,2} (?:d[eu]s? |d'|of |за |de la |de l')")


def _of_them(line: Line, match: re.Match[str], owners: Sequence[Term], language: str) -> bool:
    """«Son avocate» after a sentence about someone, «l'avocate de X», "X's lawyer"; "его адвокат"."""
    folded = even(line.text)
    if _POSSESSIVE.search(folded[: match.start()]) or _THEIR.search(folded[: match.end()]):
        return _near(line, match, owners, language)
    if _OF.match(folded[match.end() :]) is None:
        return False
    following = [index for index, word in enumerate(line.words.words) if word.start >= match.end()][:_CLOSE]
    return all(set(line.words.find(term, language)[1]) & set(following) for term in owners)


_CLOSE = 6
_THEIR = re.compile(r"(?:^|\W)(?:его|ее|их)\W+\w+$|محامي(?:ه|ها|هم)$")


def _asks(nouns: str) -> str:
    """Asking who someone of ``nouns`` is: «qui est l'avocate de X», «X — et son avocat», "X's lawyer"."""
    return (
        rf"\b(?:qui|quel(?:le)?s?|who|кто)\b.{{0,40}}\b(?:{nouns})\b"
        rf"|[—–-] (?:et |and |а )?(?:sa|son|ses|his|her|its|leurs?|their|его|ее) (?:{nouns})\b"
    )


_MONEY = (
    r"(?:prix(?! (?:nobel|goncourt|de la paix))|cout|tarif|salaire|loyer|montant|price|cost|salary|rent)s?\b"
)
_WHAT = r"quel(?:le)?s? (?:est|sont|etait|etaient|fut|sera) (?:le |la |les |l')|what (?:is|was|will be) the "
_LAWYERS = r"avocat(?:e|s|es)?|conseil|defenseure?s?|lawyers?|attorneys?|counsel|адвокат\w*"
_OWNERS = r"proprietaires?|owners?|владел\w+|собственник\w*"
_RIVALS = r"adversaires?|riva(?:l|le|ux|les)|concurrente?s?|opponents?|rivals?|challengers?|соперни\w+"
_HEADS = (
    r"(?:directeur|directrice)s?(?: generale?)?|pdg|dirigeante?|patronn?e?|gerante?|presidente?"
    r"|a la tete|dirigee? par|chief executive|ceo|manager|head|chairman|chairwoman|director"
)

KINDS = (
    Sought(
        Bilingual(fr="un âge", en="an age"),
        re.compile(
            rf"\bquel age\b|\bhow old\b|\bwhat age\b|(?:{_WHAT})age (?:d|of\b)|сколько лет\b"
            r"|كم (?:يبلغ )?عمر|[—–-] (?:et )?son age\b"
        ),
        re.compile(
            r"(?P<bare>, (?:1[5-9]|[2-9]\d),)"
            r"|\b(?:agee?s? d[e'] ?)?(?:\d{1,3}|[a-z]+(?:[- ][a-z]+)?) ans\b"
            r"(?! (?:de|d'|plus|apres|avant|ferme))"
            r"|\bagee? de \d+|\bnee? (?:le|en|a)\b|\bnaquit\b|\baged \d+|\b\d+[- ]years?[- ]old\b"
            r"|\bborn (?:in|on)\b"
            r"|\b\d+(?:-летн\w+| (?:лет|года?)\b)|\d+ عام"
        ),
        _aged,
    ),
    Sought(
        Bilingual(fr="une somme d'argent", en="an amount of money"),
        re.compile(rf"(?:{_WHAT}|\bquel |\bwhat ){_MONEY}|\bcombien (?:a-t-|ont-|va |vont )?\w* ?coute"),
        re.compile(
            r"[€$£¥₽]|\b(?:euros?|eur|dollars?|usd|francs?|roubles?|rubles?|dinars?|dirhams?|yens?|yuans?"
            r"|livres? (?:sterling|turque|libanaise|egyptienne|syrienne|soudanaise|irlandaise)s?"
            r"|pounds?|cents?|centimes?|millions?|milliards?|billions?|gratuit\w*|free)\b"
        ),
        _near,
        near=True,
    ),
    Sought(
        Bilingual(fr="un numéro de téléphone", en="a telephone number"),
        re.compile(
            r"\bnumero (?:de )?(?:tel|telephone|portable|vert)\b|\b(?:tele)?phone number\b|номер телефон"
        ),
        re.compile(r"(?<!\d)(?:\+\d{1,3}[ .-]?\d|0\d)(?:[ .-]?\d{2,3}){3,4}(?!\d)|\b0 ?8\d\d(?: \d{3}){2}\b"),
        _near,
    ),
    Sought(
        Bilingual(fr="une adresse électronique", en="an e-mail address"),
        re.compile(r"\badresse (?:e-?mail|electronique|courriel)|\be-?mail address\b"),
        re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
        _near,
    ),
    Sought(
        Bilingual(fr="une adresse", en="an address"),
        re.compile(rf"(?:{_WHAT}|\bquelle )(?:adresse|address)(?: postale)? (?:d|of\b)|\ba quelle adresse\b"),
        re.compile(
            r"\b(?:rue|avenue|boulevard|bd|place|quai|chemin|allee|impasse|cours|street|avenue|road|square)\b"
        ),
        _near,
    ),
    Sought(
        Bilingual(fr="à qui cela appartient", en="who owns it"),
        re.compile(
            r"\b(?:a|de) qui (?:appart\w+|est-(?:ce )?la propriete)|\bqui (?:possed\w+|detien\w+)"
            rf"|\bwho owns?\b|кому принадлеж\w+|{_asks(_OWNERS)}"
        ),
        re.compile(
            r"\bappart(?:ien\w*|enai\w*|enant\w*|int)\b|\b(?:est|reste|etait|,) (?:la )?propriete d"
            r"|\bdetenue?s?(?: [\w%]+){0,4} par\b|\bfiliale d|\bsubsidiary of"
            rf"|\b(?P<of>{_OWNERS}|possed\w+|detien(?:t|nent)|owns|bought|rachete\w*|acqui(?:s|t|rent))\b"
            r"|\bbelong(?:s|ed|ing)?\b|\bowned\b"
            r"|принадлеж\w+|تملك\w*|يملك\w*|مملوك\w*"
        ),
        _before,
        sure=False,
    ),
    Sought(
        Bilingual(fr="un avocat", en="a lawyer"),
        re.compile(_asks(_LAWYERS) + r"|\bqui (?:defend|represente)\b"),
        re.compile(rf"\b(?:{_LAWYERS})\b|محامي\w*"),
        _of_them,
        sure=False,
    ),
    Sought(
        Bilingual(fr="un adversaire", en="an opponent"),
        re.compile(_asks(_RIVALS) + r"|\bcontre qui\b"),
        re.compile(
            rf"\b(?:{_RIVALS}|contre|face a|devant|devance\w*|battue?|bat|beat|beats|defeat\w*|against)\b"
        ),
        _near,
        sure=False,
    ),
    Sought(
        Bilingual(fr="qui dirige", en="who is at the head"),
        re.compile(r"\bqui (?:dirige\w*|preside\w*|gere\b)|\bwho (?:runs|heads|leads|directs)\b"),
        re.compile(rf"\b(?:{_HEADS})\b"),
        _of_them,
        sure=False,
    ),
)  # fmt: skip
