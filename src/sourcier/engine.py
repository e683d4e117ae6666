"""Composition root: settings → an engine that asks, searches and indexes, for command line and page alike."""

from __future__ import annotations

import threading
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sourcier.ask.conversation import converse
from sourcier.ask.means import Means
from sourcier.ask.retrieval.fusion import chosen_from, crosses
from sourcier.ask.writing.request import beginning
from sourcier.errors import ModelError
from sourcier.events import AskEvent, AuditEvent, Failure, IndexEvent
from sourcier.prompts import load_prompts
from sourcier.serving import Served, Serving, served
from sourcier.state import (
    chat_of,
    embedder_made_with,
    embedder_of,
    server_of,
)
from sourcier.state_told import inspect, status_of
from sourcier.status import Status
from sourcier.stores.listing import Choices, Listing, Wanted, choices, select, titles
from sourcier.stores.rows import nothing_indexed
from sourcier.stores.under_way import partial
from sourcier.trust import second_look
from sourcier.types import UNFILTERED, Article, Bilingual, Filters, Hit, Segment, Turn

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.models.ollama import InstalledModel, OllamaServer, PullProgress
    from sourcier.provenance import Provenance
    from sourcier.settings import Settings
    from sourcier.stores.opened import Index

__all__ = ["Engine", "inspect"]


class Engine:
    """Owns the index of one folder and the way to the models. Open it with `open`, close it when done.

    Questions may be asked from several threads; one run of indexing goes at a time.
    """

    def __init__(
        self, settings: Settings, index: Index, server: OllamaServer | None, embedder: PassageEmbedding
    ) -> None:
        from sourcier.tokens import count

        self.settings = settings
        self._server = server
        self._ownership = index.ownership
        self._chosen = chosen_from(settings.retrieval.weights)
        self._serving = Serving(served(index, embedder, self._chosen))
        self._count = count
        self._prompts = load_prompts(settings.paths.prompts)
        self._indexing = threading.Lock()

    @classmethod
    def open(cls, settings: Settings, *, what: str = "chat") -> Self:
        """Takes ownership of the index and finds the models; ``what`` is what others are told it is doing.

        Raises:
            StoreBusy: another process owns the index.
            StoreBroken, StoreMismatch: the index cannot be used.
            ModelMissing, ModelUnfit: a model that the settings name cannot serve.
        """
        from sourcier.stores.opened import Index

        server = server_of(settings)
        wanted = embedder_of(settings, server)
        index = Index.open(settings.paths.index, wanted.fingerprint, wanted.dimension, owner_what=what)
        try:
            return cls(settings, index, server, embedder_made_with(index, settings, server, wanted))
        except BaseException:
            index.close()
            raise

    def close(self) -> None:
        """Closes the stores and gives the index back. May be called twice."""
        self._serving.close()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def announce(self, address: str, token: str) -> None:
        """Say to other commands where this process takes their work, and by what word (see `ui.handover`)."""
        self._ownership.announce(port=int(address.rpartition(":")[2]), address=address, token=token)

    def is_empty(self) -> bool:
        """Whether nothing is indexed yet."""
        with self._serving.reading() as now:
            return now.index.ledger.counts().articles == 0

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
        """The events of one question, last of them `Finished`; closing it stops the model.

        ``standalone`` is the user's own rewriting of a follow-up question; ``model`` a chat model other than
        the settings' one.

        Raises:
            StoreMissing: nothing is indexed: run `index` first.
            SourcierError: the question is empty or too long; a model that was named cannot serve.
        """
        with self._serving.reading() as now:
            ledger = now.index.ledger
            counts = ledger.counts()
            if not counts.articles:
                raise nothing_indexed(now.index.repairs)
            chat, notices = chat_of(self.settings, self._server, model) if use_model else (None, ())
            again, doubts = second_look(self.settings, self._server, chat, self._prompts)
            means = Means(
                search=now.retriever,
                chat=chat,
                prompts=self._prompts,
                articles=ledger.article,
                corpus=now.index.lexical,
                count=self._count,
                passages=self.settings.retrieval.passages,
                indexed=counts.passages,
                evidence_tokens=self.settings.retrieval.evidence_tokens,
                window_tokens=self.settings.models.num_ctx - self.settings.models.num_predict,
                newest_published=ledger.newest_published(),
                notices=(*self._partial(now), *notices, *doubts),
                languages=tuple(each for each in now.index.lexical.languages() if each != "und"),
                crossing=crosses(now.embedder.model_name),
                second_look=again,
            )
            events = converse(
                question, means, turns=history, filters=filters, strict=strict, standalone=standalone
            )
            with closing(events):
                yield from events

    def _partial(self, now: Served) -> tuple[Bilingual, ...]:
        return partial(now.index.folder, running=self._indexing.locked())

    def warm(self, *, model: str | None = None) -> None:
        """Has the chat model load, and read what every prompt begins with, unless it did.

        For while a question is typed: its answer then waits for neither. What fails, the question will say.
        """
        with suppress(ModelError):
            chat, _ = chat_of(self.settings, self._server, model)
            if chat is not None and chat.is_cold:
                chat.preload(beginning(self._prompts))

    def search(self, query: str, k: int = 10, filters: Filters = UNFILTERED) -> list[Hit]:
        """The best ``k`` passages, best first, without understanding or answering."""
        with self._serving.reading() as now:
            if not now.index.ledger.counts().articles:
                raise nothing_indexed(now.index.repairs)
            return now.retriever.search(query, k, filters)

    def lent(self) -> AbstractContextManager[Served]:
        """The index that answers and its retriever, for whoever measures them."""
        return self._serving.reading()

    def index(
        self,
        *,
        dry_run: bool = False,
        allow_removals: bool = False,
        purge: bool = False,
        leave: Collection[str] = (),
    ) -> Generator[IndexEvent, None, None]:
        """Takes in what changed in the folder; closing the iterator cancels and keeps what is done.

        Files of ``leave`` are still being written, and wait for a later run. Where the embedder or a rule
        changed, or with ``purge``, a new index is built beside the one that answers, then takes its place.
        ``purge`` also empties the trash of the folder: no text of removed articles is left.

        Raises:
            CorpusError: no such folder, or most of its articles are gone and ``allow_removals`` is not set.
            StoreBroken: the index cannot be written.
            ModelError: the index must be built anew, and its embedder is away.
        """
        from sourcier.ingest.run import run

        with self._indexing:
            # Ollama may have come up, or got another embedder, since the engine was opened.
            embedder = embedder_of(self.settings, self._server)
            self._serving.embed_with(embedder)
            events = run(
                self.settings.paths.corpus,
                self._serving.now.index,
                embedder,
                splitting=self.settings.splitting,
                switched=lambda index: self._serving.replace(served(index, embedder, self._chosen)),
                settled=self._serving.settled,
                purge=purge,
                dry_run=dry_run,
                allow_removals=allow_removals,
                leave=leave,
            )
            with closing(events):
                yield from events

    def verify_index(
        self, *, repair: bool = False, allow_removals: bool = False
    ) -> Generator[AuditEvent, None, None]:
        """Compares folder and stores, and mends what differs where asked; closing the iterator cancels.

        Raises:
            CorpusError: as `index` does.
            StoreBroken: a store cannot be read, or written.
        """
        from sourcier.ingest.verify_index import verify_index

        with self._indexing:
            now = self._serving.now
            events = verify_index(
                self.settings.paths.corpus,
                now.index,
                now.embedder,
                splitting=self.settings.splitting,
                repair=repair,
                allow_removals=allow_removals,
            )
            with closing(events):
                yield from events

    def failures(self) -> list[Failure]:
        """Files that could not be taken in, and why."""
        with self._serving.reading() as now:
            return now.index.ledger.failures()

    def titles(self, count: int, longest: int) -> list[str]:
        """The first ``count`` titles of articles, each once, of at most that many characters."""
        with self._serving.reading() as now:
            return titles(now.index.ledger.rows, count, longest)

    def articles(self) -> Iterator[Article]:
        """Every indexed article."""
        with self._serving.reading() as now:
            yield from now.index.ledger.articles()

    def listed(self, wanted: Wanted) -> Listing:
        """One page of the articles and failures that are wanted."""
        with self._serving.reading() as now:
            return select(now.index.ledger.rows, wanted)

    def choices(self) -> Choices:
        """The outlets and languages that `listed` can be asked for."""
        with self._serving.reading() as now:
            return choices(now.index.ledger.rows)

    def article(self, article_id: str) -> Article | None:
        """One article as it was read, or ``None``."""
        with self._serving.reading() as now:
            return now.index.ledger.article(article_id)

    def segments(self, article_id: str) -> list[Segment]:
        """Its segments, in order."""
        with self._serving.reading() as now:
            return now.index.ledger.segments(article_id)

    def models(self) -> list[InstalledModel]:
        """What Ollama has.

        Raises:
            ModelUnreachable: there is no Ollama.
        """
        return [] if self._server is None else self._server.list_models()

    def pull(self, name: str) -> Iterator[PullProgress]:
        """Downloads a model through Ollama, step by step. Only ever called once a person agreed."""
        return iter(()) if self._server is None else self._server.pull(name)

    def status(self) -> Status:
        """What is there, what is missing and what to type next."""
        with self._serving.reading() as now:
            return status_of(
                self.settings,
                self._server,
                now.index,
                embedding=now.embedder.fingerprint,
                running=self._indexing.locked(),
                notices=now.index.repairs,
            )

    def provenance(self, article_ids: Sequence[str], model: str | None) -> Provenance:
        """How an answer by ``model`` from these articles is made here and now."""
        from sourcier.disclosure import provenance_of

        with self._serving.reading() as now:
            return provenance_of(
                self.settings,
                self._server,
                now.index.ledger,
                now.embedder.fingerprint,
                article_ids,
                model,
            )
