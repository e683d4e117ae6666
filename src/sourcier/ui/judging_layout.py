"""The form that judges a source: its components, and which event of theirs leads to which handler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ui import weighing_texts as words
from sourcier.ui.judging import Judging
from sourcier.ui.painting import EVERY

if TYPE_CHECKING:
    from gradio.events import Dependency

    from sourcier.ui.page import Parts


@dataclass
class JudgingParts:
    """Every component of the form that a handler changes."""

    form: gr.Column
    about: gr.HTML
    descriptor: gr.Textbox
    reliability: gr.Dropdown
    usual: gr.Dropdown
    credibility: gr.Dropdown
    by: gr.Textbox
    keep: gr.Button
    drop: gr.Button
    said: gr.HTML

    def all(self) -> list[Any]:
        """Every part."""
        return [getattr(self, field.name) for field in fields(self)]


def layout(markup: Callable[[str], gr.HTML]) -> JudgingParts:
    """The form, hidden; ``markup`` makes a place for our HTML."""
    made: dict[str, Any] = {}
    with gr.Column(visible=False, elem_id="judging") as made["form"]:
        made["about"] = markup("judging-about")
        made["descriptor"] = gr.Textbox("", label=words.DESCRIPTOR.fr, elem_id="judging-descriptor")
        made["reliability"] = _select(words.RELIABILITY.fr, "judging-reliability")
        made["usual"] = _select(words.USUAL.fr, "judging-usual")
        made["credibility"] = _select(words.CREDIBILITY.fr, "judging-credibility")
        made["by"] = gr.Textbox("", label=words.BY.fr, elem_id="judging-by")
        made["said"] = markup("judging-said")
        with gr.Row(elem_classes=["buttons"]):
            made["keep"] = gr.Button(words.KEEP.fr, variant="primary", size="sm", elem_id="judging-keep")
            made["drop"] = gr.Button(words.CANCEL.fr, size="sm", elem_id="judging-drop")
    return JudgingParts(**made)


def _select(label: str, name: str) -> gr.Dropdown:
    return gr.Dropdown([(words.NOT_JUDGED.fr, "")], value="", label=label, filterable=False, elem_id=name)


def wire(parts: Parts, own: JudgingParts, view: Judging, switched: Dependency) -> None:
    """Events to handlers; ``switched``: the language changed."""
    quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
    seen = [parts.reader, parts.conversation, *own.all()]
    parts.reader.select(view.act, parts.session, seen, **EVERY, **quick)
    typed = [own.descriptor, own.reliability, own.usual, own.credibility, own.by]
    own.keep.click(view.save, [parts.session, *typed], seen, **quick)
    own.drop.click(view.cancel, parts.session, own.all(), **quick)
    switched.then(view.cancel, parts.session, own.all(), **quick)
