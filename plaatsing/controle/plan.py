"""The settings against the bundled figures and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.kalender import Halfjaar
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

JAAR_INWONERS = 2024
"""Year of the bundled population: 1 January 2024."""


def ends_within(concept: Concept) -> list[Problem]:
    """At least one half-year ends within the plan, or no taakstelling counts."""
    if concept.instellingen.halfjaren:
        return []
    expected = "binnen het plan eindigt geen halfjaar; er wordt geen taakstelling gerekend"
    found = concept.instellingen.horizon.isoformat()
    return [
        concept.plan_problem("horizon", expected, gevonden=found, ernst="waarschuwing", code="geen_halfjaar")
    ]


def national_figure(concept: Concept) -> list[Problem]:
    """Every half-year has a national figure, and who reads it knows how certain it is."""
    problems = []
    for halfjaar in needed(concept):
        key = f"vg.{halfjaar}.bekend"
        try:
            concept.instellingen.vg_voor(halfjaar)
        except ValueError:
            expected = (
                f"het landelijk aantal te huisvesten personen voor {halfjaar} ontbreekt en is niet "
                "meegeleverd; geef het hier, of geef in gemeenten de taakstelling van elke gemeente"
            )
            problems.append(concept.plan_problem(key, expected, code="ontbreekt"))
            continue
        bundled = concept.instellingen.vg_meegeleverd(halfjaar)
        if bundled is not None and bundled.zekerheid != "officieel":
            expected = (
                f"meegeleverd cijfer {bundled.geldend} gebruikt; zekerheid: {bundled.zekerheid} "
                f"({bundled.bron})"
            )
            problems.append(concept.plan_problem(key, expected, ernst="waarschuwing", code="onzeker_cijfer"))
    return problems


def needed(concept: Concept) -> list[Halfjaar]:
    """Return the half-years whose taakstelling follows from the formula.

    A published taakstelling in ``gemeenten`` holds for the first half-year.
    """
    halves = list(concept.instellingen.halfjaren)
    table = concept.volledig["gemeenten"]
    published = set(table.loc[table["taakstelling"].notna(), "gemeentecode"])
    return halves[1:] if concept.gebied and published >= set(concept.gebied) else halves


def population(concept: Concept) -> list[Problem]:
    """The population is that of 1 January of the year before, and divides."""
    halves = needed(concept)
    if not halves:
        return []
    given = concept.volledig["gemeenten"]
    if concept.codes.own:
        if concept.codes.table["inwoners"].sum() > 0 or concept.instellingen.inwoners_nederland:
            return []
        expected = "verwacht inwoners boven nul, of de taakstelling van elke gemeente"
        return [concept.problem("gemeenten", None, "", "inwoners", expected, code="inwoners")]
    problems = []
    with_figure = set(given.loc[given["inwoners"].notna(), "gemeentecode"]) & set(concept.gebied)
    others = [halfjaar for halfjaar in halves if halfjaar.jaar - 1 != JAAR_INWONERS]
    if others and not with_figure >= set(concept.gebied):
        expected = (
            f"voor {others[0]} gelden de inwoners van 1 januari {others[0].jaar - 1}; het meegeleverde "
            f"cijfer van 1 januari {JAAR_INWONERS} is gebruikt"
        )
        problems.append(
            concept.problem(
                "gemeenten", None, "", "inwoners", expected, ernst="waarschuwing", code="peildatum_inwoners"
            )
        )
    if with_figure and concept.instellingen.inwoners_nederland is None:
        expected = (
            "in gemeenten staan eigen inwoners; het landelijk totaal is het meegeleverde van 1 januari "
            f"{JAAR_INWONERS}"
        )
        problems.append(
            concept.plan_problem(
                "inwoners_nederland", expected, ernst="waarschuwing", code="peildatum_inwoners"
            )
        )
    return problems


def rule_set(concept: Concept) -> list[Problem]:
    """The rule set holds on the first and the last day of the plan, and so does every figure in it."""
    settings, beleid = concept.instellingen, concept.beleid
    outside = [day for day in (settings.start, settings.horizon) if not beleid.geldig_op(day)]
    said = [(f"deze regelset geldt niet op {day.isoformat()}", "beleid_ongeldig") for day in outside[:1]]
    for key, part in beleid.buiten_geldigheid(settings.start, settings.horizon):
        since = "" if part.geldig_vanaf is None else f" vanaf {part.geldig_vanaf}"
        until = "" if part.geldig_tot is None else f" tot en met {part.geldig_tot}"
        said.append((f"{key} in deze regelset geldt{since}{until}, niet in heel het plan", "cijfer_ongeldig"))
    return [
        concept.plan_problem("beleid", expected, gevonden=settings.beleid, ernst="waarschuwing", code=code)
        for expected, code in said
    ]


def carried_tariffs(concept: Concept) -> list[Problem]:
    """Every year of the plan has a tariff of its own for each kind of reception in use."""
    settings = concept.instellingen
    kinds = sorted({"regulier", *concept.volledig["coa_locaties"]["soort"]} - {""})
    said = []
    for jaar in range(settings.start.year, settings.horizon.year + 1):
        for soort in kinds:
            tarief = concept.beleid.tarief_cent(jaar, soort)
            if tarief.doorgetrokken:
                source = tarief.jaar_bron
                said.append(
                    f"tarief {soort}: voor {jaar} is er geen cijfer; dat van {source} is doorgetrokken"
                )
    return [
        concept.plan_problem(
            "beleid",
            expected,
            gevonden=settings.beleid,
            ernst="waarschuwing",
            code="tarief_doorgetrokken",
        )
        for expected in said
    ]
