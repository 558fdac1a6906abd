"""Learning the coefficients of ``search.placing.scoring`` anew, one programme left out each time.

Conditional logistic regression in which every plan has a share of silent lessons: lessons that
fall on topics by hours, whatever their words say. The shares are found by expectation
maximisation, so that plans in another order than the programme's do not teach that words lie.
Programmes weigh alike. The share of blind belief is then the likeliest of a few.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.harness import report
from bench.placing_plans import Plan

ROUNDS = 15
RIDGE = 0.1
BLIND = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass
class Example:
    """A plan as arrays: ``seen`` lessons × topics × 3, ``right`` lessons × topics of 0 and 1."""

    file: str
    seen: Any
    right: Any
    hours: Any
    agreement: Any


def learn(plans: list[Plan]) -> None:
    """Print the coefficients without each programme and what they find in that programme."""
    from search.placing.scoring import COEFFICIENTS, MOST_BLIND

    examples = [_example(plan) for plan in plans]
    learnt: dict[int, list[Any]] = {1: [], 5: []}
    kept: dict[int, list[Any]] = {1: [], 5: []}
    for file in dict.fromkeys(plan.file for plan in plans):
        others = [example for example in examples if example.file != file]
        weights, silent = _fit(others)
        blind = max(BLIND, key=lambda share: _likelihood(others, weights, share))
        line = {"left_out": file, "coefficients": np.round(weights, 2).tolist(), "blind": blind}
        print(json.dumps(line), flush=True)
        for example in examples:
            if example.file == file:
                for within in (1, 5):
                    learnt[within] += _hits(example, weights, blind, within)
                    kept[within] += _hits(example, np.array(COEFFICIENTS), MOST_BLIND, within)
    weights, silent = _fit(examples)
    shares = {
        f"{e.file} {n}": round(s, 2) for n, (e, s) in enumerate(zip(examples, silent, strict=True))
    }
    print(json.dumps({"coefficients": np.round(weights, 2).tolist(), "silent": shares}))
    for within, name in ((1, "first"), (5, "five")):
        report(
            name=f"placing.topic.{name}.left_out",
            ours=statistics.mean(learnt[within]),
            peer=statistics.mean(kept[within]),
            peer_name="the coefficients in use",
            unit="share",
            size=len(learnt[within]),
            smaller_is_better=False,
        )


def _example(plan: Plan) -> Example:
    from framework.api import get_tree
    from search.placing.grades import grade_index
    from search.placing.reading import read_lesson
    from search.placing.scoring import COEFFICIENTS, agree, measure

    index = grade_index(get_tree(), plan.programme, plan.grade)
    seen, agreement = [], []
    for title in plan.lessons:
        lesson = read_lesson(title)
        found = measure(index, lesson)
        scores = found.scores(COEFFICIENTS)
        seen.append(np.array([found.covered, found.alike, found.named]).T)
        agreement.append(agree(index, lesson, found, int(np.argmax(scores))))
    right = [[topic in one for topic in index.topics] for one in plan.right]
    hours = np.array(index.hours)
    return Example(
        plan.file, np.array(seen), np.array(right, float), hours / hours.sum(), np.array(agreement)
    )


def _said(example: Example, weights: Any) -> Any:
    scores = example.seen @ weights
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _fit(examples: list[Example]) -> tuple[Any, list[float]]:
    lessons: dict[str, int] = {}
    for example in examples:
        lessons[example.file] = lessons.get(example.file, 0) + len(example.seen)
    weights = np.array([1.0, 1.0, 1.0])
    silent = [0.3] * len(examples)
    for _round in range(ROUNDS):
        telling = []
        for place, example in enumerate(examples):
            spoken = (1 - silent[place]) * (_said(example, weights) * example.right).sum(axis=1)
            mute = silent[place] * (example.right * example.hours).sum(axis=1)
            telling.append(spoken / (spoken + mute + 1e-12))
            silent[place] = float(np.clip(1 - telling[place].mean(), 0.02, 0.98))
        parts = [
            (example, share, 300 / lessons[example.file])
            for example, share in zip(examples, telling, strict=True)
        ]
        weights = minimize(lambda w, parts=parts: _loss(w, parts), weights, jac=True).x
    return weights, silent


def _loss(weights: Any, parts: list[tuple[Example, Any, float]]) -> tuple[float, Any]:
    total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
    for example, telling, weight in parts:
        said = _said(example, weights)
        chance = (said * example.right).sum(axis=1) + 1e-12
        total -= weight * float((telling * np.log(chance)).sum())
        pull = said * example.right / chance[:, None] - said
        slope = slope - weight * np.einsum("i,ik,ikf->f", telling, pull, example.seen)
    return total, slope


def _mixed(example: Example, weights: Any, most_blind: float) -> Any:
    blind = np.maximum(most_blind * (1 - example.agreement), 0.03)[:, None]
    return (1 - blind) * _said(example, weights) + blind * example.hours


def _likelihood(examples: list[Example], weights: Any, blind: float) -> float:
    return sum(
        float(np.log((_mixed(e, weights, blind) * e.right).sum(axis=1) + 1e-9).sum())
        for e in examples
    )


def _hits(example: Example, weights: Any, blind: float, within: int) -> list[bool]:
    order = np.argsort(-_mixed(example, weights, blind), axis=1, kind="stable")[:, :within]
    return np.take_along_axis(example.right, order, axis=1).any(axis=1).tolist()
