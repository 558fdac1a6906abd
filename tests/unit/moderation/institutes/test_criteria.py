from __future__ import annotations

from moderation.institutes.criteria import TEXTS, give_codes


def written(code="", **texts):
    return {"code": code, **dict.fromkeys(TEXTS, ""), "en": "The goal can be checked", **texts}


def test_known_codes_stay_and_new_ones_are_no_old_ones():
    codes = [
        item["code"]
        for item in give_codes(
            [written("goal"), written(), written("gone"), written(en="—")],
            known={"goal", "the_goal_can_be_checked"},
        )
    ]
    assert codes == ["goal", "the_goal_can_be_checked_2", "the_goal_can_be_checked_3", "criterion"]


def test_empty_texts_are_left_out():
    [found] = give_codes([written(hint_ru="Смотрите цель.")], known=())
    assert set(found) == {"code", "en", "hint_ru"}
