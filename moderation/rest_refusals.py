"""What REST answers when an action of a room refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja.errors import HttpError

from accounts.errors import NotAllowed
from core.errors import TransitionRefused


def attempt(
    act: Callable[..., Any],
    /,
    *,
    refusals: tuple[type[Exception], ...],
    words_for: Callable[[Exception], str],
    **arguments: Any,
) -> Any:
    """Do it; what the person may not do answers 403, every other refusal of the room 409."""
    try:
        return act(**arguments)
    except NotAllowed as error:
        raise HttpError(403, words_for(TransitionRefused("", "permission"))) from error
    except refusals as error:
        denied = isinstance(error, TransitionRefused) and error.code == "permission"
        raise HttpError(403 if denied else 409, words_for(error)) from error
