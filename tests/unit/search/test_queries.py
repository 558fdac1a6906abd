from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from framework.api import get_tree, import_shipped
from search.api import search
from search.data import SORTS, Facet, SearchRequest, SearchResult
from search.errors import IndexUnavailableError
from tests.factories.framework import load_programmes, load_starter, node_titled
from tests.factories.search import index_views, make_author, make_view

pytestmark = pytest.mark.django_db


def titles(result: SearchResult) -> list[str]:
    return [hit.title for hit in result.hits]


def facet(result: SearchResult, name: str) -> Facet:
    return next(item for item in result.facets if item.name == name)


def counts(result: SearchResult, name: str) -> dict[str, int]:
    return {str(value.label): value.count for value in facet(result, name).values}


def test_any_form_of_a_word_finds_any_other() -> None:
    index_views([make_view("Деление клеток"), make_view("Сложение дробей")])
    for text in ("клетка", "КЛЕТКИ", "делению клеток"):
        assert titles(search(SearchRequest(text))) == ["Деление клеток"], text


def test_all_words_are_wanted_wherever_they_stand() -> None:
    index_views(
        [
            make_view("Закон Ома", text="Сила тока и сопротивление"),
            make_view("Закон Паскаля", text="Давление жидкости"),
        ]
    )
    assert titles(search(SearchRequest("закон сопротивления"))) == ["Закон Ома"]


def test_when_nothing_has_all_words_some_are_enough_and_it_is_said() -> None:
    index_views([make_view("Закон Ома"), make_view("Давление жидкости")])
    result = search(SearchRequest("закон давления небоскрёба"))
    assert result.relaxed
    assert set(titles(result)) == {"Закон Ома", "Давление жидкости"}


def test_a_page_that_is_not_full_goes_on_with_what_has_some_of_the_words() -> None:
    index_views(
        [
            make_view("Закон Ома", text="Сила тока и сопротивление"),
            make_view("Закон Паскаля", text="Давление"),
            make_view("Дроби"),
        ]
    )
    found = search(SearchRequest("закон сопротивления"))
    assert (found.total, found.relaxed, titles(found)) == (1, False, ["Закон Ома"])
    assert [hit.title for hit in found.partly] == ["Закон Паскаля"]
    kinds = next(facet for facet in found.facets if facet.name == "kind")
    assert sum(value.count for value in kinds.values) == 1
    assert search(SearchRequest("закон сопротивления", page_size=1)).partly == ()
    assert search(SearchRequest("закон сопротивления", sort="title")).partly == ()
    assert search(SearchRequest("сопротивление")).partly == ()


def test_a_rare_word_weighs_more_than_a_frequent_one_said_often() -> None:
    index_views(
        [make_view(f"Закон {number}", text="Закон, закон. " * 9) for number in range(6)]
        + [make_view("Опыты", text="Слова о другом. " * 20 + "Фотоэффект")]
    )
    found = search(SearchRequest("закон фотоэффекта небоскрёба"))
    assert (found.relaxed, found.total, titles(found)[0]) == (True, 7, "Опыты")


def test_the_title_weighs_more_than_the_text() -> None:
    index_views(
        [
            make_view("Урок повторения", text="Дроби. " * 3 + "Слова о другом. " * 5),
            make_view("Обыкновенные дроби", text="Слова о другом. " * 8),
        ]
    )
    assert titles(search(SearchRequest("дробь")))[0] == "Обыкновенные дроби"


def test_stop_words_alone_are_still_words() -> None:
    index_views([make_view("Что такое и как это"), make_view("Дроби", text="Числа")])
    assert titles(search(SearchRequest("что это"))) == ["Что такое и как это"]


def test_an_empty_query_shows_everything_newest_first() -> None:
    index_views([make_view("Первый"), make_view("Второй"), make_view("Третий")])
    assert titles(search(SearchRequest())) == ["Третий", "Второй", "Первый"]


def test_punctuation_alone_finds_nothing() -> None:
    index_views([make_view()])
    assert search(SearchRequest("?!…")).total == 0


def test_titles_sort_as_the_alphabet_does() -> None:
    index_views([make_view(title) for title in ("Жук", "ёж", "Яблоко", "Ель", "азбука")])
    result = search(SearchRequest(sort="title"))
    assert titles(result) == ["азбука", "Ель", "ёж", "Жук", "Яблоко"]


def test_topic_filter_takes_the_whole_subtree(tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    topic, section = node_titled("Строение вещества"), node_titled("Тепловые явления")
    other = node_titled("Постоянный электрический ток")
    index_views([make_view("Молекулы", nodes=[topic.uuid]), make_view("Ток", nodes=[other.uuid])])
    for wanted in (topic, section):
        assert titles(search(SearchRequest(topics=(wanted.uuid,)))) == ["Молекулы"]
    physics = node_titled("Физика")
    assert search(SearchRequest(topics=(physics.uuid,))).total == 2
    assert search(SearchRequest(subjects=(physics.uuid,), grades=(8,))).total == 2
    assert search(SearchRequest(grades=(9,))).total == 0


def test_facets_count_and_name_their_values(tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    heat, current = node_titled("Строение вещества"), node_titled("Постоянный электрический ток")
    index_views(
        [
            make_view("Молекулы", nodes=[heat.uuid]),
            make_view("Опыты", nodes=[heat.uuid], kind="material", licence="CC0-1.0"),
            make_view("Ток", nodes=[current.uuid], authors=(make_author("Борисов Пётр"),)),
        ]
    )
    result = search(SearchRequest())
    assert counts(result, "subject") == {"Физика": 3}
    assert counts(result, "grade") == {"8": 3}
    assert counts(result, "licence") == {"CC BY 4.0": 2, "CC0 1.0": 1}
    assert counts(result, "author") == {"Алексеева Анна Павловна": 2, "Борисов Пётр": 1}
    assert counts(result, "topic") == {
        "Тепловые явления": 2, "Строение вещества": 2, "Постоянный электрический ток": 1,
    }  # fmt: skip
    assert [(v.value, v.count) for v in facet(result, "kind").values] == [
        ("scenario", 2), ("material", 1),
    ]  # fmt: skip


def test_a_chosen_filter_does_not_hide_its_alternatives() -> None:
    index_views([make_view("Урок"), make_view("Плакат", kind="material")])
    result = search(SearchRequest(kinds=("material",)))
    values = {v.value: (v.count, v.selected) for v in facet(result, "kind").values}
    assert values == {"scenario": (1, False), "material": (1, True)}
    both = search(SearchRequest(kinds=("material", "scenario")))
    assert both.total == 2


def test_inside_a_topic_the_facet_shows_the_next_step(tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    section, topic = node_titled("Тепловые явления"), node_titled("Строение вещества")
    index_views([make_view("Молекулы", nodes=[topic.uuid])])
    result = search(SearchRequest(topics=(section.uuid,)))
    values = [(v.label, v.count, v.selected) for v in facet(result, "topic").values]
    assert values == [("Строение вещества", 1, False), ("Тепловые явления", 1, True)]


def test_a_chosen_value_without_hits_can_still_be_dropped() -> None:
    index_views([make_view()])
    stranger = uuid4()
    result = search(SearchRequest(authors=(stranger,)))
    assert result.total == 0
    assert [v.value for v in facet(result, "author").values if v.selected] == [str(stranger)]


def test_pages_are_brought_into_range() -> None:
    index_views([make_view(f"Урок {number}") for number in range(5)])
    assert len(search(SearchRequest(page_size=2)).hits) == 2
    last = search(SearchRequest(page_size=2, page=99))
    assert (last.page, last.pages, len(last.hits)) == (3, 3, 1)
    assert len(search(SearchRequest(page_size=10**9, page=-4)).hits) == 5


def test_did_you_mean_mends_spelling_and_layout() -> None:
    index_views([make_view("Обыкновенные дроби"), make_view("Электричество", text="Ток")])
    for typed, meant in (
        ("дробы", "дроби"),
        ("lhj,b", "дроби"),
        ("дрроби", "дроби"),
        ("обыкновеные дробы", "обыкновенные дроби"),
        ("эликтричиство", "электричество"),
    ):
        found = search(SearchRequest(typed))
        assert (found.request.text, found.corrected_from, found.total) == (meant, typed, 1)
        as_typed = search(SearchRequest(typed, verbatim=True))
        assert (as_typed.total, as_typed.corrected_from) == (0, "")
    found = search(SearchRequest("дроби"))
    assert (found.did_you_mean, found.corrected_from) == ("", "")


def test_a_word_that_only_texts_have_is_mended_by_the_dictionary() -> None:
    index_views([make_view("Опыт", text="Необратимость времени"), make_view("Динозавры")])
    found = search(SearchRequest("необрадимость"))
    assert (found.request.text, found.total) == ("необратимость", 1)
    apart = search(SearchRequest("необрадимость динозавров"))
    assert (apart.request.text, apart.relaxed) == ("необратимость динозавров", True)
    assert set(titles(apart)) == {"Опыт", "Динозавры"}
    # A right word that the library lacks is not brought to another one, nor is an abbreviation.
    for text in ("обратимость опыта", "КПД опыта"):
        assert search(SearchRequest(text)).corrected_from == "", text


def test_did_you_mean_keeps_the_filters() -> None:
    index_views([make_view("Обыкновенные дроби")])
    found = search(SearchRequest("дробы", kinds=("material",)))
    assert (found.did_you_mean, found.corrected_from, found.total) == ("", "", 0)


def test_a_hit_has_what_a_page_shows(tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества")
    index_views([make_view("Молекулы <b>", nodes=[topic.uuid], text="Опыт с молекулой & водой")])
    (hit,) = search(SearchRequest("молекула")).hits
    assert hit.title_html == "<mark>Молекулы</mark> &lt;b&gt;"
    assert hit.snippet == "Опыт с <mark>молекулой</mark> &amp; водой"
    assert hit.subject_title == "Физика"
    assert hit.grades == (8,)
    assert hit.topics[0].title == "Строение вещества"
    assert hit.authors[0].name == "Алексеева Анна Павловна"


def test_a_topic_that_no_framework_knows_is_still_a_filter() -> None:
    unknown = UUID("11111111-1111-4111-8111-111111111111")
    index_views([make_view("Урок", nodes=[unknown])])
    assert search(SearchRequest(topics=(unknown,))).total == 1


def test_without_an_index_it_says_so() -> None:
    with pytest.raises(IndexUnavailableError):
        search(SearchRequest("дроби"))


def test_a_damaged_index_says_so(index_dir: Path) -> None:
    index_views([make_view()])
    for meta in index_dir.glob("g*/meta.json"):
        meta.write_text("{")
    with pytest.raises(IndexUnavailableError):
        search(SearchRequest("дроби"))


def test_a_search_asks_the_database_for_quality_alone(django_assert_num_queries) -> None:
    index_views([make_view(f"Урок {number}") for number in range(30)])
    search(SearchRequest("урок"))
    with django_assert_num_queries(1):  # ratings and uses of a hundred candidates
        search(SearchRequest("уроки"))
    with django_assert_num_queries(0):
        search(SearchRequest("уроки"))
        search(SearchRequest("урок", sort="title"))


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=80) | st.text("\"'()[]{}+-*?~^:\\/&|!<>дробиzя ", max_size=40),
    sort=st.sampled_from([*SORTS, "", "DROP"]),
    page=st.integers(-5, 10**12),
    kind=st.text(max_size=10),
)
def test_no_query_is_an_error(text: str, sort: str, page: int, kind: str) -> None:
    try:
        search(SearchRequest())
    except IndexUnavailableError:
        index_views([make_view("Обыкновенные дроби"), make_view("Present Perfect")])
    result = search(SearchRequest(text, sort=sort, page=page, kinds=(kind,) if kind else ()))
    assert result.total >= len(result.hits)


def test_a_phrase_stands_side_by_side_and_only_within_one_text() -> None:
    index_views(
        [
            make_view("Закон Ома для цепи", text="Сила тока"),
            make_view("Закон", text="Ома и закон Паскаля"),
            make_view("Ома закон", text="Опыт Ома"),
        ]
    )
    assert titles(search(SearchRequest('"закон Ома"'))) == ["Закон Ома для цепи"]
    assert titles(search(SearchRequest("закон Ома", sort="title")))[0] == "Закон"
    loose = search(SearchRequest('"законы Ома"'))
    assert (loose.relaxed, loose.total) == (True, 3)


def test_minus_words_leave_out_every_form() -> None:
    index_views([make_view("Дроби: тесты"), make_view("Дроби: рассказ")])
    assert titles(search(SearchRequest("дроби -тест"))) == ["Дроби: рассказ"]


def test_fields_become_filters_with_a_place_in_the_address(tmp_path: Path) -> None:
    load_programmes(tmp_path)
    current, forests = node_titled("Постоянный электрический ток"), node_titled("Леса и люди")
    leaves = make_view("Лес", nodes=[forests.uuid], text="Листья")
    index_views([make_view("Ток", nodes=[current.uuid]), leaves])
    found = search(SearchRequest("класс:8 ток"))
    assert (found.request.text, found.request.grades, titles(found)) == ("ток", (8,), ["Ток"])
    assert titles(search(SearchRequest("предмет:геогр"))) == ["Лес"]
    assert titles(search(SearchRequest("тема:«леса и люди»"))) == ["Лес"]
    assert search(SearchRequest("класс:8 лес")).total == 0
    lost = search(SearchRequest("предмет:магия ток"))
    assert [(note.code, note.text) for note in lost.notes] == [("unknown_field", "предмет:магия")]
    assert titles(lost) == ["Ток"]


def test_an_author_is_found_by_the_beginning_of_a_name() -> None:
    index_views([make_view("Один", authors=(make_author("Белова Ирина"),)), make_view("Другой")])
    assert titles(search(SearchRequest("автор:бело"))) == ["Один"]


def test_a_grade_and_a_kind_named_in_passing_come_first_and_shut_nothing_out(
    tmp_path: Path,
) -> None:
    load_programmes(tmp_path)
    current, forests = node_titled("Постоянный электрический ток"), node_titled("Леса и люди")
    index_views(
        [
            make_view("Опыт", nodes=[forests.uuid]),
            make_view("Опыт", nodes=[current.uuid]),
            make_view("Опыт", nodes=[current.uuid], kind="material"),
        ]
    )
    grades = [hit.grades for hit in search(SearchRequest("опыт 5 класс")).hits]
    assert grades == [(5,), (8,), (8,)]
    kinds = [hit.kind for hit in search(SearchRequest("презентация опыт")).hits]
    assert kinds[0] == "material"
    assert len(kinds) == 3
    assert search(SearchRequest("8 класс")).total == 2


def test_a_subject_named_in_passing_comes_first(tmp_path: Path) -> None:
    load_programmes(tmp_path)
    current, forests = node_titled("Постоянный электрический ток"), node_titled("Леса и люди")
    physics = get_tree().subject_of(current.uuid)
    index_views(
        [
            make_view("Опыт", nodes=[forests.uuid], text=f"{physics.title}. " * 20),
            make_view("Опыт", nodes=[current.uuid], text="Слова о другом. " * 20),
        ]
    )
    found = search(SearchRequest(f"{physics.title} опыт"))
    assert found.hits[0].subject_key == physics.key
    assert found.total == 2


def test_synonyms_are_found_both_ways_and_told() -> None:
    index_views(
        [
            make_view("Битвы ВОВ", text="О войне"),
            make_view("Дети Великой Отечественной войны", text="О войне"),
            make_view("Отечественная история", text="О великом"),
        ]
    )
    for text in ("ВОВ", "великая отечественная война"):
        found = search(SearchRequest(text))
        assert set(titles(found)) == {"Битвы ВОВ", "Дети Великой Отечественной войны"}, text
        assert "means" in {reason.code for reason in found.hits[0].why}


def test_every_hit_says_why_it_is_there() -> None:
    index_views([make_view("Закон Ома", text="Сила тока"), make_view("Цепи", text="Закон Ома")])
    first, second = search(SearchRequest("законы Ома")).hits
    assert [(r.code, r.words) for r in first.why] == [("in_title", ("закон", "ома"))]
    assert [r.code for r in second.why] == ["in_text"]
    assert search(SearchRequest()).hits[0].why == ()


def test_material_for_one_framework_is_offered_for_the_other(now) -> None:
    load_starter()
    import_shipped(by=None, now=now)
    tree = get_tree()
    element = tree.by_key["oge/matematika/1/1-2"]
    [link, *_more] = tree.counterparts(element)
    index_views([make_view("Дроби", nodes=[link.node]), make_view("Другое")])
    for asked in (element, tree.nodes[element].parent, tree.nodes[element].ancestors[0]):
        found = search(SearchRequest(topics=(asked,)))
        assert titles(found) == ["Дроби"]
        [reason] = found.hits[0].why
        assert reason.code == "crosswalk"
    assert search(SearchRequest(topics=(link.node,))).hits[0].why == ()


def test_rulers_and_centuries_are_found_by_either_number() -> None:
    index_views([make_view("Пётр I и XVIII век"), make_view("Пётр и волк")])
    for text in ("Пётр 1", "18 век", "петр I"):
        assert titles(search(SearchRequest(text))) == ["Пётр I и XVIII век"], text


def test_numbers_of_any_length_and_senseless_fields_are_no_trouble() -> None:
    index_views([make_view("Урок 7"), make_view("Другое")])
    for text in ("00019999999999", "0001" + "9" * 40, "класс:5-6-x", "класс:-", "класс:5-6-7"):
        search(SearchRequest(text))
    nothing = search(SearchRequest("класс:99"))
    assert (nothing.total, [note.text for note in nothing.notes]) == (0, ["класс:99"])


def test_what_one_reader_mistyped_is_not_shown_to_another(client) -> None:
    index_views([make_view("Обыкновенные дроби")])
    mistyped = client.get("/search/", {"q": "дробы"}).content.decode()
    assert "дробы" in mistyped
    assert "verbatim=1" in mistyped
    right = client.get("/search/", {"q": "дроби"}).content.decode()
    assert "дробы" not in right


def test_labels_are_in_the_language_of_each_reader(now) -> None:
    load_starter()
    import_shipped(by=None, now=now)
    theme = get_tree().by_key["ib/pyp/transdisciplinary-themes/who-we-are"]
    index_views([make_view("Урок", nodes=[theme])])
    with override("ru"):
        assert search(SearchRequest("урок")).hits[0].topics[0].path.endswith("Кто мы такие")
    with override("en"):
        assert search(SearchRequest("урок")).hits[0].topics[0].path.endswith("Who we are")
