"""Locks and the earlier plan: what they name exists, and they do not contradict each other or a fact."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.controle.melden import day, flag
from plaatsing.lezen.uitwerken import huishoudens_frame
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem
from plaatsing.schema.vastgezet import VELDEN

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_TABLE = "vastgezet"
_DATES = ("periode", "vanaf", "uiterlijk", "bevroren_tot")
_COUNTED = r"R\d{5,}"


def shape(concept: Concept) -> list[Problem]:
    """A lock concerns something that can be locked, and only of a household there is a choice."""
    table = concept.volledig[_TABLE]
    pairs = zip(table["soort"], table["veld"], strict=True)
    belongs = [veld in VELDEN.get(soort, ()) for soort, veld in pairs]
    problems = flag(
        concept,
        _TABLE,
        ~pd.Series(belongs, index=table.index, dtype=bool) & (table["veld"] != ""),
        "veld",
        lambda row: f"verwacht bij {row['soort']}: {', '.join(VELDEN.get(row['soort'], ()))}",
        code="vastgezet_veld",
    )
    household = table["soort"] == "huishouden"
    problems += flag(
        concept,
        _TABLE,
        ~household & (table["keuze"] != "alleen"),
        "keuze",
        "verwacht alleen; niet en moet gelden bij een huishouden",
        code="vastgezet_keuze",
    )
    dated = household & table["veld"].isin(["vanaf", "uiterlijk"])
    problems += flag(
        concept,
        _TABLE,
        dated & (table["keuze"] == "niet"),
        "keuze",
        "verwacht alleen of moet bij vanaf en uiterlijk",
        code="vastgezet_keuze",
    )
    problems += flag(
        concept,
        _TABLE,
        (table["keuze"] == "moet") & (table["waarde"] == "coa"),
        "keuze",
        "verwacht alleen: blijven in de opvang kan altijd",
        code="vastgezet_keuze",
    )
    problems += flag(
        concept,
        _TABLE,
        (table["soort"] != "plan") & (table["sleutel"] == ""),
        "sleutel",
        lambda row: f"verwacht welk huishouden, welke gemeente of locatie ({row['soort']})",
        code="leeg",
        quote=False,
    )
    single = table[~household]
    double = single.duplicated(["soort", "sleutel", "veld"]).reindex(table.index, fill_value=False)
    double |= table.duplicated(["soort", "sleutel", "veld", "keuze", "waarde"])
    problems += flag(concept, _TABLE, double, "veld", "dit staat er al; verwacht het een keer", code="dubbel")
    return problems


def households(concept: Concept) -> list[Problem]:
    """A locked household exists, and so does one of the earlier plan, at least once."""
    table = concept.volledig[_TABLE]
    locked = table["soort"] == "huishouden"
    known = _names(concept) if locked.any() else []
    problems = flag(
        concept,
        _TABLE,
        locked & (table["sleutel"] != "") & ~table["sleutel"].isin(known),
        "sleutel",
        "verwacht een huishouden uit de casus",
        hint=partial(_nearest, known),
        code="onbekend",
    )
    earlier = concept.volledig["eerder_plan"]
    problems += flag(
        concept,
        "eerder_plan",
        earlier.duplicated(["huishouden"]) & (earlier["huishouden"] != ""),
        "huishouden",
        "dit huishouden staat er al; verwacht elk een keer",
        code="dubbel",
    )
    return problems


def _names(concept: Concept) -> list[str]:
    names = list(concept.volledig["huishoudens"]["huishouden"])
    wanted = concept.volledig[_TABLE]["sleutel"]
    if "aantallen" in concept.gegeven and wanted.str.fullmatch(_COUNTED).any():
        counted = huishoudens_frame(
            None,
            concept.gegeven["aantallen"],
            concept.volledig["coa_locaties"],
            concept.instellingen.start,
        )
        names += list(counted["huishouden"])
    return names


def _nearest(known: list[str], row: pd.Series[Any]) -> str:
    return nearest(str(row["sleutel"]), known)


def dates(concept: Concept) -> list[Problem]:
    """Locked dates lie within the plan, and no household is asked to leave before it can."""
    table = concept.volledig[_TABLE]
    settings = concept.instellingen
    if not len(table):
        return []
    cells = table["waarde"].where(table["veld"].isin(_DATES))
    when = pd.to_datetime(cells, errors="coerce", format="%Y-%m-%d")
    outside = (when < pd.Timestamp(settings.start)) | (when > pd.Timestamp(settings.horizon))
    problems = flag(
        concept,
        _TABLE,
        outside,
        "waarde",
        f"verwacht een dag van het plan ({settings.start} t/m {settings.horizon})",
        code="buiten_plan",
    )
    people = concept.volledig["huishoudens"].drop_duplicates("huishouden").set_index("huishouden")
    ready = people["vergunningdatum"].where(people["koppeldatum"].isna(), people["koppeldatum"])
    known = dict(zip(people.index, ready, strict=True))
    days = [known.get(name, pd.NaT) for name in table["sleutel"]]
    first = pd.Series(days, index=table.index, dtype="datetime64[s]")
    asked = (table["soort"] == "huishouden") & table["veld"].isin(["periode", "uiterlijk"])
    problems += flag(
        concept,
        _TABLE,
        asked & (table["keuze"] != "niet") & (when < first) & ~outside,
        "waarde",
        lambda row: f"verwacht een dag op of na vergunning en koppeling ({day(first.loc[row.name])})",
        code="vastgezet_te_vroeg",
    )
    if not len(concept.volledig["eerder_plan"]):
        expected = "zonder tabel eerder_plan vertrekt er voor deze dag niemand"
        problems += flag(
            concept,
            _TABLE,
            table["veld"] == "bevroren_tot",
            "waarde",
            expected,
            ernst="waarschuwing",
            code="bevroren_leeg",
        )
    return problems


def earlier(concept: Concept) -> list[Problem]:
    """A weight on changes needs an earlier plan to compare with."""
    if not concept.instellingen.weegt("wijziging") or len(concept.volledig["eerder_plan"]):
        return []
    expected = "zonder tabel eerder_plan telt wijziging niet mee"
    return [concept.plan_problem("doelen.wijziging", expected, ernst="waarschuwing", code="geen_eerder_plan")]


def facts(concept: Concept) -> list[Problem]:
    """A lock leaves a koppeling and a residence of the input as they are."""
    table = concept.volledig[_TABLE]
    people = concept.volledig["huishoudens"].drop_duplicates("huishouden").set_index("huishouden")
    of = table["soort"] == "huishouden"
    linked = table["sleutel"].map(people["koppelgemeente"]).fillna("").astype(str)
    lives = table["sleutel"].map(people["in_locatie"]).fillna("").astype(str)
    only = table["keuze"] != "niet"
    against = (only & (table["waarde"] != linked)) | (~only & (table["waarde"] == linked))
    problems = flag(
        concept,
        _TABLE,
        of & (table["veld"] == "gemeente") & (linked != "") & against,
        "waarde",
        lambda row: f"al gekoppeld aan {linked.loc[row.name]}; wijzig dan de koppeling zelf",
        code="vastgezet_koppeling",
    )
    problems += flag(
        concept,
        _TABLE,
        of & (lives != "") & ((table["veld"] == "locatie") | (table["waarde"] == "coa")),
        "veld",
        lambda row: f"woont al in {lives.loc[row.name]}; verwacht vorm, periode, vanaf of uiterlijk",
        code="vastgezet_bewoner",
    )
    return problems


def contradictions(concept: Concept) -> list[Problem]:
    """What a household may only have is not forbidden to it as well."""
    table = concept.volledig[_TABLE]
    of = table[table["soort"] == "huishouden"]
    keys = ["sleutel", "veld", "waarde"]
    allowed = set(of.loc[of["keuze"] != "niet", keys].itertuples(index=False, name=None))
    forbidden = of.loc[of["keuze"] == "niet", keys].itertuples(index=True, name=None)
    wrong = [row for row, *key in forbidden if tuple(key) in allowed]
    problems = flag(
        concept,
        _TABLE,
        pd.Series(table.index.isin(wrong), index=table.index),
        "keuze",
        "dit spreekt een andere rij tegen, die dit juist wil; verwacht een van beide",
        code="vastgezet_tegenspraak",
    )
    only = of[of["keuze"] != "niet"]
    forms = only[only["veld"] == "vorm"].groupby("sleutel")["waarde"].agg(set)
    needs = only[(only["veld"] == "locatie") & only["sleutel"].isin(forms.index)]
    wrong = [row for row, key in needs["sleutel"].items() if "doorstroomlocatie" not in forms[key]]
    problems += flag(
        concept,
        _TABLE,
        pd.Series(table.index.isin(wrong), index=table.index),
        "waarde",
        "verwacht bij een vaste locatie geen vaste vorm, of vorm doorstroomlocatie",
        code="vastgezet_tegenspraak",
    )
    return problems
