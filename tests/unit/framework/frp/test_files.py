import json
import os

import pytest

from framework.frp import files
from framework.frp.errors import FrameworkFileError
from framework.frp.files import read_programmes
from tests.factories.framework import GEOGRAPHY, PHYSICS, programme, write_programmes

GOOD = json.dumps(PHYSICS, ensure_ascii=False)


def refusal(path):
    with pytest.raises(FrameworkFileError) as caught:
        read_programmes(path)
    return caught.value


def test_a_file_and_a_folder_are_read_in_order(tmp_path):
    folder = write_programmes(tmp_path, PHYSICS, GEOGRAPHY)
    (folder / "README.md").write_text("not a programme")
    assert [item.subject for item in read_programmes(folder)] == ["Физика", "География"]
    assert [item.subject for item in read_programmes(folder / "1.json")] == ["География"]


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_programmes(file)[0].subject == "Физика"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"subject": NaN}',
        b"9" * 5_000,
        GOOD.replace('"level"', '"subject": "", "level"').encode(),
        GOOD.encode("cp1251"),
        b"null",
    ],
    ids=["empty", "cut", "utf-16", "deep", "nan", "digits", "repeated", "cp1251", "null"],
)
def test_a_broken_file_is_refused_by_name(tmp_path, content):
    file = tmp_path / "плохой.json"
    file.write_bytes(content)
    error = refusal(file)
    assert error.file == "плохой.json"
    assert str(error.place)
    assert str(error.remedy)


def test_the_line_of_broken_json_is_named(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"subject": "Физика",\n "level" "ООО"}')
    place = str(refusal(file).place)
    assert "2" in place
    assert "10" in place


def test_links_pipes_and_absent_files_are_refused(tmp_path):
    (tmp_path / "real").mkdir()
    write_programmes(tmp_path / "real", PHYSICS)
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "0.json")
    assert refusal(link).file == "link.json"
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    assert refusal(pipe).file == "pipe.json"
    assert refusal(tmp_path / "absent.json").file.endswith("absent.json")


def test_a_link_within_a_folder_is_refused(tmp_path):
    folder = write_programmes(tmp_path / "a", PHYSICS)
    (folder / "1.json").symlink_to("/etc/passwd")
    assert refusal(folder).file == "1.json"


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "SIZE_LIMIT", 100)
    assert refusal(write_programmes(tmp_path, PHYSICS) / "0.json").file == "0.json"


def test_an_empty_folder_is_refused(tmp_path):
    assert refusal(tmp_path).file == str(tmp_path)


def test_the_same_programme_twice_is_refused(tmp_path):
    folder = write_programmes(tmp_path, PHYSICS, programme(source="другой файл"))
    error = refusal(folder)
    assert error.file == "1.json"
    assert "0.json" in str(error.problem)
