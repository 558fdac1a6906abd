import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from framework.api import export_case
from framework.models import FrameworkNode
from tests.factories.framework import PHYSICS, load_programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path / "frp", PHYSICS)
    with translation.override("en"):
        yield


def test_a_case_package_is_written(tmp_path, capsys):
    out = tmp_path / "new" / "frp.json"
    call_command("framework_export", "frp", format="case", out=out)
    assert json.loads(out.read_text("utf-8")) == export_case(key="frp")
    assert f"{out}: {out.stat().st_size} bytes" in capsys.readouterr().out
    call_command("framework_export", "frp", format="case", out=out, case_version="1.0")
    assert json.loads(out.read_text("utf-8")) == export_case(key="frp", version="1.0")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_written_and_comes_back(tmp_path, form, capsys):
    out = tmp_path / f"frp.{form}"
    call_command("framework_export", "frp", format=form, out=out)
    call_command("framework_import", out, format=form, key="frp")
    assert "Nothing has changed" in capsys.readouterr().out


def test_programmes_are_written_as_a_folder(tmp_path, capsys):
    call_command("framework_export", "frp", format="frp", out=tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    assert json.loads(path.read_text("utf-8")) == PHYSICS
    call_command("framework_import", tmp_path / "out")
    assert "Nothing has changed" in capsys.readouterr().out


def test_what_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="нет"):
        call_command("framework_export", "нет", format="csv", out=tmp_path / "a")
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("framework_export", "frp", format="csv", out=tmp_path / "file" / "a")
    FrameworkNode.objects.filter(kind="topic").update(content="я" * 40_000)
    with pytest.raises(CommandError, match="choose CSV"):
        call_command("framework_export", "frp", format="xlsx", out=tmp_path / "a")
    FrameworkNode.objects.filter(kind="topic").update(kind="element")
    with pytest.raises(CommandError, match="choose another format"):
        call_command("framework_export", "frp", format="frp", out=tmp_path / "a")
