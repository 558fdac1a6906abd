"""XML from strangers, read as data: no document type, no entities, nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # nosec B405  # defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_FIRST_BLOCK_BYTES = 64 * 1024

REASONS = {
    "too-large": _("The XML file is too large."),
    "too-deep": _("The XML file has too many elements inside one another."),
    "too-many-nodes": _("The XML file has too many elements and attributes."),
    "document-type": _("The XML file declares a document type or entities, which is not accepted."),
    "encoding": _("The character encoding of the XML file is not accepted. Save it in UTF-8."),
    "not-well-formed": _("The XML file is not well-formed."),
}
# Python would offer expat all its codecs, among them some that run over escapes and warn.
ENCODINGS = frozenset(
    ["utf-8", "utf-16", "us-ascii", "koi8-r", "koi8-u", "cp866", "ibm866"]
    + [f"iso-8859-{part}" for part in (*range(1, 12), *range(13, 17))]
    + [f"windows-125{part}" for part in range(9)]
)


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """What the reader accepts: bytes of the file, elements inside one another, and nodes.

    Elements and attributes are nodes; text is limited by the bytes.
    """

    total_bytes: int = 16 * 1024 * 1024
    depth: int = 100
    nodes: int = 500_000


DEFAULT_LIMITS = XmlLimits()


class XmlRefused(Exception):
    """XML that is not read any further.

    ``code`` is a key of ``REASONS``; ``line`` is where reading stopped, from 1. ``reason`` is in
    the language of the moment it is asked.
    """

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code, line)
        self.code = code
        self.line = line

    @property
    def reason(self) -> str:
        """The reason as a sentence for people."""
        return gettext(REASONS[self.code])

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


def parse_xml(source: bytes | BinaryIO, limits: XmlLimits = DEFAULT_LIMITS) -> Element:
    """Return the root element of a whole XML file, or raise ``XmlRefused``.

    Reads in growing blocks and stops at the first thing that is not accepted. Comments and
    processing instructions are dropped. Addresses in the file (schemas, style sheets) are text
    and stay text.
    """
    stream = BytesIO(source) if isinstance(source, bytes) else source
    builder = _LimitedBuilder(limits)
    parser = XMLParser(target=builder, forbid_dtd=True)
    parser.parser.XmlDeclHandler = _check_encoding
    try:
        _feed(parser, stream, limits)
        root: Element = parser.close()
    except _Refusal as refusal:
        raise XmlRefused(str(refusal), _line(parser)) from None
    except DefusedXmlException as error:
        raise XmlRefused("document-type", _line(parser)) from error
    except (ParseError, ValueError, LookupError) as error:
        raise XmlRefused("not-well-formed", _line(parser)) from error
    return root


def _feed(parser: XMLParser, stream: BinaryIO, limits: XmlLimits) -> None:
    """Feed blocks, each twice as large as the last.

    Older versions of expat (before 2.6) look through an unfinished token anew with every block:
    with equal blocks one long attribute takes time with the square of its length.
    """
    size, wanted = 0, _FIRST_BLOCK_BYTES
    while block := stream.read(wanted):
        size, wanted = size + len(block), wanted * 2
        if size > limits.total_bytes:
            raise _Refusal("too-large")
        parser.feed(block)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ENCODINGS:
        raise _Refusal("encoding")


def _line(parser: XMLParser) -> int:
    line: int = parser.parser.CurrentLineNumber
    return line


class _Refusal(Exception):
    """Ends the parsing from inside a handler."""


class _LimitedBuilder(TreeBuilder):
    """Builds the tree and counts on the way."""

    def __init__(self, limits: XmlLimits) -> None:
        super().__init__()
        self._limits = limits
        self._depth = 0
        self._nodes = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        self._depth += 1
        self._nodes += 1 + len(attrs)
        if self._depth > self._limits.depth:
            raise _Refusal("too-deep")
        if self._nodes > self._limits.nodes:
            raise _Refusal("too-many-nodes")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        self._depth -= 1
        return super().end(tag)
