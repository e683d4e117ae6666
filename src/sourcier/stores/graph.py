"""The graph files of Chroma's nearest-neighbour search → whether they belong together.

A graph that is cut short makes Chroma miss passages without an error, or ends the process; so a doubtful one
is removed before Chroma opens it. Vectors older than the last thousand or so are in the graph only, since
Chroma 1.5 purges its queue: what is lost must be embedded again, from the ledger's text.
"""

from __future__ import annotations

import pickle
import shutil
import struct
from pathlib import Path

_FILES = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin")
_HEADER = struct.Struct("<i6Q")
"""hnswlib's: version, offset of level 0, room, elements, bytes of each, offsets of its label and vector."""


def remove_broken(folder: Path) -> list[str]:
    """Remove the graphs in ``folder`` that cannot be whole; their names."""
    removed = []
    for graph in graphs(folder):
        if not _whole(graph):
            shutil.rmtree(graph, ignore_errors=True)
            removed.append(graph.name)
    return removed


def graphs(folder: Path) -> list[Path]:
    """The folders of graphs, one for each collection that is large enough to have been written out."""
    return [each for each in folder.glob("????????-????-????-????-????????????") if each.is_dir()]


def _whole(graph: Path) -> bool:
    """Whether the sizes of the files agree with the header. A folder without any of them is a new one."""
    try:
        sizes = {name: (graph / name).stat().st_size for name in _FILES if (graph / name).exists()}
        if not sizes:
            return True
        if len(sizes) < len(_FILES) or sizes["header.bin"] < _HEADER.size:
            return False
        with (graph / "header.bin").open("rb") as file:
            version, level0, room, elements, size, label, vector = _HEADER.unpack(file.read(_HEADER.size))
        names = graph / "index_metadata.pickle"
        return (
            (version, level0) == (1, 0)
            and elements <= room
            and vector < label == size - 8
            and sizes["data_level0.bin"] == elements * size
            and sizes["length.bin"] == elements * 4
            and sizes["link_lists.bin"] >= elements * 4
            and (not names.exists() or _ends_like_a_pickle(names))
        )
    except OSError:
        return False


def _ends_like_a_pickle(file: Path) -> bool:
    """A pickle ends in its STOP; it is looked at, never loaded."""
    with file.open("rb") as opened:
        opened.seek(0, 2)
        if opened.tell() < 2:
            return False
        opened.seek(-1, 2)
        return opened.read(1) == pickle.STOP
