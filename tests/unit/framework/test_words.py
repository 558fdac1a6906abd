from framework.words import query_words, words_column


def test_a_column_holds_words_and_their_dictionary_forms():
    column = words_column("Силы в природе")
    assert " сила " in column
    assert " силы " in column
    assert words_column(" – ") == ""


def test_any_form_and_any_beginning_finds_a_word():
    column = words_column("Электрические токи")
    for text in ("ток", "ТОКАМИ", "электр", "электрического тока"):
        assert all(word.within(column) for word in query_words(text)), text
    assert not query_words("лектр")[0].within(column)


def test_numbers_match_whole():
    (five,) = query_words("5")
    assert five.within(words_column("5 класс"))
    assert not five.within(words_column("50 задач"))


def test_small_words_are_left_out_unless_they_are_all():
    assert len(query_words("сила и масса")) == 2
    assert len(query_words("и")) == 1
