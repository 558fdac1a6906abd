"""The people and the foreign things that every address is tried with."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.api import User
from assessment.api import make_ready, revise_item, share_with
from core.api import now
from framework.api import get_tree
from journal.models import LessonMaterial
from learning_objects.api import make_report, rate_object
from learning_objects.data import TopicRef
from learning_objects.models import LearningObject
from learning_objects.shelves.sharing import open_link
from media_pipeline.api import store_document, store_image
from media_pipeline.models import MediaDocument, MediaImage
from moderation.api import add_remark, claim, submit
from moderation.models import Commission, Remark, Submission, Taking
from moderation.referrals.actions import prepare_referral
from notices.models import Notice
from tests.factories.bank import choice_item, make_bank_item
from tests.factories.check_rules import make_rule
from tests.factories.commissions import make_call, make_taking
from tests.factories.editions import make_draft_edition
from tests.factories.framework import load_starter
from tests.factories.institutes import make_region, regional_submission
from tests.factories.item_files import bring, qti_package
from tests.factories.journal import put_on
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.offers import ask, make_organisation
from tests.factories.packages import make_export
from tests.factories.people import make_user
from tests.factories.plans import plan_for
from tests.factories.shelves import (
    items_on,
    make_own_shelf,
    make_published_selection,
    share,
)
from tests.factories.suggestions import propose
from tests.integration.permissions.school_world import (
    SCHOOL_ROLES,
    SchoolWorld,
    make_school_world,
)

ROLES = (
    "anonymous",
    "author",
    "other_author",
    "moderator",
    "other_moderator",
    "methodologist",
    "administrator",
    *SCHOOL_ROLES,
)


@dataclass
class World:
    """Materials belong to ``author``; ``moderator`` has claimed the submission."""

    people: dict[str, User | None]
    draft: LearningObject
    in_review: LearningObject
    published: LearningObject
    submission: Submission
    remark: Remark
    image: MediaImage
    document: MediaDocument
    at_school: SchoolWorld
    material: LessonMaterial
    call: Commission
    taking: Taking
    notice: Notice
    extra: dict[str, Any] = field(default_factory=dict)


def picture() -> SimpleUploadedFile:
    """A real little PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, "PNG")
    return SimpleUploadedFile("scheme.png", stream.getvalue(), "image/png")


def make_world() -> World:
    """Build the world through the same actions that people use."""
    load_starter()
    subject, grade, topic = _some_topic()
    author = make_user("author")
    moderator = make_user("moderator")
    other_author = make_user("author")
    at_school = make_school_world()
    people: dict[str, User | None] = {
        "anonymous": None,
        "author": author,
        "other_author": other_author,
        "moderator": moderator,
        "other_moderator": make_user("moderator"),
        "methodologist": make_user("methodologist"),
        "administrator": make_user("administrator"),
        **at_school.people,
    }
    in_review = make_object(by=author, draft=make_draft("В проверке"))
    submission = submit(learning_object=in_review, by=author, now=now())
    claim(submission=submission, by=moderator, now=now())
    remark = add_remark(
        submission=submission, text="Уточните вывод.", severity="must", by=moderator, now=now()
    )
    published = make_object(by=author, draft=make_draft("В библиотеке", topics=[TopicRef(topic)]))
    version = publish(published)
    draft = make_object(by=author, draft=make_draft("Черновик"))
    review = rate_object(
        learning_object=published,
        stars=5,
        text="Класс работал весь урок.",
        by=at_school.people["school_teacher"],
        now=now(),
    )
    report = make_report(
        author=author, since=date(2026, 9, 1), until=date(2026, 12, 31), by=author, now=now()
    )
    call = make_call(by=people["methodologist"], node=topic)
    region = make_region(now=now())
    proposal = prepare_referral(
        submission=regional_submission(region, now=now(), claimed=True),
        note="Просим решить вас.",
        by=region.expert,
        now=now(),
    )
    edition = make_draft_edition(now=now(), by=people["methodologist"])
    return World(
        call=call,
        taking=make_taking(call, by=author),
        material=put_on(at_school.lesson, version),
        people=people,
        draft=draft,
        in_review=in_review,
        published=published,
        submission=Submission.objects.get(pk=submission.pk),
        remark=Remark.objects.get(uuid=remark.uuid),
        image=store_image(title="Схема", file=picture(), by=author, now=now()),
        document=store_document(
            title="Таблица",
            file=SimpleUploadedFile("t.csv", b"a;b\n1;2\n", "text/csv"),
            by=author,
            now=now(),
        ),
        at_school=at_school,
        notice=Notice.objects.create(
            recipient=author, code="tests.decided", url="/catalogue/", created_at=now()
        ),
        extra={
            "subject_slug": subject,
            "grade": grade,
            "topic": topic,
            "offer": ask(draft, other_author, by=author).uuid,
            "publisher": make_organisation().uuid,
            "suggestion": propose(published, people["methodologist"]).uuid,
            "region": region,
            "proposal": proposal,
            "review": review.uuid,
            "report": report.uuid,
            "report_code": report.code,
            "transfer": make_export(people["administrator"]).uuid,
            "rule": make_rule("names", now=now()).uuid,
            "draft_edition": edition.uuid,
            "framework": edition.framework.uuid,
            **_kept(people, published),
            **_banked(people),
            "lesson_plan": plan_for(at_school.lesson).uuid,
        },
    )


def _kept(people: dict[str, User | None], published: LearningObject) -> dict[str, Any]:
    """A shelf of the author, shared by name and by a link, and a methodologist's selection."""
    author, teacher, head = people["author"], people["school_teacher"], people["head"]
    assert author
    assert teacher
    assert head
    shelf = make_own_shelf(published.uuid, by=author)
    share(shelf, head)
    return {
        "shelf": shelf.uuid,
        "shelf_item": items_on(shelf)[0].uuid,
        "shelf_share": share(shelf, teacher, may_write=True).uuid,
        "shelf_key": open_link(shelf=shelf, with_notes=False, by=author, now=now()),
        "selection": make_published_selection(published.uuid, by=people["methodologist"]),
    }


def _banked(people: dict[str, User | None]) -> dict[str, Any]:
    """A ready item of the author in two versions, shared by name with the methodologist."""
    author, methodologist = people["author"], people["methodologist"]
    assert author
    assert methodologist
    name = bring(qti_package(), by=author)[0].files.get().file.name
    item = make_bank_item(by=author)
    shown = f'<p><img src="media/{name}" alt="цепь"></p>'
    revise_item(bank_item=item, item=choice_item("Иначе", stimulus=shown), by=author, now=now())
    make_ready(bank_item=item, by=author, now=now())
    shared = share_with(bank_item=item, user=methodologist, may_write=False, by=author, now=now())
    return {"bank_item": item.uuid, "bank_share": shared.uuid, "bank_file": name}


def _some_topic() -> tuple[str, int, UUID]:
    """Return a subject's slug, a grade and a topic that the starter framework has."""
    tree = get_tree()
    topic = next(node for node in tree.nodes.values() if node.kind == "topic")
    subject = tree.subject_of(topic.uuid)
    return subject.key.rpartition("/")[2], topic.grade, topic.uuid
