"""Plain text of content."""

from hypothesis import given
from hypothesis import strategies as st

from learning_objects.plain_text import strip_html, text_of, text_of_block
from tests.factories.learning_objects import make_stage


def test_paragraphs_and_items_are_lines():
    assert strip_html("<p>Раз&nbsp;два</p><ul><li>три</li><li>x &lt; 5</li></ul>") == (
        "Раз два\nтри\nx < 5"
    )


def test_a_comparison_is_not_a_tag():
    block = {"type": "quote", "value": {"text": "если 3 < 5 и 7 > 2", "source": ""}}
    assert text_of_block(block) == "если 3 < 5 и 7 > 2"


def test_settings_and_ids_are_silent():
    stage = make_stage(
        "Опыт",
        board=[
            {
                "type": "formula",
                "id": "tex-id",
                "value": {
                    "tex": "I = U/R",
                    "words": "ток равен напряжению, делённому на сопротивление",
                },
            }
        ],
    )
    words = text_of({"body": [stage], "summary": "Кратко", "title": "Заголовок"})
    assert "делённому" in words
    assert "tex-id" not in words
    assert "I = U/R" not in words
    assert "Опыт" in words


@given(st.text(max_size=200))
def test_any_text_can_be_stripped(text):
    assert "<p>" not in strip_html(f"<p>{text}</p>").replace(strip_html(text), "")
