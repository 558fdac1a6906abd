import time
from datetime import datetime
import pytest
from cms.demo import seeding, performing
from cms.demo.seeding import seed_demo
from core.api import now as clock
from framework.api import import_starter


@pytest.mark.django_db
def test_time(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    import_starter(by=None, now=clock())
    real = seeding.play_story
    times = {}

    def timed(**k):
        t = time.perf_counter()
        r = real(**k)
        times[k["story"].key] = (time.perf_counter() - t, len(k["story"].events))
        return r

    seeding.play_story = timed
    t = time.perf_counter()
    seed_demo(now=clock(), tell=str)
    print("TOTAL", time.perf_counter() - t)
    for k, v in times.items():
        print("T", k, round(v[0], 2), v[1])
    from moderation.models import Appeal, Decision, Vote, Submission
    from learning_objects.models import LearningObject

    for a in Appeal.objects.all():
        print("APPEAL", a.submission.title, a.outcome)
    print(Decision.objects.count(), Vote.objects.count())
    for s in Submission.objects.filter(purpose="recheck"):
        print("LOOK", s.title, s.state)
    from moderation.api import history_of

    for o in LearningObject.objects.filter(title__icontains="тепл") | LearningObject.objects.filter(
        title__startswith="Грибы"
    ):
        h = history_of(o.uuid)
        for i in h.items:
            print("H", i.at, i.label, (i.text or "")[:80])
    from moderation.models import ReviewRule

    print(list(ReviewRule.objects.values_list("kind", "second_reader")))
    print(LearningObject.objects.filter(withdrawn_at__isnull=False).values_list("title"))
