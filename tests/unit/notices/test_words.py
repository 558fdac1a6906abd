from __future__ import annotations

import pytest
from django.utils import translation

from core.api import now
from notices.models import Notice
from notices.words import view_of
from tests.factories.notices import DECIDED, tell, tell_remarks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_words_are_made_for_the_reader():
    notice = tell_remarks(make_user(), number=3)

    with translation.override("ru"):
        assert view_of(notice).title == "3 замечания к материалу «Закон Ома»"
    with translation.override("en"):
        assert view_of(notice).title == "3 remarks on “Закон Ома”"


@pytest.mark.parametrize("changed", [{"code": "tests.gone"}, {"data": {"old": 1}}, {"data": []}])
def test_a_notice_that_nobody_can_word_any_more_still_leads_to_its_place(changed, caplog):
    notice = tell(make_user())
    Notice.objects.update(**changed)
    notice.refresh_from_db()

    with translation.override("ru"):
        view = view_of(notice)

    assert view.title == "Уведомление о части библиотеки, которая с тех пор изменилась"
    assert view.url == "/catalogue/"
    assert (notice.code != DECIDED) or "cannot be put in words" in caplog.text


def test_titles_with_per_cent_signs_are_data_not_patterns():
    notice = tell(make_user(), title="100 %(s) %d", now=now())

    assert "100 %(s) %d" in view_of(notice).title
