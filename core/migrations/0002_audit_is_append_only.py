"""Let the database refuse every change of an audit entry."""

from django.db import migrations

from core.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        forbid_changes(
            "core_auditentry",
            name="core_audit_append_only",
            message="the audit is append-only",
        )
    ]
