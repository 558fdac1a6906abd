"""How far a material serves a purpose: its kind, and what its words and its minutes say.

    fit = 1 − (1 − prior) · (1 − evidence)

``prior`` (0–1) is what one may expect of the kind. ``evidence`` (0–1) is 0.9 when title or tags
name the purpose («Проверочная работа», «Тренажёр»), else the share of the minutes in stages that
do, and for home 0.6 when the author wrote homework. A title that names other purposes and not this
one leaves a third of the prior.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.api import lemmas
from learning_objects.data import VersionView
from search.selection.values import AT_HOME, CHECK, EXPLAIN, LESSON_PURPOSES, PRACTISE

NAMED = 0.9
HOMEWORK = 0.6
MISNAMED = 1 / 3
UNKNOWN_KIND = 0.4
# Of what the pupils do in a stage the beginning tells; in characters.
LONGEST_TOLD = 200
PRIORS: Mapping[str, Mapping[str, float]] = {
    "scenario": {EXPLAIN: 0.7, PRACTISE: 0.4, CHECK: 0.2, AT_HOME: 0.2},
    "material": {EXPLAIN: 0.5, PRACTISE: 0.5, CHECK: 0.3, AT_HOME: 0.5},
    "video": {EXPLAIN: 0.9, PRACTISE: 0.1, CHECK: 0.05, AT_HOME: 0.8},
    "test": {EXPLAIN: 0.05, PRACTISE: 0.6, CHECK: 0.9, AT_HOME: 0.6},
    "lab": {EXPLAIN: 0.5, PRACTISE: 0.8, CHECK: 0.3, AT_HOME: 0.4},
    "app": {EXPLAIN: 0.4, PRACTISE: 0.8, CHECK: 0.5, AT_HOME: 0.6},
}
_WORDS = {
    EXPLAIN: "объяснение объяснять объяснить знакомство знакомиться изучение новый "
    "открытие открыть введение презентация конспект лекция рассказ рассказывать "
    "демонстрация демонстрировать показывать видеоурок опорный памятка "
    "explain introduction lecture presentation",
    PRACTISE: "закрепление закреплять упражнение тренажер тренировка тренироваться отработка "
    "практика практикум практический лабораторный применение применять задача задачник решать "
    "карточка practice exercise worksheet problem",
    CHECK: "проверка проверочный проверять проверить контроль контрольный тест тестирование зачет "
    "диктант диагностика диагностический самостоятельный самопроверка самооценка опрос итоговый "
    "билет check test quiz",
    AT_HOME: "домашний дистанционный homework home",
}
_PURPOSES_OF = {word: code for code, text in _WORDS.items() for word in text.split()}
_TAG = re.compile(r"<[^>]*>")


def purposes_named(texts: Iterable[str]) -> frozenset[str]:
    """Return the purposes that the words of ``texts`` name."""
    words = (word for text in texts for word in lemmas(text))
    return frozenset(code for word in words if (code := _PURPOSES_OF.get(word)))


def expected_fit(kind: str, named: frozenset[str], purpose: str) -> float:
    """Return the fit by kind and title alone, 0–1; without a purpose everything fits."""
    if not purpose:
        return 1.0
    prior = PRIORS.get(kind, {}).get(purpose, UNKNOWN_KIND)
    if purpose in named:
        return _join(prior, NAMED)
    return prior * MISNAMED if named else prior


def fit_of(version: VersionView, purpose: str) -> float:
    """Return the fit of a version with all that its content says, 0–1."""
    named = purposes_named([version.title, *version.tags])
    expected = expected_fit(version.kind, named, purpose)
    if not purpose or purpose in named:
        return expected
    return _join(expected, _evidence(version.content, purpose))


def purpose_of(version: VersionView) -> str:
    """Return the purpose that a version serves best."""
    return max(LESSON_PURPOSES, key=lambda purpose: fit_of(version, purpose))


def _evidence(content: Mapping[str, Any], purpose: str) -> float:
    if purpose == AT_HOME:
        return HOMEWORK if _TAG.sub("", str(content.get("homework") or "")).strip() else 0.0
    return share_of_minutes(content, purpose)


def share_of_minutes(content: Mapping[str, Any], purpose: str) -> float:
    """Return the share of the minutes of all stages that those naming ``purpose`` take, 0–1."""
    stages = [block["value"] for block in content.get("body") or [] if block["type"] == "stage"]
    total = sum(_minutes(stage) for stage in stages)
    naming = (
        stage
        for stage in stages
        if purpose in purposes_named([str(stage.get("title") or ""), _done(stage)])
    )
    return sum(_minutes(stage) for stage in naming) / total if total else 0.0


def _done(stage: Mapping[str, Any]) -> str:
    return str(stage.get("pupils_do") or "")[:LONGEST_TOLD]


def _minutes(stage: Mapping[str, Any]) -> int:
    return int(stage.get("minutes") or 0)


def _join(prior: float, evidence: float) -> float:
    return 1 - (1 - prior) * (1 - evidence)
