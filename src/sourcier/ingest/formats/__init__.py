"""Bytes of a page, PDF, document or message → the text it shows, what its markup says, its metadata.

Everything here runs in the child process (`sourcier.ingest.child`): the bytes may be anybody's making.
"""
