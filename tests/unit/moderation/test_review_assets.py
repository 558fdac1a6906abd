"""Documents of a submission are open to those who review it, and to no other stranger."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.api import may
from learning_objects.api import save_draft
from media_pipeline.api import store_document
from moderation.api import claim, recall, submit
from tests.factories.learning_objects import make_draft, make_object, make_stage
from tests.factories.moderation import return_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(now):
    author = make_user("author")
    file = SimpleUploadedFile("t.csv", "имя;балл\nАня;5\n".encode(), "text/csv")
    document = store_document(title="Баллы", file=file, by=author, now=now)
    block = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    made = make_object(by=author)
    draft = make_draft(body=[make_stage(board=[block])])
    save_draft(learning_object=made, draft=draft, by=author, now=now)
    return document, submit(learning_object=made, by=author, now=now)


def status(client, document, *roles: str) -> int:
    client.force_login(make_user(*roles))
    address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    response = client.get(address)
    if response.streaming:
        b"".join(response)  # the test client closes the file after the last piece
    return response.status_code


def test_an_expert_opens_it_and_a_colleague_does_not(client, submitted):
    document, _submission = submitted
    assert status(client, document, "moderator") == 200
    assert status(client, document, "author") in {403, 404}


def test_after_a_recall_nobody_does(client, submitted, now):
    document, submission = submitted
    recall(submission=submission, by=submission.submitted_by, now=now)
    assert status(client, document, "moderator") in {403, 404}


def file_may_be_exchanged(client, document) -> bool:
    client.force_login(document.uploaded_by_user)
    page = client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    return 'type="file"' in page.content.decode()


def test_what_an_expert_reads_is_neither_exchanged_nor_deleted(client, submitted, now):
    document, submission = submitted
    author = submission.submitted_by
    assert not file_may_be_exchanged(client, document)
    assert not may(author, "media_pipeline.delete_asset", document)
    recall(submission=submission, by=author, now=now)
    assert file_may_be_exchanged(client, document)
    assert may(author, "media_pipeline.delete_asset", document)


def test_an_expert_compares_with_the_file_of_the_last_reviewed_draft(client, submitted, now):
    document, submission = submitted
    author, expert = submission.submitted_by, make_user("moderator")
    claim(submission=submission, by=expert, now=now)
    return_submission(submission=submission, letter="Другой файл.", by=expert, now=now)
    made = submission.learning_object
    save_draft(learning_object=made, draft=make_draft(body=[make_stage()]), by=author, now=now)
    submit(learning_object=made, by=author, now=now)
    assert status(client, document, "moderator") == 200
    assert status(client, document, "author") in {403, 404}
