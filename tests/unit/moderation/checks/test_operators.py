from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.checks.operators.reading import measure
from moderation.checks.recordings import is_recording
from tests.factories.check_rules import content_of, findings, text
from tests.factories.media import make_document

pytestmark = pytest.mark.django_db  # the curriculum is asked for names and grades

SCHOOL_TEXTS = [
    "Закон Ома: сила тока на участке цепи прямо пропорциональна напряжению. Ответ: 8 912 Дж.",
    "В 1812 году Михаил Илларионович Кутузов оставил Москву. На улице Тверской, дом 13, жил купец.",
    "Число π ≈ 3,14159 26535 89793 23846. Телефон доверия 8-800-2000-122 работает для всех.",
    "Ответ запишите в виде 7 903 123 без пробелов. Отношение 375:25 равно 15.",
    "Инвалиды войны и труда получают льготы. Мальчик плачет, девочка смеётся. Жидкость нагрели.",
    "Мария Ивановна спросила: «Кто готов?» Пётр Первый основал город. Анна Павловна Шерер ждёт.",
]


@pytest.mark.parametrize("words", SCHOOL_TEXTS)
@pytest.mark.parametrize("operator", ["contacts", "links", "wording"])
def test_decent_school_texts_are_left_alone(words, operator):
    shipped = {"wording": {"words": ["жид", "мальчики не плачут", "инвалид с детства"]}}
    assert findings(operator, content_of(text(words)), **shipped.get(operator, {})) == []


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Звоните: +7 (903) 123-45-67!", "+7 (903) 123-45-67"),
        ("тел. 8 495 123 45 67", "8 495 123 45 67"),
        ("Пишите на anna.petrova@mail.ru.", "anna.petrova@mail.ru"),
        ("Чат t.me/fizika8b", "t.me/fizika8b"),
        ("телеграм: @anna_p", "@anna_p"),
        ("ул. Садовая, д. 5, кв. 12", "ул. Садовая, д. 5, кв. 12"),
    ],
)
def test_contact_data_are_found_with_their_place(words, what):
    block = text(words)
    (found,) = findings("contacts", content_of(block))
    assert what in found.message
    assert found.block == block["id"]
    assert found.place
    assert found.remedy == "Поправьте."


def test_contact_data_hidden_in_a_link_are_found():
    block = text('<a href="mailto:anna@mail.ru">письмо</a> <a href="tel:+79031234567">звонок</a>')
    assert len(findings("contacts", content_of(block))) == 2
    assert findings("contacts", content_of(text("a@example.ru"))) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_an_operator(words):
    for operator in ("contacts", "links", "wording", "names", "video_text", "reading_level"):
        findings(
            operator,
            content_of(text(words)),
            **({"words": ["как девчонка"]} if operator == "wording" else {}),
        )


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"\+7[ -]?9\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}", fullmatch=True))
def test_every_way_of_writing_a_mobile_number_is_found(number):
    assert len(findings("contacts", content_of(text(f"Мой номер {number}, жду.")))) == 1


def test_forbidden_links_and_shorteners_with_what_is_below_them():
    content = content_of(
        text('<a href="https://clck.ru/abc">здесь</a> и https://www.bad.example/x?y=1.'),
        text("https://notbad.example/ http://[broken"),
    )
    found = [item.message for item in findings("links", content, domains=["bad.example"])]
    assert len(found) == 2
    assert findings("links", content_of(text("http://a.ru")), encrypted=True)


def test_full_names_but_not_of_those_whom_everybody_knows():
    pupil = content_of(text("Доклад делает Петренко Алексей Сергеевич, ученик 8 «Б»."))
    (found,) = findings("names", pupil)
    assert "Петренко Алексей Сергеевич" in found.message
    for known in (
        "Опыты Михаила Васильевича Ломоносова",
        "Роман Фёдора Михайловича Достоевского",
        "Радио изобрёл Попов Александр Степанович",
        "Анна Павловна встретила гостей",
        "Сегодня Мария Ивановна спросила класс",
    ):
        assert findings("names", content_of(text(known))) == [], known
    assert findings("names", content_of(text("Попов Иван Степанович из 5 «А»")))
    assert findings("names", {**pupil, "title": "Петренко: жизнь и труды"}) == []


def test_words_that_hurt_are_found_in_every_case_with_advice():
    words = ["как девчонка | сравнение обижает", "дебил"]
    content = content_of(text("Не плачь как девчонка! Дебилами не рождаются."))
    advice, plain = findings("wording", content, words=words)
    assert "«как девчонка» — сравнение обижает" in advice.message
    assert "Дебилами" in plain.message
    quote = {"type": "quote", "id": "q", "value": {"text": "Дебил!", "source": "Пьеса"}}
    assert findings("wording", content_of(quote), words=words) == []
    assert findings("wording", content_of(quote), words=words, quotations=True)


def test_quotations_name_their_source_and_pictures_a_caption():
    quote = {"type": "quote", "id": "q", "value": {"text": "Быть или не быть", "source": " "}}
    image = {"type": "image", "id": "i", "value": {"image": 1, "alt": "Схема", "caption": ""}}
    (found,) = findings("sources", content_of(quote, image))
    assert found.block == "q"
    assert len(findings("sources", content_of(quote, image), pictures=True)) == 2
    quote["value"]["source"] = "У. Шекспир"
    assert findings("sources", content_of(quote)) == []


def test_a_video_wants_captions_or_a_transcript_beside_it():
    assert findings("video_text", content_of(text("https://rutube.ru/video/1/")))
    assert (
        findings("video_text", content_of(text("https://rutube.ru/video/1/ (есть субтитры)"))) == []
    )


def test_an_attached_file_of_captions_is_the_words_of_one_film(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    films = [text("https://rutube.ru/video/1/"), text("https://rutube.ru/video/2/")]
    cue = b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello"
    captions, other = make_document(content=cue, name="f.vtt"), make_document()

    assert len(findings("video_text", content_of(*films, attachment(other)))) == 2
    assert len(findings("video_text", content_of(*films, attachment(captions)))) == 1
    assert findings("video_text", content_of(films[0], attachment(captions))) == []


def attachment(document):
    return {"type": "attachment", "id": "a", "value": {"document": document.pk, "title": ""}}


def test_licence_and_fields():
    assert findings("licence", content_of(licence="CC-BY-ND-4.0"), allowed=["CC0-1.0"])
    assert findings("licence", content_of(), allowed=["CC-BY-4.0"]) == []
    (found,) = findings(
        "filled", content_of(summary="Два слова"), fields=["summary"], least_words=3
    )
    assert found.field == "summary"
    assert "2" in found.message


EASY = "Вода кипит. Пар летит вверх. Кот спит у окна. Мы ждём дождя. Лес шумит. "
HARD = (
    "Систематизированное теоретическое представление о взаимообусловленности "
    "социально-экономических преобразований предполагает последовательное рассмотрение "
    "институциональных предпосылок. "
)


def test_the_formula_orders_texts_and_counts_as_written():
    easy, hard = measure([EASY * 5]), measure([HARD * 5])
    assert easy.grade < 3 < 12 < hard.grade
    simple = measure(["Мама мыла раму."])
    assert (simple.words, simple.sentences, simple.syllables) == (3, 1, 6)
    assert simple.grade == pytest.approx(max(0, 0.36 * 3 + 5.76 * 2 - 11.97))
    assert measure([]).grade == 0
    assert measure(["Опыт А. С. Попова удался."]).sentences == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="абвгдеио .!?\n", max_size=80), max_size=5))
def test_counts_are_never_senseless(texts):
    found = measure(texts)
    assert found.sentences <= found.words
    assert found.grade >= 0


def test_reading_level_speaks_only_of_known_grades(monkeypatch):
    from moderation.checks import pieces

    hard = content_of(text(HARD * 12))
    assert findings("reading_level", hard) == []
    monkeypatch.setattr(pieces.Studied, "grades", frozenset({5, 8}))
    (found,) = findings("reading_level", hard)
    assert " 10" in found.message
    assert findings("reading_level", content_of(text(EASY * 12))) == []
    assert findings("reading_level", content_of(text(HARD))) == []  # too short to be measured
    assert findings("reading_level", {**hard, "language": "en"}) == []
    assert found.block == hard["body"][0]["id"]


def test_sound_and_films_are_recognised_by_site_and_by_the_end_of_their_address():
    sites = ["rutube.ru", "vk.com/video"]
    watched = ("https://rutube.ru/video/1/", "https://m.rutube.ru/a", "https://vk.com/video-1_2")
    for address in (*watched, "https://school.example/fairy-tale.MP3?download=1"):
        assert is_recording(address, sites)
    for address in ("https://vk.com/school", "https://notrutube.ru/", "http://[x", "mailto:a@b.ru"):
        assert not is_recording(address, sites)


def test_findings_are_in_the_readers_language():
    from django.utils.translation import override

    with override("en"):
        (found,) = findings("contacts", content_of(text("a@mail.ru")), uuid=uuid4())
    assert found.message == "Found: a@mail.ru"
    assert found.remedy == "Mend it."
