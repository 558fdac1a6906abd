from __future__ import annotations

import pytest

from core.registry import DuplicateRegistration
from notices.api import register_group, register_notice
from notices.data import NoticeGroup
from tests.factories.notices import DECIDED, DECISIONS


def test_codes_are_taken_once():
    with pytest.raises(DuplicateRegistration):
        register_notice(DECIDED, group=DECISIONS, title="Опубликовано", example={})
    with pytest.raises(DuplicateRegistration):
        register_group(DECISIONS, NoticeGroup("Решения"))
