"""From decoded JSON to a :class:`~framework.frp.data.Programme`."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.data import (
    CONTENT_LIMIT,
    LEVELS,
    SUBJECT_LIMIT,
    TITLE_LIMIT,
    VARIANTS,
    Grade,
    Programme,
    Section,
    Topic,
)
from framework.frp.values import Value


def parse_programme(data: Any, file: str) -> Programme:
    """Return the programme that the decoded JSON ``data`` of ``file`` describes.

    Raises :class:`~framework.frp.errors.FrameworkFileError` and nothing else.
    """
    root = Value(data, file)
    level = _level(root.member("level"))
    return Programme(
        subject=root.member("subject").text(SUBJECT_LIMIT, required=True),
        level=level,
        variant=_variant(root.member("variant")),
        source=root.member("source").text(SUBJECT_LIMIT),
        grades=_grades(root.member("grades"), level),
    )


def _level(value: Value) -> str:
    level = value.text(SUBJECT_LIMIT)
    if level not in LEVELS:
        raise value.refuse(
            format_lazy(_("the level of education “{level}” is unknown."), level=level),
            format_lazy(_("Use one of: {levels}."), levels=", ".join(LEVELS)),
        )
    return level


def _variant(value: Value) -> str:
    variant = value.text(SUBJECT_LIMIT)
    if variant not in VARIANTS:
        raise value.refuse(
            format_lazy(_("the variant “{variant}” is unknown."), variant=variant),
            format_lazy(
                _("Use one of: {variants}; or an empty text where there is only one."),
                variants=", ".join(item for item in VARIANTS if item),
            ),
        )
    return variant


def _grades(value: Value, level: str) -> tuple[Grade, ...]:
    grades: dict[int, Grade] = {}
    for item in value.items():
        grade = _grade(item, LEVELS[level])
        if grade.number in grades:
            raise item.member("grade").refuse(
                format_lazy(_("grade {grade} is here twice."), grade=grade.number),
                _("Join both into one."),
            )
        grades[grade.number] = grade
    if not grades:
        raise value.refuse(_("the programme has no grades."), _("Add at least one grade."))
    return tuple(grades[number] for number in sorted(grades))


def _grade(value: Value, numbers: range) -> Grade:
    return Grade(
        number=value.member("grade").whole(numbers[0], numbers[-1]),
        hours=value.member("hours").hours(),
        sections=tuple(_section(item) for item in value.member("sections").items()),
    )


def _section(value: Value) -> Section:
    return Section(
        title=value.member("title").text(TITLE_LIMIT),
        hours=value.member("hours").hours(),
        topics=tuple(_topic(item) for item in value.member("topics").items()),
    )


def _topic(value: Value) -> Topic:
    return Topic(
        title=value.member("title").text(TITLE_LIMIT, required=True),
        hours=value.member("hours").hours(),
        content=value.member("content").text(CONTENT_LIMIT),
    )
