"""The settings of a case: what stands in plan.toml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from plaatsing.cijfers import LandelijkeTaakstelling, landelijke_taakstelling
from plaatsing.kalender import Halfjaar, PeriodeSoort, halfjaren, perioden
from plaatsing.lezen.waarden import (
    OngeldigeWaardeError,
    nearest,
    read_bool,
    read_date,
    read_halfjaar,
    read_integer,
    read_number,
    split_list,
)

MAX_PERIODEN = 1000
STANDAARD_BELEID = "migratieagenda-2023"


def _refuse(error: OngeldigeWaardeError) -> PydanticCustomError:
    return PydanticCustomError(
        "waarde", "{verwacht}", {"verwacht": error.verwacht, "bedoelde_u": error.bedoelde_u}
    )


def _read_day(value: object) -> object:
    if isinstance(value, str):
        try:
            return read_date(value)
        except OngeldigeWaardeError as error:
            raise _refuse(error) from error
    if isinstance(value, date):
        return read_date_value(value)
    raise PydanticCustomError("waarde", "{verwacht}", {"verwacht": "verwacht een datum zoals 2025-07-01"})


def read_date_value(value: date) -> date:
    """Return `value` as a plain date within the years a case may speak of."""
    try:
        return read_date(f"{value.year:04d}-{value.month:02d}-{value.day:02d}")
    except OngeldigeWaardeError as error:
        raise _refuse(error) from error


def _read_whole(value: object) -> object:
    if isinstance(value, float) and value == value and abs(value) < 1e15 and value == int(value):
        return int(value)
    if isinstance(value, str):
        try:
            return read_integer(value)
        except OngeldigeWaardeError as error:
            raise _refuse(error) from error
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("waarde", "{verwacht}", {"verwacht": "verwacht een geheel getal"})


def _read_decimal(value: object) -> object:
    if isinstance(value, str):
        try:
            return read_number(value, decimal_point=True)
        except OngeldigeWaardeError as error:
            raise _refuse(error) from error
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 1e300:
        return float(value)
    raise PydanticCustomError("waarde", "{verwacht}", {"verwacht": "verwacht een getal zoals 12.5"})


def _read_yes_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    try:
        return read_bool(str(value))
    except OngeldigeWaardeError as error:
        raise _refuse(error) from error


def _read_names(value: object) -> object:
    if isinstance(value, str):
        return tuple(split_list(value))
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise PydanticCustomError(
        "waarde", "{verwacht}", {"verwacht": 'verwacht een lijst namen, zoals ["Drenthe"]'}
    )


def _read_half_year(value: object) -> object:
    try:
        return read_halfjaar(str(value))
    except OngeldigeWaardeError as error:
        raise _refuse(error) from error


def _read_word(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _read_label(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise PydanticCustomError("waarde", "{verwacht}", {"verwacht": "verwacht tekst"})


Day = Annotated[date, BeforeValidator(_read_day)]
Whole = Annotated[int, BeforeValidator(_read_whole)]
Decimal = Annotated[float, BeforeValidator(_read_decimal)]
YesNo = Annotated[bool, BeforeValidator(_read_yes_no)]
Names = Annotated[tuple[str, ...], BeforeValidator(_read_names)]
Label = Annotated[str, BeforeValidator(_read_label)]
HalfjaarNaam = Annotated[str, BeforeValidator(_read_half_year)]
Euro = Annotated[Decimal, Field(ge=0, le=1e9)]


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Vg(_Block):
    """The national number of permit holders to house in one half-year."""

    bekend: Annotated[Whole, Field(ge=0, le=1_000_000)] | None = Field(
        None, description="aantal personen zoals bekendgemaakt"
    )
    herzien: Annotated[Whole, Field(ge=0, le=1_000_000)] | None = Field(
        None, description="aantal personen na herziening; geldt dan voor het hele halfjaar"
    )
    datum: Day | None = Field(None, description="dag van de herziening")

    @property
    def geldend(self) -> int | None:
        """The revised figure where given, else the announced one."""
        return self.bekend if self.herzien is None else self.herzien


class Doelen(_Block):
    """The weights of the goals, in euro per unit."""

    tekort: Euro = Field(10_000.0, description="per persoon tekort aan het eind van een halfjaar")
    overschrijding: Euro = Field(250.0, description="per persoon per week boven de 14 weken")
    wachttijd: Euro = Field(50.0, description="per persoon per week in de opvang")
    kosten: Euro = Field(1.0, description="per euro kosten")
    doorberekening: Euro = Field(0.0, description="per euro indicatieve doorberekening")
    afstand: Euro = Field(1.0, description="per persoon per km tussen locatie en koppelgemeente")
    passendheid: Euro = Field(1_000.0, description="per persoon maal (1 - geschiktheid)")
    vormvoorkeur: Euro = Field(100.0, description="per persoon per plaats lager in de voorkeur van vormen")
    wijziging: Euro = Field(0.0, description="per huishouden dat anders uitkomt dan in een eerder plan")
    ongelijkheid: Euro = Field(0.0, description="per eenheid van het grootste relatieve tekort")


DOELNAMEN = tuple(Doelen.model_fields)
"""The goals of a plan, as settings name them."""


class Straffen(_Block):
    """What it costs, in euro per unit, to break a limit that cannot be kept."""

    koppelruimte: Euro = Field(20_000.0, description="per persoon boven de koppelruimte")
    plaatsen: Euro = Field(1_000.0, description="per persoon per week boven de capaciteit")
    overstay: Euro = Field(500.0, description="per persoon per week boven het maximale verblijf")
    min_bezetting: Euro = Field(300.0, description="per persoon per week onder de kleinste bezetting")
    budget: Euro = Field(10.0, description="per euro boven het budget")
    max_nieuwe_locaties: Euro = Field(1_000_000.0, description="per nieuwe locatie te veel")
    vastgezet: Euro = Field(50_000.0, description="per persoon tegen een beslissing in vastgezet")
    vaste_locatie: Euro = Field(1_000_000.0, description="per locatie anders open of dicht dan vastgezet")


def _read_goals(value: object) -> tuple[str, ...]:
    """Read the goals of an order: known ones, each once."""
    typed = split_list(value.replace(",", "|")) if isinstance(value, str) else value
    if not isinstance(typed, (list, tuple)) or not all(isinstance(part, str) for part in typed):
        expected = (
            'verwacht een lijst doelen, zoals ["tekort", "overschrijding"], in Excel tekort|overschrijding'
        )
        raise _refuse(OngeldigeWaardeError(expected))
    names = tuple(typed)
    for number, name in enumerate(names):
        if name not in DOELNAMEN:
            expected = "verwacht namen van doelen: " + ", ".join(DOELNAMEN)
            raise _refuse(OngeldigeWaardeError(expected, nearest(name, DOELNAMEN)))
        if name in names[:number]:
            raise _refuse(OngeldigeWaardeError("verwacht elk doel hoogstens één keer"))
    return names


class SolverInstellingen(_Block):
    """Limits of the solver."""

    gap: Annotated[Decimal, Field(ge=0, le=1)] = Field(
        1e-3, description="gevraagde bewezen afstand tot het beste plan (0.001 is 0,1 %)"
    )
    time_limit: Annotated[Decimal, Field(gt=0, le=1e7)] | None = Field(
        None, description="tijdslimiet in seconden"
    )
    threads: Annotated[Whole, Field(ge=1, le=1024)] | None = Field(None, description="aantal rekenkernen")
    seed: Annotated[Whole, Field(ge=0, le=2_147_483_647)] = Field(
        0, description="beginwaarde voor toevalsgetallen"
    )


class Instellingen(_Block):
    """The settings of a case.

    Attributes
    ----------
    gebied : tuple of str
        Names or codes of provinces, regions or municipalities.
    start, horizon : date
        First and last day of the plan, both inclusive; by default those of `halfjaar`.
    koppeling : {"provincie", "regio", "koppelregio", "landelijk"}
        Where an unlinked household may be linked: within the province, the regietafel region or the
        koppel-region (COA) of its reception site, or anywhere in the area.
    regios : str
        Division into regietafel regions: a bundled one (`plaatsing.geodata.regios`), or one of the table
        ``regios`` of the case. Where only the table is given, it holds.
    vg : dict of str to Vg
        National number of permit holders by half-year, where the bundled figure should not hold.
    """

    titel: Label = Field("", description="titel van het plan")
    toelichting: Label = Field("", description="vrije tekst bij het plan")
    gebied: Names = Field((), description="provincies, regio's of gemeenten, met naam of code")
    halfjaar: HalfjaarNaam = Field(description="halfjaar van het plan, zoals 2025-II")
    start: Day = Field(description="eerste dag; leeg: eerste dag van het halfjaar")
    horizon: Day = Field(description="laatste dag; leeg: laatste dag van het halfjaar")
    periode: Annotated[PeriodeSoort, BeforeValidator(_read_word)] = Field(
        "week", description="lengte van een periode: week, 2weken of maand"
    )
    koppeling: Annotated[
        Literal["provincie", "regio", "koppelregio", "landelijk"], BeforeValidator(_read_word)
    ] = Field(
        "provincie",
        description="waar een koppelvoorstel mag vallen: provincie, regio, koppelregio of landelijk",
    )
    regios: Label = Field(
        "provincie",
        description="indeling in regio's: provincie, veiligheidsregio, deelregio, koppelregio, of een uit de "
        "tabel regios",
    )
    beleid: Label = Field(STANDAARD_BELEID, description="naam van een regelset, of een eigen TOML-bestand")
    gebieden: Label = Field("", description="bestand met officiële gemeentegrenzen; leeg: geen")
    afstandslimiet_km: Annotated[Decimal, Field(ge=0, le=10_000)] = Field(
        30.0, description="grootste afstand in km tussen kandidaat-locatie en koppelgemeente"
    )
    omrijfactor: Annotated[Decimal, Field(ge=1, le=10)] = Field(
        1.3, description="km over de weg per km rechte lijn"
    )
    eindweken: Annotated[Whole, Field(ge=0, le=520)] = Field(
        13, description="weken na de horizon waarop wie dan nog wacht wordt geacht te vertrekken"
    )
    telling: Annotated[Literal["dag", "periode"], BeforeValidator(_read_word)] = Field(
        "dag", description="doelen tellen per dag of per hele periode"
    )
    afronding: Annotated[Literal["rekenkundig", "boven"], BeforeValidator(_read_word)] = Field(
        "rekenkundig", description="afronding van de taakstelling: rekenkundig of boven"
    )
    max_personen: Annotated[Whole, Field(ge=1, le=1_000_000)] = Field(
        20, description="grootste huishouden dat wordt aangenomen"
    )
    budget: Annotated[Decimal, Field(ge=0, le=1e12)] | None = Field(
        None, description="budget in euro; leeg: geen grens"
    )
    max_nieuwe_locaties: Annotated[Whole, Field(ge=0, le=10_000)] | None = Field(
        None, description="hoeveel locaties hoogstens open mogen gaan; leeg: geen grens"
    )
    aftopping: YesNo = Field(False, description="doorberekening aftoppen op de achterstand (ja/nee)")
    kleinste_aantal: Annotated[Whole, Field(ge=2, le=1_000)] = Field(
        5, description="kleinste aantal personen dat een openbaar rapport in een uitsplitsing noemt"
    )
    inwoners_nederland: Annotated[Whole, Field(ge=1, le=10_000_000_000)] | None = Field(
        None, description="inwoners van Nederland op de peildatum; leeg: het meegeleverde cijfer"
    )
    vg: dict[HalfjaarNaam, Vg] = Field(
        default_factory=dict, description="landelijk aantal te huisvesten personen per halfjaar"
    )
    volgorde: Annotated[tuple[str, ...], BeforeValidator(_read_goals)] = Field(
        (),
        description="doelen die voor alle andere gaan, het belangrijkste eerst; leeg: alles wegen",
    )
    doelen: Doelen = Field(default_factory=Doelen, description="gewichten van de doelen")
    straffen: Straffen = Field(default_factory=Straffen, description="straffen op het breken van grenzen")
    solver: SolverInstellingen = Field(
        default_factory=SolverInstellingen, description="grenzen van het rekenen"
    )

    @model_validator(mode="before")
    @classmethod
    def _fill_dates(cls, data: Any) -> Any:
        """Let halfjaar, start and horizon fill each other in where they can be read."""
        if not isinstance(data, Mapping):
            return data
        filled = {key: value for key, value in data.items() if value is not None}
        known = {}
        for key, read in (("halfjaar", _read_half_year), ("start", _read_day), ("horizon", _read_day)):
            if key in filled:
                try:
                    known[key] = read(filled[key])
                except PydanticCustomError:
                    # The field itself reports this value; here it only cannot fill in another one.
                    continue
        anchor = known.get("start", known.get("horizon"))
        halfjaar = None
        if "halfjaar" in known:
            halfjaar = Halfjaar.parse(str(known["halfjaar"]))
        elif isinstance(anchor, date):
            halfjaar = Halfjaar.van(anchor)
        if halfjaar is not None:
            filled.setdefault("halfjaar", str(halfjaar))
            filled.setdefault("start", halfjaar.start)
            filled.setdefault("horizon", halfjaar.eind)
        return filled

    @model_validator(mode="after")
    def _check_dates(self) -> Instellingen:
        halfjaar = Halfjaar.parse(self.halfjaar)
        if not halfjaar.start <= self.start <= halfjaar.eind:
            raise PydanticCustomError(
                "plan_datum",
                "{verwacht}",
                {
                    "verwacht": f"verwacht een dag in het halfjaar {halfjaar}",
                    "sleutel": "start",
                    "gevonden": self.start.isoformat(),
                },
            )
        if self.horizon < self.start:
            raise PydanticCustomError(
                "plan_datum",
                "{verwacht}",
                {
                    "verwacht": f"verwacht een dag op of na de start ({self.start.isoformat()})",
                    "sleutel": "horizon",
                    "gevonden": self.horizon.isoformat(),
                },
            )
        too_long = (self.horizon - self.start).days > 366 * 20
        if too_long or len(perioden(self.start, self.horizon, self.periode)) > MAX_PERIODEN:
            raise PydanticCustomError(
                "plan_datum",
                "{verwacht}",
                {
                    "verwacht": f"verwacht een plan van hoogstens {MAX_PERIODEN} perioden en 20 jaar",
                    "sleutel": "horizon",
                    "gevonden": self.horizon.isoformat(),
                },
            )
        return self

    def weegt(self, doel: str) -> bool:
        """Say whether a goal counts: it has a weight, or a place in the order."""
        return bool(getattr(self.doelen, doel)) or doel in self.volgorde

    @property
    def halfjaren(self) -> tuple[Halfjaar, ...]:
        """The half-years that end within the plan."""
        return halfjaren(self.start, self.horizon)

    def vg_voor(self, halfjaar: Halfjaar | str) -> int:
        """Return the national number of persons to house in `halfjaar`, as revised where it was.

        Raises
        ------
        ValueError
            If neither the settings nor the bundled figures know the half-year.
        """
        given = self.vg.get(str(halfjaar))
        if given is not None and given.geldend is not None:
            return given.geldend
        bundled = self.vg_meegeleverd(halfjaar)
        if bundled is None:
            raise ValueError(f"er is geen landelijk aantal (vg) voor {halfjaar}")
        return bundled.geldend

    def vg_meegeleverd(self, halfjaar: Halfjaar | str) -> LandelijkeTaakstelling | None:
        """Return the bundled figure of `halfjaar`, unless the settings give their own, or None."""
        given = self.vg.get(str(halfjaar))
        if given is not None and given.geldend is not None:
            return None
        return landelijke_taakstelling().get(str(halfjaar))
