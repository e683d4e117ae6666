"""A verdict and a second opinion on it → the verdict kept or lowered, never raised.

The opinion may be the chat model's: it rereads the one cited passage with the sentence, and says one word.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sourcier.ask.verify import SentenceCheck
from sourcier.ask.writing.request import neutralise
from sourcier.errors import ModelError
from sourcier.events import SentenceChecked, Waiting
from sourcier.language import fold
from sourcier.prompts import Prompt
from sourcier.types import Bilingual, Verdict

if TYPE_CHECKING:
    from sourcier.ask.answer import Draft
    from sourcier.ask.means import ChatModel

_STRENGTH = {Verdict.UNSUPPORTED: 0, Verdict.PARTIAL: 1, Verdict.SUPPORTED: 2}
_REPLY = 80  # characters of a reply that are waited for: its first word is enough
_OPINION = re.compile(
    r"^\W*(?:(?P<partial>(?:oui,? )?(?:mais )?(?:en )?part[il]\w*)|(?P<yes>oui|yes)|(?P<no>non|not?))\b"
)
_WHY = {
    Verdict.PARTIAL: Bilingual(
        fr="second regard : le modèle, relisant le passage, n'y trouve qu'une partie de la phrase",
        en="second look: rereading the passage, the model finds only a part of the sentence there",
    ),
    Verdict.UNSUPPORTED: Bilingual(
        fr="second regard : le modèle, relisant le passage, n'y trouve pas ce que dit la phrase",
        en="second look: rereading the passage, the model does not find what the sentence says",
    ),
}


def lowered(found: SentenceCheck, opinion: Verdict, why: Bilingual) -> SentenceCheck:
    """``found`` with ``opinion`` and its ``why`` where that is the lower; an uncited sentence stays so.

    Whoever gives the opinion (a chat model on the one cited passage, a person) can thus take a green mark
    away and never hand one out.
    """
    if found.verdict not in _STRENGTH or opinion not in _STRENGTH:
        return found
    if _STRENGTH[opinion] >= _STRENGTH[found.verdict]:
        return found
    return replace(found, verdict=opinion, why=(*found.why, why))


def opinion_in(reply: str) -> Verdict | None:
    """What the first word of a reply says; ``None`` where it is none of those asked for."""
    found = _OPINION.match(fold(reply))
    if found is None:
        return None
    if found["partial"]:
        return Verdict.PARTIAL
    return Verdict.SUPPORTED if found["yes"] else Verdict.UNSUPPORTED


def opinion(
    chat: ChatModel, prompt: Prompt, sentence: str, passages: Sequence[str]
) -> Generator[float, None, Verdict | None]:
    """The model's opinion of one sentence; yields the seconds waited. The model is stopped after a few words.

    Raises:
        ModelError: the model fails.
    """
    from sourcier.models.chat import ChatText, ChatTurn

    passage = "\n\n".join(neutralise(" ".join(text.split())) for text in passages)
    asked = prompt.render(passage=passage, sentence=neutralise(" ".join(sentence.split())))
    started = time.monotonic()
    reply = ""
    with closing(chat.stream([ChatTurn("user", asked)])) as stream:
        for delta in stream:
            if isinstance(delta, ChatText):
                reply += delta.text
                if len(reply) >= _REPLY or "\n" in reply.strip():
                    break
            else:
                yield time.monotonic() - started
    return opinion_in(reply)


def look_again(
    draft: Draft, chat: ChatModel, prompt: Prompt
) -> Generator[Waiting | SentenceChecked, None, tuple[Bilingual, ...]]:
    """Has every supported or partial sentence of a finished draft reread; gives the notices.

    A model that fails leaves the verdicts as they are, and it is said.
    """
    wanted = [
        index
        for index, sentence in enumerate(draft.sentences)
        if sentence.verdict in (Verdict.SUPPORTED, Verdict.PARTIAL) and sentence.marks
    ]
    unread = 0
    for place, index in enumerate(wanted, start=1):
        doing = Bilingual(
            fr=f"Second regard, phrase {place} sur {len(wanted)}",
            en=f"Second look, sentence {place} of {len(wanted)}",
        )
        asking = opinion(
            chat, prompt, draft.sentences[index].text, [one.text for one in draft.passages_of(index)]
        )
        try:
            given = yield from _waiting(asking, doing)
        except ModelError as error:
            return (_failed(error, len(wanted) - place + 1),)
        if given is None:
            unread += 1
        elif given in _WHY:
            yield from draft.reconsider(index, given, _WHY[given])
    return (_unreadable(unread),) if unread else ()


def why_lowered(given: Verdict) -> Bilingual:
    """The reason given with a verdict that the model lowered."""
    return _WHY[given]


def _waiting(
    asking: Generator[float, None, Verdict | None], doing: Bilingual
) -> Generator[Waiting, None, Verdict | None]:
    with closing(asking):
        while True:
            try:
                seconds = next(asking)
            except StopIteration as end:
                given: Verdict | None = end.value
                return given
            yield Waiting(doing, seconds)


def _failed(error: ModelError, left: int) -> Bilingual:
    return Bilingual(
        fr=f"Second regard interrompu ({error.message.fr}) : {left} phrases gardent le verdict des règles.",
        en=f"Second look broken off ({error.message.en}): {left} sentences keep the verdict of the rules.",
    )


def _unreadable(count: int) -> Bilingual:
    return Bilingual(
        fr=f"Second regard : {count} réponses du modèle ne disent ni oui ni non ; ces verdicts restent.",
        en=f"Second look: {count} replies of the model say neither yes nor no; these verdicts stay.",
    )
