"""Items of the bank, made through the same actions that people use."""

from __future__ import annotations

from typing import Any

from accounts.api import User
from assessment.api import add_item, make_ready, set_audience
from assessment.data import EVERYBODY, AssessmentItem
from assessment.items.base import Choice
from assessment.items.choosing import SingleChoice
from assessment.items.item import Feedback, Hint, ItemPart, Tries
from assessment.models import BankItem
from core.api import now
from tests.factories.items import TYPES, make_interaction
from tests.factories.people import make_user

QUESTION = "<p>В каких единицах измеряют силу?</p>"


def choice_item(title: str = "Единица силы", **fields: Any) -> AssessmentItem:
    """One question with three answers; the second is right."""
    choices = (
        Choice(id="a", html="джоуль", feedback="Это единица работы."),
        Choice(id="b", html="ньютон"),
        Choice(id="c", html="ватт", feedback="Это единица мощности."),
    )
    part = ItemPart(
        id="q1",
        prompt=QUESTION,
        interaction=SingleChoice(choices=choices, key="b"),
        hints=(Hint(html="Вспомните второй закон.", penalty="0.25"),),
        feedback=Feedback(right="Верно.", wrong="Нет."),
    )
    return AssessmentItem(
        title=title,
        parts=(part,),
        tries=Tries(limit=2),
        solution="<p>Сила измеряется в ньютонах.</p>",
        notes="<p>Проверено по учебнику.</p>",
        **fields,
    )


def make_bank_item(*, by: User | None = None, shared: bool = False, **fields: Any) -> BankItem:
    """A draft of ``by``, or with ``shared`` a ready item for everybody."""
    owner = by or make_user("author")
    made = add_item(item=choice_item(**fields), by=owner, now=now())
    if shared:
        make_ready(bank_item=made, by=owner, now=now())
        set_audience(bank_item=made, audience=EVERYBODY, by=owner, now=now())
    return made


def every_interaction() -> AssessmentItem:
    """One item with a part of every interaction."""
    parts = tuple(
        ItemPart(id=f"p-{kind}", prompt=f"<p>{kind}</p>", interaction=make_interaction(kind))
        for kind in TYPES
    )
    return AssessmentItem(title="Всё сразу", parts=parts)
