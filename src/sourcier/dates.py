"""Text → the dates in it, anchored to the day of publication; a line → the article's own date."""

from __future__ import annotations

from sourcier.date_grammar import DateMention, mentions
from sourcier.dateline import Dateline, dateline, published_date

__all__ = ["DateMention", "Dateline", "dateline", "mentions", "published_date"]
