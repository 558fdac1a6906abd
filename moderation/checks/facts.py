"""A rule as plain data: read from JSON with errors that name the place, and written back.

The format is described in ``docs/check-rules.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from learning_objects.data import KINDS
from moderation.checks.operator import LEVELS, OPERATORS, Operator
from moderation.checks.params import WrongParameter

FORMAT = "mesh-check-rules/1"
LANGUAGES = ("ru", "en")
GRADES = range(1, 12)
PLACEHOLDERS = frozenset({"what", "number", "limit"})
MOST_RULES = 500
CODE_LIMIT, TITLE_LIMIT, WORDS_LIMIT = 60, 200, 1_000

_CODE = re.compile(r"^[a-z][a-z0-9-]*$")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_KEYS = frozenset(
    {"id", "title", "message", "remedy", "level", "enabled", "institute", "when", "check"}
)
_NEEDED = ("id", "title", "level", "check")


class WrongRule(ValueError):
    """Rules that cannot be taken; ``faults`` says of each what is wrong and where."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """Everything that an institute may change about a rule.

    ``title``, ``message`` and ``remedy`` are ``{language: words}``; empty ``kinds`` or ``grades``
    mean all of them; ``operator`` is a code of the registry and ``params`` are its own;
    ``institute`` is the key of an institute, empty for everywhere.
    """

    code: str
    title: dict[str, str]
    message: dict[str, str]
    remedy: dict[str, str]
    level: str
    operator: str
    params: dict[str, Any]
    kinds: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    enabled: bool = True
    institute: str = ""


def rule_as_json(facts: RuleFacts) -> dict[str, Any]:
    """Return one rule in the documented format."""
    return {
        "id": facts.code,
        "title": dict(facts.title),
        "message": dict(facts.message),
        "remedy": dict(facts.remedy),
        "level": facts.level,
        "enabled": facts.enabled,
        "institute": facts.institute or None,
        "when": {"kinds": list(facts.kinds), "grades": list(facts.grades)},
        "check": {"type": facts.operator, "params": facts.params},
    }


def rules_as_json(rules: Iterable[RuleFacts]) -> dict[str, Any]:
    """Return a whole file of rules."""
    return {"format": FORMAT, "rules": [rule_as_json(facts) for facts in rules]}


def read_rules(data: Any) -> list[RuleFacts]:
    """Return the rules of a file, or raise :class:`WrongRule` with every fault of all of them."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise WrongRule([_('the file must say "format": "%(format)s"') % {"format": FORMAT}])
    listed = data.get("rules")
    if not isinstance(listed, list) or len(listed) > MOST_RULES:
        raise WrongRule([_('"rules" must be a list of at most %(most)d') % {"most": MOST_RULES}])
    rules, faults = [], []
    for number, item in enumerate(listed, start=1):
        try:
            rules.append(read_rule(item))
        except WrongRule as wrong:
            name = item.get("id") if isinstance(item, dict) else None
            faults += [f"{name or number}: {fault}" for fault in wrong.faults]
    twice = _repeated((rule.institute, rule.code) for rule in rules)
    faults += [_("%(code)s: stands twice") % {"code": code} for _institute, code in twice]
    if faults:
        raise WrongRule(faults)
    return rules


def _repeated(items: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    return [item for item in items if item in seen or seen.add(item)]  # type: ignore[func-returns-value]


def read_rule(data: Any) -> RuleFacts:
    """Return the rule that ``data`` describes, or raise :class:`WrongRule` with all its faults."""
    if not isinstance(data, dict):
        raise WrongRule([_('a rule is an object with "id", "title", "level", "check"')])
    reading = _Reading(data)
    facts = reading.facts()
    if reading.faults or facts is None:
        raise WrongRule(reading.faults)
    return facts


@dataclass
class _Reading:
    """One rule being read; ``faults`` collects what is wrong with it."""

    data: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def facts(self) -> RuleFacts | None:
        self._keys(self.data, _KEYS, "")
        for name in _NEEDED:
            if name not in self.data:
                self.faults.append(_('"%(name)s" is missing') % {"name": name})
        if self.faults:
            return None
        operator, params = self._check()
        return RuleFacts(
            code=self._code(),
            title=self._words("title", TITLE_LIMIT, needed=True, placeholders=False),
            message=self._words(
                "message", WORDS_LIMIT, needed=not (operator and operator.own_words)
            ),
            remedy=self._words("remedy", WORDS_LIMIT, needed=False),
            level=self._level(operator),
            operator=operator.code if operator else "",
            params=params,
            kinds=tuple(self._listed("kinds", KINDS)),
            grades=tuple(self._listed("grades", GRADES)),
            enabled=self._flag(),
            institute=self._institute(),
        )

    def _keys(self, data: dict[str, Any], known: frozenset[str], place: str) -> None:
        for name in sorted(set(map(str, data)) - known):
            self.faults.append(_('unknown key "%(name)s"') % {"name": place + name})

    def _code(self) -> str:
        code = self.data["id"]
        if not isinstance(code, str) or not _CODE.match(code) or len(code) > CODE_LIMIT:
            self.faults.append(_('"id": small Latin letters, digits and hyphens are wanted'))
        return str(code)

    def _words(
        self, name: str, limit: int, *, needed: bool, placeholders: bool = True
    ) -> dict[str, str]:
        words = self.data.get(name) or {}
        if not isinstance(words, dict):
            self.faults.append(_('"%(name)s" must be {"ru": …, "en": …}') % {"name": name})
            return {}
        self._keys(words, frozenset(LANGUAGES), f"{name}.")
        known = PLACEHOLDERS if placeholders else frozenset[str]()
        for language in LANGUAGES:
            self._text(words.get(language, ""), f"{name}.{language}", limit, needed, known)
        return {code: str(words.get(code, "")).strip() for code in LANGUAGES}

    def _text(self, text: Any, place: str, limit: int, needed: bool, known: frozenset[str]) -> None:
        if not isinstance(text, str) or len(text) > limit:
            wrong = {"place": place, "limit": limit}
            self.faults.append(_('"%(place)s": a text of %(limit)d characters is wanted') % wrong)
        elif needed and not text.strip():
            self.faults.append(_('"%(place)s" is missing') % {"place": place})
        else:
            self.faults += wrong_placeholders(text, place, known)

    def _check(self) -> tuple[Operator | None, dict[str, Any]]:
        check = self.data["check"]
        operator = OPERATORS.find(check.get("type", "")) if isinstance(check, dict) else None
        if operator is None:
            known = ", ".join(OPERATORS.codes())
            self.faults.append(
                _('"check.type": one of these is wanted: %(codes)s') % {"codes": known}
            )
            return None, {}
        self._keys(check, frozenset({"type", "params"}), "check.")
        params = check.get("params") or {}
        if not isinstance(params, dict):
            self.faults.append(_('"check.params" must be an object'))
            return operator, {}
        self._keys(params, frozenset(operator.defaults()), "check.params.")
        return operator, dict(self._params(operator, params))

    def _params(self, operator: Operator, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for param in operator.params:
            try:
                yield param.code, param.clean(given.get(param.code, param.default))
            except WrongParameter as wrong:
                self.faults.append(f'"check.params.{param.code}": {wrong}')

    def _level(self, operator: Operator | None) -> str:
        levels = operator.levels if operator else LEVELS
        level = self.data["level"]
        if level not in levels:
            known = ", ".join(levels)
            self.faults.append(_('"level": one of these is wanted: %(codes)s') % {"codes": known})
        return str(level)

    def _listed(self, name: str, known: Iterable[Any]) -> list[Any]:
        when = self.data.get("when") or {}
        given = when.get(name) or [] if isinstance(when, dict) else None
        allowed = list(known)
        if not isinstance(given, list) or not all(
            item in allowed and not isinstance(item, bool) for item in given
        ):
            wrong = {"name": name, "codes": ", ".join(map(str, allowed))}
            words = _('"when.%(name)s": a list out of these is wanted: %(codes)s')
            self.faults.append(words % wrong)
            return []
        self._keys(when, frozenset({"kinds", "grades"}), "when.")
        return [item for item in allowed if item in given]

    def _flag(self) -> bool:
        enabled = self.data.get("enabled", True)
        if not isinstance(enabled, bool):
            self.faults.append(_('"enabled": true or false is wanted'))
        return bool(enabled)

    def _institute(self) -> str:
        key = self.data.get("institute") or ""
        if not isinstance(key, str):
            self.faults.append(_('"institute": the key of an institute or null is wanted'))
        return str(key)


def wrong_placeholders(text: str, place: str, known: frozenset[str]) -> list[str]:
    """Return a fault for every brace of ``text`` that is not one of the ``known`` placeholders."""
    wrong = [match[0] for match in _BRACES.finditer(text) if match[1] not in known]
    names = ", ".join(f"{{{name}}}" for name in sorted(known)) or "—"
    words = _('"%(place)s": %(wrong)s is no placeholder; known are: %(known)s')
    return [words % {"place": place, "wrong": item, "known": names} for item in wrong]


def facts_as_dict(facts: RuleFacts) -> dict[str, Any]:
    """Return the facts by name, to see what changed between two versions."""
    return asdict(facts)
