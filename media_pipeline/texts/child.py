"""The reading process: ``python -m media_pipeline.texts.child KIND < file`` writes JSON."""

from __future__ import annotations

import json
import logging
import sys

import django
from django.conf import settings

from media_pipeline.texts.data import LIMITS, PDF, ReadText, TextRefused
from media_pipeline.texts.reading import read_text


def main() -> None:
    """Read the file on standard input; answer with its text or the reason why there is none.

    Of the library only ``core`` is set up, without a database.
    """
    logging.disable()
    settings.configure(INSTALLED_APPS=["core"], USE_I18N=False)
    if sys.argv[1] != PDF:  # the readers of archives and XML are behind the door of ``core``
        django.setup()
    try:
        answer = _in_words(read_text(sys.stdin.buffer, sys.argv[1]))
    except TextRefused as refused:
        answer = {"refused": refused.code, "detail": refused.detail}
    except MemoryError:
        answer = {"refused": LIMITS, "detail": "memory"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _in_words(read: ReadText) -> dict[str, object]:
    return {"text": read.text, "truncated": read.truncated}


if __name__ == "__main__":
    main()
