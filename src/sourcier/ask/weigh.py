"""Cited passages and their articles → the origins behind them, and the divergences among them."""

from __future__ import annotations

from sourcier.ask.weighing.divergences import divergences
from sourcier.ask.weighing.origins import origins

__all__ = ["divergences", "origins"]
