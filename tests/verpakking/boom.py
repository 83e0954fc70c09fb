"""The project's tree, as the packaging tests look at it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

SOURCES = {
    "plaatsing": ROOT / "plaatsing",
    "plaatsing.models": ROOT / "models",
    "plaatsing.geodata": ROOT / "geodata",
}


def pyproject() -> dict[str, Any]:
    """Return pyproject.toml as a dictionary."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def setuptools_settings() -> dict[str, Any]:
    """Return the table [tool.setuptools]."""
    settings: dict[str, Any] = pyproject()["tool"]["setuptools"]
    return settings


def requirements(*, extras: bool = False) -> list[str]:
    """Return the names of the libraries needed at run time; with `extras` those of every extra too."""
    project = pyproject()["project"]
    lines = list(project["dependencies"])
    if extras:
        lines += [line for extra in project["optional-dependencies"].values() for line in extra]
    return [re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines]


def packages() -> dict[str, Path]:
    """Return every package in the tree with its folder; the symlinks are not followed."""
    return {
        ".".join((name, *folder.relative_to(source).parts)): folder
        for name, source in SOURCES.items()
        for folder in (source, *_folders(source))
        if any(folder.glob("*.py"))
    }


def data_files() -> dict[str, list[str]]:
    """Return, per package, the files in it that are not Python, as paths from the package's folder."""
    by_folder = {folder: name for name, folder in packages().items()}
    found: dict[str, list[str]] = {}
    for source in SOURCES.values():
        for folder in (source, *_folders(source)):
            home = next((place for place in (folder, *folder.parents) if place in by_folder), source)
            for path in sorted(folder.iterdir()):
                if path.is_file() and path.suffix not in {".py", ".pyc"}:
                    found.setdefault(by_folder[home], []).append(path.relative_to(home).as_posix())
    return found


def modules(name: str) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name and path of every module of source `name`."""
    source = SOURCES[name]
    for folder in (source, *_folders(source)):
        for path in sorted(folder.glob("*.py")):
            parts = [*path.relative_to(source).with_suffix("").parts]
            yield ".".join([name, *parts]), path


def imported(module: str, path: Path) -> Iterator[str]:
    """Yield the absolute names that the file of `module` imports, wherever in the file they stand."""
    package = module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def committed_files() -> list[Path]:
    """Return the files under version control, or without git every file that is not ignored."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout.split("\0")
        return [ROOT / name for name in listed if (ROOT / name).is_file()]
    ignored = [
        line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line
    ]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(Path(part).match(pattern) for part in path.relative_to(ROOT).parts for pattern in ignored)
    ]


def _folders(source: Path) -> Iterator[Path]:
    for path in sorted(source.iterdir()):
        if path.is_dir() and not path.is_symlink() and path.name != "__pycache__":
            yield path
            yield from _folders(path)
