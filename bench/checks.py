"""Finding near-duplicates of a draft among published texts, against comparing it with each of them.

Ours: ``twins_of``, the rule's own look-up (lemmas, minhash, bands in SQL, the likeliest candidates
compared by signature). Peer: the same lemmas and shingles, then the exact Jaccard similarity with
the shingles of every published text, all held in memory. Half of the questions are published texts
with about a twentieth of their words exchanged, half are new. The line ``checks.found`` says how
many of the near-duplicates that the peer finds (60 % alike or more) ours finds too. The number of
queries among a tenth of the texts and among all of them must be the same (it is asserted).

    .venv/bin/python -m bench.checks [--size 20000]
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.harness import interleave_questions, percentile, read_size, report

SETTINGS = "bench.lifecycle_settings"
PEER_NAME = "exact Jaccard similarity with every published text, held in memory"
WORDS, QUESTIONS, ROUNDS, LEAST = 220, 40, 3, 0.6
EXCHANGED = 0.05

Text = list[str]


def main() -> None:
    """Measure and print one JSON object a line."""
    size = read_size(20_000, __doc__.splitlines()[0])
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as name:
        _prepare(Path(name))
        draw = _writer(random.Random(4))
        texts = [draw() for _ in range(size)]
        _measure(texts, draw, size)


def _prepare(folder: Path) -> None:
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("ensure_framework", verbosity=0)


def _writer(source: random.Random) -> Callable[[], Text]:
    """Return what writes texts out of the curriculum's own words, frequent ones more often."""
    from core.api import analyze
    from framework.api import get_tree

    nodes = get_tree().nodes.values()
    found = {token.text for node in nodes for token in analyze(f"{node.title} {node.content}")}
    words = sorted(word for word in found if len(word) > 2)
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    return lambda: source.choices(words, cum_weights=weights, k=WORDS)


def _content(words: Text) -> dict[str, Any]:
    body = [{"type": "text", "id": "b", "value": f"<p>{' '.join(words)}.</p>"}]
    return {"title": "Текст", "topics": [], "body": body}


def _shingles(words: Text) -> set[int]:
    from moderation.checks.minhash import shingles_of
    from moderation.checks.pieces import study_content

    return shingles_of(study_content("material", _content(words)).pieces)


def _publish(texts: list[Text], first: int) -> Iterator[set[int]]:
    """Write the prints of texts as the index does; yields the shingles of each."""
    from moderation.checks import minhash
    from moderation.models import TextBand, TextPrint

    prints, bands = [], []
    for number, words in enumerate(texts, first):
        items = _shingles(words)
        signature = minhash.sign(items)
        prints.append(
            TextPrint(
                pk=number,
                object_uuid=UUID(int=number),
                number=1,
                title=f"Текст {number}",
                signature=minhash.pack(signature),
                shingles=len(items),
            )
        )
        bands += [TextBand(text_print_id=number, key=key) for key in minhash.band_keys(signature)]
        yield items
    TextPrint.objects.bulk_create(prints, 500)
    TextBand.objects.bulk_create(bands, 500)


def _measure(texts: list[Text], draw: Callable[[], Text], size: int) -> None:
    tenth = max(QUESTIONS, size // 10)
    source = random.Random(5)
    questions = [_changed(text, source) for text in texts[: QUESTIONS // 2]]
    questions += [draw() for _ in range(QUESTIONS // 2)]
    published = list(_publish(texts[:tenth], 1))
    few = _queries(questions)
    published += _publish(texts[tenth:], tenth + 1)
    if few != _queries(questions):
        raise AssertionError("the number of queries depends on the number of texts")
    contenders = {"ours": _ours, "peer": lambda words: _naive(words, published)}
    taken = interleave_questions(contenders, questions, rounds=ROUNDS)
    report(
        name="checks.duplicates",
        ours=percentile(taken["ours"], 0.95),
        peer=percentile(taken["peer"], 0.95),
        peer_name=PEER_NAME,
        unit="ms p95",
        size=size,
    )
    wanted = [set(_naive(words, published)) for words in questions]
    pairs = zip(questions, wanted, strict=True)
    found = sum(len(twins & set(_ours(words))) for words, twins in pairs)
    report(
        name="checks.found",
        ours=float(found),
        peer=float(sum(map(len, wanted))),
        peer_name="near-duplicates that there are",
        unit="texts",
        size=size,
        smaller_is_better=False,
    )


def _changed(words: Text, source: random.Random) -> Text:
    return [source.choice(words) if source.random() < EXCHANGED else word for word in words]


def _ours(words: Text) -> list[UUID]:
    from moderation.checks.likeness import twins_of
    from moderation.checks.pieces import study_content

    return [
        twin.object_uuid
        for twin in twins_of(study_content("material", _content(words)), least=LEAST)
    ]


def _naive(words: Text, published: list[set[int]]) -> list[UUID]:
    items = _shingles(words)
    return [
        UUID(int=number)
        for number, other in enumerate(published, 1)
        if len(items & other) >= LEAST * len(items | other)
    ]


def _queries(asked: list[Text]) -> int:
    """Return the most queries that one look-up takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for words in asked:
        with CaptureQueriesContext(connection) as queries:
            _ours(words)
        numbers.append(len(queries))
    return max(numbers)


if __name__ == "__main__":
    main()
