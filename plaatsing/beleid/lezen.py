"""Read a rule set by name or from a TOML file."""

from __future__ import annotations

import difflib
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from plaatsing.beleid.fouten import problem_of
from plaatsing.beleid.regelset import Beleid
from plaatsing.problemen import CaseError, Problem
from plaatsing.toml_fout import toml_problem


def list_beleid() -> tuple[str, ...]:
    """Return the names of the bundled rule sets, in alphabetical order."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in _bundled().iterdir()))


def read_beleid(name_or_path: str | Path, folder: str | Path | None = None) -> Beleid:
    """Read a bundled rule set by its name, or one's own from a TOML file.

    Parameters
    ----------
    name_or_path : str or Path
        A name that :func:`list_beleid` gives, or the path of a file that ends in ``.toml``.
    folder : str or Path, optional
        Where a relative path starts, usually the case folder; default the working folder.

    Returns
    -------
    Beleid
        The checked, frozen rule set.

    Raises
    ------
    CaseError
        With every problem of the file at once: unknown name, no such file, not TOML, unknown or
        missing keys, wrong values.
    """
    name = str(name_or_path)
    if name in list_beleid():
        return _read(_bundled() / f"{name}.toml", f"{name}.toml")
    path = Path(folder or ".") / name_or_path
    if path.suffix != ".toml":
        raise CaseError([_unknown_name(name)])
    if not path.is_file():
        raise CaseError([Problem(path.name, "dit bestand bestaat niet", gevonden=name, code="geen_bestand")])
    return _read(path, path.name)


def beleid_bytes(name: str) -> bytes:
    """Return the text of a bundled rule set as it is shipped, comments included.

    Raises
    ------
    CaseError
        If there is no bundled rule set of that name.
    """
    if name not in list_beleid():
        raise CaseError([_unknown_name(name)])
    return (_bundled() / f"{name}.toml").read_bytes()


def _bundled() -> Traversable:
    return resources.files("plaatsing.beleid") / "regels"


def _unknown_name(name: str) -> Problem:
    close = difflib.get_close_matches(name.lower(), list_beleid(), n=1, cutoff=0.5)
    expected = (
        "verwacht een meegeleverde regelset ("
        + ", ".join(list_beleid())
        + ") of een pad dat op .toml eindigt"
    )
    return Problem(
        "plan.toml",
        expected,
        kolom="beleid",
        gevonden=name,
        bedoelde_u="".join(close),
        code="onbekende_regelset",
    )


def _read(source: Traversable, bestand: str) -> Beleid:
    try:
        text = source.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problem = Problem(bestand, "verwacht een tekstbestand in UTF-8", code="codering")
        raise CaseError([problem]) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError([toml_problem(text, error, bestand)]) from error
    try:
        beleid = Beleid.model_validate(content)
    except ValidationError as error:
        problems = [problem_of(bestand, Beleid, detail) for detail in error.errors()]
        raise CaseError(problems) from error
    problems = _contradictions(beleid, bestand)
    if problems:
        raise CaseError(problems)
    return beleid


def _contradictions(beleid: Beleid, bestand: str) -> list[Problem]:
    """Return what no single value shows: double tariffs and dates in the wrong order."""
    problems = []
    seen = set()
    for number, regel in enumerate(beleid.tarieven, start=1):
        if (regel.jaar, regel.soort) in seen:
            expected = "dit jaar en deze soort staan er al; verwacht een regel per jaar en soort"
            found = f"{regel.jaar}, {regel.soort}"
            problems.append(
                Problem(bestand, expected, kolom=f"tarieven[{number}]", gevonden=found, code="dubbel")
            )
        seen.add((regel.jaar, regel.soort))
    if not any(regel.soort == "regulier" for regel in beleid.tarieven):
        problems.append(
            Problem(
                bestand, "er ontbreekt een tarief voor de soort regulier", kolom="tarieven", code="ontbreekt"
            )
        )
    for prefix, part in [("", beleid), *((f"{key}.", part) for key, part in beleid.onderdelen())]:
        if part.geldig_vanaf and part.geldig_tot and part.geldig_tot < part.geldig_vanaf:
            problems.append(
                Problem(
                    bestand,
                    f"verwacht een datum op of na geldig_vanaf ({part.geldig_vanaf})",
                    kolom=f"{prefix}geldig_tot",
                    gevonden=str(part.geldig_tot),
                )
            )
    return problems
