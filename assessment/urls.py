"""Addresses of ``assessment``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from assessment.views import bank, changing, exchange, files, item

app_name = "assessment"

_item: list[URLPattern | URLResolver] = [
    path("", item.item, name="item"),
    path("copy/", changing.copy, name="copy"),
    path("files/<str:name>", files.item_file, name="file"),
    path("facts/", changing.facts, name="facts"),
    path("sharing/", changing.sharing, name="sharing"),
    path("sharing/<uuid:share>/end/", changing.end_share, name="end_share"),
    path("versions/", changing.versions, name="versions"),
    path("versions/<int:number>/", changing.difference, name="difference"),
    path("versions/<int:number>/restore/", changing.restore, name="restore"),
    path("state/<slug:verb>/", changing.move, name="move"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", bank.items, name="items"),
    path("import/", exchange.send, name="import"),
    path("import/samples/<slug:name>/", exchange.sample, name="sample"),
    path("import/<uuid:uuid>/", exchange.write, name="write_import"),
    path("export/", exchange.export, name="export"),
    path("export/<slug:form>/", exchange.download, name="download"),
    path("<uuid:uuid>/", include(_item)),
]
