"""What authors are told about: offers, suggestions, derivatives."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning_objects.realignment.telling import REALIGNED
from notices.api import register_group, register_notice
from notices.data import NoticeGroup

GROUP = "learning_objects.colleagues"
TITLE = {"title": "Закон Ома для участка цепи"}
PLACE = {**TITLE, "place": "Цель урока"}
MOVED = {**TITLE, "place": "Физика → 8 класс → Электрические явления"}
DERIVED = {**TITLE, "original": "Закон Ома для участка цепи"}

OFFERS: dict[str, tuple[str | Promise, str]] = {
    "invite_offered": (_("You are invited to be a co-author: “%(title)s”"), "user-plus"),
    "invite_accepted": (_("The invitation is accepted: “%(title)s”"), "user-check"),
    "invite_declined": (_("The invitation is declined: “%(title)s”"), "user-x"),
    "invite_withdrawn": (_("The invitation is withdrawn: “%(title)s”"), "user-x"),
    "invite_expired": (_("The invitation was not answered: “%(title)s”"), "clock"),
    "transfer_offered": (_("A material is offered to you: “%(title)s”"), "user-plus"),
    "transfer_accepted": (_("The material has another owner: “%(title)s”"), "user-check"),
    "transfer_declined": (_("The material was not taken over: “%(title)s”"), "user-x"),
    "transfer_withdrawn": (
        _("The material is no longer offered to you: “%(title)s”"),
        "user-x",
    ),
    "transfer_expired": (
        _("Nobody answered whether they take it over: “%(title)s”"),
        "clock",
    ),
    "author_removed": (_("You are no longer a co-author: “%(title)s”"), "user-x"),
}


def register_notice_kinds() -> None:
    """Register the group and its kinds."""
    register_group(
        GROUP,
        NoticeGroup(
            _("Colleagues and my materials"),
            _("Invitations, suggestions, and what others make of your materials."),
        ),
    )
    for code, (words, icon) in OFFERS.items():
        register_notice(
            f"learning_objects.{code}", group=GROUP, title=words, example=TITLE, icon=icon
        )
    _register_suggestions()
    register_notice(
        REALIGNED,
        group=GROUP,
        title=_("Your material stands elsewhere in the curriculum: “%(title)s”"),
        text=_("Your material now stands at: %(place)s."),
        example=MOVED,
        icon="waypoints",
    )
    register_notice(
        "learning_objects.derived",
        group=GROUP,
        title=_("Something was made from your “%(original)s”: “%(title)s”"),
        example=DERIVED,
        icon="git-fork",
    )


def _register_suggestions() -> None:
    kinds: dict[str, str | Promise] = {
        "suggested": _("An edit is proposed to “%(title)s”"),
        "suggestion_accepted": _("Your suggestion is accepted: “%(title)s”"),
        "suggestion_declined": _("Your suggestion is declined: “%(title)s”"),
        "suggestion_taken_back": _("A suggestion was taken back: “%(title)s”"),
    }
    for code, words in kinds.items():
        register_notice(
            f"learning_objects.{code}",
            group=GROUP,
            title=words,
            text=pgettext_lazy("place of a suggestion", "%(place)s"),
            example=PLACE,
            icon="messages-square",
        )
