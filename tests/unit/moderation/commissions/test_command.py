from __future__ import annotations

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from core.api import now as clock
from tests.factories.commissions import make_call, make_taking


def test_authors_are_reminded_by_the_command(methodologist):
    deadline = timezone.localdate(clock()) + timedelta(days=2)
    make_taking(make_call(by=methodologist, deadline=deadline), accepted=True)
    told = StringIO()
    call_command("remind_authors", stdout=told)
    assert told.getvalue() == "1 authors reminded\n"


def test_the_sweeper_reminds_too_and_once(methodologist):
    deadline = timezone.localdate(clock()) + timedelta(days=2)
    make_taking(make_call(by=methodologist, deadline=deadline), accepted=True)
    told = StringIO()
    for _again in range(2):
        call_command("review_sweep", stdout=told)
    assert told.getvalue() == "1 authors reminded of calls\n"
