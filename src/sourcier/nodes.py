"""Passages ⇄ LlamaIndex nodes: the only border with its data."""

from __future__ import annotations

from collections.abc import Iterable

from llama_index.core.schema import NodeRelationship, NodeWithScore, ObjectType, RelatedNodeInfo, TextNode

from sourcier.stores.passage_metadata import metadata_of
from sourcier.types import Hit, Kind, Passage


def to_node(passage: Passage, embedding: list[float] | None = None) -> TextNode:
    """``passage`` as a node of the same id, with `metadata_of` it."""
    metadata = metadata_of(passage)
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(
                node_id=passage.article_id, node_type=ObjectType.DOCUMENT
            )
        },
    )
    if embedding is not None:
        node.embedding = embedding
    return node


def to_passage(node: TextNode) -> Passage:
    """The passage that ``node`` was made from. Raises `KeyError` for a node of another make."""
    metadata = node.metadata
    return Passage(
        id=node.node_id,
        article_id=str(metadata["article_id"]),
        path=str(metadata["path"]),
        kind=Kind(metadata["kind"]),
        start=int(metadata["start"]),
        end=int(metadata["end"]),
        text=node.text,
        language=str(metadata["language"]),
        title=metadata.get("title"),
        outlet=metadata.get("outlet"),
        published=metadata.get("published"),
        page=metadata.get("page"),
        page_turns=tuple(map(int, str(metadata.get("page_turns", "")).split())),
    )


def to_scored_nodes(hits: Iterable[Hit]) -> list[NodeWithScore]:
    """Hits in LlamaIndex's form, for its retrievers and postprocessors."""
    return [NodeWithScore(node=to_node(hit.passage), score=hit.score) for hit in hits]
