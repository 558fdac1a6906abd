"""Chance that can be repeated: the same seed gives the same numbers on any machine."""

from __future__ import annotations

_WORD = 0xFFFFFFFF


class Chance:
    """The generator «mulberry32» (Tommy Ettinger, public domain).

    Python's own would do as well; this one is what QTI players in browsers use, so that an
    attempt recorded there with its seed can be scored again here.
    """

    def __init__(self, seed: int) -> None:
        self._state = seed & _WORD

    def next(self) -> float:
        """Return a number from 0, below 1."""
        self._state = mixed = (self._state + 0x6D2B79F5) & _WORD
        mixed = ((mixed ^ (mixed >> 15)) * (mixed | 1)) & _WORD
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _WORD)) & _WORD
        return ((mixed ^ (mixed >> 14)) & _WORD) / 4294967296

    def below(self, count: int) -> int:
        """Return a whole number from 0, below ``count``."""
        return min(int(self.next() * count), count - 1)
