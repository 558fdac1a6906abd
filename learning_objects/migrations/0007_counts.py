"""Count public objects by the set of nodes they cover, from now on with every publication."""

import hashlib
import uuid
from collections import Counter
from itertools import groupby
from operator import itemgetter

from django.db import migrations, models


def count(apps, schema_editor):
    """Fill the table from the public versions."""
    thing = apps.get_model("learning_objects", "LearningObject")
    link = apps.get_model("learning_objects", "VersionTopic")
    public = thing.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
    rows = (
        link.objects.filter(relation="covers", version_id__in=public.values("current_version_id"))
        .order_by("version_id")
        .values_list("version_id", "node_uuid")
        .iterator(chunk_size=5000)
    )
    found = Counter(
        " ".join(sorted({node.hex for _, node in group}))
        for _, group in groupby(rows, key=itemgetter(0))
    )
    found[""] += public.count() - found.total()
    sets = apps.get_model("learning_objects", "TopicSetCount")
    sets.objects.bulk_create(
        (
            sets(
                digest=hashlib.sha256(nodes.encode()).hexdigest(),
                nodes=nodes,
                number=number,
                changed=1,
            )
            for nodes, number in found.items()
            if number
        ),
        batch_size=1000,
    )
    mark = apps.get_model("learning_objects", "LibraryMark")
    mark.objects.create(id=1, serial=1, stamp=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("learning_objects", "0006_object_reference")]

    operations = [
        migrations.CreateModel(
            name="LibraryMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveBigIntegerField(default=0)),
                ("stamp", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="lo_one_mark")
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicSetCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("nodes", models.TextField(blank=True)),
                ("number", models.IntegerField(default=0)),
                ("changed", models.PositiveBigIntegerField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 0)), name="lo_topic_set_not_negative"
                    )
                ],
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
    ]
