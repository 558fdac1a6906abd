from __future__ import annotations

import pytest
from django.core.management import call_command

from learning_objects.models import ReaderCount
from tests.factories.learning_objects import make_object, publish
from tests.factories.readers import rate

pytestmark = pytest.mark.django_db


def test_a_check_only_tells_and_a_recount_mends(capsys):
    rate(publish(make_object()).object_uuid, 4)
    ReaderCount.objects.update(four=9)
    with pytest.raises(SystemExit):
        call_command("readers_recount", "--check")
    call_command("readers_recount")
    call_command("readers_recount", "--check")
    assert capsys.readouterr().out.splitlines()[-1] == "0 counts differed"
