"""A desk → the Gradio page: what stands where, and which event leads to which handler."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Before Gradio is imported: it decides on these at import and when the first page is built.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_RUN_HISTORY"] = "False"
os.environ["GRADIO_MCP_SERVER"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr

from sourcier.ui import article_texts, articles_layout, judging_layout, texts
from sourcier.ui.articles import Articles
from sourcier.ui.conversing import Conversing
from sourcier.ui.desk import Desk
from sourcier.ui.judging import Judging
from sourcier.ui.noticing import LOOK_SECONDS, Noticing
from sourcier.ui.painting import EVERY
from sourcier.ui.receiving import Receiving
from sourcier.ui.session import Session
from sourcier.ui.tending import Tending

if TYPE_CHECKING:
    from gradio.events import Dependency

HERE = Path(__file__).parent
_MOUNT = "window.sourcier.mount(element, props, trigger, watch); // 'select'"


def markup(elem_id: str) -> gr.HTML:
    """A place for our HTML: page.js puts it in through its allow-list, and sends clicks as «select»."""
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_MOUNT.replace("element,", "element.firstElementChild,"),
        elem_id=elem_id,
        elem_classes=["markup"],
        apply_default_css=False,
    )


@dataclass
class Parts:
    """Every component that a handler changes."""

    session: gr.State
    brand: gr.HTML
    corpus_button: gr.Button
    language_button: gr.Button
    theme_button: gr.Button
    banner: gr.HTML
    articles: articles_layout.ArticleParts
    panel: gr.Column
    status: gr.HTML
    rebuild: gr.Button
    rehearse: gr.Button
    cancel: gr.Button
    report: gr.HTML
    chat_model: gr.Dropdown
    models: gr.HTML
    pull_name: gr.Dropdown
    pull: gr.Button
    pull_yes: gr.Button
    pull_no: gr.Button
    pull_state: gr.HTML
    conversation: gr.HTML
    live: gr.HTML
    news: gr.HTML
    hint: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    filters: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    outlets: gr.Textbox
    comments: gr.Checkbox
    strict: gr.Checkbox
    extracts: gr.Checkbox
    clear: gr.Button
    reader: gr.HTML
    saved: gr.HTML
    judging: judging_layout.JudgingParts

    def all(self) -> list[Any]:
        """Every part but the session, which handlers change in place, and what has parts of its own."""
        apart = {"session", "articles", "judging"}
        return [getattr(self, field.name) for field in fields(self) if field.name not in apart]


def build(desk: Desk) -> gr.Blocks:
    """The page, in French until the browser's language is known."""
    page = gr.Blocks(title="sourcier", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600))
    with page:
        parts = _layout()
        _watch(parts, Noticing(desk, parts))
        switched = _wire(page, parts, Conversing(desk, parts), Tending(desk, parts))
        view = Articles(desk, parts, parts.articles)
        receiving = Receiving(desk, parts.articles, view)
        articles_layout.wire(parts, parts.articles, view, receiving, switched)
        judging_layout.wire(parts, parts.judging, Judging(desk, parts, parts.judging), switched)
    return page


def _layout() -> Parts:
    made: dict[str, Any] = {"session": gr.State(Session(), delete_callback=Session.close)}
    with gr.Row(elem_id="top"):
        made["brand"] = markup("brand")
        articles_button = gr.Button(article_texts.ARTICLES.fr, size="sm", elem_id="articles-button")
        made["corpus_button"] = gr.Button(texts.CORPUS_AND_MODELS.fr, size="sm")
        made["language_button"] = gr.Button(texts.OTHER_LANGUAGE.fr, size="sm")
        made["theme_button"] = gr.Button(texts.THEME.fr, size="sm")
    with gr.Column(elem_id="panel", visible=False) as made["panel"], gr.Row(elem_classes=["cards"]):
        with gr.Column(elem_classes=["card"]):
            made["status"] = markup("status")
            with gr.Row(elem_classes=["buttons"]):
                made["rebuild"] = gr.Button(texts.REBUILD.fr, variant="primary", size="sm", elem_id="rebuild")
                made["rehearse"] = gr.Button(texts.REHEARSE.fr, size="sm")
                made["cancel"] = gr.Button(texts.CANCEL.fr, size="sm", visible=False, elem_id="cancel")
            made["report"] = markup("report")
        with gr.Column(elem_classes=["card"]):
            made["models"] = markup("models")
            made["chat_model"] = gr.Dropdown(label=texts.CHAT_MODEL.fr, choices=[], elem_id="chat-model")
            made["pull_name"] = gr.Dropdown(
                label=texts.PULL_NAME.fr, choices=list(texts.PULLABLE), value="qwen3:8b",
                allow_custom_value=True, elem_id="pull-name",
            )  # fmt: skip
            with gr.Row(elem_classes=["buttons"]):
                made["pull"] = gr.Button(texts.PULL.fr, size="sm", elem_id="pull")
                made["pull_yes"] = gr.Button(texts.PULL_YES.fr, variant="primary", size="sm", visible=False)
                made["pull_no"] = gr.Button(texts.CANCEL.fr, size="sm", visible=False)
            made["pull_state"] = markup("pull-state")
    made["banner"] = markup("banner")
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="chat"):
            made["conversation"] = markup("conversation")
            made["live"] = markup("live")
            with gr.Column(elem_id="composer"):
                made["news"] = markup("news")
                made["hint"] = markup("hint")
                with gr.Row(elem_id="entry"):
                    made["question"] = gr.Textbox(
 "",                        label=texts.QUESTION.fr, placeholder=texts.QUESTION_HINT.fr, show_label=False,
                        container=False, lines=1, max_lines=8, autofocus=True, elem_id="question",
                    )  # fmt: skip
                    made["ask"] = gr.Button(texts.ASK.fr, variant="primary", elem_id="ask")
                    made["stop"] = gr.Button(texts.STOP.fr, variant="stop", visible=False, elem_id="stop")
                with gr.Row(elem_id="options"):
                    with gr.Accordion(texts.FILTERS.fr, open=False, elem_id="filters") as made["filters"]:
                        with gr.Row():
                            made["since"] = gr.Textbox(
                                "", label=texts.SINCE.fr, placeholder="2022-01-31", min_width=140
                            )
                            made["until"] = gr.Textbox(
                                "", label=texts.UNTIL.fr, placeholder="2022-12-31", min_width=140
                            )
                            made["outlets"] = gr.Textbox("", label=texts.OUTLETS.fr, min_width=200)
                        made["comments"] = gr.Checkbox(label=texts.COMMENTS.fr, container=False)
                        made["strict"] = gr.Checkbox(label=texts.STRICT.fr, container=False)
                        made["extracts"] = gr.Checkbox(label=texts.EXTRACTS_ONLY.fr, container=False)
                    made["clear"] = gr.Button(texts.CLEAR.fr, size="sm", visible=False, elem_id="clear")
        made["articles"] = articles_layout.layout(articles_button, markup)
        with gr.Column(elem_id="side"):
            made["judging"] = judging_layout.layout(markup)
            made["reader"] = markup("reader")
        made["saved"] = markup("saved")
    return Parts(**made)


def _watch(parts: Parts, notice: Noticing) -> None:
    """What comes by itself: the page asks once a second."""
    quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
    shown = [parts.news, parts.conversation, parts.banner, parts.status]
    gr.Timer(LOOK_SECONDS).tick(notice.look, parts.session, shown, **quick)
    parts.news.select(notice.act, parts.session, [parts.news, parts.reader], **EVERY, **quick)


def _wire(page: gr.Blocks, parts: Parts, talk: Conversing, tend: Tending) -> Dependency:
    # None of these is an endpoint for other programs; looking needs no queue, working does.
    quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
    slow: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": 16}
    session = parts.session
    asked = [session, parts.question, parts.since, parts.until, parts.outlets]
    asked += [parts.comments, parts.strict, parts.extracts]
    painted = [parts.conversation, parts.live, parts.hint, parts.question, parts.ask, parts.stop, parts.clear]
    painted += [parts.banner, parts.status]

    page.load(tend.load, session, parts.all(), **slow)
    gr.on([parts.question.submit, parts.ask.click], talk.ask, asked, painted, **slow)
    parts.stop.click(talk.stop, session, None, **quick)
    parts.clear.click(talk.clear, session, [*painted, parts.reader, parts.saved], **quick).then(
        None, None, None, js="() => window.sourcier.focusQuestion()", api_visibility="private"
    )
    looked = [parts.reader, parts.question, parts.hint, parts.saved]
    parts.conversation.select(talk.act, [session, parts.extracts], looked, **EVERY, **quick)
    parts.live.select(talk.act, [session, parts.extracts], looked, **EVERY, **quick)
    parts.conversation.retry(talk.retry, asked, painted, **slow)
    parts.conversation.example_select(talk.example, asked, painted, **slow)

    overview = [parts.banner, parts.status, parts.models, parts.chat_model]
    parts.corpus_button.click(tend.toggle_panel, session, [parts.panel, *overview], **quick)
    language_js = (
        "() => { window.sourcier.keepLanguage(document.documentElement.lang === 'en' ? 'fr' : 'en'); }"
    )
    switched = parts.language_button.click(
        tend.switch_language, session, parts.all(), js=language_js, **quick
    )
    parts.theme_button.click(
        None, None, None, js="() => window.sourcier.toggleTheme()", api_visibility="private"
    )

    run_parts = [
        parts.report,
        parts.status,
        parts.banner,
        parts.conversation,
        parts.rebuild,
        parts.rehearse,
        parts.cancel,
    ]
    parts.rebuild.click(tend.rebuild, session, run_parts, **slow)
    parts.rehearse.click(tend.rehearse, session, run_parts, **slow)
    parts.cancel.click(tend.cancel_run, None, None, **quick)
    parts.chat_model.input(tend.choose_chat, [session, parts.chat_model], overview, **slow)
    confirm = [parts.pull_state, parts.pull, parts.pull_yes, parts.pull_no]
    parts.pull.click(tend.offer_pull, [session, parts.pull_name], confirm, **quick)
    parts.pull_no.click(tend.refuse_pull, session, confirm, **quick)
    parts.pull_yes.click(tend.pull, session, [*confirm, *overview], **slow)
    return switched
