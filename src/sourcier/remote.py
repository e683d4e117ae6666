"""The process that owns an index, reached over loopback → the same work as an engine of one's own.

Two processes on one Chroma folder would search stale data without any error, so a command that finds the
index owned hands its work to the owner, at the address and with the word kept in owner.json.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from sourcier.errors import StoreBusy
from sourcier.events import AskEvent, AuditEvent, IndexEvent
from sourcier.status import Status
from sourcier.transfer import PREFIX, dump, read
from sourcier.types import UNFILTERED, Article, Bilingual, Filters, Hit, Turn

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.provenance import Provenance
    from sourcier.settings import Settings
    from sourcier.stores.listing import Listing, Wanted
    from sourcier.stores.owner import Owner


def open_engine(settings: Settings, *, what: str) -> Engine | RemoteEngine:
    """The engine of this process, or the way to the one of the process that owns the index.

    Raises:
        StoreBusy: another process owns the index and takes no work.
        SourcierError: see `Engine.open`.
    """
    from sourcier.stores.owner import read_owner

    # Asked first: the way to an owner needs none of the packages that an engine takes seconds to load.
    owner = read_owner(settings.paths.index)
    if not _takes_work(owner):
        from sourcier.engine import Engine

        try:
            return Engine.open(settings, what=what)
        except StoreBusy:
            # Another process may have come up in between.
            owner = read_owner(settings.paths.index)
            if not _takes_work(owner):
                raise
    return RemoteEngine(cast("Owner", owner), settings)


def _takes_work(owner: Owner | None) -> bool:
    return owner is not None and owner.address is not None and owner.token is not None


class RemoteEngine:
    """What the commands use of an engine, done by the owner of the index."""

    def __init__(self, owner: Owner, settings: Settings) -> None:
        self._owner = owner
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    @property
    def address(self) -> str:
        """Where the owner of the index is, as a browser opens it."""
        return self._owner.address or ""

    def is_empty(self) -> bool:
        """Whether nothing is indexed yet."""
        return self.status().articles == 0

    def status(self) -> Status:
        """What is there and what is missing."""
        return cast(Status, next(self._lines("status", {})))

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = UNFILTERED,
        strict: bool = False,
        use_model: bool = True,
        standalone: str | None = None,
        model: str | None = None,
    ) -> Generator[AskEvent, None, None]:
        """As `Engine.ask`; closing the iterator closes the connection, and the owner stops the model."""
        body = {
            "question": question,
            "history": [turn.question for turn in history],
            "filters": dump(filters)["value"],
            "strict": strict,
            "use_model": use_model,
            "standalone": standalone,
            "model": model,
        }
        return cast(Generator[AskEvent, None, None], self._lines("ask", body))

    def search(self, query: str, k: int = 10, filters: Filters = UNFILTERED) -> list[Hit]:
        """As `Engine.search`."""
        body = {"query": query, "k": k, "filters": dump(filters)["value"]}
        return cast(list[Hit], list(self._lines("search", body)))

    def index(
        self,
        *,
        dry_run: bool = False,
        allow_removals: bool = False,
        purge: bool = False,
        leave: Collection[str] = (),
    ) -> Generator[IndexEvent, None, None]:
        """As `Engine.index`.

        Raises:
            StoreBusy: the owner's folder of articles is another one: it would be indexed instead.
        """
        self._same_corpus()
        body = {
            "dry_run": dry_run,
            "allow_removals": allow_removals,
            "purge": purge,
            "leave": sorted(leave),
        }
        yield from cast(Generator[IndexEvent, None, None], self._lines("index", body))

    def verify_index(
        self, *, repair: bool = False, allow_removals: bool = False
    ) -> Generator[AuditEvent, None, None]:
        """As `Engine.verify_index`. Raises `StoreBusy` as `index` does."""
        self._same_corpus()
        body = {"repair": repair, "allow_removals": allow_removals}
        yield from cast(Generator[AuditEvent, None, None], self._lines("verify_index", body))

    def _same_corpus(self) -> None:
        theirs, ours = self.status().corpus, str(self._settings.paths.corpus)
        if theirs != ours:
            raise _other_corpus(self._owner, theirs, ours)

    def articles(self) -> Iterator[Article]:
        """As `Engine.articles`."""
        return cast(Iterator[Article], self._lines("articles", {}))

    def listed(self, wanted: Wanted) -> Listing:
        """As `Engine.listed`."""
        return cast("Listing", next(self._lines("listed", {"wanted": dump(wanted)["value"]})))

    def provenance(self, article_ids: Sequence[str], model: str | None) -> Provenance:
        """As `Engine.provenance`."""
        body = {"article_ids": list(article_ids), "model": model}
        return cast("Provenance", next(self._lines("provenance", body)))

    def _lines(self, work: str, body: dict[str, Any]) -> Generator[Any, None, None]:
        import httpx

        headers = {"Authorization": f"Bearer {self._owner.token}"}
        url = f"{self._owner.address}{PREFIX}{work}"
        # Something comes every second, if only an empty line; a silent minute means that the owner is stuck.
        timeout = httpx.Timeout(60.0, connect=3.0)
        try:
            with (
                httpx.Client(trust_env=False, timeout=timeout) as client,
                client.stream("POST", url, content=json.dumps(body), headers=headers) as reply,
            ):
                if reply.status_code != 200:
                    raise _unhelpful(self._owner, f"HTTP {reply.status_code}")
                for line in reply.iter_lines():
                    if line:
                        yield read(json.loads(line))
        except httpx.HTTPError as error:
            raise _unhelpful(self._owner, repr(error)) from error


def _other_corpus(owner: Owner, theirs: str, ours: str) -> StoreBusy:
    return StoreBusy(
        Bilingual(
            fr=f"L'index est tenu par « {owner.what} » (processus {owner.pid}) pour le dossier {theirs},"
            f" pas pour {ours}.",
            en=f"The index is held by “{owner.what}” (process {owner.pid}) for the folder {theirs},"
            f" not for {ours}.",
        ),
        Bilingual(
            fr=f"Arrêtez ce processus, ou donnez son dossier : --corpus {theirs}",
            en=f"Stop that process, or give its folder: --corpus {theirs}",
        ),
    )


def _unhelpful(owner: Owner, reason: str) -> StoreBusy:
    return StoreBusy(
        Bilingual(
            fr=f"L'index est utilisé par « {owner.what} » (processus {owner.pid}), qui ne répond pas"
            f" ({reason}).",
            en=f"The index is in use by “{owner.what}” (process {owner.pid}), which does not answer"
            f" ({reason}).",
        ),
        Bilingual(fr="Arrêtez ce processus, puis recommencez.", en="Stop that process, then try again."),
    )
