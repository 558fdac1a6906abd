"""Let the database refuse every change of a published version."""

from django.db import migrations

from core.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("learning_objects", "0002_drafts_and_withdrawal")]

    operations = [
        forbid_changes(
            "learning_objects_learningobjectversion",
            name="lo_version_immutable",
            message="a published version is immutable",
        )
    ]
