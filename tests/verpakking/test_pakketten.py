"""The lists in pyproject.toml say what the tree holds, since a wheel silently lacks what they leave out."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from tests.verpakking.boom import (
    ROOT,
    SOURCES,
    data_files,
    imported,
    modules,
    packages,
    requirements,
    setuptools_settings,
)

# A library that comes with another one of the same makers, pinned to it, is imported under its own name.
_COMES_WITH = {"pydantic_core": "pydantic"}
# Imported where it is used, with a clear word where the extra is not installed.
_OF_AN_EXTRA = {"plaatsing.scenarios.uitvoerder: distributed.Client"}


def test_every_package_is_listed() -> None:
    assert sorted(setuptools_settings()["packages"]) == sorted(packages())


def test_every_package_has_an_init() -> None:
    without = [name for name, folder in packages().items() if not (folder / "__init__.py").is_file()]
    assert without == []


def test_package_dir_leads_every_package_to_its_folder() -> None:
    given = setuptools_settings()["package-dir"]
    for name, folder in packages().items():
        nearest = max((prefix for prefix in given if f"{name}.".startswith(f"{prefix}.")), key=len)
        rest = name.removeprefix(nearest).lstrip(".").split(".")
        assert ROOT.joinpath(given[nearest], *filter(None, rest)) == folder


def test_every_data_file_is_listed() -> None:
    listed = setuptools_settings()["package-data"]
    missing = [
        f"{package}: {file}"
        for package, files in data_files().items()
        for file in files
        if not any(_matches(file, pattern) for pattern in listed.get(package, []))
    ]
    assert missing == []


def test_every_listed_pattern_still_finds_a_file() -> None:
    present = data_files()
    idle = [
        f"{package}: {pattern}"
        for package, patterns in setuptools_settings()["package-data"].items()
        for pattern in patterns
        if not any(_matches(file, pattern) for file in present.get(package, []))
    ]
    assert idle == []


def test_runtime_dependencies_cover_every_import() -> None:
    known = set(requirements()) | set(sys.stdlib_module_names) | {"plaatsing"}
    unknown = {
        f"{module}: {name}"
        for source in SOURCES
        for module, path in modules(source)
        for name in imported(module, path)
        if _COMES_WITH.get(top := name.split(".")[0], top) not in known
    }
    assert unknown == _OF_AN_EXTRA


@pytest.mark.parametrize("name", ["models", "geodata"])
def test_symlinks_are_relative_and_lead_beside_the_package(name: str) -> None:
    link = ROOT / "plaatsing" / name
    assert link.is_symlink()
    assert link.readlink() == Path("..", name)


def _matches(file: str, pattern: str) -> bool:
    path, wanted = PurePosixPath(file), PurePosixPath(pattern)
    return len(path.parts) == len(wanted.parts) and path.match(pattern)
