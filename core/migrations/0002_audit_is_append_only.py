"""Triggers that refuse to change or delete a audit entry, on both databases."""

from django.db import migrations

TABLE = "core_auditentry"
NAME = "core_audit_append_only"


def _sqlite(event: str) -> str:
    return (
        f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    )


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(_sqlite(event))
        return
    schema_editor.execute(
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'the audit is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
    )


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {NAME}_{event}")
        return
    schema_editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}")
    schema_editor.execute(f"DROP FUNCTION {NAME}()")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
