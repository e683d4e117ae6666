"""A process that has imported everything → children forked from it in milliseconds, to be killed by tests."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT = multiprocessing.get_context("forkserver") if FORKS else multiprocessing.get_context("spawn")
PRELOADED = ["crash_child", "soak_child"]


@pytest.fixture(scope="module", autouse=True)
def warm_process() -> Iterator[None]:
    """Start the process that children come from, where there is such a thing."""
    if not FORKS:
        yield
        return
    from multiprocessing import forkserver

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        CONTEXT.set_forkserver_preload(PRELOADED)
        forkserver.ensure_running()
        yield


def launch(child: Callable[..., None], *values: Any) -> Any:
    """Run ``child(*values, ready)`` in a process of its own; returns once it has set ``ready``."""
    ready = CONTEXT.Event()
    process = CONTEXT.Process(target=child, args=(*values, ready))
    process.start()
    assert ready.wait(60)
    return process
