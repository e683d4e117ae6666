"""The articles view's components, and which event of theirs leads to which handler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ui import article_texts as words
from sourcier.ui import texts
from sourcier.ui.painting import EVERY
from sourcier.ui.shelf import Shelf

if TYPE_CHECKING:
    from gradio.events import Dependency

    from sourcier.ui.articles import Articles
    from sourcier.ui.page import Parts
    from sourcier.ui.receiving import Receiving

LOOK_SECONDS = 2.0
"""How often the list is compared with what has been indexed since, while it is shown."""

_MOUNT = """
window.sourcier.mount(element.firstElementChild, props, trigger, watch); // 'select'
window.sourcierUploads.mount(element.firstElementChild, trigger); // 'upload'
"""


@dataclass
class ArticleParts:
    """Every component of the view that a handler changes."""

    shelf: gr.State
    clock: gr.Timer
    button: gr.Button
    dropzone: gr.HTML
    outcomes: gr.HTML
    run: gr.HTML
    search: gr.Textbox
    outlets: gr.Dropdown
    languages: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    state: gr.Dropdown
    notice: gr.HTML
    table: gr.HTML
    trash: gr.HTML

    def all(self) -> list[Any]:
        """Every part but the shelf, which handlers change in place."""
        return [getattr(self, field.name) for field in fields(self) if field.name != "shelf"]


def layout(button: gr.Button, markup: Callable[[str], gr.HTML]) -> ArticleParts:
    """The view, hidden; ``button`` shows it, ``markup`` makes a place for our HTML."""
    made: dict[str, Any] = {"button": button, "shelf": gr.State(Shelf(), delete_callback=Shelf.let_go)}
    made["clock"] = gr.Timer(LOOK_SECONDS, active=False)
    # Hidden by the style sheet and not left out: files may be dropped on the page before it was opened.
    with gr.Column(elem_id="library"):
        with gr.Column(elem_id="adding"):
            made["dropzone"] = gr.HTML(
                "", html_template="<div></div>", js_on_load=_MOUNT, elem_id="dropzone",
                elem_classes=["markup"], apply_default_css=False,
            )  # fmt: skip
            made["outcomes"] = markup("outcomes")
            made["run"] = markup("library-run")
        with gr.Row(elem_id="sifting"):
            made["search"] = gr.Textbox("", label=words.SEARCH.fr, min_width=220, elem_id="articles-search")
            made["outlets"] = gr.Dropdown(
                [],
                value=[],
                label=words.OUTLETS.fr,
                multiselect=True,
                min_width=180,
                elem_id="articles-outlets",
            )
            made["languages"] = gr.Dropdown(
                [], value=[], label=words.LANGUAGES.fr, multiselect=True, min_width=120,
                elem_id="articles-languages",
            )  # fmt: skip
            made["since"] = gr.Textbox("", label=texts.SINCE.fr, placeholder="2022-01-31", min_width=120)
            made["until"] = gr.Textbox("", label=texts.UNTIL.fr, placeholder="2022-12-31", min_width=120)
            made["state"] = gr.Dropdown(
                [(words.ALL.fr, "all"), (words.READ.fr, "read"), (words.FAILED.fr, "failed")],
                value="all", label=words.STATE.fr, min_width=120, elem_id="articles-state",
            )  # fmt: skip
        made["notice"] = markup("articles-notice")
        made["table"] = markup("articles-table")
        made["trash"] = markup("articles-trash")
    return ArticleParts(**made)


def wire(parts: Parts, own: ArticleParts, view: Articles, files: Receiving, switched: Dependency) -> None:
    """Events to handlers: looking needs no queue, working does. ``switched``: the language changed."""
    quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
    slow: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": 16}
    both = [parts.session, own.shelf]
    toggle_js = "() => { window.sourcier.toggleArticles(); }"
    own.button.click(view.toggle, both, own.all(), js=toggle_js, **EVERY, **quick)
    switched.then(view.everything, both, own.all(), **quick)
    sifted = [*both, own.search, own.outlets, own.languages, own.since, own.until, own.state]
    own.search.change(view.filter, sifted, [own.table, own.notice], trigger_mode="always_last", **quick)
    chosen = [own.outlets.change, own.languages.change, own.state.input]
    typed = [each for box in (own.since, own.until) for each in (box.submit, box.blur)]
    gr.on(
        [*chosen, *typed], view.filter, sifted, [own.table, own.notice], trigger_mode="always_last", **quick
    )
    seen = [own.table, own.notice, own.outlets, own.languages, own.trash]
    own.clock.tick(view.look, both, seen, **quick)
    worked = [*seen, own.run, parts.conversation, parts.reader]
    for part in (own.table, own.notice, own.trash):
        part.select(view.act, both, worked, **EVERY, **slow)
    own.dropzone.upload(files.upload, both, [own.outcomes, *worked], **EVERY, **slow)
    own.outcomes.select(files.decide, both, [own.outcomes, *worked], **EVERY, **slow)
