"""Where a run of indexing stands → its figures for a person: files, passages, rate, time left."""

from __future__ import annotations

from sourcier.events import IndexProgress

_SURE_SECONDS = 2.0
"""Before that, a rate says nothing."""


def figures(progress: IndexProgress, language: str) -> str:
    """«12/40 fichiers · 310 passages · 25/s · 14 s · reste environ 30 s»; what is not known is left out."""
    french = language == "fr"
    parts = [f"{progress.files_done}/{progress.files_total or '…'} {'fichiers' if french else 'files'}"]
    if progress.passages_done:
        parts.append(f"{progress.passages_done} passages")
        if progress.seconds >= _SURE_SECONDS:
            rate = f"{progress.passages_done / progress.seconds:.3g}"
            parts.append(f"{rate.replace('.', ',') if french else rate}/s")
    parts.append(duration(progress.seconds))
    if progress.seconds_left is not None:
        left = duration(progress.seconds_left)
        parts.append(f"reste environ {left}" if french else f"about {left} left")
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """«45 s», «3 min 20 s», «2 h 05 min»: the same in both languages."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
