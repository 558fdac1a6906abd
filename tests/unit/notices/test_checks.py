from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from notices.api import register_group, register_notice
from notices.checks import check_kinds
from notices.data import NoticeGroup
from tests.factories.notices import DECISIONS


def codes():
    return [message.id for message in check_kinds(None)]


def test_what_the_house_registers_can_be_shown_in_every_language():
    assert codes() == []


def test_a_group_that_nobody_registered():
    register_notice("tests.lost", group="tests.nowhere", title="Потеряно", example={})

    assert codes() == ["notices.E001"]


def test_words_that_name_what_the_data_lacks():
    lacking = _("%(sum)s")
    register_notice("tests.short", group=DECISIONS, title=lacking, example={"title": "Атом"})
    register_notice("tests.mute", group=DECISIONS, title="", example={})

    assert codes() == ["notices.E002"] * 4  # each in both languages


def test_an_unknown_frequency():
    register_group("tests.hourly", NoticeGroup("Ежечасно", frequency="hourly"))

    assert codes() == ["notices.E003"]
