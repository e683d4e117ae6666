"""A list of numbers → a vector of length 1, or nothing where it cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]

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
    array = np.asarray(vector, dtype=np.float32)
    if array.shape != (dimension,) or not np.isfinite(array).all():
        return None
    length = float(np.linalg.norm(array.astype(np.float64)))
    if length == 0.0:
        return None
    result: Vector = (array / length).astype(np.float32)
    return result


def alike(vector: Vector, other: Vector) -> bool:
    """Whether two vectors of length 1 are the same but for rounding."""
    return vector.shape == other.shape and bool(np.abs(vector - other).max() < _CLOSE)
