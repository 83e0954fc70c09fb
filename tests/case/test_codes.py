"""Municipalities however they are written."""

from __future__ import annotations

import pytest

from plaatsing.geodata import gemeenten
from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.waarden import OngeldigeWaardeError
from tests.case.hulp import error, huishouden, make

CODES = Gemeentecodes(gemeenten())


@pytest.mark.parametrize("text", ["GM0106", "gm0106", "0106", "106", "106,0", "Assen", "ASSEN", "GM 106"])
def test_spellings(text: str) -> None:
    assert CODES.read(text) == "GM0106"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("den bosch", "GM0796"),
        ("Sudwest Fryslan", "GM1900"),
        ("Hengelo", "GM0164"),
        ("Nuenen, Gerwen en Nederwetten", "GM0820"),
    ],
)
def test_names(text: str, code: str) -> None:
    assert CODES.read(text) == code


def test_every_bundled_name_and_code_is_recognised() -> None:
    for code, name in zip(gemeenten()["gemeentecode"], gemeenten()["gemeente"], strict=True):
        assert CODES.read(code) == code
        assert CODES.read(name) == code
        assert CODES.read(str(int(code[2:]))) == code


def test_name_of_two_municipalities_is_asked_back() -> None:
    with pytest.raises(OngeldigeWaardeError, match=r"GM0373 .* of GM0893"):
        CODES.read("Bergen")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Asse", "GM0106 (Assen)"),
        ("Hoogeven", "GM0118 (Hoogeveen)"),
        ("Xyzzy", ""),
        ("GM9119", "GM0119 (Meppel)"),
    ],
)
def test_near_misses(text: str, hint: str) -> None:
    assert error(huishoudens=[huishouden(koppelgemeente=text)]).bedoelde_u == hint


def test_unknown_code_is_refused() -> None:
    assert error(huishoudens=[huishouden(koppelgemeente="GM9999")]).code == "gemeente"


@pytest.mark.parametrize("text", ["AM03", "am3", "3", "Drenthe"])
def test_labour_market_regions(text: str) -> None:
    case = make(huishoudens=[huishouden(regioadvies=f"{text}|AM01")])
    assert case.huishoudens["regioadvies"][0] == ("AM03", "AM01")


def test_unknown_region_suggests() -> None:
    assert error(huishoudens=[huishouden(regioadvies="Drente")]).bedoelde_u == "Drenthe"


def test_comma_within_and_between_names() -> None:
    names = "Nuenen, Gerwen en Nederwetten"
    site = {"locatie": "L", "capaciteit_personen": 9, "exploitatie_per_persoon_dag": 40}
    one = make(
        {"gebied": ["Noord-Brabant"]},
        woningaanbod=[{"aanbod": "W", "gemeentecode": "Breda", "beschikbaar_vanaf": "2025-08-01"}],
        doorstroomlocaties=[site | {"gemeentecode": "Breda", "deelnemende_gemeenten": names}],
    )
    assert one.doorstroomlocaties["deelnemende_gemeenten"][0] == ("GM0820",)
    two = make(
        doorstroomlocaties=[site | {"gemeentecode": "Assen", "deelnemende_gemeenten": "Assen, Meppel,Assen"}]
    )
    assert two.doorstroomlocaties["deelnemende_gemeenten"][0] == ("GM0106", "GM0119")
