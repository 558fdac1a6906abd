from __future__ import annotations

import pytest
from django.utils import translation

from learning_objects.presenting import attribution, citation, initials
from tests.factories.library import publish_on


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Иванова Мария Петровна", "Иванова\u00a0М.\u00a0П."),
        ("Ким Анна", "Ким\u00a0А."),
        ("ivanova", "ivanova"),
        ("Институт содержания образования Москвы", "Институт содержания образования Москвы"),
    ],
)
def test_names_are_shortened_as_russians_do(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.usefixtures("framework")
def test_attribution_and_citation_lead_to_this_very_version() -> None:
    version = publish_on(title="Закон Ома")
    address = f"http://localhost:8000/objects/{version.object_uuid}/v/1/"
    with translation.override("en"):
        assert attribution(version).startswith("“Закон Ома” — ")
        assert address in attribution(version)
        assert address in citation(version)
        assert initials(version.authors[0].name) in citation(version)
