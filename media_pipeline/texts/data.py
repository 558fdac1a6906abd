"""What reading a file gives, and how much of it is kept.

The modules beside this one run in the reading process: without a database or settings.
"""

from __future__ import annotations

from dataclasses import dataclass

# Kept of one file: about eighty pages. What stands behind it is not found.
MOST_CHARACTERS = 200_000
# Raise it when the readers find more or other words: ``read_texts --again`` then reads anew.
METHOD = 1

PDF, WORD, SLIDES = "pdf", "docx", "pptx"
OPEN_TEXT, OPEN_SLIDES = "odt", "odp"
PLAIN, MARKDOWN, TABLE = "txt", "md", "csv"
WEB_CAPTIONS, SUBTITLES = "vtt", "srt"
CAPTIONS = frozenset({WEB_CAPTIONS, SUBTITLES})

# Why there is no text.
NO_TEXT = "no_text"  # a scan, an empty page
NO_READER = "no_reader"  # a kind of file that nothing reads
DAMAGED = "damaged"
LOCKED = "locked"
LIMITS = "limits"
TIME = "time"
CRASHED = "crashed"
# What may be otherwise the next time: the machine was busy.
PASSING = frozenset({TIME, CRASHED})


@dataclass(frozen=True, slots=True)
class ReadText:
    """The words of a file, a paragraph a line; ``truncated`` when the file has more."""

    text: str
    truncated: bool = False


class TextRefused(Exception):
    """A file whose words cannot be had; ``code`` is one of the reasons above, ``detail`` more."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
