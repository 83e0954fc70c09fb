"""Boundaries of one year against the municipalities of another."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from plaatsing.geodata import gemeenten
from plaatsing.geodata.grenzen import laatste_indeling, read_gebieden, vergelijk
from tests.geodata.grenzen.vormen import cbs, write


def boundaries(tmp_path: Path, names: dict[str, str]) -> gpd.GeoDataFrame:
    data = cbs(statcode=list(names), statnaam=list(names.values()))
    return read_gebieden(write(data, tmp_path / "grenzen.gpkg"))


OLD = {"GM0501": "Brielle", "GM0530": "Hellevoetsluis", "GM0614": "Westvoorne"}


def test_merged_municipalities_become_the_new_one(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, OLD | {"GM0106": "Assen"})
    joined = laatste_indeling(grenzen, gemeenten()["gemeentecode"])
    assert joined["gemeentecode"].tolist() == ["GM0106", "GM1992"]
    assert joined["gemeente"].tolist() == ["Assen", "Voorne aan Zee"]
    assert joined.area.tolist() == pytest.approx([1e8, 3e8])
    differences = vergelijk(grenzen, gemeenten(), ["GM1992"])
    assert differences.ontbreekt == ()
    assert differences.samengevoegd[0] == "Brielle (GM0501) naar Voorne aan Zee (GM1992)"


def test_a_part_of_a_merged_municipality_is_not_the_whole(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, {"GM0501": "Brielle", "GM0530": "Hellevoetsluis"})
    assert laatste_indeling(grenzen, gemeenten()["gemeentecode"])["gemeentecode"].tolist() == list(OLD)[:2]
    assert vergelijk(grenzen, gemeenten(), ["GM1992"]).ontbreekt == ("Voorne aan Zee (GM1992)",)


def test_a_municipality_that_took_another_in_grows(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, {"GM0370": "Beemster", "GM0439": "Purmerend"})
    joined = laatste_indeling(grenzen, gemeenten()["gemeentecode"])
    assert joined["gemeente"].tolist() == ["Purmerend"]
    assert joined.area.tolist() == pytest.approx([2e8])


def test_all_differences_come_in_one_message(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, {"GM0106": "Oud-Assen", "GM0788": "Haaren", "GM9001": "Nergens"})
    differences = vergelijk(grenzen, gemeenten(), ["GM0106", "GM0109", "GM0865"])
    assert str(differences) == (
        "de grenzen verschillen van de gemeenten van de casus: ontbreekt: Coevorden (GM0109) en Vught "
        "(GM0865); samengevoegd: -; verdeeld: Haaren (GM0788) over Boxtel (GM0757), Oisterwijk (GM0824), "
        "Tilburg (GM0855) en Vught (GM0865); hernoemd: Oud-Assen naar Assen (GM0106); onbekend: Nergens "
        "(GM9001)"
    )


def test_a_suffix_is_no_other_name_and_other_areas_are_no_difference(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, {"GM0417": "Laren"})
    assert not vergelijk(grenzen, gemeenten(), ["GM0417"])


def test_a_newer_file_says_where_a_municipality_went(tmp_path: Path) -> None:
    grenzen = boundaries(tmp_path, {"GM1992": "Voorne aan Zee"})
    older = pd.DataFrame({"gemeentecode": ["GM0501"], "gemeente": ["Brielle"]})
    (missing,) = vergelijk(grenzen, older).ontbreekt
    assert missing == "Brielle (GM0501) (in dit bestand deel van Voorne aan Zee (GM1992))"
