"""The whole ``search()`` with database rows and snippets: against bare tantivy, and on two threads.

Nothing is kept from one question to the next: what ``search()`` remembers is forgotten each time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from bench.harness import interleave, interleave_questions, percentile, report
from bench.search.bare import NAME, Bare
from bench.search.corpus import Question, make_questions

QUESTIONS, ROUNDS = 120, 3
MOST_TIMES_BARE, LEAST_OF_TWO_THREADS = 3.0, 1.6


def measure(size: int) -> None:
    """Print the two lines."""
    bare, questions = Bare(), make_questions(QUESTIONS, seed=8)
    taken = interleave_questions({"ours": search_anew, "peer": bare.ask}, questions, rounds=ROUNDS)
    for share, goal in ((0.5, 1 / MOST_TIMES_BARE), (0.95, None)):
        report(
            name="search.whole",
            ours=percentile(taken["ours"], share),
            peer=percentile(taken["peer"], share),
            peer_name=NAME,
            unit=f"ms p{share * 100:.0f}",
            size=size,
            goal=goal,
        )
    # Garbage is collected between rounds, not within: both contenders make the same.
    rates = interleave(
        {"one": lambda: _rate(questions, 1), "two": lambda: _rate(questions, 2)}, rounds=ROUNDS
    )
    report(
        name="search.two_threads",
        ours=rates["two"],
        peer=rates["one"],
        peer_name="one thread",
        unit="searches/s",
        size=size,
        goal=LEAST_OF_TWO_THREADS,
        smaller_is_better=False,
    )


def search_anew(question: Question) -> int:
    """Search as a page does, with nothing kept."""
    from search import queries
    from search.api import search
    from search.data import SearchRequest

    queries._results._kept.clear()
    return search(SearchRequest(text=question.text)).total


def _rate(questions: Sequence[Question], threads: int) -> float:
    """Return searches a second when ``threads`` share the questions."""
    waiting = list(questions)
    lock = threading.Lock()

    def work() -> None:
        from django.db import connection

        try:
            while True:
                with lock:
                    if not waiting:
                        return
                    question = waiting.pop()
                search_anew(question)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(questions) / (time.perf_counter() - started)
