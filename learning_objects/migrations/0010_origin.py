"""Keep what a received object must not lose: its origin, its authors by name, its ids of files."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning_objects', '0009_stage_title'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('address', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_uuid', models.UUIDField(db_index=True)),
                ('name', models.CharField(max_length=300)),
                ('role', models.CharField(max_length=10)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.AddField(
            model_name='learningobject',
            name='based_on',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='learningobject',
            name='origin_withdrawn_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='versionasset',
            name='origin_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='learningobject',
            name='origin',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning_objects.origin'),
        ),
        migrations.AddConstraint(
            model_name='learningobject',
            constraint=models.CheckConstraint(condition=models.Q(('origin__isnull', True), models.Q(('current_version__isnull', False), ('latest_revision__isnull', True), ('state__in', ['published', 'withdrawn'])), _connector='OR'), name='lo_received_has_no_draft'),
        ),
        migrations.AddField(
            model_name='signature',
            name='learning_object',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='learning_objects.learningobject'),
        ),
    ]
