"""Lists of thousands of calls cost the few queries that an empty one costs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now as clock
from moderation.commissions.data import CallFilters
from moderation.models import Commission
from tests.factories.commissions import make_call
from tests.factories.people import make_user

NUMBER = 5_000


@pytest.fixture
def many(methodologist):
    """Five thousand open calls like one that was really made."""
    model = make_call(by=methodologist, now=clock())
    facts = {
        field.attname: getattr(model, field.attname)
        for field in Commission._meta.concrete_fields
        if field.name not in ("id", "uuid")
    }
    Commission.objects.bulk_create(
        [Commission(**{**facts, "title": f"Вызов {n}"}) for n in range(NUMBER - 1)], batch_size=500
    )
    return model


@pytest.mark.parametrize(
    ("route", "role", "most"),
    [
        ("calls:list", "author", 12),
        ("calls:list", "methodologist", 12),
        ("calls:board", "methodologist", 12),
        ("calls:gaps", "methodologist", 8),
        ("calls:mine", "author", 10),
    ],
)
def test_pages(client, many, django_assert_max_num_queries, route, role, most):
    client.force_login(make_user(role))
    client.get(reverse(route))
    with django_assert_max_num_queries(most):
        answer = client.get(reverse(route), {"page": 200})
    assert answer.status_code == 200
    assert CallFilters()


def test_the_gaps_of_a_subject(client, many, methodologist, django_assert_max_num_queries):
    client.force_login(methodologist)
    asked = {"subject": many.subject_uuid, "fewer": ""}
    client.get(reverse("calls:gaps"), asked)
    with django_assert_max_num_queries(10):
        client.get(reverse("calls:gaps"), asked)
