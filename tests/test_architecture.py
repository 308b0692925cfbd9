"""The house keeps its plan: who imports whom, and that nothing is forgotten in a list."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from plugins import plan
from tests.configured import settings
from tests.conftest import ROOT

PLUGINS = ROOT / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
OF_THE_RUN = {"site", "answers", "questions", "report", "run", "reading", "plan", "making", "reader", "progress", "failures", "listeners", "live", "made_with", "__init__"}
"""Files directly in plugins/ that are no feature."""


def features() -> set[str]:
    """The names of the files that are one feature each."""
    return {file.stem for file in PLUGINS.glob("*.py")} - OF_THE_RUN


def test_imports_keep_their_directions() -> None:
    """The contracts of pyproject.toml hold: layers, features apart, Pelican only at the seam, a model of the standard library."""
    done = subprocess.run([str(Path(sys.executable).with_name("lint-imports")), "--no-cache"], cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


def test_every_feature_is_wired() -> None:
    """Every feature is in FEATURES, once; the two that need the others' pages are called after them."""
    wired = [function.__module__.removeprefix("plugins.") for function in plan.FEATURES]
    assert sorted([*wired, "sitemap", "theme_files"]) == sorted(features())
    assert {function.__name__ for function in plan.FEATURES} == {"pages"}


def test_every_feature_is_kept_apart() -> None:
    """The contract that features never import each other names every one of them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [apart] = [contract["modules"] for contract in contracts if contract["type"] == "independence"]
    assert {name.removeprefix("plugins.") for name in apart} == features()


def test_every_folder_has_its_layer() -> None:
    """Every folder of plugins/ stands in the layers, and in the contract that keeps Pelican out."""
    folders = {f"plugins.{file.parent.name}" for file in PLUGINS.glob("*/__init__.py")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    assert {name for layer in layers for name in layer.split(" | ")} == folders
    [without_pelican] = [contract["source_modules"] for contract in contracts if contract.get("forbidden_modules") == ["pelican"]]
    assert set(without_pelican) == folders


def test_only_what_speaks_to_pelican_registers() -> None:
    """`register` is the last thing in the two files that Pelican loads, and nowhere else."""
    registering = {}
    for file in MODULES:
        body = ast.parse(file.read_text("utf-8")).body
        if any(isinstance(node, ast.FunctionDef) and node.name == "register" for node in body):
            registering[file.relative_to(PLUGINS).as_posix()] = getattr(body[-1], "name", "")
    assert registering == {"reader.py": "register", "site.py": "register"}


def test_plugins_are_modules() -> None:
    """PLUGINS holds imported modules in either configuration: of a string that cannot be imported Pelican only logs."""
    for conf in ("pelicanconf.py", "publishconf.py"):
        assert [getattr(plugin, "__name__", plugin) for plugin in settings(conf)["PLUGINS"]] == ["plugins.reader", "plugins.site"]


@pytest.mark.parametrize("folder", sorted({file.parent for file in MODULES}), ids=lambda folder: folder.name)
def test_files_are_small_and_say_what_they_are(folder: Path) -> None:
    """A module begins with a docstring, is named for what it holds, and stays short; samples that are drawn by code may be longer."""
    for file in folder.glob("*.py"):
        source = file.read_text("utf-8")
        assert ast.get_docstring(ast.parse(source)), file
        assert file.stem not in {"utils", "helpers", "common", "misc"}, file
        assert source.count("\n") <= 300 or file.stem.startswith(("sample_", "corpus_")), file


def test_every_template_is_used() -> None:
    """Every template of the theme is what a feature plans, or what another template takes in by a plain name; and all that are named exist."""
    templates = ROOT / "theme/templates"
    there = {file.relative_to(templates).as_posix() for file in templates.rglob("*.html")}
    planned = {name for file in PLUGINS.glob("**/*.py") for name in re.findall(r'"(\w+\.html)"', file.read_text("utf-8"))}
    taken = re.compile(r"{%-? *(?:extends|include|import|from) ([^%]*?)(?: import| as| with| *-?%})")
    named = {match.strip() for file in templates.rglob("*.html") for match in taken.findall(file.read_text("utf-8"))}
    assert all(re.fullmatch(r'"[a-z_/]+\.html"', name) for name in named), named
    assert planned | {name.strip('"') for name in named} == there


def test_templates_escape() -> None:
    """No template lets text through unescaped: bodies, which were sanitised, come as markup already."""
    for file in (ROOT / "theme/templates").rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", file.read_text("utf-8")), file
    assert settings()["JINJA_ENVIRONMENT"]["autoescape"] is True


def test_every_test_is_found(pytestconfig: pytest.Config) -> None:
    """No folder of tests bears a name that pytest passes over."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for file in (ROOT / "tests").rglob("test_*.py") for part in file.relative_to(ROOT).parts[:-1]} - {"node_modules"}
    assert "build" in folders
    assert not [folder for folder in folders if any(fnmatch(folder, pattern) for pattern in passed_over)]
