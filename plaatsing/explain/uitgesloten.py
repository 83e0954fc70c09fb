"""Why a household could never go to a place: rules about the household itself, before any choice."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.mogelijk import LOCATIE
from plaatsing.explain.reden import Reden
from plaatsing.explain.woning import in_personen
from plaatsing.geodata import afstand_tabel
from plaatsing.instantie.keuze import CRITERIA
from plaatsing.instantie.rijen import Rij
from plaatsing.taal import format_number
from plaatsing.vastgezet.slot import Slot


class Uitsluiting:
    """Finds the rule that excludes a household from a place.

    Parameters
    ----------
    beeld : Beeld
        The plan.
    huishouden : dict
        The household's row of ``case.huishoudens``.
    """

    def __init__(self, beeld: Beeld, huishouden: Rij) -> None:
        self._beeld = beeld
        self._row = huishouden
        self._case = beeld.instantie.case
        self._keuze = beeld.instantie.keuze
        self._codes = {code: number for number, code in enumerate(self._keuze.codes)}

    @cached_property
    def _km(self) -> np.ndarray:
        settings = self._case.instellingen
        table = self._beeld.instantie.locaties.table
        km = afstand_tabel(
            table, self._case.gemeenten, omrijfactor=settings.omrijfactor, afstanden=self._case.afstanden
        )
        return np.asarray(km.to_numpy(dtype=float))

    def gemeente(self, number: int) -> Reden | None:
        """Return why a municipality is closed to the household as a whole; None when it is not."""
        row, names = self._row, self._case.gemeenten["gemeente"]
        slot = self._slot
        if slot is not None and not row["koppelgemeente"]:
            code = self._keuze.codes[number]
            if code in slot.niet_gemeenten or (slot.gemeenten is not None and code not in slot.gemeenten):
                return self._decided()
            if slot.gemeenten is not None:
                return None
        linked = str(row["koppelgemeente"])
        if linked:
            if self._codes[linked] == number:
                return None
            return Reden("koppeling_elders", {"gemeente": str(names.iloc[self._codes[linked]])})
        for name in CRITERIA:
            code = str(row[name])
            if code and not self._keuze.criterion(name, code)[number]:
                at = self._codes.get(code)
                place = code if at is None else str(names.iloc[at])
                return Reden("hard_criterium", {"criterium": name, "gemeente": place})
        criteria = tuple(str(row[name]) for name in CRITERIA)
        if not self._keuze.candidates(str(row["coa_locatie"]), criteria)[number]:
            return Reden("koppelbereik")
        return None

    def vorm(self, number: int, vorm: str) -> Reden:
        """Return why no dwelling of a form in an open municipality can be had."""
        if vorm not in self._case.gemeenten["vormen"].iloc[number]:
            return Reden("vorm_niet_gekozen")
        if not self._may_leave():
            return self._never_leaves()
        pools = [
            (index, key)
            for index, key in enumerate(self._beeld.instantie.voorraad.keys)
            if key.gemeente == number and key.vorm == vorm
        ]
        if not pools:
            return Reden("geen_aanbod")
        persons = {"personen": in_personen(int(self._row["personen"]))}
        sizes = {int(self._row["personen"]), int(self._row["personen"] + self._row["nareis_personen"])}
        sized = [key for _, key in pools if any(key.min_personen <= n <= key.max_personen for n in sizes)]
        if not sized:
            return Reden("geen_maat", persons)
        if self._row["toegankelijk"] and not any(key.toegankelijk for key in sized):
            return Reden("niet_toegankelijk", persons)
        model = self._beeld.instantie.model
        need = int(model.classes.need[self._beeld.klasse[str(self._row["huishouden"])]])
        if not any(model.needs.fits[need, index].any() for index, _ in pools):
            return self._decided() if self._slot is not None else Reden("geen_maat", persons)
        usable = self._beeld.structure.fits[need][:, self._moments()]
        if not any(usable[index].any() for index, _ in pools):
            return Reden("niet_op_tijd")
        return self._locked()

    def locatie(self, number: int, site: int) -> Reden:
        """Return why an open municipality cannot use a location for this household."""
        if self._row["in_locatie"]:
            return Reden("al_in_locatie")
        if LOCATIE not in self._case.gemeenten["vormen"].iloc[number]:
            return Reden("vorm_niet_gekozen")
        if not self._in_reach(number, site):
            return self._out_of_reach(number, site)
        if not self._may_leave():
            return self._never_leaves()
        if not self._beeld.structure.may_enter[site, self._moments()].any():
            return Reden("locatie_dicht")
        if self.te_klein(site):
            return Reden("locatie_te_klein", {"personen": in_personen(int(self._row["personen"]))})
        return self._locked()

    def te_klein(self, site: int) -> bool:
        """Say whether a location has too few places or bedrooms for the household, even when empty."""
        sites = self._beeld.instantie.model.sites
        rooms = int(sites.rooms[site])
        lacks_rooms = 0 <= rooms < int(self._row["slaapkamers"])
        return lacks_rooms or int(self._row["personen"]) > int(sites.capacity[site])

    def _in_reach(self, number: int, site: int) -> bool:
        reach = self._beeld.instantie.model.reach
        return bool(((reach.site == site) & (reach.gemeente == number)).any())

    def _out_of_reach(self, number: int, site: int) -> Reden:
        place = self._beeld.instantie.locaties.table.iloc[site]
        limit, km = self._case.instellingen.afstandslimiet_km, float(self._km[site, number])
        if place["status"] == "bestaand":
            return Reden("geen_deelname")
        if km > limit:
            return Reden("te_ver", {"km": format_number(km), "limiet": format_number(limit)})
        regions = self._case.gemeenten["regiocode"]
        own = self._codes.get(str(place["gemeentecode"]))
        if own is None or regions.iloc[own] != regions.iloc[number]:
            return Reden("andere_regio")
        return Reden("geen_deelname")

    def _moments(self) -> np.ndarray:
        model = self._beeld.instantie.model
        klasse = self._beeld.klasse[str(self._row["huishouden"])]
        return np.flatnonzero(np.isfinite(model.classes.exit_cost[klasse, : model.n_periods]))

    def _locked(self) -> Reden:
        return self._decided() if self._slot is not None else Reden("geen_moment")

    @property
    def _slot(self) -> Slot | None:
        """What a person decided about the household; None where nobody did."""
        return self._case.besluiten.sloten.get(str(self._row["huishouden"]))

    def _decided(self) -> Reden:
        return Reden("vastgezet", {"besluit": self.besluit})

    @property
    def besluit(self) -> str:
        """What a person decided about the household, in words; empty where nobody did."""
        rows = self._case.besluiten.per_huishouden.get(str(self._row["huishouden"]), [])
        names = self._case.gemeenten.set_index("gemeentecode")["gemeente"].to_dict()
        parts = [
            " ".join(
                str(part)
                for part in (row["veld"], row["keuze"], names.get(row["waarde"], row["waarde"]))
                if part
            )
            + (f" ({row['reden']})" if row["reden"] else "")
            for row in rows
        ]
        return "; ".join(parts)

    def _never_leaves(self) -> Reden:
        """Say why no moment will do: a decision, or a permit or koppeling that comes too late."""
        days = pd.Series([self._row["vergunningdatum"], self._row["koppeldatum"]])
        late = bool((days > pd.Timestamp(self._case.instellingen.horizon)).any())
        if self._slot is not None and not late:
            return self._decided()
        return Reden("vergunning_te_laat")

    def _may_leave(self) -> bool:
        return bool(len(self._moments()))
