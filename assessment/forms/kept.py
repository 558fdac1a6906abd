"""Forms of kept QTI items: plain fields where there are such, JSON for the rest."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from assessment.content import plain
from assessment.forms.controls import AREA, AnswerUnclear, Block, Control, Sent, pieces_of
from assessment.rich import is_sound, player, render_html

_LINES = frozenset({"textEntry"})


def qti_item(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The body with a line in each place for text, then the other interactions one by one."""
    shown = view.get("kept") or {"body": "", "interactions": []}
    inline = {
        interaction["response"]: sent.text(interaction["response"], _name(interaction, shown))
        for interaction in shown["interactions"]
        if interaction["type"] in _LINES
    }
    body = shown["body"]
    others = [entry for entry in shown["interactions"] if entry["response"] not in inline]
    for entry in others:
        body = body.replace("{{" + entry["response"] + "}}", "")
    text = Block("text", pieces=pieces_of(body, inline))
    blocks = [text]
    for entry in others:
        if image := entry.get("image"):
            blocks.append(_image(image))
        blocks.append(_block_of(entry, sent, _name(entry, shown)))
    return blocks


def _image(image: dict[str, str]) -> Block:
    """What is pointed at, or listened to: QTI has both in the same place."""
    source = image["src"]
    if is_sound(source):
        return Block("text", pieces=(player(source),))
    size = (image["width"], image["height"])
    return Block("image", src=source, alternative=image["alternative"], size=size)


def _block_of(entry: dict[str, Any], sent: Sent, called: str) -> Block:
    name, legend = entry["response"], _legend(entry, called)
    if entry["type"] in ("choice", "inlineChoice", "hottext") and entry.get("choices"):
        add = sent.radio if entry["cardinality"] == "single" else sent.check
        controls = tuple(
            add(name, choice["id"], render_html(choice["html"] or choice["id"]))
            for choice in entry["choices"]
        )
        return Block("list", controls, legend=legend)
    if entry["type"] == "extendedText" and entry["cardinality"] == "single":
        return Block("list", (Control(AREA, sent.name(name), _("Text"), sent.one(name)),))
    control = Control(AREA, sent.name(name), _("Value in JSON"), sent.one(name))
    shape = _('A string, a list of strings or an object: "A", ["A B", "C D"], {"x": "1"}.')
    return Block("list", (control,), legend=legend, help=f"{shape} {_ids(entry)}".strip())


def _name(entry: dict[str, Any], shown: dict[str, Any]) -> str:
    """Return what the field is called in what is said of the answer: alone it has no number."""
    if len(shown["interactions"]) < 2:
        return _("Answer")
    return _("Field %(number)d") % {"number": entry["number"]}


def _legend(entry: dict[str, Any], called: str) -> str:
    prompt = plain(entry["prompt"])
    return f"{called}. {prompt}" if prompt and called != _("Answer") else prompt or called


def _ids(entry: dict[str, Any]) -> str:
    choices = [*entry.get("choices", []), *(c for row in entry.get("sets", []) for c in row)]
    ids = [choice["id"] for choice in [*choices, *entry.get("gaps", [])] if choice.get("id")]
    return _("Identifiers: %(ids)s.") % {"ids": ", ".join(ids)} if ids else ""


def read_qti_item(view: dict[str, Any], sent: Sent) -> Any:
    """Return the values by response identifier."""
    shown = view.get("kept") or {"interactions": []}
    found = {entry["response"]: _value(entry, sent) for entry in shown["interactions"]}
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _value(entry: dict[str, Any], sent: Sent) -> Any:
    name = entry["response"]
    if entry["type"] in ("choice", "inlineChoice", "hottext") and entry.get("choices"):
        return sent.one(name) if entry["cardinality"] == "single" else sent.many(name)
    if entry["type"] in ("textEntry", "extendedText") and entry["cardinality"] == "single":
        return sent.one(name)
    text = sent.one(name).strip()
    if not text:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        if entry["type"] in _LINES:
            return text
        raise AnswerUnclear(_("This is not JSON: check quotes and brackets.")) from None
