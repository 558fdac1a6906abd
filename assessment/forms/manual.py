"""Forms of what a person marks: the work, and the points given for it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from assessment.forms.controls import AREA, FILE, AnswerUnclear, Block, Control, Sent
from assessment.forms.plane import image_block

MANUAL_TYPES = frozenset({"essay", "file", "audio", "drawing"})


def essay(view: dict[str, Any], sent: Sent) -> list[Block]:
    """A large field."""
    control = Control(AREA, sent.name("text"), _("Text"), sent.one("text"))
    return [Block("list", (control,), help=_words_asked(view)), *marks(view, sent)]


def _words_asked(view: dict[str, Any]) -> str:
    least, most = view["at_least_words"], view["at_most_words"]
    if least and most:
        return _("From %(least)d to %(most)d words.") % {"least": least, "most": most}
    if least:
        return _("Words at least: %(least)d.") % {"least": least}
    return _("Words at most: %(most)d.") % {"most": most} if most else ""


def read_essay(view: dict[str, Any], sent: Sent) -> Any:
    """Return the text as typed."""
    return sent.one("text")


def upload(view: dict[str, Any], sent: Sent) -> list[Block]:
    """A file to hand in, under the picture to draw on; while trying, its name stands for it."""
    label = {"audio": _("Recording"), "drawing": _("Drawing")}.get(view["type"], _("File"))
    many = view.get("at_most", 1) > 1
    control = Control(FILE, sent.name("file"), label, many=many)
    help_text = _("While you try an item a file is not kept: its name stands for the answer.")
    ground = [image_block(view)] if view.get("image") else []
    return [*ground, Block("list", (control,), help=help_text), *marks(view, sent)]


def read_files(view: dict[str, Any], sent: Sent) -> Any:
    """Return a list of names of files."""
    return _names(sent)


def read_one_file(view: dict[str, Any], sent: Sent) -> Any:
    """Return the name of the file, or nothing."""
    names = _names(sent)
    return names[0] if names else ""


def _names(sent: Sent) -> list[str]:
    if not isinstance(sent.files, MultiValueDict):
        return []
    return [str(file.name) for file in sent.files.getlist(sent.name("file"))]


def marks(view: dict[str, Any], sent: Sent) -> list[Block]:
    """Fields for the points that a person gives, by criterion or for the whole."""
    criteria = view["rubric"]["criteria"]
    if not criteria:
        control = sent.number("mark-", _("Points for the whole"))
        return [Block("points", rows=(((control,),),), legend=_("Points given by a person"))]
    rows = tuple(
        ((sent.select(f"mark-{criterion['id']}", _levels(criterion), criterion["title"]),),)
        for criterion in criteria
    )
    return [Block("points", rows=rows, legend=_("Points given by a person"))]


def _levels(criterion: dict[str, Any]) -> list[tuple[str, str]]:
    levels = ((level["points"], level["descriptor"]) for level in criterion["levels"])
    return [("", "—"), *((points, f"{points}: {words}") for points, words in levels)]


def read_marks(view: dict[str, Any], sent: Sent) -> dict[str, Decimal]:
    """Return the points given by criterion, ``""`` for the whole part."""
    if view["type"] not in MANUAL_TYPES:
        return {}
    names = [criterion["id"] for criterion in view["rubric"]["criteria"]] or [""]
    given = {name: sent.one(f"mark-{name}").strip().replace(",", ".") for name in names}
    try:
        return {name: Decimal(text) for name, text in given.items() if text}
    except InvalidOperation as error:
        raise AnswerUnclear(_("Points are a number: 2 or 1,5.")) from error
