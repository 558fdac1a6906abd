from __future__ import annotations

import pytest
from django.core.management import call_command

from moderation.models import QueueCount
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db


def test_true_numbers_are_left_alone(now, capsys):
    fill(waiting=3, now=now)
    call_command("queue_recount", "--check")
    assert capsys.readouterr().out == "0 numbers differed\n"


def test_wrong_numbers_are_told_and_then_mended(now, capsys):
    fill(waiting=3, now=now)
    QueueCount.objects.filter(grade=2).update(number=7)
    with pytest.raises(SystemExit) as stopped:
        call_command("queue_recount", "--check")
    assert stopped.value.code == 1
    assert "7 instead of 1" in capsys.readouterr().out
    call_command("queue_recount")
    assert "1 numbers differed" in capsys.readouterr().out
    call_command("queue_recount", "--check")
