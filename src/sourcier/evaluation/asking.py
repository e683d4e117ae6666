"""Questions and a way to judge one → their results, with progress; Ctrl-C keeps what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from sourcier.errors import SourcierError
from sourcier.evaluation.results import Result


class Numbered(Protocol):
    """What every question has."""

    @property
    def id(self) -> str:
        """Its name in the file."""
        ...

    @property
    def line(self) -> int:
        """Its line in the file."""
        ...

    @property
    def language(self) -> str:
        """The language it is in."""
        ...

    @property
    def type(self) -> str:
        """The group it is counted in."""
        ...


Q = TypeVar("Q", bound=Numbered)


def each_result(
    questions: Iterable[Q],
    judge: Callable[[Q], Result],
    text: Callable[[Q], str],
    progress: Callable[[int], None],
) -> list[Result]:
    """The result of every question; of those done when a person interrupts.

    A question that fails is kept with its error, and the others go on.

    Raises:
        SourcierError: every question fails, or the first three do: the rest would too.
    """
    results: list[Result] = []
    last: SourcierError | None = None
    try:
        for question in questions:
            try:
                results.append(judge(question))
            except SourcierError as error:
                last = error
                failed = Result(
                    question.id,
                    question.line,
                    text(question),
                    question.language,
                    question.type,
                    {},
                    error=error.message,
                )
                results.append(failed)
                if len(results) == _HOPELESS and all(one.error for one in results):
                    raise
            progress(len(results))
    except KeyboardInterrupt:
        return results
    if last is not None and all(one.error for one in results):
        raise last
    return results


_HOPELESS = 3
