import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.factories.framework import GEOGRAPHY, write_programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings, tmp_path):
    settings.SHARED_DATA_DIR = tmp_path
    with translation.override("en"):
        yield


def test_without_shared_data_the_starter_comes_and_only_once(capsys):
    call_command("ensure_framework")
    assert "13 programmes" in capsys.readouterr().out
    call_command("ensure_framework")
    assert capsys.readouterr().out.strip() == "The framework is here already."


def test_shared_data_is_preferred(tmp_path, capsys):
    write_programmes(tmp_path / "framework" / "frp-2025", GEOGRAPHY)
    call_command("ensure_framework")
    assert "1 programme," in capsys.readouterr().out


def test_broken_shared_data_is_told(tmp_path):
    folder = tmp_path / "framework" / "frp-2025"
    folder.mkdir(parents=True)
    (folder / "only.json").write_text("[]")
    with pytest.raises(CommandError, match=r"only\.json"):
        call_command("ensure_framework")
