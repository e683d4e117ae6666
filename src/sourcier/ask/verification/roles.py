"""A match of claim and text → who does what to whom, exchanged: by word order and voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sourcier.ask.questions.frames import FUNCTION_NOUNS, SPEECH
from sourcier.ask.reading.analysed import Act, Analysed, Word
from sourcier.ask.reading.auxiliaries import BEING, BY, HAVING
from sourcier.ask.reading.synonyms import synonyms
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.numerals import SMALL
from sourcier.types import Bilingual

_HAVING = HAVING | {"s"}  # «s'est dit»
_NO_VERB_AFTER = frozenset(
    """
    le la les l un une des du de d au aux en dans sur pour par avec sans et ou son sa ses leur leurs ce cet
    cette ces the a an of in on at by for with and or to from his her its their this that these those as
    """.split()
)
_NOUN_FOLLOWS = frozenset("le la les l un une des son sa ses leur leurs the a an his her its their".split())
_SPELLED = frozenset(SMALL) - {"un", "une", "a", "an", "one"}
_CLAUSE = re.compile(r"[;:«»\"“”()]|\s[—–]\s")
_BY_REACH = 9  # words after a verb in which its agent stands
_AGENT = 4  # words after «par» that may name the agent
_ALSO_DONE = frozenset("soutenu soutient reconnu reconnait denonce regrette confirme".split())
DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier matin midi soir nuit".split())
_MADE_KNOWN = frozenset("etat savoir part valoir remarquer".split())
_TERMS = frozenset(
    """
    end early late mid midnight noon then now next monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    spring summer autumn winter
    """.split()
)
_SPOKEN = re.compile(
    r"(?:dit|affirm|declar|expliqu|ajout|precis|indiqu|preven|avert|martel|said|told|say|tell|add|warn)\w*$"
)


def role_findings(match: Match) -> Iterator[Finding]:
    """The one who acts in the claim is acted upon in the sentence, and the other way round."""
    theirs = acts(match.text, match.main_line)
    if not theirs:
        return
    for line in range(len(match.claim.lines)):
        for mine in acts(match.claim, line):
            alike = synonyms(mine.verb, match.text.language)
            same = [act for act in theirs if _same_verb(act.verb, mine.verb) or act.verb in alike]
            if same and all(_exchanged(mine, act) for act in same):
                doer = _written(match.claim, mine.agent & same[0].rest)
                why = Bilingual(
                    fr=f"les rôles sont inversés : dans le passage, ce n'est pas « {doer} » qui agit",
                    en=f"the roles are exchanged: in the passage it is not “{doer}” that acts",
                )
                yield Finding("role", Severity.CONTRADICTED, why, doer)
                return


def other_voice(match: Match) -> bool:
    """Whether claim and sentence say the same verb one in the active, the other in the passive."""
    if stems_done(match.claim) & stems_doing(match.text) or stems_done(match.text) & stems_doing(match.claim):
        return True
    theirs = {act.verb: act.passive for act in acts(match.text, match.main_line)}
    mine = [act for line in range(len(match.claim.lines)) for act in acts(match.claim, line)]
    if not any(theirs.values()) and not any(act.passive for act in mine):
        return False
    return any(
        _same_verb(verb, act.verb) and passive != act.passive
        for act in mine
        for verb, passive in theirs.items()
    )


@lru_cache(maxsize=1024)
def stems_done(analysed: Analysed) -> set[str]:
    """Stems of what is said to have been done: «a été relaxé»."""
    return {word.stem for before, word in pairwise(analysed.words) if word.stem and before.folded in BEING}


@lru_cache(maxsize=1024)
def stems_doing(analysed: Analysed) -> set[str]:
    """Stems of what someone is said to have done: «a relaxé»."""
    return {word.stem for before, word in pairwise(analysed.words) if word.stem and before.folded in _HAVING}


def _exchanged(one: Act, other: Act) -> bool:
    return not one.agent & other.agent and bool(one.agent & other.rest) and bool(other.agent & one.rest)


def _same_verb(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 3 and (long.startswith(short) or short[:4] == long[:4]))


def _written(analysed: Analysed, stems: frozenset[str]) -> str:
    return " ".join(analysed.text[word.start : word.end] for word in analysed.words if word.stem in stems)


def acts(analysed: Analysed, line: int) -> list[Act]:
    """The acts of one sentence: a verb after an auxiliary, or where one can stand between two words."""
    found = analysed.acts.get(line)
    if found is None:
        found = analysed.acts[line] = [act for clause in _clauses(analysed, line) for act in _acts(clause)]
    return found


def _clauses(analysed: Analysed, line: int) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in analysed.line_words(line):
        if clause and _CLAUSE.search(analysed.text[clause[-1].end : word.start]):
            yield clause
            clause = []
        clause.append(word)
    if clause:
        yield clause


def _acts(words: Sequence[Word]) -> Iterator[Act]:
    for at, word in enumerate(words):
        if not word.stem or word.capital or word.folded.isdecimal() or speaks(word):
            continue
        if (
            word.folded in DAYS
            or word.folded in FUNCTION_NOUNS
            or word.folded in _MADE_KNOWN
            or (at + 1 < len(words) and words[at + 1].folded in _MADE_KNOWN)
        ):
            continue  # «faire état de» says
        near = {one.folded for one in words[max(0, at - 3) : at]}
        by = next(
            (
                i
                for i in range(at + 1, min(at + 1 + _BY_REACH, len(words)))
                if words[i].folded in BY and not _counts(words, i + 1) and not _until(words, i + 1)
            ),
            None,
        )
        noun = at > 0 and words[at - 1].folded in _NO_VERB_AFTER
        passive = by is not None and (bool(near & BEING) or (by == at + 1 and not noun))
        if not passive and not near & _HAVING and not _may_be_verb(words, at):
            continue
        before = frozenset(one.stem for one in words[:at] if one.stem)
        after = frozenset(one.stem for one in words[at + 1 :] if one.stem)
        if passive and by is not None:
            agent = _agent(words, by)
            yield Act(word.stem, agent, (before | after) - agent, passive=True)
        elif before and after:
            yield Act(word.stem, before, after - before, passive=False)


def _until(words: Sequence[Word], at: int) -> bool:
    """ "By the end of June", "by Monday" name no one."""
    following = [word.folded for word in words[at : at + 2]]
    return any(word in _TERMS for word in following)


def _counts(words: Sequence[Word], at: int) -> bool:
    """«Par 31 voix» names no one."""
    if at >= len(words) or words[at].capital:
        return False
    return words[at].folded[:1].isdecimal() or words[at].folded in _SPELLED


def speaks(word: Word) -> bool:
    """A verb of saying: its subject may stand after it («…, a dit X»), so that order tells nothing."""
    return bool(_SPOKEN.match(word.stem)) or (word.folded in SPEECH and word.folded not in _ALSO_DONE)


def _agent(words: Sequence[Word], by: int) -> frozenset[str]:
    """The words right after «par»: to the next preposition once something was named, or a few."""
    agent: list[str] = []
    for word in words[by + 1 : by + 1 + 2 * _AGENT]:
        if agent and word.folded in _NO_VERB_AFTER - {"le", "la", "les", "l", "the"}:
            break
        if word.stem:
            agent.append(word.stem)
        if len(agent) >= _AGENT:
            break
    return frozenset(agent)


def _may_be_verb(words: Sequence[Word], at: int) -> bool:
    """A small word between what can be its subject and what can be its object («le club bat le champion»)."""
    if not 0 < at < len(words) - 1 or words[at - 1].folded in _NO_VERB_AFTER:
        return False
    following = words[at + 1]
    return following.capital or following.folded.isdecimal() or following.folded in _NOUN_FOLLOWS
