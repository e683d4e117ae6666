"""What a run of indexing has done so far → its progress events and its report."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sourcier.events import IndexProgress, IndexReport
from sourcier.ingest.write import Batch
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger

OFTEN_SECONDS = 0.2
"""How long progress is shown before it is shown anew."""
_NAMED = 5
"""How many passages a notice names before it only counts them."""


class Tally:
    """Counts of one run. Lists hold article ids and grow when a batch is written, not before.

    ``embedding`` counts passages of the current batch that have their vector; ``prepared`` those of all that
    was read, written yet or not (about so many where it is not split yet); ``bytes_planned`` the files to
    read.
    """

    def __init__(self, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.added: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.moved: list[tuple[str, str]] = []
        self.rewritten = 0
        self.unchanged = 0
        self.refused: list[tuple[str, Bilingual]] = []
        self.notices: list[Bilingual] = []
        self.files_done = self.files_total = 0
        self.embedding = self.embedded = self.written = 0
        self.prepared = self.bytes_planned = 0
        self._bytes_read = self._prepared_of_read = 0
        self._passages_change = 0
        self._started = time.monotonic()
        self._last = 0.0

    def due(self) -> bool:
        """Whether it is time to show progress again."""
        return time.monotonic() - self._last >= OFTEN_SECONDS

    def progress(self, doing: Bilingual, file: str = "") -> IndexProgress:
        """Where the run stands."""
        self._last = time.monotonic()
        return IndexProgress(
            doing=doing,
            file=file,
            files_done=self.files_done,
            files_total=self.files_total,
            passages_done=self.written + self.embedding,
            seconds=self._last - self._started,
            seconds_left=self._left(self._last - self._started),
        )

    def read(self, size: int) -> None:
        """A file of so many bytes was read to its end."""
        self.files_done += 1
        self._bytes_read += size
        self._prepared_of_read = self.prepared

    @property
    def bytes_left(self) -> int:
        """Of the files to read, but for those read to their end."""
        return self.bytes_planned - self._bytes_read

    def _left(self, seconds: float) -> float | None:
        """At the rate so far, for as many passages a byte as the files had that were read."""
        done = self.written + self.embedding
        if not done or not self._bytes_read:
            return None
        expected = max(self.prepared, self._prepared_of_read * self.bytes_planned / self._bytes_read)
        return seconds * max(0.0, expected - done) / done

    def wrote(self, batch: Batch) -> None:
        """A batch is in the index (or would be, in a dry run)."""
        for each in batch.articles:
            match each.what:
                case "added":
                    self.added.append(each.article.id)
                case "changed":
                    self.changed.append(each.article.id)
                case "moved":
                    self.moved.append((each.moved_from or "", each.article.id))
                case "rewritten":
                    self.rewritten += 1
                    self.unchanged += 1
            self._passages_change += len(each.passages) - each.replaced
        self._passages_change -= sum(len(each.passage_ids) for each in batch.removals)
        self.removed += [each.article_id for each in batch.removals if not each.moved]
        self.written += batch.passages
        self.embedded += self.embedding
        self.embedding = 0

    def report(self, ledger: Ledger, *, cancelled: bool) -> IndexReport:
        """The run as a whole."""
        passages = ledger.counts().passages + (self._passages_change if self.dry_run else 0)
        return IndexReport(
            added=tuple(sorted(self.added)),
            changed=tuple(sorted(self.changed)),
            removed=tuple(sorted(self.removed)),
            moved=tuple(sorted(self.moved)),
            unchanged=self.unchanged,
            failed=tuple(ledger.failures()),
            passages=passages,
            embedded=self.embedded,
            seconds=round(time.monotonic() - self._started, 3),
            dry_run=self.dry_run,
            cancelled=cancelled,
            notices=tuple([*self.notices, *self._rewritten(), *self._refused()]),
        )

    def _rewritten(self) -> list[Bilingual]:
        if not self.rewritten:
            return []
        if self.dry_run:
            return [
                Bilingual(
                    fr=f"{self.rewritten} articles inchangés seraient réindexés"
                    f" ({self.embedded} passages à recalculer en tout).",
                    en=f"{self.rewritten} unchanged articles would be indexed again"
                    f" ({self.embedded} passages to compute in all).",
                )
            ]
        return [
            Bilingual(
                fr=f"{self.rewritten} articles inchangés ont été réindexés"
                f" ({self.embedded} passages recalculés en tout).",
                en=f"{self.rewritten} unchanged articles were indexed again"
                f" ({self.embedded} passages computed in all).",
            )
        ]

    def _refused(self) -> list[Bilingual]:
        named = [
            Bilingual(
                fr=f"{passage_id} n'a pas de vecteur ({reason.fr}) : il n'est trouvé que par ses mots.",
                en=f"{passage_id} has no vector ({reason.en}): it is found by its words only.",
            )
            for passage_id, reason in self.refused[:_NAMED]
        ]
        more = len(self.refused) - _NAMED
        if more > 0:
            named.append(Bilingual(fr=f"… et {more} autres passages.", en=f"… and {more} more passages."))
        return named
