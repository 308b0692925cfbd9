"""A file's time, made of its content: the same bytes have the same time in every release and from every machine, other bytes have another one.

nginx makes a file's ETag of its time, in whole seconds, and its size. Times of writing would tell a new ETag for old bytes whenever another machine
builds the site, and an old one for new bytes that came within a second of them in the same length. It is no date that anybody should be told.
"""

SPAN = 1 << 30
"""Seconds: all times lie between 1970 and 2004, which every disk can note. Two contents of one length share a time once in so many."""


def content_time(sha256: str) -> int:
    """In seconds since 1970; `sha256`: of the content, in hexadecimal, at least its first 16 digits."""
    return int(sha256[:16], 16) % SPAN
