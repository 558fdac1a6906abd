"""Message catalogues: complete in every language, compiled without needing gettext.

``check``   extracts the strings of each package anew, in a temporary copy, and fails when a
            catalogue lacks one, leaves one empty or fuzzy, or loses a placeholder.
``update``  adds what is new and drops what is gone; fills ``en`` from the message itself.
``compile`` writes the ``.mo`` files that are older than their ``.po``.

Usage: ``python -m tools.messages check|update|compile``.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.house import HOUSE, packages

LANGUAGES = ("ru", "en")
PLURALS = {"ru": 4, "en": 2}
PLURAL_FORMS = {
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4"
        " && (n%100<12 || n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9)"
        " || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
    "en": "nplurals=2; plural=(n != 1);",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
Key = tuple[str, str, str]


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return the exit status."""
    parser = argparse.ArgumentParser(prog="tools.messages", description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=("check", "update", "compile"))
    parser.add_argument("package", nargs="*", help="packages to look at (default: all)")
    options = parser.parse_args(arguments)
    names = options.package or packages()
    if options.verb == "compile":
        return compile_changed(names)
    if options.verb == "update":
        return update(names)
    return report([problem for name in names for problem in check(name)])


def report(problems: list[str]) -> int:
    """Print the problems; return the exit status."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems; `python -m tools.messages update` adds what is missing")
    else:
        print("message catalogues complete: " + ", ".join(LANGUAGES))
    return 1 if problems else 0


def check(package: str) -> Iterator[str]:
    """Yield what is wrong with the catalogues of one package."""
    wanted = extract(package)
    for language in LANGUAGES:
        path = catalogue_path(package, language)
        if not path.exists():
            if wanted:
                yield f"{path.relative_to(HOUSE)}: missing ({len(wanted)} strings)"
            continue
        entries = {key(entry): entry for entry in polib.pofile(path) if not entry.obsolete}
        for missing in wanted.keys() - entries.keys():
            yield f"{path.relative_to(HOUSE)}: lacks {missing[1]!r}"
        for entry in entries.values():
            flaw = flaw_of(entry, language)
            if flaw:
                yield f"{path.relative_to(HOUSE)}:{entry.linenum}: {flaw}: {entry.msgid!r}"


def flaw_of(entry: polib.POEntry, language: str) -> str:
    """Return what is wrong with one entry of a catalogue, or an empty string."""
    if entry.fuzzy:
        return "fuzzy"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(text.strip() for text in texts) or (
        entry.msgid_plural and len(texts) < PLURALS[language] - (language == "ru")
    ):
        return "not translated"
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
    if any(not placeholders(text) <= allowed for text in texts):
        return "unknown placeholder"
    if not entry.msgid_plural and placeholders(texts[0]) != allowed:
        return "lost placeholder"
    return ""


def placeholders(text: str) -> set[str]:
    """Return the ``%(name)s``, ``%s`` and ``{name}`` parts of a message."""
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))


def extract(package: str) -> dict[Key, polib.POEntry]:
    """Return the translatable strings of a package, found anew by xgettext.

    Without xgettext nothing is extracted and the reason is printed: what is written in the
    catalogues is still checked.
    """
    if not shutil.which("xgettext"):
        print("xgettext is missing, new strings are not looked for: apt-get install -y gettext")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / package
        shutil.copytree(HOUSE / package, copy, ignore=_not_source)
        (copy / "locale").mkdir()
        _makemessages(copy)
        found = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
        return {key(entry): entry for entry in polib.pofile(found)} if found.exists() else {}


def _not_source(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"locale", "static", "migrations", "__pycache__"}}


def _makemessages(copy: Path) -> None:
    # -P: a module of the package (core/html.py) must not hide one of the standard library.
    command = [sys.executable, "-P", "-m", "django", "makemessages", "-l", "en", "--no-location"]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [*command, "--no-wrap"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{copy.name}: makemessages failed\n{done.stderr}")


def update(names: list[str]) -> int:
    """Bring the catalogues of the packages up to date with the sources."""
    if not shutil.which("xgettext"):
        print("xgettext is missing: apt-get install -y gettext")
        return 1
    for package in names:
        wanted = extract(package)
        for language in LANGUAGES:
            path = catalogue_path(package, language)
            if not wanted and not path.exists():
                continue
            catalogue = polib.pofile(path) if path.exists() else _new_catalogue(language)
            _merge(catalogue, wanted, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
    return 0


def _new_catalogue(language: str) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return catalogue


def _merge(catalogue: polib.POFile, wanted: dict[Key, polib.POEntry], language: str) -> None:
    present = {key(entry): entry for entry in catalogue}
    for gone in present.keys() - wanted.keys():
        catalogue.remove(present[gone])
    for new in wanted.keys() - present.keys():
        source = wanted[new]
        forms = dict.fromkeys(range(PLURALS[language]), "") if source.msgid_plural else {}
        catalogue.append(
            polib.POEntry(
                msgctxt=source.msgctxt,
                msgid=source.msgid,
                msgid_plural=source.msgid_plural,
                msgstr_plural=forms,
                flags=[flag for flag in source.flags if flag != "fuzzy"],
            )
        )
    if language == "en":
        _fill_from_message(catalogue)


def _fill_from_message(catalogue: polib.POFile) -> None:
    for entry in catalogue.untranslated_entries():
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid


def compile_changed(names: list[str]) -> int:
    """Compile each catalogue whose ``.mo`` is older; return the exit status."""
    for package in names:
        for source in sorted((HOUSE / package).glob("locale/*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(source).save_as_mofile(str(target))
    return 0


def catalogue_path(package: str, language: str) -> Path:
    """Return where the catalogue of a package in a language lies."""
    return HOUSE / package / "locale" / language / "LC_MESSAGES" / "django.po"


def key(entry: polib.POEntry) -> Key:
    """Return what identifies an entry: context, message, plural message."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


if __name__ == "__main__":
    sys.exit(main())
