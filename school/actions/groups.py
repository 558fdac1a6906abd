"""Classes and their subgroups."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from school.actions.schools import note
from school.data import CLASS, SUBGROUP
from school.models import Group, School
from school.rules import ADMINISTER, require_on

CLASS_TAKEN = _("The school has this class in this school year already.")
SUBGROUP_TAKEN = _("The class has a subgroup of this name already.")
NO_CLASS = _("A subgroup belongs to a class, not to another subgroup.")
GRADE_WRONG = _("A grade is a number from 1 to 11.")


@transaction.atomic
def create_class(
    *, school: School, year: int, grade: int, letter: str, by: User | None, now: datetime
) -> Group:
    """Open a class of the school year that begins in ``year``; the letter is made a capital.

    Raises ``NotAllowed``, or ``ValidationError`` by field when there is such a class.
    """
    require_on(by, ADMINISTER, school, now)
    capital = letter.strip().upper()
    group = Group(
        school=school,
        kind=CLASS,
        year=year,
        grade=grade,
        letter=capital,
        title=f"{grade} «{capital}»" if capital else str(grade),
    )
    same = Group.objects.filter(school=school, kind=CLASS, year=year, grade=grade, letter=capital)
    _save_checked(group, taken=same.exists(), field="letter", words=CLASS_TAKEN)
    note("school.create_class", school, by=by, now=now, group=group.uuid)
    return group


@transaction.atomic
def create_subgroup(*, parent: Group, title: str, by: User | None, now: datetime) -> Group:
    """Divide a class: a subgroup for English, technology and the like."""
    require_on(by, ADMINISTER, parent.school, now)
    if parent.kind != CLASS:
        raise ValidationError({"title": NO_CLASS})
    group = Group(
        school=parent.school,
        kind=SUBGROUP,
        year=parent.year,
        grade=parent.grade,
        letter=parent.letter,
        title=" ".join(title.split()),
        parent=parent,
    )
    same = Group.objects.filter(parent=parent, title=group.title)
    _save_checked(group, taken=same.exists(), field="title", words=SUBGROUP_TAKEN)
    note("school.create_subgroup", parent.school, by=by, now=now, group=group.uuid)
    return group


def _save_checked(group: Group, *, taken: bool, field: str, words: object) -> None:
    if taken:
        raise ValidationError({field: words})
    if not 1 <= group.grade <= 11:
        raise ValidationError({"grade": GRADE_WRONG})
    group.full_clean(exclude=["uuid"], validate_constraints=False)
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise ValidationError({field: words}) from error
