"""The kinds of notices: the packages above register theirs, under codes that are stored."""

from __future__ import annotations

from django.utils.functional import Promise

from core.data import Registry
from notices.data import Facts, NoticeGroup, NoticeKind, Words

groups: Registry[NoticeGroup] = Registry("groups of notices")
kinds: Registry[NoticeKind] = Registry("kinds of notices")


def register_group(code: str, group: NoticeGroup) -> None:
    """Add a group that people choose a frequency of mail for."""
    groups.register(code, group)


def register_notice(
    code: str,
    *,
    group: str,
    title: Words,
    example: Facts,
    text: Words = "",
    icon: str = "bell",
) -> None:
    """Add a kind of notice, ``"<package>.<what happened>"``.

    ``title`` and ``text`` are lazy messages with named places, or functions of the data; they are
    rendered when somebody reads, in their language. ``example`` shows the data (numbers, strings,
    stored codes; no names of people: a notice outlives an erasure of the person it is about).
    """
    kinds.register(code, NoticeKind(group, title, dict(example), text, icon))


def fill(words: Words, facts: Facts) -> str:
    """Return ``words`` in the current language with the ``facts`` in their places."""
    if isinstance(words, (str, Promise)):
        found = str(words)
        return found % facts if facts and found else found
    return words(facts)
