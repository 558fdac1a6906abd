"""A small living library for the browser: people of every role, an object in every state.

Made in about two seconds through the same actions that people use, so that one database serves a
whole round of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from accounts.api import User
from core.api import now
from framework.api import get_tree
from learning_objects.api import withdraw_object
from learning_objects.data import TopicRef
from learning_objects.models import LearningObject
from moderation.api import add_remark, claim, submit
from moderation.models import Remark, Submission
from tests.factories.check_rules import make_rule
from tests.factories.framework import load_programmes
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.library import CURRENT, HEAT, topic
from tests.factories.moderation import return_submission
from tests.factories.people import make_user

PASSWORD = "утро-над-Волгой-42"
OHM = "Закон Ома: сопротивление проволоки"
WITHDRAWN = "Старая таблица плотностей"
RETURNED = "Молекулы и тепло"
CLAIMED = "Броуновское движение"
QUEUED = "Сила тока в двух лампах"
DRAFT = "Черновик о батарейках"


@dataclass
class Library:
    """Everything belongs to ``author``; ``expert`` has claimed one of the submissions."""

    author: User
    newcomer: User
    expert: User
    methodologist: User
    administrator: User
    published: LearningObject
    withdrawn: LearningObject
    returned: LearningObject
    draft: LearningObject
    queued: Submission
    claimed: Submission
    remark: Remark
    subject_url: str
    grade_url: str
    topic_url: str
    rule_url: str


def make_library(folder: Path) -> Library:
    """Import a small curriculum, write, submit, return, publish and withdraw; index the result."""
    load_programmes(folder / "programmes")
    author = make_user("author", login="teacher", password=PASSWORD)
    expert = make_user("moderator", login="expert", password=PASSWORD)
    published = _object(author, OHM, CURRENT, body=_lesson())
    publish(published, by=expert)
    withdrawn = _object(author, WITHDRAWN, HEAT)
    publish(withdrawn, by=expert)
    withdraw_object(learning_object=withdrawn, reason="Данные устарели.", by=author, now=now())
    returned = _object(author, RETURNED, HEAT)
    _return(returned, author, expert)
    claimed = _submitted(author, CLAIMED, HEAT)
    claim(submission=claimed, by=expert, now=now())
    call_command("search_rebuild", verbosity=0)
    subject_url, grade_url = _catalogue_of_physics()
    return Library(
        author=author,
        newcomer=make_user("author", login="newcomer"),
        expert=expert,
        methodologist=make_user("methodologist", login="methodologist"),
        administrator=make_user("administrator", login="administrator"),
        published=LearningObject.objects.get(pk=published.pk),
        withdrawn=LearningObject.objects.get(pk=withdrawn.pk),
        returned=LearningObject.objects.get(pk=returned.pk),
        draft=_object(author, DRAFT, CURRENT, body=[make_stage("", 10)], key_points=[]),
        queued=_submitted(author, QUEUED, CURRENT),
        claimed=Submission.objects.get(pk=claimed.pk),
        remark=_remark(claimed, expert),
        subject_url=subject_url,
        grade_url=grade_url,
        topic_url=f"/topics/{topic(CURRENT)}/",
        rule_url=f"/review/rules/{make_rule('reading_level', now=now()).uuid}/",
    )


def _lesson() -> list[dict[str, object]]:
    """Two stages with a formula, a table's worth of words and a pupils' screen."""
    board = [{"type": "text", "value": r"<p>Запишем закон: \(I = \frac{U}{R}\).</p>"}]
    return [
        make_stage("Опыт с реостатом", 20),
        make_stage("Вывод формулы", 25, board=board, pupils_screen=board),
    ]


def _object(author: User, title: str, node: str, **fields: object) -> LearningObject:
    draft = make_draft(title, topics=[TopicRef(topic(node))], **fields)
    return make_object(by=author, draft=draft)


def _submitted(author: User, title: str, node: str) -> Submission:
    return submit(learning_object=_object(author, title, node), by=author, now=now())


def _return(learning_object: LearningObject, author: User, expert: User) -> None:
    submission = submit(learning_object=learning_object, by=author, now=now())
    claim(submission=submission, by=expert, now=now())
    _remark(submission, expert)
    return_submission(submission=submission, letter="Хороший опыт.", by=expert, now=now())


def _remark(submission: Submission, expert: User) -> Remark:
    return add_remark(
        submission=submission,
        text="Добавьте вывод: что сравнивают ученики?",
        severity="must",
        by=expert,
        now=now(),
    )


def _catalogue_of_physics() -> tuple[str, str]:
    subject = get_tree().subject_of(topic(CURRENT))
    slug = subject.key.rpartition("/")[2]
    return f"/catalogue/{slug}/", f"/catalogue/{slug}/8/"
