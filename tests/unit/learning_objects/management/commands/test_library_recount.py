from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from learning_objects.actions import counting
from learning_objects.counts import get_counts
from learning_objects.models import TopicSetCount
from tests.factories.library import CURRENT, HEAT, publish_on, topic

pytestmark = pytest.mark.usefixtures("framework")


def test_true_counts_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    publish_on(HEAT, CURRENT)
    call_command("library_recount", "--check")
    assert capsys.readouterr().out == "0 counts differed\n"


def test_wrong_counts_are_told_and_then_mended(capsys: pytest.CaptureFixture[str]) -> None:
    publish_on(CURRENT)
    publish_on(HEAT)
    TopicSetCount.objects.filter(nodes=topic(CURRENT).hex).update(number=7)
    TopicSetCount.objects.filter(nodes=topic(HEAT).hex).delete()

    with pytest.raises(SystemExit) as stopped:
        call_command("library_recount", "--check")
    assert stopped.value.code == 1
    assert f"7 instead of 1 at {topic(CURRENT).hex}" in capsys.readouterr().out

    call_command("library_recount")
    assert "2 counts differed" in capsys.readouterr().out
    assert get_counts().at[topic(CURRENT)] == 1
    call_command("library_recount", "--check")


def test_a_library_that_never_rests_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    publish_on(CURRENT)

    def count_while_published() -> Counter[str]:
        publish_on(HEAT)
        return Counter()

    monkeypatch.setattr(counting, "count_sets", count_while_published)
    with pytest.raises(CommandError, match="try again"):
        call_command("library_recount", "--check")
