"""Files with cases of answers, as ``manage.py score`` takes them: read, or refused with the place.

An object with ``cases`` and maybe ``seed``, a list of cases, or one case. A case has ``name``,
``responses`` (an object: what was answered by identifier) and maybe ``seed``. Several attempts at
one item are ``rounds``, or a list under ``responses``: each a ``responses`` of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.formats.exchange import FormatRefused

MAX_ROUNDS = 1_000


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """What was answered, once or in several rounds; ``seed`` is ``None`` where none is recorded."""

    name: str
    rounds: tuple[Mapping[str, Any], ...]
    seed: int | None = None

    @property
    def responses(self) -> Mapping[str, Any]:
        """The answers of the last round."""
        return self.rounds[-1] if self.rounds else {}


def read_cases(content: Any) -> list[AnswerCase]:
    """Return the cases of a file, its JSON read already; raises ``FormatRefused``."""
    entries, prefix, seed = content, "", None
    if isinstance(content, Mapping) and "cases" in content:
        entries, prefix = content["cases"], "cases"
        seed = _seed(content.get("seed"), "seed")
    elif isinstance(content, Mapping) and ("responses" in content or "rounds" in content):
        return [_case(content, "", None)]
    if not isinstance(entries, list):
        raise FormatRefused("cases.no-list", prefix)
    return [_case(entry, f"{prefix}[{at}]", seed) for at, entry in enumerate(entries)]


def _case(entry: Any, place: str, seed: int | None) -> AnswerCase:
    if not isinstance(entry, Mapping):
        raise FormatRefused("cases.no-case", place)
    own = _seed(entry.get("seed"), _inside(place, "seed"))
    name = entry.get("name")
    return AnswerCase(
        name="" if name is None else str(name),
        rounds=_rounds(entry, place),
        seed=seed if own is None else own,
    )


def _rounds(entry: Mapping[str, Any], place: str) -> tuple[Mapping[str, Any], ...]:
    key = "responses" if entry.get("rounds") is None else "rounds"
    found, where = entry.get(key), _inside(place, key)
    if not isinstance(found, list):
        if key == "rounds":
            raise FormatRefused("cases.no-rounds", where)
        return (_answers(found, where),)
    if len(found) > MAX_ROUNDS:
        raise FormatRefused("cases.too-many-rounds", where, {"limit": str(MAX_ROUNDS)})
    return tuple(_answers(one, f"{where}[{at}]") for at, one in enumerate(found))


def _answers(found: Any, place: str) -> Mapping[str, Any]:
    """Return answers by identifier; nobody's answers may be ``null``."""
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise FormatRefused("cases.no-responses", place)
    inner = found.get("responses")
    return inner if isinstance(inner, Mapping) else found


def _seed(found: Any, place: str) -> int | None:
    if found is None:
        return None
    if isinstance(found, str) and found.strip().removeprefix("-").isdecimal():
        found = int(found) if len(found) < 40 else found
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int):
        raise FormatRefused("cases.seed", place)
    return found


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
