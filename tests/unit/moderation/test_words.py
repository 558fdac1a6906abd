from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.words import ONE_TEXT, Budget, diff_words, match_sequences

FEW = st.text(alphabet="аб \n", max_size=30)


@given(st.text(max_size=200) | FEW, st.text(max_size=200) | FEW)
def test_a_difference_gives_both_texts_back(old, new):
    segments = list(diff_words(old, new))
    assert "".join(item.text for item in segments if item.kind != "added") == old
    assert "".join(item.text for item in segments if item.kind != "removed") == new


@given(st.lists(st.sampled_from("абв"), max_size=20), st.lists(st.sampled_from("абв"), max_size=20))
def test_pairs_are_equal_and_ascend(old, new):
    pairs = match_sequences(old, new, Budget())
    assert all(old[left] == new[right] for left, right in pairs)
    assert pairs == sorted(pairs)
    assert (
        len({left for left, _right in pairs})
        == len({right for _left, right in pairs})
        == len(pairs)
    )


def test_a_space_between_changed_words_reads_as_one_phrase():
    segments = [(item.kind, item.text) for item in diff_words("раз два", "три четыре")]
    assert segments == [("removed", "раз два"), ("added", "три четыре")]


def test_texts_with_nothing_in_common_stop_at_the_limit():
    budget = Budget()
    old, new = (f"{sign} " * 100_000 for sign in "аб")
    assert match_sequences(old.split(), new.split(), budget) is None
    assert budget.left >= Budget().left - ONE_TEXT - 2_000


def test_a_spent_budget_shows_the_texts_as_replaced():
    budget = Budget(left=0)
    segments = [(item.kind, item.text) for item in diff_words("а\nб", "в\nг", budget)]
    assert segments == [("removed", "а\nб"), ("added", "в\nг")]


def test_an_added_sentence_in_a_long_text_is_found():
    old = "слово другое\n" * 20_000
    segments = list(diff_words(old, f"{old}конец"))
    assert segments[-1].text == "конец"


@given(st.text(max_size=300) | FEW)
def test_equal_texts_have_no_difference(text):
    segments = list(diff_words(text, text))
    assert [item.kind for item in segments] == (["same"] if text else [])


@given(st.text(max_size=120), st.text(max_size=120), st.integers(0, 400))
def test_whatever_the_budget_the_difference_is_whole(old, new, steps):
    budget = Budget(left=steps)
    segments = list(diff_words(old, new, budget))
    assert "".join(item.text for item in segments if item.kind != "removed") == new
    assert "".join(item.text for item in segments if item.kind != "added") == old


@given(st.lists(st.sampled_from("абвгд \n"), max_size=60).map("".join), st.data())
def test_the_shortest_difference_is_no_longer_than_what_was_done(old, data):
    """Words put into a text are told as those words, not as more."""
    at = data.draw(st.integers(0, len(old)))
    new = f"{old[:at]} новое {old[at:]}"
    came = sum(len(item.text) for item in diff_words(old, new) if item.kind == "added")
    gone = sum(len(item.text) for item in diff_words(old, new) if item.kind == "removed")
    assert came - gone == len(new) - len(old)
    assert gone <= len(old)


@settings(max_examples=5, deadline=None)
@given(st.integers(1_000, 60_000), st.sampled_from(["аб ", "а\n", "абвг\n\n"]))
def test_long_texts_without_anything_in_common_stay_within_the_budget(times, word):
    old = word * times
    new = "".join(chr(ord(sign) + 40) if sign.isalpha() else sign for sign in old)
    budget = Budget()
    list(diff_words(old, new, budget))
    assert budget.left >= 0
