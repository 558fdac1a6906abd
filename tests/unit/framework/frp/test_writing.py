import json

import pytest

from framework.actions.importing import STARTER
from framework.api import export_frp
from framework.frp.writing import NotProgrammes, write_programmes
from framework.planning import PlannedNode
from tests.factories.case import DOCUMENT, load_package, package
from tests.factories.framework import GEOGRAPHY, PHYSICS, load_programmes, load_starter, programme

pytestmark = pytest.mark.django_db


def test_programmes_go_out_as_they_came_in(tmp_path):
    advanced = programme(variant="углублённый")
    load_programmes(tmp_path, PHYSICS, GEOGRAPHY, advanced)
    assert export_frp(key="frp") == {
        "geografiya-ooo.json": GEOGRAPHY,
        "fizika-ooo-bazovyj.json": PHYSICS,
        "fizika-ooo-uglublennyj.json": advanced,
    }


def test_the_starter_goes_out_under_the_names_of_its_files():
    load_starter()
    files = {path.name: json.loads(path.read_text("utf-8")) for path in STARTER.glob("*.json")}
    assert export_frp(key="frp") == files


def test_what_is_not_made_of_programmes_is_refused(tmp_path):
    load_package(tmp_path, package({"А": "document"}))
    with pytest.raises(NotProgrammes, match="А"):
        export_frp(key=f"case-{DOCUMENT}")
    deep = PlannedNode("topic", "Тема", children=[PlannedNode("element", "Элемент")])
    tree = deep
    for kind in ("section", "grade", "programme", "subject"):
        tree = PlannedNode(kind, kind, key="frp/a", children=[tree])
    with pytest.raises(NotProgrammes, match="Тема"):
        write_programmes([tree])
