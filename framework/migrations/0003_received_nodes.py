"""Keep nodes that packages bring and no framework here has."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('framework', '0002_search_words_and_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReceivedNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('parent_uuid', models.UUIDField(null=True)),
                ('key', models.CharField(max_length=255, verbose_name='key')),
                ('kind', models.CharField(max_length=12, verbose_name='kind')),
                ('title', models.CharField(blank=True, max_length=700, verbose_name='title')),
                ('hours', models.PositiveSmallIntegerField(null=True, verbose_name='hours')),
                ('grade', models.PositiveSmallIntegerField(null=True, verbose_name='grade')),
                ('education_level', models.CharField(blank=True, max_length=10, verbose_name='level of education')),
                ('variant', models.CharField(blank=True, max_length=20, verbose_name='basic or advanced')),
                ('framework_key', models.CharField(max_length=60)),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
