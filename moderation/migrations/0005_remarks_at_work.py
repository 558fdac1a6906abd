"""A remark may point at an item of its place (a passage, a row, a cell); ready texts of remarks."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0004_the_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="item",
            field=models.CharField(blank=True, default="", max_length=90),
        ),
        migrations.CreateModel(
            name='CannedRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=core.ids.new_uuid, editable=False, unique=True)),
                ('kind', models.CharField(blank=True, choices=[('scenario', 'lesson scenario'), ('material', 'material')], default='', max_length=12, verbose_name='kind')),
                ('severity', models.CharField(choices=[('must', 'must be mended'), ('should', 'should be mended'), ('note', 'note')], max_length=6, verbose_name='severity')),
                ('text', models.CharField(max_length=1000, verbose_name='text')),
                ('used', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('institute', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='canned_remarks', to='moderation.institute')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='canned_remarks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ready remark',
                'verbose_name_plural': 'ready remarks',
                'ordering': ['-used', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('institute__isnull', True), ('owner__isnull', False)), models.Q(('institute__isnull', False), ('owner__isnull', True)), _connector='OR'), name='mod_canned_is_somebodys'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='mod_canned_says_something'), models.CheckConstraint(condition=models.Q(('severity__in', ('must', 'should', 'note'))), name='mod_canned_severity_known')],
            },
        ),
    ]
