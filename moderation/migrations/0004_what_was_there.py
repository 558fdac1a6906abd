"""Fill the new columns of what was there, and the calendar of holidays."""

import datetime

from django.db import migrations, models


# Holidays by article 112 of the Labour Code with their moves from weekends, and for 2026 the moves
# of the Government (decree of 24 September 2025). Institutes edit them as data.
HOLIDAYS = [
    *((2026, 1, day, "Новогодние каникулы") for day in range(1, 10)),
    (2026, 2, 23, "День защитника Отечества"),
    (2026, 3, 9, "Перенос с 8 марта"),
    (2026, 5, 1, "Праздник Весны и Труда"),
    (2026, 5, 11, "Перенос с 9 мая"),
    (2026, 6, 12, "День России"),
    (2026, 11, 4, "День народного единства"),
    (2026, 12, 31, "Перенос с 4 января"),
    *((2027, 1, day, "Новогодние каникулы") for day in range(1, 9)),
    (2027, 2, 23, "День защитника Отечества"),
    (2027, 3, 8, "Международный женский день"),
    (2027, 5, 3, "Перенос с 1 мая"),
    (2027, 5, 10, "Перенос с 9 мая"),
    (2027, 6, 14, "Перенос с 12 июня"),
    (2027, 11, 4, "День народного единства"),
]


def add_holidays(apps, schema_editor):
    model = apps.get_model("moderation", "SpecialDay")
    model.objects.bulk_create(
        model(day=datetime.date(year, month, day), title=title)
        for year, month, day, title in HOLIDAYS
    )


def start_clocks(apps, schema_editor):
    """Give what waits already a week from its submission; a working week, as without a rule."""
    model = apps.get_model("moderation", "Submission")
    model.objects.filter(state__in=("queued", "claimed")).update(
        due_at=models.ExpressionWrapper(
            models.F("submitted_at") + datetime.timedelta(days=7),
            output_field=models.DateTimeField(),
        )
    )


def note_origins(apps, schema_editor):
    """Copy from which object each one was made."""
    model = apps.get_model("moderation", "Submission")
    objects = apps.get_model("learning_objects", "LearningObject")
    origin = objects.objects.filter(pk=models.OuterRef("learning_object")).values("based_on_uuid")
    model.objects.update(origin_uuid=models.Subquery(origin[:1]))


def nothing(apps, schema_editor):
    """The tables and columns go as a whole."""


class Migration(migrations.Migration):

    dependencies = [("moderation", "0003_the_institute")]

    operations = [
        migrations.RunPython(add_holidays, nothing),
        migrations.RunPython(start_clocks, nothing),
        migrations.RunPython(note_origins, nothing),
    ]
