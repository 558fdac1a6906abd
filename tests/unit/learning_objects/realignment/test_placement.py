from learning_objects.realignment.placement import placed_topics, replaced

A = {"node_uuid": "a", "relation": "covers"}
B = {"node_uuid": "b", "relation": "covers"}
NEEDED = {"node_uuid": "a", "relation": "prerequisite"}


def test_a_placement_holds_for_its_own_version_alone():
    placed = {"number": 2, "topics": [B]}
    assert placed_topics([A], 2, placed) == [B]
    assert placed_topics([A], 3, placed) == [A]
    assert placed_topics([A], 1, None) == [A]


def test_the_new_topics_stand_where_the_old_one_stood_each_once():
    assert replaced([A, NEEDED], "a", "covers", ["c", "d"]) == [
        {"node_uuid": "c", "relation": "covers"},
        {"node_uuid": "d", "relation": "covers"},
        NEEDED,
    ]
    assert replaced([A, B], "a", "covers", ["b"]) == [B]
    assert replaced([B], "a", "covers", ["c"]) == [B]
