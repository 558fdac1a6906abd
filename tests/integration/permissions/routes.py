"""For every address: what to fill its arguments with, and who may come in.

A route without an entry here fails the test. Closed addresses of Wagtail admin need none: what
``cms.studio`` does not open must answer 404 to everybody, and that is tried with made-up arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.integration.permissions.world import ROLES, World

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
AUTHOR = frozenset({"author"})
WRITERS = frozenset({"author", "other_author", "methodologist"})
EXPERTS = frozenset({"moderator", "other_moderator"})
CLAIMER = frozenset({"moderator"})
ADMINISTRATOR = frozenset({"administrator"})
OVERSEERS = AUTHOR | ADMINISTRATOR | {"methodologist"}
SCHOOL_ADMINISTRATOR = frozenset({"school_administrator"})
LEADERS = SCHOOL_ADMINISTRATOR | {"head"}
SCHOOL_TEACHER = frozenset({"school_teacher"})
CLASS_TEACHER = frozenset({"class_teacher"})
PUPIL = frozenset({"pupil"})
FAMILY = PUPIL | {"guardian"}
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """One address with its arguments; ``read`` and ``write`` name the roles that get in."""

    args: dict[str, Any] | tuple[Any, ...] = field(default_factory=dict)
    read: frozenset[str] = EVERYBODY
    write: frozenset[str] | None = None
    query: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    foreign: bool = False  # to those outside, it must answer as if it did not exist

    @property
    def writers(self) -> frozenset[str]:
        """Who may POST: as ``read`` unless said otherwise."""
        return self.read if self.write is None else self.write


Make = Callable[[World], Case]


def everyone(_world: World) -> Case:
    return Case()


def signed_in(_world: World) -> Case:
    return Case(read=SIGNED_IN)


def writers(_world: World) -> Case:
    return Case(read=WRITERS)


def administrators(_world: World) -> Case:
    return Case(read=ADMINISTRATOR)


def closed(**args: Any) -> Make:
    return lambda world: Case(args=args, read=NOBODY)


def own_draft(write: frozenset[str] = AUTHOR, **more: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.draft.uuid, **more}, read=AUTHOR, write=write, foreign=True
    )


def own_in_studio(**more: Callable[[World], Any]) -> Make:
    return lambda world: Case(
        {"pk": world.draft.pk, **{name: value(world) for name, value in more.items()}},
        read=AUTHOR,
        foreign=True,
    )


def revision(world: World) -> int:
    return world.draft.latest_revision_id


def public_object(**more: Any) -> Make:
    return lambda world: Case({"uuid": world.published.uuid, **more})


def on_author(**payload: Any) -> Make:
    """The numbers of ``author``: for themselves, methodologists and administrators."""
    return lambda world: Case(
        {"uuid": world.people["author"].uuid}, read=OVERSEERS, payload=payload, foreign=True
    )


def on_report(**more: Any) -> Make:
    return lambda world: Case({"uuid": world.extra["report"], **more}, read=OVERSEERS, foreign=True)


def review(read: frozenset[str], write: frozenset[str] | None = None, **payload: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.submission.uuid}, read=read, write=write, payload=payload, foreign=True
    )


def own_image(name: str = "image_id", **more: Any) -> Make:
    return lambda world: Case({name: world.image.pk, **more}, read=AUTHOR, foreign=True)


def own_document(name: str = "document_id") -> Make:
    return lambda world: Case({name: world.document.pk}, read=AUTHOR, foreign=True)


def topic(world: World) -> Any:
    return world.extra["topic"]


def suggestion(**payload: Any) -> Make:
    """Proposed by ``methodologist`` to the author's material: for the two of them."""
    return lambda world: Case(
        {"uuid": world.extra["suggestion"]},
        read=AUTHOR | {"methodologist"},
        payload=payload,
        foreign=True,
    )


CABINET: dict[str, Make] = {
    "cabinet:list": writers,
    "cabinet:create": writers,
    "cabinet:object": own_draft(),
    "cabinet:checks": own_draft(),
    "cabinet:preview": own_draft(mode="page"),
    "cabinet:duplicate": own_draft(),
    # Whoever writes copies what anybody published.
    "cabinet:fork": lambda world: Case({"uuid": world.published.uuid}, read=WRITERS),
    "cabinet:suggest": lambda world: Case(
        {"uuid": world.published.uuid}, read=frozenset({"other_author", "methodologist"})
    ),
    "cabinet:suggestions": signed_in,
    "cabinet:suggestion": suggestion(),
    "cabinet:answer_suggestion": suggestion(verb="nothing"),
    "cabinet:withdraw": own_draft(),
    "cabinet:delete": own_draft(write=NOBODY),  # the author's own is tried in the cabinet's tests
    "cabinet:statistics": signed_in,
    "cabinet:author_page": signed_in,
    "cabinet:statistics_of": on_author(),
    "cabinet:make_report": on_author(since="2026-09-01", until="2026-12-31"),
    "cabinet:report": on_report(),
    "cabinet:report_file": on_report(form="csv"),
    "cabinet:remove_author": lambda world: Case(
        {"uuid": world.draft.uuid, "person_uuid": world.people["other_author"].uuid},
        read=AUTHOR,
        foreign=True,
    ),
}

STUDIO: dict[str, Make] = {
    "studio_objects:edit": own_in_studio(),
    "studio_objects:preview_on_edit": own_in_studio(),
    "studio_objects:history": own_in_studio(),
    "studio_objects:history_results": own_in_studio(),
    "studio_objects:revisions_view": own_in_studio(revision_id=revision),
    "studio_objects:revisions_revert": own_in_studio(revision_id=revision),
    "studio_objects:revisions_compare": lambda world: Case(
        {"pk": world.draft.pk, "revision_id_a": "earliest", "revision_id_b": "latest"},
        read=AUTHOR,
        foreign=True,
    ),
    "wagtailadmin_home": everyone,
    "wagtailadmin_login": everyone,
    "wagtailadmin_logout": everyone,
    "wagtailadmin_account": everyone,
    "wagtailadmin_sprite": everyone,
    "wagtailadmin_javascript_catalog": everyone,
    "wagtailadmin_dismissibles": writers,
    "wagtailadmin_block_preview": lambda world: Case(
        read=NOBODY
    ),  # there are no previews of blocks
    "wagtailadmin_tag_autocomplete": lambda world: Case(read=WRITERS, query="?term=о"),
    "wagtailadmin_tag_model_autocomplete": lambda world: Case(
        {"app_name": "taggit", "model_name": "tag"}, read=WRITERS, query="?term=о"
    ),
    "wagtailadmin_password_reset": everyone,
    "wagtailadmin_password_reset_done": everyone,
    "wagtailadmin_password_reset_complete": everyone,
    "wagtailadmin_password_reset_confirm": lambda world: Case({"uidb64": "MQ", "token": "a-b"}),
    "wagtailadmin_choose_page_external_link": writers,
    "wagtailadmin_choose_page_email_link": writers,
    "wagtailadmin_choose_page_anchor_link": writers,
    "wagtailadmin_editing_sessions:ping": lambda world: Case(
        {
            "app_label": "learning_objects",
            "model_name": "learningobject",
            "object_id": str(world.draft.pk),
            "session_id": 1,
        },
        read=AUTHOR,
    ),
    "wagtailadmin_editing_sessions:release": lambda world: Case({"session_id": 1}, read=WRITERS),
}

MEDIA: dict[str, Make] = {
    "wagtailimages:index": writers,
    "wagtailimages:index_results": writers,
    "wagtailimages:add": writers,
    "wagtailimages:edit": own_image(),
    "wagtailimages:delete": own_image(),
    "wagtailimages:image_usage": own_image(),
    "wagtailimages:add_multiple": writers,
    "wagtailimages:edit_multiple": own_image(),
    "wagtailimages:delete_multiple": own_image(),
    "wagtailimages:create_multiple_from_uploaded_image": closed(uploaded_file_id=1),
    "wagtailimages:delete_upload_multiple": closed(uploaded_file_id=1),
    "wagtailimages_chooser:choose": writers,
    "wagtailimages_chooser:choose_results": writers,
    "wagtailimages_chooser:chosen": own_image("pk"),
    "wagtailimages_chooser:chosen_multiple": writers,
    "wagtailimages_chooser:create": writers,
    "wagtailimages_chooser:select_format": own_image(),
    "wagtaildocs:index": writers,
    "wagtaildocs:index_results": writers,
    "wagtaildocs:add": writers,
    "wagtaildocs:edit": own_document(),
    "wagtaildocs:delete": own_document(),
    "wagtaildocs:document_usage": own_document(),
    "wagtaildocs:add_multiple": writers,
    "wagtaildocs:edit_multiple": own_document("doc_id"),
    "wagtaildocs:delete_multiple": own_document("doc_id"),
    "wagtaildocs:create_multiple_from_uploaded_document": closed(uploaded_file_id=1),
    "wagtaildocs:delete_upload_multiple": closed(uploaded_file_id=1),
    "wagtaildocs_chooser:choose": writers,
    "wagtaildocs_chooser:choose_results": writers,
    "wagtaildocs_chooser:chosen": own_document("pk"),
    "wagtaildocs_chooser:chosen_multiple": writers,
    "wagtaildocs_chooser:create": writers,
}


def own_plan(write: frozenset[str] | None = None) -> Make:
    """The absences and conflicts of the expert who has claimed something."""
    return lambda world: Case(
        {"uuid": world.people["moderator"].uuid}, read=CLAIMER, write=write, foreign=True
    )


def figures(world: World) -> Case:
    """The figures of the expert who claimed the submission: their own, and the administrators'."""
    person = world.people["moderator"].uuid
    return Case({"uuid": person}, read=CLAIMER | ADMINISTRATOR, write=NOBODY, foreign=True)


REVIEW: dict[str, Make] = {
    "moderation:queue": lambda world: Case(read=EXPERTS),
    "moderation:claim_next": lambda world: Case(read=EXPERTS),
    "moderation:save_view": lambda world: Case(read=EXPERTS, payload={"title": "Физика"}),
    "moderation:forget_view": closed(uuid=uuid4()),
    "moderation:team": closed(),  # chiefs: tests/unit/moderation/views/test_work.py
    "moderation:calendar": closed(),
    "moderation:forget_day": closed(pk=1),
    "moderation:plan": own_plan(),
    "moderation:add_absence": own_plan(),
    "moderation:add_conflict": own_plan(),
    "moderation:set_competence": own_plan(write=NOBODY),
    "moderation:cancel_absence": closed(uuid=uuid4()),
    "moderation:withdraw_conflict": closed(uuid=uuid4()),
    "moderation:quality": administrators,
    "moderation:quality_count": administrators,
    "moderation:quality_experts": administrators,
    "moderation:quality_expert": figures,
    "moderation:quality_agreement": administrators,
    "moderation:quality_export": lambda world: Case({"code": "flow"}, read=ADMINISTRATOR),
    "moderation:controls": administrators,
    "moderation:new_control": closed(),  # chiefs: tests/unit/moderation/views/test_quality.py
    "moderation:control": closed(uuid=uuid4()),
    "moderation:end_control": closed(uuid=uuid4()),
    "moderation:give": review(CLAIMER, write=CLAIMER),
    "moderation:renew": review(EXPERTS, write=CLAIMER),
    "moderation:texts": lambda world: Case(
        read=EXPERTS, payload={"text": "Да.", "severity": "must"}
    ),
    "moderation:add_shipped_texts": lambda world: Case(read=EXPERTS),
    "moderation:change_text": closed(uuid=uuid4()),  # tests/unit/moderation/views/test_canned.py
    "moderation:forget_text": closed(uuid=uuid4()),
    "moderation:submit": own_draft(),
    "moderation:recall": lambda world: Case(
        {"uuid": world.in_review.uuid}, read=AUTHOR, write=NOBODY, foreign=True
    ),
    # Nothing of the author's is decided; its own tests: tests/unit/moderation/views.
    "moderation:appeal": lambda world: Case(
        {"uuid": world.in_review.uuid}, read=NOBODY, foreign=True
    ),
    "moderation:report": public_object(),
    "moderation:reported": public_object(),
    "moderation:withdrawn": administrators,
    "moderation:take_out": lambda world: Case({"uuid": world.published.uuid}, read=NOBODY),
    "moderation:put_back": lambda world: Case({"uuid": world.published.uuid}, read=NOBODY),
    "moderation:settle_recheck": lambda world: Case(
        {"uuid": world.submission.uuid, "verb": "keep"}, read=EXPERTS, write=NOBODY, foreign=True
    ),
    "moderation:submission": review(EXPERTS),
    "moderation:claim": review(EXPERTS, write=CLAIMER),
    "moderation:release": review(CLAIMER, write=NOBODY),
    "moderation:add_remark": review(EXPERTS, write=CLAIMER),
    "moderation:return": review(EXPERTS, write=NOBODY),
    "moderation:approve": review(EXPERTS, write=NOBODY),
    "moderation:reject": review(EXPERTS, write=NOBODY),
    "moderation:letter": review(CLAIMER, write=CLAIMER),
}


def random_arguments(converters: dict[str, Any]) -> dict[str, Any]:
    """Fill the arguments of an address that must be closed with something of the right shape."""
    samples = {"UUIDConverter": uuid4(), "IntConverter": 1}
    return {
        name: samples.get(type(converter).__name__, "learning_objects")
        for name, converter in converters.items()
    }
