"""What is wrong with a catalogue is found; what is right is left alone."""

import polib
import pytest

from tools import messages


def _entry(**facts) -> polib.POEntry:
    return polib.POEntry(**{"msgid": "Hello", "msgstr": "Здравствуйте", **facts})


@pytest.mark.parametrize(
    ("entry", "flaw"),
    [
        (_entry(), ""),
        (_entry(msgstr=" "), "not translated"),
        (_entry(flags=["fuzzy"]), "fuzzy"),
        (_entry(msgid="%(n)s files", msgstr="файлы"), "lost placeholder"),
        (_entry(msgid="files", msgstr="%(n)s файлов"), "unknown placeholder"),
        (_entry(msgid="100%% of %s", msgstr="100%% от %s"), ""),
    ],
)
def test_flaws_of_an_entry(entry, flaw):
    assert messages.flaw_of(entry, "ru") == flaw


@pytest.mark.parametrize(
    ("forms", "flaw"),
    [
        ({0: "%(n)d урок", 1: "%(n)d урока", 2: "%(n)d уроков", 3: "%(n)d урока"}, ""),
        ({0: "один урок", 1: "%(n)d урока", 2: "%(n)d уроков", 3: "%(n)d урока"}, ""),
        ({0: "%(n)d урок", 1: "%(n)d урока", 2: ""}, "not translated"),
        ({0: "%(n)d урок", 1: "%(n)d урока"}, "not translated"),
        ({0: "%(m)d урок", 1: "%(n)d урока", 2: "%(n)d уроков"}, "unknown placeholder"),
    ],
)
def test_flaws_of_plurals(forms, flaw):
    entry = polib.POEntry(msgid="%(n)d lesson", msgid_plural="%(n)d lessons", msgstr_plural=forms)

    assert messages.flaw_of(entry, "ru") == flaw


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A house with one package that says two things."""
    package = tmp_path / "shop"
    package.mkdir()
    (package / "views.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        'hello = _("Hello, %(name)s")\n'
        'def lessons(n):\n    return ngettext("%(n)d lesson", "%(n)d lessons", n)\n'
    )
    (package / "html.py").write_text('"""A name that the standard library has, too."""')
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    return tmp_path


@pytest.mark.skipif(not messages.shutil.which("xgettext"), reason="apt-get install -y gettext")
def test_a_new_string_is_missed_then_added_then_wants_its_russian(house):
    assert [problem.split(": ")[1] for problem in messages.check("shop")] == [
        "missing (2 strings)"
    ] * 2

    messages.update(["shop"])

    problems = list(messages.check("shop"))
    assert len(problems) == 2
    assert all("locale/ru" in problem and "not translated" in problem for problem in problems)

    (house / "shop" / "views.py").write_text("")
    messages.update(["shop"])
    assert list(messages.check("shop")) == []


def test_catalogues_are_compiled_once(house):
    catalogue = messages._new_catalogue("ru")
    catalogue.append(_entry())
    path = messages.catalogue_path("shop", "ru")
    path.parent.mkdir(parents=True)
    catalogue.save(str(path))

    messages.compile_changed(["shop"])
    compiled = path.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    messages.compile_changed(["shop"])

    assert polib.mofile(str(compiled))[0].msgstr == "Здравствуйте"
    assert compiled.stat().st_mtime_ns == first
