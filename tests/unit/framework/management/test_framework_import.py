import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from framework.api import open_draft
from framework.models import FrameworkNode, FrameworkVersion
from tests.factories.case import association, package, write_package
from tests.factories.framework import (
    GEOGRAPHY,
    PHYSICS,
    load_programmes,
    node_titled,
    programme,
    write_programmes,
)
from tests.factories.people import make_user

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


def test_a_rehearsal_tells_and_changes_nothing(tmp_path, capsys):
    call_command("framework_import", write_programmes(tmp_path, PHYSICS), dry_run=True)
    assert "nothing has been changed" in capsys.readouterr().out
    assert not FrameworkNode.objects.exists()


def test_a_case_package_is_imported_and_its_report_printed(tmp_path, capsys):
    data = package({"А": "document", "Б": "нет"}, association("А", "Б", "precedes"), x=1)
    path = write_package(tmp_path, data)
    call_command("framework_import", path, format="case", key="proba", title="Проба")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Framework “proba”, edition “1”."
    assert "Items without a place in the tree, put at its end (1): Б" in lines
    assert any(line.startswith("Associations that are kept for export only") for line in lines)
    assert "Members that CASE does not have, left out (1): $.CFDocument.x" in lines


def test_crosswalks_and_successions_are_counted(tmp_path, capsys):
    load_programmes(tmp_path / "frp")
    match = association("А", "чужой", "exactMatchOf")
    match["destinationNodeURI"]["identifier"] = str(node_titled("Леса и люди").uuid)
    path = write_package(tmp_path, package({"А": "document", "Б": "А"}, match))
    call_command("framework_import", path, format="case")
    assert "1 new crosswalk" in capsys.readouterr().out
    follows = association("Б", "В", "replacedBy")
    path = write_package(tmp_path, package({"А": "document", "В": "А"}, match, follows))
    call_command("framework_import", path, format="case", edition="2")
    assert "1 node was replaced" in capsys.readouterr().out


def test_a_circle_in_a_package_is_told(tmp_path):
    path = write_package(tmp_path, package({"А": "Б", "Б": "А"}))
    with pytest.raises(CommandError, match=r"case\.json: \$\.CFAssociations\[0\]"):
        call_command("framework_import", path, format="case")


def test_all_mistakes_of_a_table_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("level;title;hours\n1;А;x\n3;Б;-1\n")
    with pytest.raises(CommandError) as caught:
        call_command("framework_import", path, format="csv", key="proba", title="Проба")
    lines = str(caught.value).splitlines()
    assert lines[0] == (
        "a.csv: mistakes in the table: 3. Correct the rows named below and import again."
    )
    assert lines[1].startswith("a.csv: row 2, column “hours”: ")
    assert len(lines) == 4
    with pytest.raises(CommandError, match="--key"):
        call_command("framework_import", path, format="csv")


def test_programmes_take_no_key(tmp_path):
    with pytest.raises(CommandError, match="Programmes say themselves"):
        call_command("framework_import", write_programmes(tmp_path, PHYSICS), key="proba")


def test_an_edition_that_somebody_writes_is_left_alone(tmp_path, now):
    folder = write_programmes(tmp_path, PHYSICS)
    call_command("framework_import", folder)
    person = make_user("methodologist")
    framework = FrameworkVersion.objects.get().framework
    open_draft(framework=framework.uuid, label="2026", note="", by=person, now=now)
    with pytest.raises(CommandError, match="2026"):
        call_command("framework_import", folder, edition="2026")
