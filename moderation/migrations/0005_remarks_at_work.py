"""A remark may point at an item of its place: a passage, a row, a cell."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0004_the_work")]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="item",
            field=models.CharField(blank=True, default="", max_length=90),
        )
    ]
