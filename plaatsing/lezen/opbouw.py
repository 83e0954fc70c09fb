"""Build a case from what was found, or say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from plaatsing.beleid import Beleid, read_beleid
from plaatsing.geodata import (
    INWONERS_NEDERLAND_2024,
    OnbekendGebiedError,
    gebied_codes,
)
from plaatsing.geodata import gemeenten as bundled_gemeenten
from plaatsing.instellingen import Instellingen
from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.formaat import take_format
from plaatsing.lezen.plan import check_plan
from plaatsing.lezen.regios import REGIOKOLOMMEN, region_columns
from plaatsing.lezen.ruw import RuweCase, RuweTabel
from plaatsing.lezen.tabel import complete, match_columns, read_table
from plaatsing.lezen.uitwerken import gemeenten_frame, huishoudens_frame, located, own_municipalities
from plaatsing.lezen.vastgezet import normalise_locks
from plaatsing.lezen.waarden import OngeldigeWaardeError, nearest
from plaatsing.problemen import CaseError, Problem
from plaatsing.schema import TABELLEN

_AFTER_TABLES = ("woningaanbod", "doorstroomlocaties", "coa_locaties", "uitruil")
_DECISIVE = {"halfjaar", "start", "horizon", "vg", "beleid"}
_AS_GIVEN = ("afstanden", "paren", "vastgezet", "eerder_plan", "realisatie")


@dataclass
class Concept:
    """A case in the making: what the checks look at.

    Attributes
    ----------
    codes : Gemeentecodes
        The municipalities that may be named.
    gebied : tuple of str
        Codes of the municipalities of the area, sorted.
    gegeven : dict of str to DataFrame
        The tables as read; the index is the row in the spreadsheet.
    volledig : dict of str to DataFrame
        The same with defaults filled in, for every table of the schema.
    ruw : RuweCase
        What was found.
    """

    instellingen: Instellingen
    beleid: Beleid
    codes: Gemeentecodes
    gebied: tuple[str, ...]
    gegeven: dict[str, pd.DataFrame]
    volledig: dict[str, pd.DataFrame]
    ruw: RuweCase

    def problem(
        self, table: str, row: int | None, subject: str, column: str, expected: str, **rest: Any
    ) -> Problem:
        """Make a problem about a table; `row` is an index of its frame."""
        bestand = file_of(self.ruw, table)
        number = None if row is None else int(row)
        return Problem(bestand, expected, rij=number, onderwerp=subject, kolom=column, **rest)

    def plan_problem(self, key: str, expected: str, **rest: Any) -> Problem:
        """Make a problem about a setting."""
        return Problem(self.ruw.plan_bestand, expected, rij=self.ruw.plan_rijen.get(key), kolom=key, **rest)


def file_of(raw: RuweCase, table: str) -> str:
    """Return how `table` is called in messages, present or not."""
    found = raw.tabellen.get(table)
    return raw.naamvorm.replace("{}", table) if found is None else found.bestand


def build(raw: RuweCase) -> dict[str, Any]:
    """Return the fields of a `Case`.

    Raises
    ------
    CaseError
        With all errors and warnings, if there is any error.
    """
    from plaatsing.controle import check
    from plaatsing.gebieden import read_boundaries

    problems = [*raw.problemen, *take_format(raw)]
    settings = None
    if raw.plan is not None:
        settings, found = check_plan(raw.plan, raw.plan_bestand, raw.plan_rijen)
        problems.extend(found)
        if settings is None:
            settings = _without_wrong(raw, found)
    elif not any(problem.ernst == "fout" for problem in problems):
        problems.append(Problem(raw.plan_bestand, "de instellingen ontbreken", code="ontbreekt"))
    if raw.plan is None and not raw.tabellen:
        raise CaseError(problems)
    codes = _codes(raw)
    gebied: tuple[str, ...] = ()
    if settings is not None:
        gebied, found = _gebied(settings, codes, raw)
        problems.extend(found)
        codes.likely = frozenset(gebied)
    given: dict[str, pd.DataFrame] = {}
    for name, table in TABELLEN.items():
        if name in raw.tabellen:
            given[name], found = read_table(raw.tabellen[name], table, codes)
            problems.extend(found)
    problems.extend(_required_tables(raw, given))
    beleid = None
    if settings is not None:
        beleid, found = _beleid(settings, raw)
        problems.extend(found)
    if settings is None or beleid is None or not _has_keys(given):
        raise CaseError(problems)
    concept = Concept(
        settings,
        beleid,
        codes,
        gebied,
        given,
        {name: _complete(given, name) for name in TABELLEN},
        raw,
    )
    _normalise_places(concept, problems)
    problems.extend(normalise_locks(concept))
    regions, found = region_columns(concept)
    problems.extend(found)
    boundaries, found = read_boundaries(concept)
    problems.extend(found)
    problems.extend(_not_following(problems, check(concept)))
    if any(problem.ernst == "fout" for problem in problems):
        raise CaseError(problems)
    return _fields(concept, regions, problems, raw) | {"grenzen": boundaries}


def _without_wrong(raw: RuweCase, found: list[Problem]) -> Instellingen | None:
    """Return the settings without the wrong ones, to look at the rest of a case that is refused.

    None where so much hangs on a wrong setting that what followed would only confuse.
    """
    wrong = {problem.kolom.split(".")[0] for problem in found}
    if wrong & _DECISIVE:
        return None
    readable = {key: value for key, value in (raw.plan or {}).items() if key not in wrong}
    return check_plan(readable, raw.plan_bestand, raw.plan_rijen)[0]


def _not_following(unread: list[Problem], compared: list[Problem]) -> list[Problem]:
    """Leave out what only follows from cells or rows that could not be read."""
    errors = [problem for problem in unread if problem.ernst == "fout"]
    rows = {(problem.bestand, problem.rij) for problem in errors}
    files = {problem.bestand for problem in errors}
    return [
        problem
        for problem in compared
        if (problem.bestand, problem.rij) not in rows
        and not (problem.rij is None and problem.ernst == "fout" and problem.bestand in files)
    ]


def _codes(raw: RuweCase) -> Gemeentecodes:
    """Return the bundled municipalities, or the case's own where its table defines them."""
    bundled = Gemeentecodes(bundled_gemeenten())
    table = raw.tabellen.get("gemeenten")
    if table is None or not _defines_own_codes(table, bundled, raw.plan or {}):
        return bundled
    texts = Gemeentecodes(
        pd.DataFrame({"gemeentecode": _column(table, "gemeentecode"), "gemeente": ""}), own=True
    )
    own, _ = read_table(table, TABELLEN["gemeenten"], texts)
    return Gemeentecodes(own_municipalities(own), own=True)


def _defines_own_codes(table: RuweTabel, bundled: Gemeentecodes, plan: Mapping[str, object]) -> bool:
    """Say whether the table gives inwoners and a point for every row, and names other codes or no area."""
    needed = [_column(table, name) for name in ("gemeentecode", "inwoners", "x_rd", "y_rd")]
    if not len(table.rijen) or not all(cells and all(cells) for cells in needed):
        return False
    if not plan.get("gebied"):
        return True
    return not any(_known(bundled, text) for text in needed[0])


def _known(codes: Gemeentecodes, text: str) -> bool:
    try:
        codes.read(text)
    except OngeldigeWaardeError:
        return False
    return True


def _column(table: RuweTabel, name: str) -> list[str]:
    positions, _ = match_columns(table, TABELLEN["gemeenten"])
    return list(table.kolommen[positions[name]]) if name in positions else []


def _required_tables(raw: RuweCase, given: Mapping[str, pd.DataFrame]) -> list[Problem]:
    broken = {problem.bestand for problem in raw.problemen if problem.ernst == "fout"}

    def absent(name: str) -> bool:
        return name not in given and raw.naamvorm.replace("{}", name) not in broken

    problems = []
    if absent("woningaanbod"):
        problems.append(
            Problem(
                file_of(raw, "woningaanbod"),
                "deze tabel ontbreekt: de woningen die vrijkomen",
                code="ontbreekt",
            )
        )
    if absent("huishoudens") and absent("aantallen"):
        expected = "deze tabel ontbreekt; verwacht huishoudens of aantallen"
        problems.append(Problem(file_of(raw, "huishoudens"), expected, code="ontbreekt"))
    return problems


def _beleid(settings: Instellingen, raw: RuweCase) -> tuple[Beleid | None, list[Problem]]:
    try:
        return read_beleid(settings.beleid, None if raw.map is None else Path(raw.map)), []
    except CaseError as error:
        return None, error.problems


def _has_keys(given: Mapping[str, pd.DataFrame]) -> bool:
    """Say whether every table has the columns without which nothing can be compared."""
    return all(
        column.name in frame
        for name, frame in given.items()
        for column in TABELLEN[name].columns
        if column.required
    )


def _gebied(
    settings: Instellingen, codes: Gemeentecodes, raw: RuweCase
) -> tuple[tuple[str, ...], list[Problem]]:
    if not settings.gebied:
        if codes.own:
            return codes.codes_sorted, []
        expected = 'deze instelling ontbreekt, bijvoorbeeld gebied = ["Drenthe"]'
        return (), [Problem(raw.plan_bestand, expected, kolom="gebied", code="ontbreekt")]
    return read_area(settings.gebied, codes, raw.plan_bestand, raw.plan_rijen.get("gebied"))


def read_area(
    names: Iterable[str], codes: Gemeentecodes, bestand: str, row: int | None = None
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the municipalities of the area called `names`, and a problem for each unknown name."""
    found: set[str] = set()
    problems = []
    for name in names:
        try:
            found.update(gebied_codes(name, codes.table if codes.own else None))
            continue
        except OnbekendGebiedError as error:
            hints = error.onbekend[name]
        try:
            found.add(codes.read(name))
        except OngeldigeWaardeError as error:
            problems.append(
                Problem(
                    bestand,
                    "verwacht een provincie, regio of gemeente, met naam of code",
                    rij=row,
                    kolom="gebied",
                    gevonden=name,
                    bedoelde_u=hints[0] if hints else error.bedoelde_u,
                    code="gebied",
                )
            )
    return tuple(sorted(found)), problems


def _complete(given: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    empty = pd.DataFrame(index=pd.Index([], name="rij", dtype="int64"))
    return complete(given.get(name, empty), TABELLEN[name])


def _normalise_places(concept: Concept, problems: list[Problem]) -> None:
    """Write municipalities in ``afstanden`` as codes; warn about places that are nothing else either."""
    if "afstanden" not in concept.gegeven:
        return
    sites = {
        *concept.volledig["doorstroomlocaties"]["locatie"],
        *concept.volledig["coa_locaties"]["coa_locatie"],
    }
    for column in ("van", "naar"):
        cells = concept.volledig["afstanden"][column]
        meant: dict[str, str] = {}
        for text in cells.unique():
            if text in sites or not text:
                continue
            try:
                meant[text] = concept.codes.read(text)
            except OngeldigeWaardeError as error:
                hint = nearest(text, sorted(sites)) or error.bedoelde_u
                problems.append(
                    concept.problem(
                        "afstanden",
                        int(cells.index[cells == text][0]),
                        "",
                        column,
                        "onbekende gemeente of locatie; deze afstand wordt niet gebruikt",
                        gevonden=text,
                        bedoelde_u=hint,
                        ernst="waarschuwing",
                        code="onbekende_plaats",
                    )
                )
        for frame in (concept.volledig["afstanden"], concept.gegeven["afstanden"]):
            frame[column] = frame[column].replace(meant).astype("str")


def _fields(
    concept: Concept, regions: pd.DataFrame, problems: list[Problem], raw: RuweCase
) -> dict[str, Any]:
    settings, given, reference = concept.instellingen, concept.gegeven, concept.codes.table
    frames = {name: concept.volledig[name].reset_index(drop=True) for name in (*_AFTER_TABLES, *_AS_GIVEN)}
    for name in ("woningaanbod", "uitruil"):
        inside = frames[name]["gemeentecode"].isin(concept.gebied)
        frames[name] = frames[name][inside].reset_index(drop=True)
    for name in ("doorstroomlocaties", "coa_locaties"):
        frames[name] = located(frames[name], reference)
    gemeenten = gemeenten_frame(reference, concept.gebied, given.get("gemeenten"), settings.start)
    for column in REGIOKOLOMMEN:
        gemeenten[column] = regions.loc[gemeenten["gemeentecode"], column].array
    huishoudens = huishoudens_frame(
        given.get("huishoudens"), given.get("aantallen"), frames["coa_locaties"], settings.start
    )
    total = settings.inwoners_nederland
    if total is None:
        total = int(reference["inwoners"].sum()) if concept.codes.own else INWONERS_NEDERLAND_2024
    rules = None
    if settings.beleid.endswith(".toml"):
        rules = (Path(raw.map or ".") / settings.beleid).read_bytes()
    return {
        "instellingen": settings,
        "beleid": concept.beleid,
        "gemeenten": gemeenten,
        "huishoudens": huishoudens,
        **frames,
        "tabellen": {name: frame.reset_index(drop=True) for name, frame in given.items()},
        "waarschuwingen": tuple(problems),
        "beginstand_bekend": balance_known(concept),
        "eigen_codes": concept.codes.own,
        "inwoners_nederland": total,
        "beleid_bestand": rules,
    }


def balance_known(concept: Concept) -> bool:
    """Say whether the table gives the arrears of every municipality of the area."""
    table = concept.gegeven.get("gemeenten")
    if table is None or "achterstand" not in table:
        return False
    known = set(table.loc[table["achterstand"].notna(), "gemeentecode"])
    return known >= set(concept.gebied)
