"""The style guide: every component with a plausible content, for those who build pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.api import now
from ui.hues import subject_hue

ERROR_PAGES = {
    400: "400.html",
    403: "403.html",
    404: "404.html",
    419: "403_csrf.html",
    500: "500.html",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Название", help_text="Так его увидят в каталоге и поиске.")
    about = forms.CharField(label="О чём материал", widget=forms.Textarea, required=False)
    grade = forms.ChoiceField(label="Класс", choices=[(n, f"{n} класс") for n in range(5, 10)])
    level = forms.ChoiceField(
        label="Уровень",
        choices=[("basic", "Базовый"), ("advanced", "Углублённый")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label="Материал можно изменять и распространять")


def show_styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    messages.success(request, "Черновик сохранён.")
    return render(request, "ui/styleguide.html", _samples())


def show_error(request: HttpRequest, code: int) -> HttpResponse:
    """Show a page of an error as readers would see it."""
    if code not in ERROR_PAGES:
        raise Http404
    return render(request, ERROR_PAGES[code], status=code if code != 419 else 403)


RICH_SAMPLE = (
    "<h2>Закон Ома для участка цепи</h2><p>Сила тока в участке цепи прямо пропорциональна "
    "напряжению и обратно пропорциональна сопротивлению: $I = \\frac{U}{R}$. Если "
    "$U = 4{,}5\\,\\text{В}$, а $R = 9\\,\\text{Ом}$, то сила тока равна 0,5 А.</p>"
    "<p>\\[v_{ср} = \\frac{s_1 + s_2}{t_1 + t_2}\\]</p>"
    "<ul><li>соберите цепь по схеме;</li><li>запишите показания "
    "<strong>амперметра</strong> и <em>вольтметра</em>.</li></ul>"
    "<blockquote><p>Не всякое «больше» означает «пропорционально».</p></blockquote>"
    "<table><thead><tr><th>U, В</th><th>I, А</th></tr></thead><tbody>"
    "<tr><td>1,5</td><td>0,17</td></tr><tr><td>3,0</td><td>0,33</td></tr></tbody></table>"
)


def _samples() -> dict[str, Any]:
    moment = now()
    return {
        "crumbs": [
            ("Каталог", "/catalogue/"),
            ("Математика", "#"),
            ("5 класс", "#"),
            ("Дроби", ""),
        ],
        "form": SampleForm({"title": "", "grade": "5"}),
        "page_obj": Paginator(range(400), 20).page(7),
        "hits": _hits(),
        "hues": range(12),
        "tabs": [
            ("Все", "#", True, 24),
            ("Черновики", "#", False, 7),
            ("На проверке", "#", False, 2),
            ("Опубликованы", "#", False, 15),
        ],
        "events": [
            {"when": moment, "who": "Петрова А. И.", "what": "Опубликован", "tone": "success"},
            {
                "when": moment - timedelta(days=1),
                "who": "Эксперт института",
                "what": "Возвращён автору",
                "tone": "warning",
                "text": "Во втором этапе не сказано, что делают те, кто закончил раньше.",
            },
            {"when": moment - timedelta(days=30), "who": "Петрова А. И.", "what": "Создан"},
        ],
        "rich": RICH_SAMPLE,
    }


def _hits() -> list[dict[str, Any]]:
    rows = [
        ("Обыкновенные дроби: доли целого", "Математика", "matematika", "5", "Сценарий урока"),
        ("Закон Ома для участка цепи", "Физика", "fizika", "8", "Сценарий урока"),
        ("Строение клетки под микроскопом", "Биология", "biologiya", "5", "Материал"),
    ]
    return [
        {
            "title": title,
            "url": "#",
            "kind_label": kind,
            "subject_label": subject,
            "hue": subject_hue(slug),
            "grade": grade,
            "minutes": 45,
            "authors": ["Петрова А. И."],
            "snippet": "Ученики сами приходят к правилу, измеряя и сравнивая, и проверяют его.",
            "badge_label": "",
        }
        for title, subject, slug, grade, kind in rows
    ]
