from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from learning_objects.data import Draft
from learning_objects.render import UnknownMode, render_content, render_version
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document, make_image, raster_bytes, svg_bytes

pytestmark = pytest.mark.django_db

MODES = ["page", "print", "review", "board", "tablet", "phone"]
TABLE = {
    "columns": [{"type": "text", "heading": "U, В"}, {"type": "text", "heading": "I, А"}],
    "rows": [{"values": ["1", "0,1"]}, {"values": ["2", "0,2"]}],
    "caption": "Журнал опыта",
}
# Wagtail leaves the temporary file of a rendition to the garbage collector.
makes_renditions = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def content_of(**fields: Any) -> dict[str, Any]:
    draft = make_draft(**fields)
    return {name: deepcopy(getattr(draft, name)) for name in Draft.__slots__}


def block(code: str, value: Any, block_id: str = "") -> dict[str, Any]:
    return {"type": code, "id": block_id or str(uuid4()), "value": value}


def render(mode: str = "page", **fields: Any) -> str:
    with translation.override("en"):
        return render_content(content_of(**fields), kind="scenario", mode=mode)


@pytest.fixture
def full() -> dict[str, Any]:
    return {
        "misconceptions": [{"misconception": "Ток расходуется", "response": "Нет, он один"}],
        "keywords": [{"term": "ток", "definition": "движение зарядов"}],
        "planned_results": ["Собирать цепь"],
        "equipment": "Амперметр",
        "safety": "Не больше 4,5 В",
        "support": "<p>Карточка</p>",
        "extension": "<p>Лампа</p>",
        "homework": "<p>Задача 5</p>",
    }


def test_a_teacher_finds_everything_on_the_page(full: dict[str, Any]) -> None:
    html = render(**full, body=[make_stage("Опыт", 20), make_stage("Вывод", 25)])

    for words in ("Смогу найти", "Ток растёт", "расходуется", "Нет, он один", "движение зарядов",
                  "Собирать цепь", "Амперметр", "Не больше 4,5 В", "Карточка", "Лампа",
                  "Задача 5", "Собирает цепь", "Снимают показания"):  # fmt: skip
        assert words in html


def test_the_plan_adds_up_the_minutes() -> None:
    html = render(body=[make_stage("Опыт", 20), make_stage("Вывод", 25)])

    assert 'viewBox="0 0 45 2"' in html
    assert '<rect class="plan__part plan__part--even" x="20" y="0" width="25" height="2"/>' in html
    assert "20–45" in html


def test_board_shows_the_board_only() -> None:
    stage = make_stage(
        board=[block("text", "<p>На доске</p>")], pupils_screen=[block("text", "<p>На экране</p>")]
    )
    assert "На доске" in render("board", body=[stage])
    assert "На экране" not in render("board", body=[stage])
    assert "Собирает цепь" not in render("board", body=[stage])


@pytest.mark.parametrize("mode", ["tablet", "phone"])
def test_pupils_see_their_screens_only(mode: str) -> None:
    stage = make_stage(
        board=[block("text", "<p>На доске</p>")],
        pupils_screen=[block("text", "<p>На экране</p>")],
        teacher_screen="<p>Ответ: 3 А</p>",
    )
    html = render(mode, body=[stage])
    assert "На экране" in html
    assert "На доске" not in html
    assert "Ответ" not in html


def test_review_anchors_every_block_and_field(full: dict[str, Any]) -> None:
    inner = block("text", "<p>Формула</p>")
    stage = {**make_stage(board=[inner]), "id": str(uuid4())}
    html = render("review", **full, body=[stage])

    for uuid in (inner["id"], stage["id"]):
        assert f'id="block-{uuid}" data-block="{uuid}"' in html
    for name in ("outcome", "key_points", "keywords", "misconceptions", "planned_results",
                 "equipment", "safety", "support", "extension", "homework"):  # fmt: skip
        assert f'id="field-{name}" data-field="{name}"' in html
    assert 'data-place="Stage 1, «Опыт», on the board, block 1"' in html


def test_the_public_page_has_no_remark_anchors() -> None:
    assert "data-block" not in render(body=[make_stage(board=[block("text", "<p>а</p>")])])


def test_formulas_become_mathml_with_their_words() -> None:
    html = render(body=[block("formula", {"tex": r"I = \frac{U}{R}", "words": "ток"})])
    assert "<mfrac>" in html
    assert "<figcaption>ток</figcaption>" in html


def test_a_table_has_caption_and_scopes() -> None:
    html = render(body=[block("table", TABLE)])
    assert "<caption>Журнал опыта</caption>" in html
    assert '<th scope="col">U, В</th>' in html
    assert '<th scope="row">1</th><td>0,1</td>' in html


def test_an_empty_table_breaks_nothing() -> None:
    assert "<table>" in render(body=[block("table", {"columns": [], "rows": []})])


@makes_renditions
def test_an_image_keeps_its_place_and_comes_in_several_widths() -> None:
    image = make_image(content=raster_bytes(size=(1440, 720)))
    html = render(body=[block("image", {"image": image.pk, "alt": "График", "decorative": False})])

    assert 'width="720" height="360" alt="График" loading="lazy"' in html
    assert "480w" in html
    assert "1344w" in html


def test_a_decorative_image_is_silent() -> None:
    image = make_image(content=svg_bytes())
    html = render(body=[block("image", {"image": image.pk, "alt": "Узор", "decorative": True})])
    assert 'alt=""' in html
    assert "srcset" not in html


def test_what_is_missing_leaves_a_note() -> None:
    html = render(
        body=[
            block("image", {"image": 404, "alt": "Схема", "caption": ""}),
            block("attachment", {"document": 404, "title": "Карточки"}),
        ]
    )
    assert "The picture is missing. Схема" in html
    assert "The file is missing. Карточки" in html


@makes_renditions
def test_a_lost_file_of_an_image_leaves_a_note() -> None:
    image = make_image(content=raster_bytes(size=(800, 400)))
    image.file.storage.delete(image.file.name)
    html = render(body=[block("image", {"image": image.pk, "alt": "Схема"})])
    assert "The picture is missing." in html


def test_an_attachment_tells_type_and_size() -> None:
    document = make_document(title="Карточки")
    html = render(body=[block("attachment", {"document": document.pk, "title": ""})])
    assert "PDF, 10" in html
    assert "Карточки" in html


def test_attached_objects_are_pinned_to_their_version() -> None:
    other = publish(make_object(draft=make_draft("Карточка с задачами")))
    reference = {"uuid": str(other.object_uuid), "version": 1}
    gone = {"uuid": str(uuid4()), "version": 1}
    items = [{"type": "item", "id": "1", "value": reference}, {"type": "item", "value": gone}]
    html = render(body=[make_stage(objects=items)])

    assert f"/objects/{other.object_uuid}/v/1/" in html
    assert "Карточка с задачами" in html
    assert "no longer in the library" in html


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', '"><svg onload=alert(1)>'],
)
def test_nothing_that_people_write_runs(mode: str, attack: str) -> None:
    html = render(
        mode,
        outcome=attack,
        key_points=[attack],
        equipment=attack,
        homework=attack,
        misconceptions=[{"misconception": attack, "response": attack}],
        body=[
            make_stage(attack, teacher_does=attack, teacher_screen=attack),
            block("text", attack),
            block("quote", {"text": attack, "source": attack}),
            block("formula", {"tex": attack, "words": attack}),
            block("table", {**TABLE, "caption": attack, "rows": [{"values": [attack, attack]}]}),
            block("image", {"image": None, "alt": attack, "caption": attack}),
        ],
    )
    lowered = html.lower()
    assert "<script" not in lowered
    assert "<svg onload" not in lowered
    assert "<img src=x" not in lowered


@makes_renditions
def test_queries_do_not_grow_with_the_blocks(django_assert_max_num_queries: Any) -> None:
    images = [make_image(content=raster_bytes(size=(300 + n, 200))) for n in range(5)]
    documents = [make_document() for _ in range(5)]
    body = [block("image", {"image": image.pk, "alt": "a"}) for image in images]
    body += [block("attachment", {"document": document.pk}) for document in documents]
    render(body=body)  # the sizes are made once

    with django_assert_max_num_queries(3):
        render(body=body)


def test_plain_text_needs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        render(body=[make_stage()])


def test_a_version_is_rendered_once_for_each_language() -> None:
    version = publish(make_object())
    with translation.override("ru"):
        russian = render_version(version)
    with translation.override("en"):
        english = render_version(version)
    assert russian != english

    for kept in ("ru", "en"):
        with translation.override(kept):
            assert render_version(version) in (russian, english)
    caches["pages"].clear()
    with translation.override("ru"):
        assert render_version(version) == russian


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(UnknownMode):
        render("poster")


@given(
    st.recursive(
        st.none() | st.integers(-5, 5) | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["image", "uuid", "version", "values"]), inner, max_size=2
            )
        ),
        max_leaves=5,
    ),
    st.sampled_from(["image", "attachment", "quote", "formula"]),
)
def test_strange_blocks_never_break_a_page(value: Any, code: str) -> None:
    assert "lesson" in render(body=[{"type": code, "id": "x", "value": value}])
