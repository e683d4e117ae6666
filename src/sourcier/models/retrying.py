"""Which faults are worth another try, and how long apart (tenacity's arguments)."""

from __future__ import annotations

from typing import Any

from tenacity import RetryCallState, stop_after_attempt, wait_exponential, wait_random

from sourcier.models.failures import ModelBusy, ModelStumbled


def _again(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return isinstance(error, ModelBusy) or (isinstance(error, ModelStumbled) and state.attempt_number < 2)


PATIENCE: dict[str, Any] = {
    "retry": _again,
    "stop": stop_after_attempt(5),
    "wait": wait_exponential(multiplier=0.25, max=2.0) + wait_random(0.0, 0.1),
    "reraise": True,
}
"""A busy server (503) gets five tries over about four seconds, a stumble (500) two; the rest one."""
