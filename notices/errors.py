"""Errors of ``notices`` that other packages may catch."""

from notices.actions.telling import WrongFacts
from notices.places import WrongPlace

__all__ = ["WrongFacts", "WrongPlace"]
