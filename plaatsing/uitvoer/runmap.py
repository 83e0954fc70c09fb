"""A run folder put in place as a whole: written beside its place, then moved."""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.manifest import BESTAND, is_run_folder

_LEFT_BY_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}


def check_target(run: Path, vervang: bool) -> None:
    """Refuse a place where a run cannot be written, before any work is done.

    An existing run folder is accepted only with `vervang`, and only when all it holds came from a run;
    another folder is accepted only when it is empty.

    Raises
    ------
    RunError
        If the place is taken, or cannot be written to.
    """
    if run.is_dir():
        _check_existing(run, vervang)
    elif run.exists() or run.is_symlink():
        raise RunError(_("{run} is een bestand; kies een map voor het resultaat").format(run=run))
    parent = _existing_parent(run.resolve())
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=".plaatsing-"):
            pass
    except OSError as error:
        raise RunError(
            _("in {map} kan niet worden geschreven ({fout}); kies een andere map").format(
                map=parent, fout=_cause(error)
            )
        ) from error


def _cause(error: OSError) -> str:
    """Say in the language spoken now why a place cannot be written to."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("geen schrijfrechten")
    if error.errno == errno.EROFS:
        return _("alleen-lezen")
    if error.errno == errno.ENOSPC:
        return _("de schijf is vol")
    return str(error.strerror or error)


@contextmanager
def new_run_folder(run: Path, vervang: bool) -> Iterator[Path]:
    """Give a folder to write a run in, and put it in the place of `run` when the block ends well.

    Whatever stops the block, `run` is then as it was before and nothing is left beside it.

    Raises
    ------
    RunError
        If `run` is taken (see `check_target`).
    """
    check_target(run, vervang)
    target = run.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    workspace = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        fresh = workspace / "nieuw"
        fresh.mkdir()
        yield fresh
        _put_in_place(fresh, target, workspace / "oud")
    finally:
        if target.is_dir() or not (workspace / "oud").exists():
            shutil.rmtree(workspace, ignore_errors=True)


def _put_in_place(fresh: Path, target: Path, aside: Path) -> None:
    existed = target.is_dir()
    if existed:
        target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        if existed:
            aside.rename(target)
        raise


def _check_existing(run: Path, vervang: bool) -> None:
    content = {path.name for path in run.iterdir()} - _LEFT_BY_SYSTEM
    if not content:
        return
    if not is_run_folder(run):
        raise RunError(_("{run} bestaat al en is geen resultaatmap; kies een andere map").format(run=run))
    if not vervang:
        raise RunError(
            _(
                "{run} bestaat al; kies een andere map, of geef --vervang om dit resultaat te vervangen"
            ).format(run=run)
        )
    strange = sorted(content - _written_by_run(run))
    if strange:
        raise RunError(
            _(
                "in {run} staat iets dat niet van plaatsing komt ({namen}); "
                "verplaats het, of kies een andere map"
            ).format(run=run, namen=", ".join(strange))
        )


def _written_by_run(run: Path) -> set[str]:
    manifest = json.loads((run / BESTAND).read_text(encoding="utf-8"))
    return {BESTAND, *(str(name).split("/")[0] for name in manifest.get("bestanden", []))}


def _existing_parent(run: Path) -> Path:
    parent = run.parent
    while not parent.is_dir():
        if parent.exists():
            raise RunError(_("{map} is een bestand en geen map").format(map=parent))
        parent = parent.parent
    return parent
