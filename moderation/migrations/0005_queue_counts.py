"""Count the open submissions of each queue, from now on with every move; indexes that match."""

import django.db.models.deletion
from django.db import migrations, models

TABLE, COUNTS, NAME = "moderation_submission", "moderation_queuecount", "mod_queue_count"
QUEUE = ("institute_id", "state", "subject_uuid", "grade", "kind", "stage", "purpose", "is_late")
OPEN = "('queued', 'claimed', 'returned')"


def _add_line(row, number, condition=""):
    """Return the statement that counts ``row`` (OLD or NEW) ``number`` times more."""
    values = ", ".join(f"{row}.{column}" for column in QUEUE)
    return (
        f"INSERT INTO {COUNTS} ({', '.join(QUEUE)}, number) SELECT {values}, {number}"
        f" WHERE {row}.state IN {OPEN}{condition};"
    )


def _triggers(vendor):
    """Return the statements that make the triggers: one an event, each counts what moved."""
    moved = f"UPDATE OF {', '.join(QUEUE)}"
    before, after = _add_line("OLD", -1), _add_line("NEW", 1)
    events = {"insert": ("INSERT", after), "update": (moved, before + after)}
    events["delete"] = ("DELETE", before)
    if vendor == "sqlite":
        differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in QUEUE)
        return [
            f"CREATE TRIGGER {NAME}_{name} AFTER {event} ON {TABLE} "
            f"{f'WHEN {differs} ' if name == 'update' else ''}BEGIN {body} END"
            for name, (event, body) in events.items()
        ]
    rows = [", ".join(f"{row}.{column}" for column in QUEUE) for row in ("OLD", "NEW")]
    differs = f"({rows[0]}) IS DISTINCT FROM ({rows[1]})"
    made = []
    for name, (event, body) in events.items():
        made += [
            f"CREATE FUNCTION {NAME}_{name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body} RETURN NULL; END $$",
            f"CREATE TRIGGER {NAME}_{name} AFTER {event} ON {TABLE} FOR EACH ROW"
            f"{f' WHEN ({differs})' if name == 'update' else ''}"
            f" EXECUTE FUNCTION {NAME}_{name}()",
        ]
    return made


def add_triggers(apps, schema_editor):
    for statement in _triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for name in ("insert", "update", "delete"):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {NAME}_{name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {NAME}_{name} ON {TABLE}")
            schema_editor.execute(f"DROP FUNCTION {NAME}_{name}()")


def count(apps, schema_editor):
    """Count what is open now."""
    columns = ", ".join(QUEUE)
    schema_editor.execute(
        f"INSERT INTO {COUNTS} ({columns}, number)"  # nosec B608  # names of our own
        f" SELECT {columns}, COUNT(*) FROM {TABLE} WHERE state IN {OPEN} GROUP BY {columns}"
    )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0004_what_was_there")]

    operations = [
        migrations.CreateModel(
            name="QueueCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("subject_uuid", models.UUIDField(null=True)),
                ("grade", models.PositiveSmallIntegerField(null=True)),
                ("kind", models.CharField(max_length=12)),
                ("stage", models.CharField(max_length=10)),
                ("purpose", models.CharField(max_length=8)),
                ("is_late", models.BooleanField()),
                ("number", models.IntegerField()),
                (
                    "institute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="queue_counts",
                        to="moderation.institute",
                    ),
                ),
            ],
            options={
                "verbose_name": "number of works in a queue",
                "verbose_name_plural": "numbers of works in queues",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("queued", "claimed", "returned"))),
                        name="mod_queue_count_open",
                    )
                ],
            },
        ),
        migrations.RemoveIndex(model_name="submission", name="mod_queue"),
        migrations.RemoveIndex(model_name="submission", name="mod_queue_subject"),
        migrations.RemoveIndex(model_name="submission", name="mod_claims"),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["claimed_by", "state", "institute"], name="mod_claims"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["institute", "state", "submitted_at", "id"], name="mod_queue_state"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=[
                    *("institute", "is_waiting", "subject_uuid", "-is_late", "-priority"),
                    *("due_at", "submitted_at", "id"),
                ],
                name="mod_work_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["institute", "is_waiting", "is_late", "due_at"], name="mod_unmarked"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("origin_uuid__isnull", False)),
                fields=["origin_uuid"],
                name="mod_origin",
            ),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(add_triggers, drop_triggers),
    ]
