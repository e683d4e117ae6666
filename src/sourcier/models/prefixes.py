"""What an embedder was trained to read before a query or a passage. Ollama never adds it: the caller must."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.headings import headed

PREFIX_VERSION = 2
"""Part of every fingerprint: a change here makes vectors that must not mix with older ones."""

_TITLE_WORDS, _TITLE_CHARACTERS = 12, 300
"""Of a title, before each of its passages: what it is about stands at its beginning."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Templates with ``{text}`` and ``{title}``; ``no_title`` stands for a title that is not known.

    Where a template has no ``{title}``, a known title precedes the passage on a line of its own.
    """

    query: str = "{text}"
    passage: str = "{text}"
    no_title: str = "none"

    def for_query(self, text: str) -> str:
        """What to send for a question."""
        return self.query.replace("{text}", text)

    def for_passage(self, title: str | None, text: str) -> str:
        """What to send for a passage."""
        title = " ".join((title or "").split()[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
        if "{title}" not in self.passage:
            return self.passage.replace("{text}", headed(title, text))
        before, _, after = self.passage.partition("{title}")
        return before + (title or self.no_title) + after.replace("{text}", text)


_SEARCH = "Instruct: Given a question, retrieve passages of news articles that answer it\nQuery:{text}"

_BY_MODEL = {
    "embeddinggemma": Prefixes("task: search result | query: {text}", "title: {title} | text: {text}"),
    "qwen3-embedding": Prefixes(_SEARCH),
    "snowflake-arctic-embed2": Prefixes("query: {text}"),
    "nomic-embed-text": Prefixes("search_query: {text}", "search_document: {text}"),
    "nomic-embed-text-v2-moe": Prefixes("search_query: {text}", "search_document: {text}"),
    "mxbai-embed-large": Prefixes("Represent this sentence for searching relevant passages: {text}"),
    "multilingual-e5": Prefixes("query: {text}", "passage: {text}"),
}


def prefixes_of(model: str) -> Prefixes:
    """The prefixes of the model called ``model``, whoever published it and whatever its tag."""
    base = model.casefold().rpartition("/")[2].partition(":")[0]
    fitting = [name for name in _BY_MODEL if base == name or base.startswith(f"{name}-")]
    return _BY_MODEL[max(fitting, key=len)] if fitting else Prefixes()
