import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from framework.models import FrameworkNode, FrameworkVersion
from tests.factories.framework import GEOGRAPHY, PHYSICS, programme, write_programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_counts_are_printed_and_a_second_run_changes_nothing(tmp_path, capsys):
    folder = write_programmes(tmp_path, PHYSICS, GEOGRAPHY)
    call_command("framework_import", folder, format="frp")
    assert capsys.readouterr().out.splitlines() == [
        "2 programmes, 2 subject-grades, 3 sections, 6 topics",
        "New: 15, changed: 0 (with a new title: 0), removed: 0, the same: 0.",
    ]
    call_command("framework_import", folder)
    assert "Nothing has changed" in capsys.readouterr().out


def test_a_mistake_is_told_with_file_place_and_remedy(tmp_path):
    folder = write_programmes(tmp_path, PHYSICS, programme(GEOGRAPHY, level="ВО"))
    with pytest.raises(CommandError) as caught:
        call_command("framework_import", folder)
    assert str(caught.value) == (
        "1.json: $.level: the level of education “ВО” is unknown. "
        "Use one of: НОО, ООО, СОО. Nothing was imported."
    )
    assert caught.value.returncode == 1
    assert not FrameworkNode.objects.exists()


def test_it_wants_a_path_or_the_starter_not_both(tmp_path):
    with pytest.raises(CommandError, match="--starter"):
        call_command("framework_import")
    with pytest.raises(CommandError, match="--starter"):
        call_command("framework_import", tmp_path, starter=True)


def test_the_starter_is_imported(capsys):
    call_command("framework_import", starter=True)
    assert "13 programmes" in capsys.readouterr().out


def test_the_starter_does_not_shrink_the_framework(tmp_path):
    programmes = [programme(subject=f"Предмет {number}") for number in range(14)]
    call_command("framework_import", write_programmes(tmp_path, *programmes))
    with pytest.raises(CommandError, match="14 programmes"):
        call_command("framework_import", starter=True)


def test_a_superseded_edition_is_closed(tmp_path):
    folder = write_programmes(tmp_path, PHYSICS)
    call_command("framework_import", folder)
    FrameworkVersion.objects.update(status="superseded")
    with pytest.raises(CommandError, match="2025"):
        call_command("framework_import", folder)
