"""An index for the newest withdrawal, which every public page asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning_objects", "0003_versions_are_immutable")]

    operations = [
        migrations.AddIndex(
            model_name="learningobject",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["-withdrawn_at"],
                name="lo_withdrawn_at",
            ),
        ),
    ]
