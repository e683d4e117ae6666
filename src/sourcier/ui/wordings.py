"""A language → the words of every fixed part of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.types import Bilingual
from sourcier.ui import panels, texts

if TYPE_CHECKING:
    from sourcier.ui.page import Parts


def worded(parts: Parts, language: str) -> dict[Any, Any]:
    """Updates that put the whole page into ``language``."""
    values: list[tuple[Any, Bilingual]] = [
        (parts.corpus_button, texts.CORPUS_AND_MODELS),
        (parts.language_button, texts.OTHER_LANGUAGE),
        (parts.theme_button, texts.THEME),
        (parts.rebuild, texts.REBUILD),
        (parts.rehearse, texts.REHEARSE),
        (parts.cancel, texts.CANCEL),
        (parts.pull, texts.PULL),
        (parts.pull_yes, texts.PULL_YES),
        (parts.pull_no, texts.CANCEL),
        (parts.ask, texts.ASK),
        (parts.stop, texts.STOP),
        (parts.clear, texts.CLEAR),
    ]
    labels: list[tuple[Any, Bilingual]] = [
        (parts.chat_model, texts.CHAT_MODEL),
        (parts.pull_name, texts.PULL_NAME),
        (parts.filters, texts.FILTERS),
        (parts.since, texts.SINCE),
        (parts.until, texts.UNTIL),
        (parts.outlets, texts.OUTLETS),
        (parts.comments, texts.COMMENTS),
        (parts.strict, texts.STRICT),
        (parts.extracts, texts.EXTRACTS_ONLY),
    ]
    updates: dict[Any, Any] = {part: gr.update(value=text.in_(language)) for part, text in values}
    updates |= {part: gr.update(label=text.in_(language)) for part, text in labels}
    updates[parts.question] = gr.update(
        label=texts.QUESTION.in_(language), placeholder=texts.QUESTION_HINT.in_(language)
    )
    updates[parts.brand] = panels.header_html(language)
    return updates
