"""Views of the site itself."""

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static


@pytest.mark.django_db
def test_the_old_address_of_the_icon_leads_to_it(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"] == static("ui/icon.svg")
    assert not answer.cookies
    assert finders.find("ui/icon.svg")
