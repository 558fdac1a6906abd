"""From answers to figures: one result a query, one line an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.relevance.engines import DEPTH, Answer, Ask, timed
from bench.relevance.judgements import JudgedQuery
from bench.relevance.metrics import mean, ndcg, recall, reciprocal_rank

# What the ranking must reach: the first two at least, the last below.
GOALS = {"ndcg@10": 0.80, "mrr": 0.85, "zero": 0.03}


@dataclass(frozen=True, slots=True)
class Result:
    """What an engine made of one query; figures of an unanswerable one are 0 and not used."""

    query: JudgedQuery
    answer: Answer
    milliseconds: float
    ndcg: float = 0.0
    rank: float = 0.0
    recall: float = 0.0


def ask_all(ask: Ask, queries: Sequence[JudgedQuery]) -> list[Result]:
    """Ask every query once."""
    return [score(query, *timed(ask, query.text)) for query in queries]


def score(query: JudgedQuery, answer: Answer, milliseconds: float = 0.0) -> Result:
    """Return the figures of one answer."""
    if not query.is_answerable:
        return Result(query, answer, milliseconds)
    return Result(
        query,
        answer,
        milliseconds,
        ndcg=ndcg(answer.keys, query.grades),
        rank=reciprocal_rank(answer.keys, query.grades),
        recall=recall(answer.keys, query.grades, depth=DEPTH),
    )


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """Return the means over the answerable queries, and nDCG@10 by trait, the lowest first.

    ``zero`` is the share of answerable queries that find nothing at all; ``empty_rightly`` the
    share of the unanswerable ones that do, or null without any.
    """
    counted = [result for result in results if result.query.is_answerable]
    others = [result for result in results if not result.query.is_answerable]
    by_trait: dict[str, list[float]] = defaultdict(list)
    for result in counted:
        for trait in result.query.traits:
            by_trait[trait].append(result.ndcg)
    return {
        "queries": len(counted),
        "ndcg@10": round(mean([result.ndcg for result in counted]), 3),
        "mrr": round(mean([result.rank for result in counted]), 3),
        "zero": round(mean([not result.answer.keys for result in counted]), 3),
        "recall@20": round(mean([result.recall for result in counted]), 3),
        "halves": [_means(counted[half::2]) for half in (0, 1)],
        "empty_rightly": round(mean([not one.answer.keys for one in others]), 3)
        if others
        else None,
        "ms_mean": round(mean([result.milliseconds for result in results]), 2),
        "ndcg_by_trait": {
            trait: round(mean(values), 3)
            for trait, values in sorted(by_trait.items(), key=lambda item: mean(item[1]))
        },
    }


def _means(results: Sequence[Result]) -> dict[str, float]:
    return {
        "ndcg@10": round(mean([result.ndcg for result in results]), 3),
        "mrr": round(mean([result.rank for result in results]), 3),
    }


def is_met(figures: Mapping[str, Any]) -> bool:
    """Say whether the figures reach :data:`GOALS`."""
    return bool(
        figures["ndcg@10"] >= GOALS["ndcg@10"]
        and figures["mrr"] >= GOALS["mrr"]
        and figures["zero"] < GOALS["zero"]
    )


def query_line(result: Result) -> dict[str, Any]:
    """Return what ``--per-query`` writes of a query: figures, what came, what is missing."""
    query, shown = result.query, result.answer.keys[:10]
    missing = {key: grade for key, grade in query.grades.items() if grade >= 2 and key not in shown}
    return {
        "query": query.text,
        "traits": list(query.traits),
        "answerable": query.is_answerable,
        "ndcg@10": round(result.ndcg, 4),
        "rr": round(result.rank, 4),
        "recall@20": round(result.recall, 4),
        "total": result.answer.total,
        "note": result.answer.note,
        "top": [[key, query.grades.get(key, 0)] for key in shown],
        "missing": missing,
    }
