"""The errors a user can meet. Each carries a message and a hint: the next thing to type or do.

SourcierError
├─ SettingsError ── PromptError            bad sourcier.toml or option; bad prompt file
├─ CorpusError                             no such folder
│  ├─ RemovalsRefused                      most articles are gone at once: was that meant?
│  └─ RegisterBroken                       sources.toml cannot be read or written
├─ StoreError
│  ├─ StoreMissing                         nothing indexed yet
│  ├─ StoreMismatch                        the index was built otherwise (embedder, splitter, version)
│  ├─ StoreBusy                            another process owns the index
│  └─ StoreBroken                          files of the index damaged or unwritable
└─ ModelError
   ├─ ModelUnreachable                     no Ollama at the address
   ├─ ModelMissing                         Ollama lacks the model
   ├─ ModelUnfit                           cannot chat, or cannot embed; cloud model; remote host not allowed
   ├─ ModelOutOfMemory
   ├─ ModelTooSlow                         no byte within the time limit
   ├─ ModelContextOverflow                 the prompt is longer than num_ctx
   ├─ ModelInterrupted                     the stream ended before `done`
   └─ ModelFailed                          any other error that Ollama reports
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sourcier.types import Bilingual


class SourcierError(Exception):
    """An error for a person: ``message`` says what is wrong, ``hint`` what to type next."""

    def __init__(self, message: Bilingual, hint: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class SettingsError(SourcierError):
    """A setting that cannot be read or used."""


class PromptError(SettingsError):
    """A prompt file that is missing, or whose variables are not the declared ones."""


class CorpusError(SourcierError):
    """The folder of articles cannot be used."""


class RemovalsRefused(CorpusError):
    """Most of the indexed articles are gone from the folder; nothing was removed from the index."""


class RegisterBroken(CorpusError):
    """The register of sources cannot be read or written; it is as it was."""


class StoreError(SourcierError):
    """The index cannot be used."""


class StoreMissing(StoreError):
    """Nothing is indexed yet."""


class StoreMismatch(StoreError):
    """The index was built with another embedder, splitter or rule version."""


class StoreBusy(StoreError):
    """Another process owns the index."""


class StoreBroken(StoreError):
    """Files of the index are damaged or cannot be written."""


class ModelError(SourcierError):
    """Ollama, or a model in it, cannot serve."""


class ModelUnreachable(ModelError):
    """Nothing answers as Ollama at the address."""


class ModelMissing(ModelError):
    """Ollama answers but lacks the model."""


class ModelUnfit(ModelError):
    """The model or server is not one that may be used for this."""


class ModelOutOfMemory(ModelError):
    """The model does not fit in memory."""


class ModelTooSlow(ModelError):
    """No byte arrived within the time limit."""


class ModelContextOverflow(ModelError):
    """The prompt is longer than the context window that was asked for."""


class ModelInterrupted(ModelError):
    """The stream ended without its closing line."""


class ModelFailed(ModelError):
    """Ollama reports an error of its own."""


@dataclass(frozen=True, slots=True)
class Lack(Bilingual):
    """What an answer goes without because of an error. Lacks of one cause are told together: `told_once`."""

    what: Bilingual
    message: Bilingual
    hint: Bilingual

    @classmethod
    def of(cls, what: Bilingual, error: SourcierError) -> Lack:
        """``what`` is missing because of ``error``; it begins with a small letter."""
        told = _lacking((what,), error.message, error.hint)
        return cls(told.fr, told.en, what, error.message, error.hint)


def told_once(notices: Iterable[Bilingual]) -> tuple[Bilingual, ...]:
    """The notices, each once: one cause is one notice, with all that is missing for it and what to do."""
    all_of = list(notices)
    lacks: dict[tuple[Bilingual, Bilingual], list[Bilingual]] = {}
    for each in all_of:
        if isinstance(each, Lack):
            lacks.setdefault((each.message, each.hint), []).append(each.what)
    together = (
        _lacking(tuple(dict.fromkeys(lacks[each.message, each.hint])), each.message, each.hint)
        if isinstance(each, Lack)
        else each
        for each in all_of
    )
    return tuple(dict.fromkeys(together))


def _lacking(what: Sequence[Bilingual], message: Bilingual, hint: Bilingual) -> Bilingual:
    fr, en = ", ".join(each.fr for each in what), ", ".join(each.en for each in what)
    return Bilingual(
        fr=f"{message.fr} {fr[:1].upper()}{fr[1:]}. {hint.fr}",
        en=f"{message.en} {en[:1].upper()}{en[1:]}. {hint.en}",
    )
