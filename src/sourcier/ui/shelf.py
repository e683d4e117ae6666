"""What the server remembers of one page's view of the articles: the rows shown, what is asked, what waits."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sourcier.ingest.placed import Outcome, Placed
from sourcier.stores.listing import ListedArticle, Listing, Wanted


@dataclass
class Given:
    """A file that was given to the page: its name, its copy on the server, what became of it.

    ``copy`` is ``None`` where it did not arrive, or is no longer needed; ``placed``, until it is done.
    ``number`` is its own on its page: decisions name it, and no other file ever has it.
    """

    name: str
    size: int
    copy: Path | None
    placed: Placed | None = None
    skipped: bool = False
    number: int = -1

    @property
    def undecided(self) -> bool:
        """Whether it waits for a decision."""
        return self.placed is not None and self.placed.outcome is Outcome.CLASH and not self.skipped

    def drop(self) -> None:
        """Remove the copy and the folder that the server made for it."""
        copy, self.copy = self.copy, None  # once, also where two handlers are done with it together
        if copy is not None:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
                copy.parent.rmdir()


class Shelf:
    """Lives in a ``gr.State`` and is changed in place; a copy is a fresh one: pages never share it.

    ``generation`` counts the listings shown: a click on a row of an earlier one means another article.
    ``seen`` is the number of the last run of indexing that the listing knows of.
    Handlers of one page run side by side: ``looking`` is held while a listing is read and shown, ``deciding``
    while files are remembered or one is decided about; neither while many files are placed.
    """

    def __init__(self) -> None:
        self.shown = False
        self.wanted = Wanted()
        self.listing = Listing((), 0, 0)
        self.generation = 0
        self.asking: int | None = None
        self.emptying = False
        self.seen = 0
        self.given: dict[int, Given] = {}
        self._numbers = count()
        self.looking = threading.Lock()
        self.deciding = threading.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> Shelf:
        return Shelf()

    def show(self, listing: Listing) -> None:
        """Remember what the page shows from now on."""
        self.listing, self.asking = listing, None
        self.generation += 1

    def row(self, order: int | None, generation: int | None) -> ListedArticle | None:
        """The row that was clicked, unless the list is another one by now."""
        if generation != self.generation or order is None or not 0 <= order < len(self.listing.rows):
            return None
        return self.listing.rows[order]

    def take(self, given: Sequence[Given]) -> None:
        """Remember files just given.

        Those of before stay while they wait to be placed or decided about; while any is still being placed,
        all stay, so that what is said of its batch is of the whole batch.
        """
        with self.deciding:
            if all(each.placed for each in self.given.values()):
                self.given = {number: each for number, each in self.given.items() if each.undecided}
            for each in given:
                each.number = next(self._numbers)
                self.given[each.number] = each

    def all_given(self) -> list[Given]:
        """The files remembered, in the order they came."""
        with self.deciding:
            return list(self.given.values())

    def let_go(self) -> None:
        """Remove all copies: the page is gone."""
        for each in self.all_given():
            each.drop()
