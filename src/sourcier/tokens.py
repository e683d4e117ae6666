"""Text → its number of tokens (o200k_base), from the file inside LlamaIndex: nothing is downloaded."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import tiktoken

_SLICE = 2_000  # characters: the encoder's time grows with the square of a run without spaces


def count(text: str, *, enough: int | None = None) -> int:
    """The tokens of ``text``; of very long texts the sum over slices, which is at most a few too many.

    Once there are more than ``enough``, the rest is not counted.
    """
    encoding = _encoding()
    if len(text) <= _SLICE:
        return len(encoding.encode_ordinary(text))
    total = 0
    for start in range(0, len(text), _SLICE):
        total += len(encoding.encode_ordinary(text[start : start + _SLICE]))
        if enough is not None and total > enough:
            break
    return total


@cache
def _encoding() -> tiktoken.Encoding:
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(_bundled())
    try:
        return tiktoken.get_encoding("o200k_base")
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before


def _bundled() -> Path:
    # Found without importing LlamaIndex, which takes seconds.
    spec = find_spec("llama_index")
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        folder = Path(place) / "core" / "_static" / "tiktoken_cache"
        if folder.is_dir():
            return folder
    raise FileNotFoundError("llama_index/core/_static/tiktoken_cache")
