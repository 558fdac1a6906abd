"""A draft of the small physics and geography, and a methodologist who is signed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.data import METHODOLOGIST
from tests.factories.editions import make_draft_edition, row_titled
from tests.factories.framework import load_programmes
from tests.factories.people import make_user


@pytest.fixture
def keeper(client):
    """The methodologist, signed in."""
    person = make_user(METHODOLOGIST)
    client.force_login(person)
    return person


@pytest.fixture
def draft(tmp_path, now, keeper):
    load_programmes(tmp_path)
    return make_draft_edition(now=now, by=keeper)


@pytest.fixture
def ask(client, draft):
    """``ask(name, *args, data=…)``: a page of the draft's, as text with its status."""

    def call(name, *args, data=None, query=None, part=""):
        url = reverse(f"framework:{name}", args=[draft.uuid, *args])
        headers = {"X-Part": part} if part else {}
        if data is not None:
            return client.post(url, data, headers=headers, query_params=query)
        return client.get(url, query, headers=headers)

    return call


@pytest.fixture
def uuid_of(draft):
    """``uuid_of(title)``: the uuid of a node of the draft."""
    return lambda title: row_titled(draft, title).uuid
