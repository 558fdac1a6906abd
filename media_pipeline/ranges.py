"""A part of a file, where a player asks for one (RFC 9110, 14.2): one range of bytes at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_CHUNK = 64 * 1024


def answer_range(request: HttpRequest, response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Return the part of a file that is asked for, or the whole answer as it stands.

    ``etag`` (quoted) is the file's: who has the beginning of another one gets the whole.
    """
    if not isinstance(response, FileResponse) or response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    known = request.headers.get("If-Range", etag)
    file: IO[bytes] | None = response.file_to_stream
    if wanted is None or not any(wanted.groups()) or known != etag:
        return response
    if file is None:
        return response
    size = int(response["Content-Length"])
    start, end = _bounds(wanted[1], wanted[2], size)
    if start >= end:
        response.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    part = StreamingHttpResponse(_Part(file, start, end), status=206)
    part["Content-Length"] = str(end - start)
    part["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    for name in ("Accept-Ranges", "Last-Modified"):
        part[name] = response[name]
    return part


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return where the part begins and ends; without a first place it is so many at the end."""
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size


class _Part:
    """The bytes from ``start`` up to ``end``; closes the file, read or not."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._start = start
        self._end = end

    def __iter__(self) -> Iterator[bytes]:
        self._skip()
        left = self._end - self._start
        while left and (chunk := self._file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def _skip(self) -> None:
        """Go to the start; what comes from another machine is read up to there."""
        if self._file.seekable():
            self._file.seek(self._start)
            return
        left = self._start
        while left and (chunk := self._file.read(min(_CHUNK, left))):
            left -= len(chunk)

    def close(self) -> None:
        """Let the file go; the answer calls this when it is done."""
        self._file.close()
