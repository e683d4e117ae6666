"""The page's style sheet, client script and Gradio theme; nothing is fetched from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import gradio as gr

from sourcier.ask.showing.markup import ATTRIBUTES, TAGS

HERE = Path(__file__).parent


def style() -> str:
    """page.css, follow.css and weighing.css."""
    return "".join(
        (HERE / name).read_text(encoding="utf-8") for name in ("page.css", "follow.css", "weighing.css")
    )


def head() -> str:
    """page.js with the allow-lists of `markup`, uploads.js and articles.css, for the head of the page."""
    script = (HERE / "page.js").read_text(encoding="utf-8")
    script = script.replace("__TAGS__", json.dumps(sorted(TAGS)))
    script = script.replace("__ATTRIBUTES__", json.dumps(sorted(ATTRIBUTES)))
    script += (HERE / "uploads.js").read_text(encoding="utf-8")
    # Gradio leaves container queries out of the style sheet it is given.
    articles = (HERE / "articles.css").read_text(encoding="utf-8")
    return f"<script>{script}</script><style>{articles}</style>"


def theme() -> gr.themes.Base:
    """Fonts of the system, an accent that suits the style sheet."""
    fonts = ("system-ui", "Segoe UI", "Roboto", "sans-serif")
    return gr.themes.Base(
        primary_hue="cyan",
        neutral_hue="stone",
        font=[gr.themes.Font(name) for name in fonts],
        font_mono=[gr.themes.Font(name) for name in ("ui-monospace", "monospace")],
    )
