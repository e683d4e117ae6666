"""Cited passages and their articles → the origins behind them, and where they differ."""
