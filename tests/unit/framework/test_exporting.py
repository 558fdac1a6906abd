import pytest

from framework.api import export_case, export_frp, export_table, import_frp
from framework.errors import NoSuchEdition
from tests.factories.framework import GEOGRAPHY, PHYSICS, load_programmes, write_programmes

pytestmark = pytest.mark.django_db


def test_the_published_edition_goes_out_unless_another_is_named(tmp_path, now):
    load_programmes(tmp_path / "old", PHYSICS)
    folder = write_programmes(tmp_path / "new", GEOGRAPHY)
    import_frp(path=folder, by=None, now=now, edition="2026")
    assert list(export_frp(key="frp")) == ["geografiya-ooo.json"]
    assert list(export_frp(key="frp", edition="2025")) == ["fizika-ooo-bazovyj.json"]
    package = export_case(key="frp", edition="2025")
    assert package["CFDocument"]["version"] == "2025"
    assert package["CFDocument"]["adoptionStatus"] == "Deprecated"
    assert "Физика" in export_table(key="frp", form="csv", edition="2025").decode()


@pytest.mark.parametrize(("key", "edition"), [("нет", ""), ("frp", "1900")])
def test_what_is_not_there_is_refused(tmp_path, key, edition):
    load_programmes(tmp_path)
    with pytest.raises(NoSuchEdition):
        export_case(key=key, edition=edition)


def test_another_version_of_case_is_not_written(tmp_path):
    load_programmes(tmp_path)
    with pytest.raises(ValueError, match=r"2\.0"):
        export_case(key="frp", version="2.0")
