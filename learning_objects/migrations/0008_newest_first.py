"""An index in the whole order of the newest list; the newest withdrawal is asked for no more.

By itself: PostgreSQL makes no index on a table whose rows wait for a trigger.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning_objects", "0007_counts")]

    operations = [
        migrations.AddIndex(
            model_name="learningobjectversion",
            index=models.Index(fields=["-published_at", "-id"], name="lo_version_newest"),
        ),
        migrations.RemoveIndex(model_name="learningobjectversion", name="lo_version_published"),
        migrations.RemoveIndex(model_name="learningobject", name="lo_withdrawn_at"),
    ]
