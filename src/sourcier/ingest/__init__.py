"""Folder of files → articles (read) → typed segments (segment) → passages (split) → the index (store)."""
