"""Errors of the server start."""


class CannotServe(Exception):
    """The server cannot start; the message says why and what to do about it."""
