"""Passage → the document that Tantivy keeps of it, and the fields that such documents have."""

from __future__ import annotations

import tantivy

from sourcier.stores.prepared import day_number
from sourcier.types import Passage

TOKENIZER = "prepared"
"""Splits at white space: words come prepared."""


def schema() -> tantivy.Schema:
    """The fields. Stems are stored too, in order: `LexicalScores.said`."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("article", "kind", "language", "outlet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field("stems", stored=True, tokenizer_name=TOKENIZER, index_option="freq")
    builder.add_text_field("grams", tokenizer_name=TOKENIZER, index_option="freq")
    return builder.build()


def document(article_id: str, passage: Passage, terms: tuple[str, str]) -> tantivy.Document:
    """The document of ``passage``, found by ``terms``: its stems, and its 4-grams."""
    stems, grams = terms
    return tantivy.Document(
        passage=passage.id,
        article=article_id,
        kind=passage.kind.value,
        language=passage.language,
        outlet=passage.outlet or "",
        published=day_number(passage.published),
        stems=stems,
        grams=grams,
    )
