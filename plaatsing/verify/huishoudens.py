"""Each household once, as the input has it, in a state that makes sense."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from plaatsing.verify.bevinding import Bevinding
from plaatsing.verify.gegevens import DOORSTROOM, WONINGVORMEN, Gegevens, dagen, tekst

_TABEL = "plaatsingen.csv"


def toets_huishoudens(g: Gegevens) -> Iterator[Bevinding]:
    """Check that each household is there once, with what the input says of it."""
    names = g.plan.plaatsingen["huishouden"]
    known = set(g.case.huishoudens["huishouden"])
    for name in sorted(known - set(names)):
        yield Bevinding("huishouden_ontbreekt", _TABEL, None, name)
    for index in np.flatnonzero(names.duplicated().to_numpy()).tolist():
        yield Bevinding("huishouden_dubbel", _TABEL, index + 2, str(names.iloc[index]))
    for row, name in enumerate(names.tolist(), start=2):
        if name not in known:
            yield Bevinding("huishouden_onbekend", _TABEL, row, str(name))
    planned = g.plaats["personen"].to_numpy()
    yield from g.bij(planned != g.personen, "personen", "personen", planned, g.personen)
    for column in ("coa_locatie", "rekenhuishouden"):
        found, given = tekst(g.plaats[column]), tekst(g.mens[column])
        yield from g.bij(found != given, "kenmerk", column, found, given)
    called = tekst([g.gemeenten[code]["gemeente"] if code in g.gemeenten else "" for code in g.gemeente])
    found = tekst(g.plaats["gemeente"])
    yield from g.bij(found != called, "kenmerk", "gemeente", found, called)


def toets_toestand(g: Gegevens) -> Iterator[Bevinding]:
    """Check that the columns of each household belong to its form."""
    forms = (*WONINGVORMEN, DOORSTROOM, "coa")
    yield from g.bij(~np.isin(g.vorm, forms), "toestand", "vorm", g.vorm, [forms] * len(g.vorm))
    home, site, coa = g.in_woning, g.vorm == DOORSTROOM, g.vorm == "coa"
    supply = tekst(g.plaats["aanbod"])
    yield from g.bij((supply != "") != home, "toestand", "aanbod", supply)
    yield from g.bij((site & ~g.via) | (coa & g.via), "toestand", "locatie", g.locatie)
    yield from g.bij(np.isnat(g.vertrek) != coa, "toestand", "vertrek_coa", g.vertrek)
    enters = dagen(g.plaats["in_locatie"])
    yield from g.bij(np.isnat(enters) == g.via, "toestand", "in_locatie", enters)
    moves_on = g.via & home
    yield from g.bij(np.isnat(g.eruit) == moves_on, "toestand", "uit_locatie", g.eruit)
    without = (g.gemeente == "") & ~coa
    yield from g.bij(without, "verhuisd_zonder_koppeling", "koppelgemeente")


def toets_bewoners(g: Gegevens) -> Iterator[Bevinding]:
    """Check that people who lived in a location before the plan are where and since when they were."""
    at = tekst(g.mens["in_locatie"])
    yield from g.bij(g.bewoner & (g.locatie != at), "bewoner_begin", "locatie", g.locatie, at)
    since = dagen(g.mens["sinds"])
    for column in ("vertrek_coa", "in_locatie"):
        found = dagen(g.plaats[column])
        yield from g.bij(g.bewoner & (found != since), "bewoner_begin", column, found, since)
    new = g.via & ~g.bewoner
    enters = dagen(g.plaats["in_locatie"])
    yield from g.bij(new & (enters != g.vertrek), "datum_volgorde", "in_locatie", enters, g.vertrek)


def toets_koppelingen(g: Gegevens) -> Iterator[Bevinding]:
    """Check that koppelingen of the input stand, and that proposals are marked and dated as such."""
    planned, given = tekst(g.plaats["koppelgemeente"]), tekst(g.mens["koppelgemeente"])
    yield from g.bij(g.gegeven & (planned != given), "koppeling_behouden", "koppelgemeente", planned, given)
    unknown = [code != "" and code not in g.gemeenten for code in planned]
    yield from g.bij(unknown, "gemeente_onbekend", "koppelgemeente", planned)
    proposal = ~g.gegeven & (planned != "")
    marked = g.plaats["voorstel"].to_numpy(dtype=bool)
    yield from g.bij(marked != proposal, "voorstel", "voorstel", marked, proposal)
    found = dagen(g.plaats["koppeldatum"])
    wrong = ~((found == g.koppeldatum) | (np.isnat(found) & np.isnat(g.koppeldatum)))
    yield from g.bij(wrong, "koppeldatum", "koppeldatum", found, g.koppeldatum)
