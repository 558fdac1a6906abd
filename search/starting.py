"""What is offered before anything is typed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext

from learning_objects.api import hits_of, public_cards
from search.data import SearchRequest
from search.presentation import address
from search.querylog.popular import Popular


def start_context(popular: Popular) -> dict[str, Any]:
    """Return what the empty search page shows; one query when objects are popular."""
    cards = {card.object_uuid: card for card in public_cards(popular.objects)}
    known = tuple(cards[uuid] for uuid in popular.objects if uuid in cards)
    return {
        "popular_questions": [_question(text) for text in popular.questions],
        "popular_objects": hits_of(known),
        "is_start": True,
    }


def start_suggestions(popular: Popular) -> list[dict[str, str]]:
    """Return what the field suggests while it is empty."""
    label = pgettext("what is suggested", "Often looked for")
    return [
        {"kind": "question", "kind_label": label, "title": text, "detail": "", "url": url}
        for text, url in map(_question, popular.questions)
    ]


def _question(text: str) -> tuple[str, str]:
    return text, address(SearchRequest(text=text))
