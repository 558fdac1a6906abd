"""What is known of links; written when a draft is saved, filled in by the background check."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from moderation.models import LinkState

MOST_LINKS = 200  # of one draft
AGE = timedelta(days=7)
# A link that no draft has had for so long is not looked at any more.
FORGOTTEN = timedelta(days=180)
GIVE_UP = 3  # times without an answer
BATCH = 40

_ADDRESS = re.compile(r"https?://[^\s<>\"'»«\\]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}…"


def digest_of(address: str) -> str:
    """Return what an address is found by."""
    return hashlib.sha256(address.encode()).hexdigest()


def broken_among(addresses: list[str]) -> dict[str, str]:
    """Return the broken ones with the reason in words; one query, none without links."""
    if not addresses:
        return {}
    known = {digest_of(address): address for address in addresses[:MOST_LINKS]}
    rows = LinkState.objects.filter(digest__in=known, state=LinkState.State.BROKEN)
    return {known[row.digest]: row.reason for row in rows}


def addresses_in(stored: dict[str, Any]) -> list[str]:
    """Return the web addresses that stand anywhere in a revision's stored content."""
    text = json.dumps(stored, ensure_ascii=False, default=str).replace("&amp;", "&")
    found = (address.rstrip(_TRAILING) for address in _ADDRESS.findall(text))
    return list(dict.fromkeys(found))[:MOST_LINKS]


def note_links(addresses: list[str], *, now: datetime) -> int:
    """Remember addresses that nobody asked about yet; returns how many are new."""
    wanted = {digest_of(address): address for address in addresses}
    rows = LinkState.objects.filter(digest__in=wanted)
    known = set(rows.values_list("digest", flat=True))
    rows.filter(asked_at__lt=now - AGE).update(asked_at=now)
    fresh = [
        LinkState(digest=digest, address=address, asked_at=now)
        for digest, address in wanted.items()
        if digest not in known
    ]
    LinkState.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def links_to_look_at(*, now: datetime) -> list[LinkState]:
    """Return the next links that were never looked at, or not for a week."""
    due = Q(state=LinkState.State.WAITING) | Q(looked_at__lt=now - AGE)
    wanted = LinkState.objects.filter(due, asked_at__gte=now - FORGOTTEN)
    return list(wanted.order_by("looked_at", "id")[:BATCH])


def keep_verdict(link: LinkState, state: str, reason: str, *, now: datetime) -> None:
    """Write what a look at a link gave; no answer three times in a row counts as broken."""
    link.failures = link.failures + 1 if state == LinkState.State.UNSURE else 0
    given_up = link.failures >= GIVE_UP and reason in {"timeout", "unreachable"}
    link.state = LinkState.State.BROKEN if given_up else state
    link.reason, link.looked_at = reason, now
    link.save(update_fields=["state", "reason", "failures", "looked_at"])
