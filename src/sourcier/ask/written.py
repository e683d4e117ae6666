"""A question and its passages → the events of the model's answer, checked while it streams."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from sourcier.ask import answer as drafting
from sourcier.ask.answerability.premises import premises
from sourcier.ask.gather import Gathered
from sourcier.ask.means import WITHOUT_MODEL, Means
from sourcier.ask.quoted import quoted
from sourcier.ask.weighed import weighed
from sourcier.ask.writing.earlier import NOTHING, Earlier
from sourcier.ask.writing.request import Request, build_request
from sourcier.ask.writing.second_look import look_again
from sourcier.errors import Lack, ModelContextOverflow, ModelError
from sourcier.events import AskEvent, Finished, Retrieved, Waiting
from sourcier.types import Answer, Bilingual, Hit, Searched

SHORTEST_READ = 0.5
"""Share of our own count of tokens under which the model's count is a sign that the prompt was cut."""

_WHOLE = frozenset({"stop", "length"})
"""How a stream ends that the next question may go on from: a model that repeated itself would again."""


def written(
    blank: Answer, gathered: Gathered, means: Means, *, strict: bool, earlier: Earlier = NOTHING
) -> Iterator[AskEvent]:
    """The model's answer, after the ``earlier`` turns that it has read.

    A prompt that the server finds too long goes without them, then with half the passages, twice at most.
    """
    budget = means.evidence_tokens
    notices = list(blank.notices)
    for attempts_left in (2, 1, 0):
        request = build_request(
            blank.standalone_question,
            blank.language,
            gathered.wide,
            means.prompts,
            means.corpus,
            count=means.count,
            evidence_tokens=budget,
            window_tokens=means.window_tokens,
            earlier=earlier,
            wanted=gathered.wanted,
        )
        searched = _searched(blank.searched, request)
        current = replace(blank, read=request.read, notices=tuple(notices), searched=searched)
        current = replace(current, prompt_ids=(*request.prompt_ids, *blank.prompt_ids))
        draft = drafting.Draft(request.passages)
        yield Retrieved(request.read, searched, "model", blank.model, tuple(notices))
        try:
            done, doubts = yield from _stream(draft, request, means)
            incomplete = _cut_short(done)
            current = replace(current, notices=(*notices, *doubts))
            if done in _WHOLE:
                current = replace(current, sent=request.sent(draft.raw))
        except ModelError as error:
            shorter = request.earlier.sent or len(request.passages) > 1
            if isinstance(error, ModelContextOverflow) and attempts_left and shorter:
                budget = budget if request.earlier.sent else budget // 2
                earlier = NOTHING
                notices.append(
                    Bilingual(
                        fr=f"{error.message.fr} Nouvel essai avec une invite plus courte.",
                        en=f"{error.message.en} Trying again with a shorter prompt.",
                    )
                )
                continue
            if draft.raw.strip():
                incomplete = error.message
            elif gathered.extracts:
                # Nothing was written: the passages are there all the same, and so is the reason.
                notice = Lack.of(WITHOUT_MODEL, error)
                yield from quoted(replace(blank, notices=(*notices, notice)), gathered, means)
                return
            else:
                raise
        break
    if not draft.raw.strip() and gathered.extracts:
        silent = Bilingual(
            fr="Le modèle n'a rien répondu. Voici des extraits à la place.",
            en="The model answered nothing. Here are extracts instead.",
        )
        yield from quoted(replace(blank, notices=(*notices, silent)), gathered, means)
        return
    yield from draft.finish()
    if means.second_look and means.chat is not None:
        prompt = means.prompts["judge.user"]
        said = yield from look_again(draft, means.chat, prompt)
        ids = (*current.prompt_ids, prompt.id)
        current = replace(current, notices=(*current.notices, *said), prompt_ids=ids)
    yield Finished(_finished(current, draft, gathered, means, incomplete, strict=strict))


def _searched(searched: Searched, request: Request) -> Searched:
    """Says how much of the conversation the model is not told again."""
    count = request.earlier.left_out
    if not count:
        return searched
    note = Bilingual(
        fr=f"Le modèle ne relit plus le début de la conversation (échanges : {count}), qui ne tient plus dans"
        " sa fenêtre (models.num_ctx).",
        en=f"The model no longer reads the beginning of the conversation (exchanges: {count}), which does"
        " not fit its window (models.num_ctx).",
    )
    return replace(searched, notes=(*searched.notes, note))


def _stream(
    draft: drafting.Draft, request: Request, means: Means
) -> Generator[AskEvent, None, tuple[str, tuple[Bilingual, ...]]]:
    """Feeds the draft; gives how the stream ended, and doubts."""
    from sourcier.models.chat import ChatDone, ChatText, ChatThinking

    assert means.chat is not None  # noqa: S101
    reading = Bilingual(fr="Le modèle lit les passages", en="The model is reading the passages")
    thinking = Bilingual(fr="Le modèle réfléchit", en="The model is thinking")
    writing = Bilingual(fr="Le modèle écrit", en="The model is writing")
    ready = False
    started = time.monotonic()
    with closing(means.chat.stream(request.earlier.messages(request.system, request.user))) as stream:
        for delta in stream:
            if isinstance(delta, ChatText):
                yield from draft.feed(delta.text)
            elif isinstance(delta, ChatDone):
                return delta.done_reason, _doubts(delta.prompt_tokens, request.tokens)
            else:
                doing = thinking if isinstance(delta, ChatThinking) else writing if draft.raw else reading
                yield Waiting(doing, time.monotonic() - started)
                if doing is reading and not ready:
                    draft.get_ready()
                    ready = True
    return "stop", ()


def _doubts(read: int | None, sent: int) -> tuple[Bilingual, ...]:
    """A server that ignores ``truncate: false`` reads far fewer tokens than were sent."""
    if read is None or read >= SHORTEST_READ * sent:
        return ()
    return (
        Bilingual(
            fr=f"Le modèle n'a lu que {read} jetons sur environ {sent} : l'invite a sans doute été coupée."
            " Mettez Ollama à jour.",
            en=f"The model read only {read} of about {sent} tokens: the prompt was probably cut."
            " Update Ollama.",
        ),
    )


def _cut_short(done_reason: str) -> Bilingual | None:
    reasons = {
        "length": Bilingual(
            fr="Réponse coupée : longueur maximale atteinte (models.num_predict).",
            en="Answer cut: longest length reached (models.num_predict).",
        ),
        "repetition": Bilingual(
            fr="Réponse arrêtée : le modèle se répétait.",
            en="Answer stopped: the model was repeating itself.",
        ),
    }
    return reasons.get(done_reason)


def _finished(
    current: Answer,
    draft: drafting.Draft,
    gathered: Gathered,
    means: Means,
    incomplete: Bilingual | None,
    *,
    strict: bool,
) -> Answer:
    removed = 0
    sentences = list(draft.sentences)
    text = draft.text()
    told = premises(gathered.contraries, current.read)
    if drafting.is_refusal(text) and not draft.citations and not told:
        hits = tuple(Hit(read.passage, 0.0) for read in current.read[:3])
        return replace(
            current,
            sent=(),
            refused=True,
            reason=drafting.REFUSAL,
            raw=draft.raw,
            nearest=hits,
            invented_marks=draft.invented,
            incomplete=incomplete,
        )
    if strict:
        sentences, removed = drafting.strictly_supported(sentences)
        text = " ".join(drafting.with_marks(sentence) for sentence in sentences)
    kept = {mark for sentence in sentences for mark in sentence.marks}
    citations = [citation for citation in draft.citations if citation.mark in kept]
    nothing_left = not text.strip()
    finished = replace(
        current,
        text=text,
        raw=draft.raw,
        read=tuple(replace(read, used=read.mark in kept) for read in current.read),
        premises=told,
        invented_marks=draft.invented,
        removed_sentences=removed,
        incomplete=incomplete,
        refused=nothing_left,
        sent=() if nothing_left else current.sent,
        reason=_nothing_left(removed) if nothing_left else None,
    )
    return weighed(finished, sentences, citations, means, gathered.twins, gathered.wide)


def _nothing_left(removed: int) -> Bilingual:
    if removed:
        return Bilingual(
            fr=f"Aucune phrase du modèle n'est appuyée par les passages ({removed} retirées en mode strict).",
            en=f"No sentence of the model is supported by the passages ({removed} removed in strict mode).",
        )
    return Bilingual(fr="Le modèle n'a rien répondu.", en="The model answered nothing.")
