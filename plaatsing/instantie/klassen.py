"""Classes: households merged where every traject costs and uses the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie.behoeften import Behoefte
from plaatsing.instantie.grendels import Grendels
from plaatsing.instantie.ingangen import Aanbieding, Ingang, Ingangen, Nummering
from plaatsing.instantie.keuze import Keuze
from plaatsing.instantie.opvang import wachten
from plaatsing.instantie.rijen import rijen
from plaatsing.instantie.tijd import DAY, Tijd, as_days
from plaatsing.instantie.weging import Weging, wegingen
from plaatsing.models import Classes, Offers

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.vastgezet.tegen import Uitzonderingen

Floats = NDArray[np.float64]

_Sleutel = tuple[int, int, Ingang, bytes]
"""What makes households one class: need, location, offers, and cost by moment of leaving."""


@dataclass(frozen=True)
class Klassen:
    """Classes of a case, and who is in them.

    Attributes
    ----------
    offers : Offers
        For the model.
    behoeften : list of Behoefte
        Needs in index order.
    members : list of list of int
        Per class the rows of ``case.huishoudens``, longest waiting first, then by pseudonym.
    kosten : tuple of Classes
        The classes with their costs for each way of weighing; `classes` is the first.
    """

    offers: Offers
    behoeften: list[Behoefte]
    members: list[list[int]]
    kosten: tuple[Classes, ...]

    @property
    def classes(self) -> Classes:
        """The classes for the model, by the weights of the case."""
        return self.kosten[0]


def voorstel_datum(huishoudens: pd.DataFrame, tijd: Tijd) -> NDArray[np.datetime64]:
    """Return the day on which the plan proposes a link: the later of start and permit."""
    return np.maximum(as_days(huishoudens["vergunningdatum"]), tijd.start)


def build_klassen(keuze: Keuze, tijd: Tijd, sites: dict[str, int], uitzonderingen: Uitzonderingen) -> Klassen:
    """Merge the households of a case into classes.

    Parameters
    ----------
    keuze : Keuze
        Where they may be linked.
    tijd : Tijd
        Its time.
    sites : dict of str to int
        Index of each location.
    uitzonderingen : Uitzonderingen
        What a person allowed beyond the rules.
    """
    case = keuze.case
    order = case.huishoudens.sort_values(["vergunningdatum", "huishouden"], kind="stable")
    weighed = wegingen(case.instellingen)
    exit_cost = _exit_cost(case, order, tijd, weighed)
    link_day = voorstel_datum(order, tijd)
    link_half = np.where((order["koppelgemeente"] != "").to_numpy(), -1, tijd.half_of(link_day))
    nareis_day = as_days(order["nareis_verwacht"]).astype(np.int64)
    has_nareis = (order["nareis_personen"] > 0).to_numpy() & order["nareis_verwacht"].notna().to_numpy()

    needs: Nummering[Behoefte] = Nummering()
    offers: Nummering[Aanbieding] = Nummering()
    classes: Nummering[_Sleutel] = Nummering()
    members: list[list[int]] = []
    constants: list[Floats] = []
    curves: list[Floats] = []
    grendels = Grendels(case, tijd, uitzonderingen)
    entries = Ingangen(keuze, grendels, needs, offers)
    penalty = np.array([weging.straffen.vastgezet for weging in weighed])
    for position, (row_number, row) in enumerate(zip(order.index, rijen(order), strict=True)):
        behoefte = Behoefte(
            int(row["personen"]),
            int(row["slaapkamers"]),
            bool(row["toegankelijk"]),
            int(row["nareis_personen"]) if has_nareis[position] else 0,
            int(nareis_day[position]) if has_nareis[position] else -1,
            int(link_half[position]),
            grendels.of(row),
        )
        need = needs.of(behoefte)
        site = sites[str(row["in_locatie"])] if row["in_locatie"] else -1
        choice, fixed, staying, leaving = entries.of(behoefte, site, row)
        curve = exit_cost[:, position].copy()
        curve[:, :-1] = np.where(grendels.leaves(row), curve[:, :-1] + leaving[:, None], np.inf)
        curve[:, -1] += staying + (penalty * float(row["personen"]) if grendels.must(row) else 0.0)
        constant = curve[:, -1] + fixed
        relative = curve - curve[:, -1:]
        # Rounded only to tell classes apart: noise in the last digits is no difference.
        klasse = classes.of((need, site, choice, (np.round(relative, 6) + 0.0).tobytes()))
        if klasse == len(members):
            members.append([])
            constants.append(np.zeros(len(weighed)))
            curves.append(relative)
        members[klasse].append(int(row_number))
        constants[klasse] += constant

    keys, width = list(classes.number), len(tijd.leaves)
    costs = [_classes(keys, members, constants, curves, width, number) for number in range(len(weighed))]
    return Klassen(entries.offers(), list(needs.number), members, tuple(costs))


def _exit_cost(case: Case, order: pd.DataFrame, tijd: Tijd, weighed: Sequence[Weging]) -> Floats:
    """Cost of leaving COA (residents: the location) at each period end, staying last, shape (W, N, T + 1)."""
    waiting = wachten(case, order, np.broadcast_to(tijd.leaves[None, :], (len(order), len(tijd.leaves))))
    cost = np.array(
        [
            weging.doelen.wachttijd * waiting.wachttijd
            + weging.doelen.overschrijding * waiting.overschrijding
            + weging.doelen.kosten * waiting.kosten
            + weging.doelen.doorberekening * waiting.doorberekening
            for weging in weighed
        ]
    )
    linked = as_days(order["koppeldatum"])
    proposed = voorstel_datum(order, tijd)
    ready = np.fmax(as_days(order["vergunningdatum"]), np.where(np.isnat(linked), proposed, linked))
    earliest = tijd.first_end(ready)
    periods = np.arange(len(tijd.leaves))
    too_early = (periods[None, :] < earliest[:, None]) & (periods < len(tijd.ends))[None, :]
    resident = (order["in_locatie"] != "").to_numpy()
    if resident.any():
        nights, over = _resident_stays(case, order[resident], tijd)
        for number, weging in enumerate(weighed):
            cost[number, resident] = weging.doelen.kosten * nights + weging.straffen.overstay * over
    return np.where(too_early, np.inf, cost)


def _resident_stays(case: Case, residents: pd.DataFrame, tijd: Tijd) -> tuple[Floats, Floats]:
    """Value a stay that began before the plan: euro of nights, person-weeks beyond the last night allowed."""
    sites = case.doorstroomlocaties.set_index("locatie").loc[residents["in_locatie"]]
    daily = sites["exploitatie_per_persoon_dag"].to_numpy(dtype=float)
    persons = residents["personen"].to_numpy(dtype=float)
    nights = (tijd.leaves - tijd.start).astype(np.int64)
    over = overstay_days(case, residents, tijd)
    return persons[:, None] * daily[:, None] * nights[None, :], persons[:, None] * over / 7.0


def last_night(case: Case, residents: pd.DataFrame) -> NDArray[np.datetime64]:
    """Return the last night allowed to people in a location: maximum stay, and the site's own end."""
    sites = case.doorstroomlocaties.set_index("locatie").loc[residents["in_locatie"]]
    stay = as_days(residents["sinds"]) + np.timedelta64(case.beleid.maximaal_verblijf_nachten - 1, "D")
    return np.fmin(stay, as_days(sites["open_tot"]))


def overstay_days(case: Case, residents: pd.DataFrame, tijd: Tijd) -> NDArray[np.int64]:
    """Return the nights in the plan after the last one allowed, by period of leaving, shape (N, T + 1)."""
    first_over = np.maximum(last_night(case, residents) + DAY, tijd.start)
    until = np.append(tijd.ends, tijd.horizon + DAY)
    return np.maximum((until[None, :] - first_over[:, None]).astype(np.int64), 0)


def _classes(
    keys: list[_Sleutel],
    members: list[list[int]],
    constants: list[Floats],
    curves: list[Floats],
    width: int,
    number: int,
) -> Classes:
    """Return the classes with their costs for the way of weighing with this number."""
    choices = [key[2] for key in keys]
    flat = [pair for choice in choices for pair in choice]
    return Classes(
        size=np.array([len(rows) for rows in members], dtype=np.int64),
        need=np.array([key[0] for key in keys], dtype=np.int64),
        site=np.array([key[1] for key in keys], dtype=np.int64),
        exit_cost=np.array([curve[number] for curve in curves], dtype=float).reshape(len(keys), width),
        constant=np.array([constant[number] for constant in constants], dtype=float),
        start=np.cumsum([0, *(len(choice) for choice in choices)]).astype(np.int64),
        offer=np.array([offer for offer, _ in flat], dtype=np.int64),
        entry_cost=np.array([cost[number] for _, cost in flat], dtype=float),
    )
