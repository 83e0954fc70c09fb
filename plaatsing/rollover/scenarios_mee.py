"""Scenarios of the old case: which go along to the next one, and which no longer make sense there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.problemen import CaseError
from plaatsing.scenarios.lezen import parse_scenarios
from plaatsing.scenarios.scenario import ALLE, Scenario
from plaatsing.scenarios.toepassen import apply_scenario, changes_nothing
from plaatsing.scenarios.weglaten import commented_out
from plaatsing.taal import format_date_long, speak
from plaatsing.uitvoer.woordenlijst import WOORDEN

if TYPE_CHECKING:
    from plaatsing.case import Case

KOLOMMEN = ("scenario", "titel", "gaat_mee", "code", "bij")


@dataclass(frozen=True)
class Oordeel:
    """Whether a scenario goes along.

    Attributes
    ----------
    gaat_mee : bool
        Whether it can be solved in the next case.
    code : str
        What is to be said of it; empty: nothing.
    bij : str
        What that names.
    """

    gaat_mee: bool = True
    code: str = ""
    bij: str = ""


def scenarios_mee(case: Case, nieuw: Case) -> tuple[bytes | None, pd.DataFrame]:
    """Return the scenarios.toml of the next case, and what became of every scenario.

    A scenario that names what is no longer there stays in the file between comments, with the reason; in a
    file that is written in another way than a block per scenario it stays as it is, and is said.

    Parameters
    ----------
    case : Case
        The case that had the scenarios.
    nieuw : Case
        The next case.

    Returns
    -------
    bytes or None
        The file; None where `case` has none.
    DataFrame
        A row per scenario, columns as in `KOLOMMEN` and `uitleg`, the code in Dutch.
    """
    if case.scenarios_bestand is None:
        return None, _table([])
    try:
        text = case.scenarios_bestand.decode("utf-8-sig")
        found = parse_scenarios(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, CaseError):
        return case.scenarios_bestand, _table([("", "", True, "onleesbaar", "")])
    parents = {name: _parents(block) for name, block in tomllib.loads(text).items()}
    verdicts = {name: _verdict(case, nieuw, name, scenario) for name, scenario in found.items()}
    for _turn in found:
        for name in found:
            gone = [parent for parent in parents[name] if not verdicts[parent].gaat_mee]
            if gone and verdicts[name].gaat_mee:
                verdicts[name] = Oordeel(False, "erft", ", ".join(gone))
    left = {name: _reason(verdict, nieuw) for name, verdict in verdicts.items() if not verdict.gaat_mee}
    made = commented_out(text, left) if left else text
    rows = [
        (name, found[name].titel, verdict.gaat_mee or made is None, verdict.code, verdict.bij)
        for name, verdict in verdicts.items()
    ]
    return (case.scenarios_bestand if made is None or not left else made.encode()), _table(rows)


def _parents(block: object) -> tuple[str, ...]:
    given = block.get("van", ()) if isinstance(block, Mapping) else ()
    return (given,) if isinstance(given, str) else tuple(given)


def _verdict(case: Case, nieuw: Case, name: str, scenario: Scenario) -> Oordeel:
    sites = set(nieuw.doorstroomlocaties["locatie"])
    named = [site for site in scenario.locaties if site != ALLE]
    gone = [site for site in named if site not in sites]
    if gone:
        return Oordeel(False, "locatie_weg", ", ".join(gone))
    lived_in = set(nieuw.huishoudens["in_locatie"])
    if homes := [site for site in named if scenario.locaties[site].weg and site in lived_in]:
        return Oordeel(False, "bewoond", ", ".join(homes))
    opened = _existing(nieuw) - _existing(case)
    if late := [site for site in named if site in opened and _moves_opening(scenario, site)]:
        return Oordeel(False, "al_open", ", ".join(late))
    try:
        made = apply_scenario(nieuw, name, scenario)
    except CaseError as error:
        wrong = [problem for problem in error.problems if problem.ernst == "fout"]
        return Oordeel(False, "past_niet", str(wrong[0]))
    return Oordeel(code="zonder_gevolg") if changes_nothing(nieuw, made) else Oordeel()


def _existing(case: Case) -> set[str]:
    sites = case.doorstroomlocaties
    return set(sites.loc[sites["status"] == "bestaand", "locatie"])


def _moves_opening(scenario: Scenario, site: str) -> bool:
    change = scenario.locaties[site]
    return bool(change.maanden_later) or change.open_vanaf is not None


def _reason(verdict: Oordeel, nieuw: Case) -> str:
    with speak("nl"):
        day = format_date_long(nieuw.instellingen.start)
    why = WOORDEN["scenario_mee"][verdict.code]
    return f"Past niet in de casus per {day}: {why}" + (f" ({verdict.bij})" if verdict.bij else "")


def _table(rows: Iterable[tuple[str, str, bool, str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(KOLOMMEN))
    table["uitleg"] = table["code"].map(WOORDEN["scenario_mee"]).fillna("")
    texts = dict.fromkeys(("scenario", "titel", "code", "bij", "uitleg"), "str")
    return table.astype({**texts, "gaat_mee": "bool"})
