"""Embedder and settings → how an index would be made now: the versions of every rule and the sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcier import language
from sourcier.ingest import read, segment, split
from sourcier.stores import lexical, vectors
from sourcier.stores.manifest import Manifest

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings


def manifest_of(embedder: PassageEmbedding, splitting: SplittingSettings) -> Manifest:
    """How an index would be made now."""
    rules = {
        "read": read.VERSION,
        "segment": segment.VERSION,
        "split": split.VERSION,
        "language": language.VERSION,
        "lexical": lexical.SCHEMA_VERSION,
        "vectors": vectors.VERSION,
        "passage_tokens": splitting.passage_tokens,
        "overlap_tokens": splitting.overlap_tokens,
    }
    return Manifest(embedder.fingerprint, embedder.dimension, rules)
