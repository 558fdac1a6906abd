import json

import pytest

from framework.frp.errors import FrameworkFileError
from framework.outline import files
from framework.outline.files import read_crosswalk, read_outline, read_outlines
from tests.factories.outlines import CROSSWALK, OUTLINE, changed, write_json

GOOD = json.dumps(OUTLINE, ensure_ascii=False)


def refusal(read, path):
    with pytest.raises(FrameworkFileError) as caught:
        read(path)
    return caught.value


def test_files_are_read(tmp_path):
    assert read_outline(write_json(tmp_path / "a.json", OUTLINE)).framework.key == "proba"
    assert read_crosswalk(write_json(tmp_path / "b.json", CROSSWALK)).target == "frp"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        GOOD.encode("cp1251"),
        GOOD.replace('"nodes"', '"framework": {}, "nodes"').encode(),
        b"null",
    ],
    ids=["empty", "cut", "deep", "cp1251", "repeated", "null"],
)
@pytest.mark.parametrize("read", [read_outline, read_crosswalk])
def test_a_broken_file_is_refused_by_name(tmp_path, content, read):
    file = tmp_path / "плохой.json"
    file.write_bytes(content)
    error = refusal(read, file)
    assert error.file == "плохой.json"
    assert str(error.place)
    assert str(error.remedy)


def test_a_file_that_is_too_large_and_a_link_are_refused(tmp_path, monkeypatch):
    file = write_json(tmp_path / "a.json", OUTLINE)
    (tmp_path / "link.json").symlink_to(file)
    assert refusal(read_outline, tmp_path / "link.json").file == "link.json"
    monkeypatch.setattr(files, "SIZE_LIMIT", 100)
    assert refusal(read_outline, file).file == "a.json"


def test_the_same_framework_twice_is_refused(tmp_path):
    write_json(tmp_path / "a.json", OUTLINE)
    write_json(tmp_path / "b.json", changed(OUTLINE, ("framework", "edition"), "2027"))
    error = refusal(read_outlines, tmp_path)
    assert (error.file, error.place) == ("b.json", "$.framework.key")
    assert "a.json" in str(error.problem)


def test_outlines_come_in_the_order_of_their_files(tmp_path):
    write_json(tmp_path / "b.json", OUTLINE)
    write_json(tmp_path / "a.json", changed(OUTLINE, ("framework", "key"), "drugoj"))
    assert [item.framework.key for item in read_outlines(tmp_path)] == ["drugoj", "proba"]
