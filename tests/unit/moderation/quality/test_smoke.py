import pytest
pytestmark = pytest.mark.django_db
def test_x(now):
    from moderation.api import refresh_quality
    from tests.factories.moderation import make_submission, approve, return_submission, faulty_marks
    from tests.factories.people import make_user
    from moderation.models import Decision, QualityDay, ReviewerDay, Backlog, Control
    from moderation.api import make_control, claim, history_of
    from moderation import api
    e = make_user("moderator"); s = make_submission(now=now, claimed_by=e)
    return_submission(submission=s, letter="x", by=e, now=now)
    d = Decision.objects.get()
    chief = make_user("chief_moderator")
    c = make_control(decision=d, verdict="return", failed=["correct"], wanted=1, by=chief, now=now)
    refresh_quality(now=now)
    print(QualityDay.objects.values(), ReviewerDay.objects.values(), Backlog.objects.values())
    sub = Control.objects.get().submission
    print(history_of(sub.object_uuid))
    e2 = make_user("moderator")
    claim(submission=sub, by=e2, now=now)
    api.return_submission(submission=sub, letter="плохо", by=e2, now=now, marks=faulty_marks(sub, "correct"))
    from moderation.models import ControlResult
    print(ControlResult.objects.values(), Control.objects.values(), sub.state)
    refresh_quality(now=now)
    print(QualityDay.objects.values(), ReviewerDay.objects.values(), Backlog.objects.values())
    from moderation.models import ControlResult
    from django.db import IntegrityError, transaction
    with pytest.raises(Exception), transaction.atomic():
        ControlResult.objects.update(found=3)
    for ch in ({"verdict":"approve"},{"failed":[]},{"wanted":9},{"verdict":"keep"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Control.objects.update(**ch)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(letter="u")
