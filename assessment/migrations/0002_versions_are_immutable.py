"""Let the database refuse every change of a version."""

from django.db import migrations

from core.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        forbid_changes(
            "assessment_bankitemversion",
            name="assessment_version_immutable",
            message="a version of an item is immutable",
        )
    ]
