"""What ``journal`` registers at start-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.api import register_consumer
from journal.data import CONSUMER, USAGE_CODE
from learning_objects.data import RESTORED_TOPIC, WITHDRAWN_TOPIC, UsageNumber
from notices.api import register_group, register_notice
from notices.data import Facts, NoticeGroup


def register() -> None:
    """Register the rules, the page of a lesson, and lessons as places of objects and topics."""
    from framework.api import register_consequence
    from journal.planned_topics import lessons_at
    from journal.plans.rules import register_rules as register_plan_rules
    from journal.rules import register_rules
    from learning_objects.api import register_usage
    from schedule.api import register_lesson_page

    register_rules()
    register_plan_rules()
    register_lesson_page("journal", "journal:lesson")
    register_usage(USAGE_CODE, tell_lessons)
    register_consequence("lessons", _("lessons ahead"), lessons_at)
    register_consumer(name=CONSUMER, topics=[WITHDRAWN_TOPIC, RESTORED_TOPIC])
    register_notices()


def register_notices() -> None:
    """Register what teachers are told about the materials of their lessons."""
    group = "journal.materials"
    register_group(
        group,
        NoticeGroup(
            _("Materials of my lessons"),
            _("When one that you planned is withdrawn, blocked or offered again."),
        ),
    )
    titles = {
        "journal.material_retired": (_("Withdrawn from the library: “%(title)s”"), "archive-x"),
        "journal.material_blocked": (_("Blocked by the institute: “%(title)s”"), "ban"),
        "journal.material_restored": (_("In the library again: “%(title)s”"), "undo-2"),
    }
    texts = {
        "journal.material_retired": tell_retired,
        "journal.material_blocked": tell_blocked,
        "journal.material_restored": tell_restored,
    }
    for code, (title, icon) in titles.items():
        register_notice(
            code,
            group=group,
            title=title,
            text=texts[code],
            icon=icon,
            example={"title": "Закон Ома", "number": 3},
        )


def tell_retired(facts: Facts) -> str:
    """Return what becomes of lessons that use a retired material."""
    words = ngettext(
        "It stays on %(number)d lesson of yours; others are not offered it any more.",
        "It stays on %(number)d lessons of yours; others are not offered it any more.",
        facts["number"],
    )
    return words % facts


def tell_blocked(facts: Facts) -> str:
    """Return what becomes of lessons that use a blocked material."""
    words = ngettext(
        "Nobody can open it any more. Choose another one for %(number)d lesson.",
        "Nobody can open it any more. Choose another one for %(number)d lessons.",
        facts["number"],
    )
    return words % facts


def tell_restored(facts: Facts) -> str:
    """Return what becomes of lessons that use what is offered again."""
    words = ngettext(
        "It can be used again on %(number)d lesson of yours.",
        "It can be used again on %(number)d lessons of yours.",
        facts["number"],
    )
    return words % facts


def tell_lessons(told: UsageNumber) -> str:
    """Return the words for the number of lessons that use an object."""
    if told.in_term:
        return tell_term(told)
    if told.at_least:
        words = ngettext(
            "Used in more than %(number)d lesson",
            "Used in more than %(number)d lessons",
            told.number,
        )
    else:
        words = ngettext("Used in %(number)d lesson", "Used in %(number)d lessons", told.number)
    return words % {"number": told.number}


def tell_term(told: UsageNumber) -> str:
    """Return the words for the lessons of this half of the school year."""
    if told.at_least:
        words = ngettext(
            "Used in more than %(number)d lesson this half year",
            "Used in more than %(number)d lessons this half year",
            told.number,
        )
    else:
        words = ngettext(
            "Used in %(number)d lesson this half year",
            "Used in %(number)d lessons this half year",
            told.number,
        )
    return words % {"number": told.number}
