import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_it_says_what_it_did(capsys) -> None:
    call_command("search_sweep")
    assert "0 publications matched" in capsys.readouterr().out
