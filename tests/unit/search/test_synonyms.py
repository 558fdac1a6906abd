import pytest

from core.api import analyze
from search.synonyms import SynonymsError, read_vocabulary, vocabulary


def meaning(text, start=0):
    found = vocabulary().meaning_at(analyze(text), start)
    return found and (found[0].text[0], found[1])


def test_short_and_long_wordings_meet_in_any_form():
    assert meaning("ВОВ") == ("ВОВ", 1)
    assert meaning("великой отечественной войны") == ("ВОВ", 3)
    assert meaning("задачи на кпд двигателя", 2) == ("КПД", 1)
    assert meaning("окислительно-восстановительные реакции") == ("ОВР", 3)
    assert meaning("закон") is None


@pytest.mark.parametrize(
    "text",
    [
        "synonyms: []",
        "synonyms: [[а]]\nkinds: {}\nnot_needed: []",
        "synonyms: [[КПД, к], [кпд, п]]\nkinds: {}\nnot_needed: []",
        "synonyms: [[КПД, '!']]\nkinds: {}\nnot_needed: []",
        "synonyms: []\nkinds: {test: [проба], video: [проба]}\nnot_needed: []",
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path, text):
    path = tmp_path / "synonyms.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SynonymsError):
        read_vocabulary(path)
