"""Kinds of notices for tests, and notices of them, told by the same action that packages use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from core.api import now as clock
from core.api import plural_ru
from notices.api import notify, register_group, register_notice
from notices.data import WEEKLY, Facts, NoticeGroup
from notices.kinds import groups, kinds
from notices.models import Notice

DECIDED, REMARKED = "tests.decided", "tests.remarked"
DECISIONS, THANKS = "tests.decisions", "tests.thanks"


def remarked(facts: Facts) -> str:
    """Words with plurals: a function of the data."""
    number = facts["number"]
    if get_language() == "ru":
        word = plural_ru(number, "замечание", "замечания", "замечаний")
        return f"{number} {word} к материалу «{facts['title']}»"
    return f"{number} remarks on “{facts['title']}”"


@contextmanager
def some_kinds() -> Iterator[None]:
    """Register two groups and two kinds for the time of a test, beside those of the house."""
    kept = dict(groups._entries), dict(kinds._entries)
    try:
        register_group(DECISIONS, NoticeGroup(_("Materials"), "Решения и замечания."))
        register_group(THANKS, NoticeGroup("Благодарности", frequency=WEEKLY))
        register_notice(
            DECIDED,
            group=DECISIONS,
            title=lambda facts: f"Опубликовано: «{facts['title']}»",
            example={"title": "Закон Ома"},
            icon="circle-check",
        )
        register_notice(
            REMARKED,
            group=THANKS,
            title=remarked,
            text="Откройте и посмотрите.",
            example={"title": "Закон Ома", "number": 2},
            icon="message-square",
        )
        yield
    finally:
        groups._entries, kinds._entries = kept


def tell(
    *people: User,
    title: str = "Закон Ома",
    url: str = "/catalogue/",
    now: datetime | None = None,
    dedupe: str = "",
) -> Notice:
    """Tell ``people`` that a material is published; returns the newest notice."""
    return _tell(people, DECIDED, {"title": title}, url, now, dedupe)


def tell_remarks(
    *people: User, number: int = 2, url: str = "/catalogue/", now: datetime | None = None
) -> Notice:
    """Tell ``people`` about remarks."""
    facts = {"title": "Закон Ома", "number": number}
    return _tell(people, REMARKED, facts, url, now, "")


def _tell(
    people: Iterable[User], code: str, data: Facts, url: str, now: datetime | None, dedupe: str
) -> Notice:
    with transaction.atomic():
        notify(recipients=people, code=code, data=data, url=url, now=now or clock(), dedupe=dedupe)
    return Notice.objects.order_by("-id")[0]
