"""The packages of the shared data load, or are refused with the reason; all goes out valid."""

import json
from random import Random

import pytest

from core.api import now
from framework.api import export_case, get_tree, import_case, import_frp
from framework.errors import CaseFileError
from framework.models import Framework, FrameworkNode
from tests.factories.case import DOCUMENT, association, load_package, package
from tests.factories.framework import load_starter
from tests.unit.framework.case.schemas import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

LOAD = {
    "AdoptedTestFramework": 1,
    "ItemTypeTestFramework": 1,
    "MarkdownFramework": 2,
    "Ordering": 28,
    "SequenceNumberFramework": 2,
    "SmartLevelFramework": 14,
    "Utf8TestFramework": 1,
}
REFUSED = {"EmptyExternalFramework": "$.CFItems"}


def titles(uuids):
    return [get_tree().nodes[uuid].code or get_tree().nodes[uuid].title for uuid in uuids]


def test_all_files_of_the_shared_data_are_known(shared_data):
    names = {path.stem for path in (shared_data / "framework" / "case").glob("*.json")}
    assert names == {*LOAD, *REFUSED}


@pytest.mark.parametrize(("name", "items"), LOAD.items())
def test_a_package_loads_and_goes_out_the_same(shared_data, tmp_path, name, items):
    path = shared_data / "framework" / "case" / f"{name}.json"
    report = import_case(path=path, by=None, now=now())
    assert report.nodes.created == items
    assert report.left_out == {}
    assert not import_case(path=path, by=None, now=now()).nodes.changed
    first = {version: export_case(key=report.key, version=version) for version in ("1.0", "1.1")}
    for version, out in first.items():
        assert complaints(shared_data, out, version) == []
    original = json.loads(path.read_text("utf-8"))
    assert said(first["1.1"]) >= said(original)
    for version, out in first.items():
        Framework.objects.all().delete()
        again = load_package(tmp_path / version, out)
        assert export_case(key=again.key, version=version) == out


def said(package):
    """What a package says of its items and associations, in a form without an order."""
    around = {"CFDocumentURI"}  # CASE 1.1 has it for objects outside packages only
    return {
        (one["identifier"], name, json.dumps(value, sort_keys=True))
        for part in ("CFItems", "CFAssociations")
        for one in package[part]
        for name, value in one.items()
        if name not in around
    }


@pytest.mark.parametrize(("name", "place"), REFUSED.items())
def test_a_package_is_refused_with_the_reason(shared_data, name, place):
    path = shared_data / "framework" / "case" / f"{name}.json"
    with pytest.raises(CaseFileError) as caught:
        import_case(path=path, by=None, now=now())
    assert caught.value.place == place
    assert not Framework.objects.exists()


def test_sequence_numbers_order_the_tree(shared_data):
    path = shared_data / "framework" / "case" / "SequenceNumberFramework.json"
    import_case(path=path, by=None, now=now())
    (facts,) = get_tree().frameworks.values()
    assert titles(facts.roots) == ["SNT.2", "SNT.1"]


def test_codes_order_what_has_no_sequence(shared_data):
    path = shared_data / "framework" / "case" / "Ordering.json"
    import_case(path=path, by=None, now=now())
    level = next(n for n in get_tree().nodes.values() if n.code == "H.A.MATH.GM.PF.2DFP.L1")
    codes = titles(level.children)
    numbers = [int(code.rpartition(".")[2]) for code in codes]
    assert len(numbers) > 10
    assert numbers == sorted(numbers)


@pytest.mark.slow
def test_our_frameworks_go_out_valid_and_come_back(shared_data, tmp_path):
    import_frp(path=shared_data / "framework" / "frp-2025", by=None, now=now())
    goes_out_and_comes_back(shared_data, tmp_path, "frp")


def test_the_starter_goes_out_valid_and_comes_back(shared_data, tmp_path):
    load_starter()
    goes_out_and_comes_back(shared_data, tmp_path, "frp")


def goes_out_and_comes_back(shared_data, tmp_path, key):
    before = dict(get_tree().nodes)
    package = export_case(key=key)
    assert complaints(shared_data, package, "1.1") == []
    assert complaints(shared_data, export_case(key=key, version="1.0"), "1.0") == []
    report = load_package(tmp_path, package)
    assert (report.key, report.nodes.changed, report.left_out) == (key, False, {})
    FrameworkNode.objects.all().delete()
    Framework.objects.all().delete()
    load_package(tmp_path, package)
    assert dict(get_tree().nodes) == before
    assert export_case(key=key) == package


@pytest.mark.parametrize("seed", range(4))
def test_any_package_goes_out_valid_and_comes_back(shared_data, tmp_path, seed):
    data = any_package(Random(seed))
    key = load_package(tmp_path, data).key
    first = {version: export_case(key=key, version=version) for version in ("1.0", "1.1")}
    for version, out in first.items():
        assert complaints(shared_data, out, version) == []
        Framework.objects.all().delete()
        again = export_case(key=load_package(tmp_path, out).key, version=version)
        assert again == out
    lost = said(data) - said(first["1.1"])
    assert {value for _identifier, _name, value in lost if '"mesh"' not in value} == set()


def any_package(random):
    """Return a package with every kind of member here and there."""
    names = [f"элемент {number}" for number in range(30)]
    tree = {
        name: random.choice(["document", "nobody", *names[:at]]) for at, name in enumerate(names)
    }
    optional = {
        "notes": ["н", "две\r\nстроки"],
        "fullStatement": ["", "я " * 400, "две\nстроки", "  пробелы  "],
        "abbreviatedStatement": ["кратко", "к" * 701],
        "humanCodingScheme": ["1.2", "к" * 61],
        "CFItemType": ["Topic", "Тема", "Standard", "т" * 101],
        "educationLevel": [["05"], ["5"], ["05", "06"], ["KG"]],
        "subject": [["Физика"]],
        "conceptKeywords": [["а", "б"]],
        "licenseURI": [{"title": "CC0", "identifier": DOCUMENT, "uri": "https://case.test/"}],
        "statusEndDate": ["2026-09-01"],
        "extensions": [{"other": [1]}, {"mesh": {"hours": 5, "kind": "element", "key": 5}}],
    }
    items = {
        name: {
            member: random.choice(values)
            for member, values in optional.items()
            if random.random() < 0.3
        }
        for name in names
    }
    kinds = ["isPartOf", "isTranslationOf", "ext:own", "precedes", "isChildOf", "exactMatchOf"]
    more = {
        one["identifier"]: one
        for one in (
            association(random.choice(names), random.choice(["вне", "document"]), kind)
            for kind in kinds * 3
        )
    }
    data = package(tree, items=items, language=random.choice(["ru", "en"]), version="7")
    taken = {one["identifier"] for one in data["CFAssociations"]}
    data["CFAssociations"] += [one for one in more.values() if one["identifier"] not in taken]
    return data
