"""What the institute does in the background."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django_tasks import task

from core.api import now
from media_pipeline.api import ask_for_words


@task()
def keep_likeness() -> None:
    """Take what the outbox tells of published objects into the index."""
    from moderation.checks.index import BATCH, drain

    while drain(now=now()) == BATCH:
        pass


@task()
def print_image(image_id: int) -> None:
    """Hash an uploaded picture."""
    from moderation.checks.pictures import print_picture

    print_picture(image_id)


@task()
def look_at_links() -> None:
    """Look at the links that are due; a full batch asks for the next one."""
    from moderation.checks.link_fetching import look_at_link
    from moderation.checks.link_states import BATCH, keep_verdict, links_to_look_at

    links = links_to_look_at(now=now())
    for link in links:
        verdict = look_at_link(link.address)
        keep_verdict(link, verdict.state, verdict.reason, now=now())
    if len(links) == BATCH:
        look_at_links.enqueue()


@task()
def preview_rule(uuid: str) -> None:
    """Try a rule on the last submissions."""
    from moderation.checks.previewing import fill_preview

    fill_preview(uuid=UUID(uuid), now=now())


def ask_for_what_waits() -> None:
    """Put into the background what no save has asked for.

    Withdrawals, links of a week ago, files whose words could not be read or were never asked for.
    """
    from moderation.checks.index import lags
    from moderation.checks.link_states import links_to_look_at

    if lags():
        keep_likeness.enqueue()
    ask_for_words(now=now())
    if settings.LINK_CHECKS != "off" and links_to_look_at(now=now()):
        look_at_links.enqueue()
