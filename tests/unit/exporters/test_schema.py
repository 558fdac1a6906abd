"""The format: what its files may hold, and that the published schemas say the same."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import exporters
from exporters.layout import object_name, to_json, uuid_of_name
from exporters.reading import _parse, _parse_json
from exporters.refusal import PackageRefused
from exporters.schema import Content, Manifest, ObjectFile, json_schemas
from learning_objects.content import content_of_data

FOLDER = Path(exporters.__file__).parent / "format"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
GOOD = {
    "format": 1,
    "exporter": {
        "uuid": "6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11",
        "address": "https://library.school.test",
        "title": "Библиотека",
    },
    "exported_at": "2026-09-01T09:00:00.000000+00:00",
    "counts": {"objects": 1, "versions": 1, "blobs": 0, "nodes": 0},
}


@pytest.mark.parametrize("name", ["package", "framework", "object"])
def test_the_published_schemas_are_those_of_the_code(name):
    published = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert published == json_schemas()[name]


def test_every_field_of_content_is_in_the_format():
    """Whoever gives content a new field must give the format a new version."""
    at_publication = {"credits", "publisher"}
    drafted = set(content_of_data({"based_on": {"uuid": "x"}}))
    assert drafted | at_publication == set(Content.model_fields)


def test_a_good_manifest_is_read():
    assert Manifest.model_validate_json(json.dumps(GOOD)).counts.objects == 1


@pytest.mark.parametrize(
    "change",
    [
        {"format": "1"},
        {"extra": 1},
        {"exported_at": "2026-09-01T09:00:00"},
        {"exporter": {**GOOD["exporter"], "address": "javascript:alert(1)"}},
        {"exporter": {**GOOD["exporter"], "title": "a" * 201}},
        {"exporter": {**GOOD["exporter"], "title": "a\x00"}},
        {"counts": {**GOOD["counts"], "objects": -1}},
    ],
)
def test_a_bad_manifest_is_refused(change):
    with pytest.raises(ValidationError):
        Manifest.model_validate_json(json.dumps({**GOOD, **change}))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    for model in (Manifest, ObjectFile):
        with pytest.raises(PackageRefused):
            _parse(model, data, "x.json")


@given(JSON)
@settings(max_examples=150)
def test_any_json_is_read_or_refused(value):
    for model in (Manifest, ObjectFile):
        with pytest.raises(PackageRefused):
            _parse(model, json.dumps(value).encode(), "x.json")


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_a_manifest_with_anything_in_one_place_is_read_or_refused(name, value):
    raw = json.dumps({**GOOD, name: value}).encode()
    try:
        found = _parse(Manifest, raw, "package.json")
    except PackageRefused:
        return
    assert to_json(found.model_dump(mode="json"))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN'])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(PackageRefused):
        _parse_json(data, "package.json")


@given(st.uuids())
def test_the_name_of_an_object_says_whose_it_is(uuid):
    assert uuid_of_name(object_name(uuid)) == uuid


@pytest.mark.parametrize(
    "name",
    [
        "objects/aa/6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11.json",
        "objects/6f/6F0C2B9E-6a1d-5a43-9d0f-2f5a0f6d7e11.json",
        "objects/6f/x.json",
        "blobs/x",
    ],
)
def test_other_names_are_nobodys(name):
    assert uuid_of_name(name) is None
