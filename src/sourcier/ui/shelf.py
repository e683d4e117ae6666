"""What the server remembers of one page's view of the articles: the rows shown, what is asked, what waits."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcier.ingest.placed import Outcome, Placed
from sourcier.stores.listing import ListedArticle, Listing, Wanted


@dataclass
class Given:
    """A file that was given to the page: its name, its copy on the server, what became of it.

    ``copy`` is ``None`` where it did not arrive, or is no longer needed; ``placed``, until it is done.
    """

    name: str
    size: int
    copy: Path | None
    placed: Placed | None = None
    skipped: bool = False

    @property
    def undecided(self) -> bool:
        """Whether it waits for a decision."""
        return self.placed is not None and self.placed.outcome is Outcome.CLASH and not self.skipped

    def drop(self) -> None:
        """Remove the copy and the folder that the server made for it."""
        if self.copy is not None:
            with suppress(OSError):
                self.copy.unlink(missing_ok=True)
                self.copy.parent.rmdir()
        self.copy = None


class Shelf:
    """Lives in a ``gr.State`` and is changed in place; a copy is a fresh one: pages never share it.

    ``generation`` counts the listings shown: a click on a row of an earlier one means another article.
    ``seen`` is the number of the last run of indexing that the listing knows of.
    """

    def __init__(self) -> None:
        self.shown = False
        self.wanted = Wanted()
        self.listing = Listing((), 0, 0)
        self.generation = 0
        self.asking: int | None = None
        self.emptying = False
        self.seen = 0
        self.given: list[Given] = []
        self.busy = threading.Lock()

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
        """Remember files just given; those of before that still wait for a decision are let go."""
        self.let_go()
        self.given = list(given)

    def let_go(self) -> None:
        """Remove all copies: the page is gone, or shows other files."""
        for each in self.given:
            each.drop()
