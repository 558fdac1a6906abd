"""Every root package is in the import contract and has what a package must have."""

import ast
import configparser

import pytest
from django.apps import apps

from tools.house import HOUSE, layers, packages, rank

NOBODY_ABOVE = {"cms"}  # the top layer: no package may import it, so it has no door


def _contract() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(HOUSE / ".importlinter", encoding="utf-8")
    return parser


def test_the_contract_names_every_root_package_and_no_other():
    named = set(_contract()["importlinter"]["root_packages"].split())

    assert named == set(packages())


def test_every_package_has_a_layer_without_brackets():
    lines = _contract()["importlinter:contract:layers"]["layers"].strip().splitlines()
    certain = {name.strip() for line in lines for name in line.split("|") if "(" not in name}

    assert certain == set(packages())


def test_no_package_has_two_layers():
    names = [name for row in layers() for name in row]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("package", packages())
def test_a_package_has_a_readme_of_one_page(package):
    readme = HOUSE / package / "README.md"

    assert readme.is_file(), f"{package}/README.md: what it owns, its door, states, how it fails"
    assert 5 <= len(readme.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("package", packages())
def test_a_package_is_an_application_with_a_fixed_label(package):
    tree = ast.parse((HOUSE / package / "apps.py").read_text(encoding="utf-8"))
    labels = [
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and [getattr(target, "id", "") for target in node.targets] == ["label"]
    ]

    assert labels == [apps.get_app_config(labels[0]).label]
    assert apps.get_app_config(labels[0]).name == package


@pytest.mark.parametrize("package", [name for name in packages() if name not in NOBODY_ABOVE])
def test_a_door_only_reexports_and_says_what(package):
    door = HOUSE / package / "api.py"
    assert door.is_file(), f"{package} has no door"
    tree = ast.parse(door.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }
    logic = [
        node.lineno
        for node in tree.body[1:]
        if not isinstance(node, ast.ImportFrom | ast.Import) and not _is_contract(node)
    ]
    contract = next(node for node in tree.body if _is_contract(node))

    assert logic == [], f"{package}/api.py has logic on lines {logic}"
    assert set(ast.literal_eval(contract.value)) == imported


def _is_contract(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"


def test_the_ranks_run_from_core_up():
    heights = rank()

    assert heights["core"] == min(heights.values())
    assert heights["cms"] == max(heights.values())
    assert heights["moderation"] == heights["search"]
