import pytest

from framework.frp.errors import FrameworkFileError
from framework.frp.reading import read_json


def test_the_limit_is_the_caller_s(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"a": [1]}')
    assert read_json(file, limit=10, remedy="Разделите.") == {"a": [1]}
    with pytest.raises(FrameworkFileError) as caught:
        read_json(file, limit=9, remedy="Разделите.")
    assert caught.value.remedy == "Разделите."
