"""A folder of articles → the index of LlamaIndex's usual pipeline, which the benchmarks compare with.

`SimpleDirectoryReader`, `SentenceSplitter`, `VectorStoreIndex` and Chroma on disk, as their guides show them.
"""

from __future__ import annotations

from pathlib import Path

import chromadb
from chromadb.api.client import Client
from chromadb.config import Settings
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.embeddings.ollama import OllamaEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore

PASSAGE_TOKENS, OVERLAP_TOKENS = 256, 20
"""The length that all-minilm reads whole. LlamaIndex's own (1,024) would be cut at 512 by Ollama, unsaid."""


def build(corpus: Path, folder: Path, embedder: BaseEmbedding) -> int:
    """Index ``corpus`` in the new ``folder``; how many passages there are then."""
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    assert isinstance(client, Client)
    try:
        collection = client.create_collection("articles", metadata={"hnsw:space": "cosine"})
        documents = SimpleDirectoryReader(str(corpus)).load_data()
        VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(
                vector_store=ChromaVectorStore(chroma_collection=collection)
            ),
            embed_model=embedder,
            transformations=[SentenceSplitter(chunk_size=PASSAGE_TOKENS, chunk_overlap=OVERLAP_TOKENS)],
        )
        return collection.count()
    finally:
        client.close()


def ollama_embedder(model: str, host: str) -> BaseEmbedding:
    """LlamaIndex's embedder in Ollama, its defaults kept."""
    embedder: BaseEmbedding = OllamaEmbedding(model_name=model, base_url=host)
    return embedder
