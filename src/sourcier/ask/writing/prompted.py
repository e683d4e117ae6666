"""A conversation that the chat model knows, and a short request → the model's whole reply.

What is asked beside the answer itself (a follow-up rewritten, a question translated) begins as the answer's
prompt does, system prompt and earlier turns: it costs its own words only, and throws nothing out of Ollama's
cache that the answer needs.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing

from sourcier.ask.means import Means
from sourcier.ask.writing.earlier import Earlier
from sourcier.errors import ModelError
from sourcier.events import Waiting
from sourcier.types import Bilingual

LONGEST_REPLY = 600
"""Characters; a model that writes more has not understood that one question is wanted. What it writes on
another line is not waited for either."""


def reply_to(
    request: str, known: Earlier, means: Means, doing: Bilingual
) -> Generator[Waiting, None, str | None]:
    """The reply's first line, cut at `LONGEST_REPLY`; ``None`` where there is no model or it fails.

    A failing server is reported when the answer is asked for.
    """
    from sourcier.models.chat import ChatText

    if means.chat is None:
        return None
    started = time.monotonic()
    text = ""
    messages = known.messages(means.prompts["answer.system"].render(), request)
    try:
        with closing(means.chat.stream(messages)) as stream:
            for delta in stream:
                if isinstance(delta, ChatText):
                    text = (text + delta.text).lstrip()
                    if len(text) > LONGEST_REPLY or "\n" in text:
                        break
                else:
                    yield Waiting(doing, time.monotonic() - started)
    except ModelError:
        return None
    return text.partition("\n")[0]
