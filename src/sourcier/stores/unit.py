"""A list of numbers → a vector of length 1, or nothing where it cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_CLOSE = 1e-4
"""Of each number: Chroma brings vectors to length 1 again, which moves the last digits."""


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A vector as Chroma holds it, and what it was made from."""

    id: str
    heading: str | None
    text_sha256: str
    vector: Vector
    metadata: Mapping[str, str | int] = field(default_factory=dict)


def unit(vector: Sequence[float] | Vector, dimension: int) -> Vector | None:
    """The vector at length 1, or ``None`` where it cannot be compared: NaN, infinite, zero, wrong length."""
    brought = units([vector], dimension)
    return None if brought is None else brought[0]


def units(vectors: Sequence[Sequence[float] | Vector], dimension: int) -> Vectors | None:
    """The vectors at length 1, a row each; ``None`` where one of them cannot be compared (see `unit`)."""
    if any(len(vector) != dimension for vector in vectors):
        return None
    rows = np.array(vectors, dtype=np.float32).reshape(len(vectors), dimension)
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        return None
    result: Vectors = (rows / lengths).astype(np.float32)
    return result


def alike(vector: Vector, other: Vector) -> bool:
    """Whether two vectors of length 1 are the same but for rounding."""
    return vector.shape == other.shape and bool(np.abs(vector - other).max() < _CLOSE)
