"""How long questions take, ours against each peer, each question in interleaved rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bench.harness import interleave_questions, percentile, report
from bench.search import fts5, opensearch, wagtail_peer
from bench.search.corpus import (
    Question,
    make_beginnings,
    make_mistyped,
    make_questions,
    make_subtrees,
)
from bench.search.ours import Ours

QUESTIONS = 60
# A slow peer is asked fewer times: each answer takes it half a second and more.
ROUNDS, ROUNDS_OF_MANY, MANY = 5, 2, 500_000
# A peer's goal: how many times faster ours has to be at this size.
FTS5_GOALS = {100_000: 10.0, 1_000_000: 30.0}
MOST_SUGGEST_MS = 30.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody else who answers; ``asks`` maps what is measured to how it is asked."""

    code: str
    name: str
    asks: dict[str, Callable[[Any], object]]


def measure(folder: Path, size: int) -> None:
    """Print a line for every kind of question and peer."""
    from search.api import search, suggest_queries
    from search.data import SearchRequest

    ours = Ours()
    peers = list(_peers(folder, size))
    questions = make_questions(QUESTIONS)
    _check_agreement(ours, peers, questions)
    kinds: list[tuple[str, Callable[[Any], object], Sequence[Any]]] = [
        ("query", ours.ask, questions),
        ("facets", ours.ask_with_facets, questions),
        ("subtree", ours.browse, make_subtrees(QUESTIONS)),
        ("suggest", suggest_queries, make_beginnings(QUESTIONS)),
        (
            "typo",
            lambda text: search(_uncached(SearchRequest(text=text))),
            make_mistyped(QUESTIONS),
        ),
    ]
    for kind, ask, asked in kinds:
        if kind == "suggest":
            _against_limit(size, ask, asked)
        for peer in peers:
            if kind in peer.asks:
                _against(peer, kind, size, ask, asked)
        if kind == "typo":
            _alone("search.typo", size, ask, asked)


def _uncached(request: Any) -> Any:
    from search import queries

    queries._results._kept.clear()
    return request


def _peers(folder: Path, size: int) -> Sequence[Peer]:
    found = []
    if (folder / fts5.FILE).exists():
        other = fts5.Fts5(folder)
        asks: dict[str, Callable[[Any], object]] = {
            "query": other.ask,
            "facets": other.ask_with_facets,
            "subtree": other.browse,
            "suggest": other.complete,
        }
        found.append(Peer("fts5", fts5.NAME, asks))
    node = opensearch.connect()
    if node is not None:
        asks = {"query": node.ask, "facets": node.ask_with_facets, "subtree": node.browse}
        found.append(Peer("opensearch", opensearch.NAME, asks))
    if size <= wagtail_peer.MOST_OBJECTS:
        wagtail = wagtail_peer.Wagtail()
        found.append(Peer("wagtail", wagtail_peer.NAME, {"facets": wagtail.ask_with_facets}))
    return found


def _check_agreement(ours: Ours, peers: Sequence[Peer], questions: Sequence[Question]) -> None:
    """Refuse to compare contenders that do not find the same number of objects."""
    for peer in peers:
        if "query" not in peer.asks:
            continue
        for question in questions:
            mine, other = ours.ask(question), peer.asks["query"](question)
            if mine != other:
                raise SystemExit(f"{question}: ours finds {mine}, {peer.name} {other}")


def _against(
    peer: Peer, kind: str, size: int, ask: Callable[[T], object], asked: Sequence[T]
) -> None:
    if peer.code == "wagtail":
        asked = asked[: wagtail_peer.MOST_QUESTIONS]
    rounds = ROUNDS_OF_MANY if size >= MANY or peer.code == "wagtail" else ROUNDS
    taken = interleave_questions({"ours": ask, "peer": peer.asks[kind]}, asked, rounds=rounds)
    goal = FTS5_GOALS.get(size) if (peer.code, kind) == ("fts5", "facets") else None
    if peer.code == "wagtail" and size == wagtail_peer.MOST_OBJECTS:
        goal = 40.0
    for share in (0.5, 0.95):
        report(
            name=f"search.{kind}.{peer.code}",
            ours=percentile(taken["ours"], share),
            peer=percentile(taken["peer"], share),
            peer_name=peer.name,
            unit=f"ms p{share * 100:.0f}",
            size=size,
            goal=goal if share > 0.5 else None,
        )


def _against_limit(size: int, ask: Callable[[T], object], asked: Sequence[T]) -> None:
    taken = interleave_questions({"ours": ask}, asked, rounds=ROUNDS)["ours"]
    report(
        name="search.suggest",
        ours=percentile(taken, 0.95),
        peer=MOST_SUGGEST_MS,
        peer_name="what is asked for: at most 30 ms",
        unit="ms p95",
        size=size,
        goal=1.0,
    )


def _alone(name: str, size: int, ask: Callable[[T], object], asked: Sequence[T]) -> None:
    taken = interleave_questions({"ours": ask}, asked, rounds=ROUNDS_OF_MANY)["ours"]
    report(
        name=name,
        ours=percentile(taken, 0.95),
        peer=percentile(taken, 0.5),
        peer_name="its own median: the whole search() with the correction",
        unit="ms p95",
        size=size,
    )
