"""Divisions into regions: bundled, joined into boundaries, checked, and a planner's own."""

import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from plaatsing.geodata import (
    RegioFout,
    RegiosError,
    controleer_regios,
    gemeenten,
    oeververbindingen,
    read_gebieden,
    read_regios,
    regio_gdf,
    regios,
)
from plaatsing.geodata.buren import buren

INDELINGEN = {"provincie": 12, "veiligheidsregio": 25, "deelregio": 26, "koppelregio": 5}
BUNDLED = Path(__file__).parents[2] / "geodata" / "data" / "regios.csv"


def codes(problems: tuple[RegioFout, ...]) -> list[str]:
    return [problem.code for problem in problems]


def moved(code: str, region: str) -> pd.DataFrame:
    """Return the provinces with one municipality in another province."""
    table = regios()
    name = table.loc[table["regiocode"] == region, "regio"].iloc[0]
    table.loc[table["gemeentecode"] == code, ["regiocode", "regio"]] = [region, name]
    return table


def squares(crs: str | None = "EPSG:28992") -> gpd.GeoDataFrame:
    """Return Assen and Coevorden (Drenthe) and Zwolle (Overijssel) as squares of a kilometre."""
    shapes = [box(x, 500_000, x + 1_000, 501_000) for x in (200_000, 201_000, 202_000)]
    return gpd.GeoDataFrame({"gemeentecode": ["GM0106", "GM0109", "GM0193"]}, geometry=shapes, crs=crs)


@pytest.mark.parametrize(("indeling", "count"), INDELINGEN.items())
def test_every_bundled_division_holds(indeling: str, count: int) -> None:
    table = regios(indeling)
    assert list(table.columns) == ["gemeentecode", "regiocode", "regio"]
    assert table["gemeentecode"].tolist() == gemeenten()["gemeentecode"].tolist()
    assert table["regiocode"].nunique() == table["regio"].nunique() == count
    assert controleer_regios(table, gemeenten()) == ()


def test_the_default_is_the_province() -> None:
    table = regios().merge(gemeenten(), on="gemeentecode")
    assert (table["regiocode"] == table["provinciecode"]).all()
    assert (table["regio"] == table["provincie"]).all()


def test_named_sub_regions_divide_their_province() -> None:
    table = regios("deelregio").merge(gemeenten(), on="gemeentecode")
    named = table.groupby("provincie")["regio"].unique()
    assert set(named["Overijssel"]) == {"Twente", "IJsselland"}
    assert set(named["Limburg"]) == {"Noord-Limburg", "Midden-Limburg", "Zuid-Limburg"}
    assert table.groupby("regio")["provincie"].nunique().eq(1).all()
    by_name = table.set_index("gemeente")["regio"]
    assert by_name[["Enschede", "Deventer", "Venlo", "Roermond", "Maastricht"]].tolist() == [
        "Twente",
        "IJsselland",
        "Noord-Limburg",
        "Midden-Limburg",
        "Zuid-Limburg",
    ]


def test_koppel_regions_are_whole_provinces() -> None:
    table = regios("koppelregio").merge(gemeenten(), on="gemeentecode")
    made = {str(name): set(group) for name, group in table.groupby("regio")["provincie"]}
    assert made == {
        "Groningen-Friesland-Drenthe": {"Groningen", "Fryslân", "Drenthe"},
        "Overijssel-Gelderland": {"Overijssel", "Gelderland"},
        "Flevoland-Utrecht-Noord-Holland": {"Flevoland", "Utrecht", "Noord-Holland"},
        "Zuid-Holland-Zeeland": {"Zuid-Holland", "Zeeland"},
        "Noord-Brabant-Limburg": {"Noord-Brabant", "Limburg"},
    }


def test_an_unknown_division_names_the_known_ones() -> None:
    with pytest.raises(RegiosError, match='gevonden "corop", verwacht een van provincie, veiligheidsregio'):
        regios("corop")


def test_a_caller_cannot_change_the_bundled_division() -> None:
    table = regios()
    table.loc[:, "regio"] = "x"
    assert "x" not in set(regios()["regio"])


def test_links_over_water_are_no_land_borders_and_each_has_a_reason() -> None:
    links = oeververbindingen()
    pairs = set(links[["gemeentecode", "andere_gemeentecode"]].itertuples(index=False, name=None))
    assert not pairs & set(buren().itertuples(index=False, name=None))
    assert all(one < other for one, other in pairs)
    assert len(pairs) == len(links)
    assert {code for pair in pairs for code in pair} <= set(gemeenten()["gemeentecode"])
    assert set(links["soort"]) == {"veer", "brug", "tunnel", "dam"}
    names = dict(zip(gemeenten()["gemeentecode"], gemeenten()["gemeente"], strict=True))
    for row in links.itertuples():
        ends = {names[str(row.gemeentecode)], names[str(row.andere_gemeentecode)]}
        assert any(name in str(row.reden) for name in ends), row.reden


def test_an_island_hangs_on_its_own_region_only() -> None:
    (problem,) = controleer_regios(moved("GM0448", "PV31"), gemeenten())
    assert problem.code == "los"
    assert "Limburg (PV31) hangt niet aaneen; los van de rest ligt: Texel (GM0448)" in str(problem)
    assert controleer_regios(moved("GM0448", "PV31"), gemeenten(), samenhang=False) == ()


def test_a_region_over_land_must_be_in_one_piece() -> None:
    assert codes(controleer_regios(moved("GM0106", "PV29"), gemeenten())) == ["los"]


def test_a_gap_a_stranger_a_double_and_a_name_are_all_told_at_once() -> None:
    table = regios()
    table.loc[table["gemeentecode"] == "GM0106", "gemeentecode"] = "GM9999"
    double = pd.DataFrame({"gemeentecode": ["GM0109"], "regiocode": ["PV23"], "regio": ["Overijsel"]})
    problems = controleer_regios(pd.concat([table, double]), gemeenten())
    assert codes(problems) == ["onbekend", "dubbel", "ontbreekt", "naam"]
    text = "\n".join(map(str, problems))
    assert 'gevonden "GM9999"' in text
    assert "Coevorden (GM0109) staat meer keer, in PV22, PV23" in text
    assert "in geen enkele regio: Assen (GM0106)" in text
    assert "PV23 heeft meer namen: Overijsel, Overijssel" in text


def test_a_table_without_the_columns_is_refused() -> None:
    with pytest.raises(RegiosError, match="deze kolom ontbreekt: regio") as caught:
        controleer_regios(regios().drop(columns=["regio"]), gemeenten())
    assert len(caught.value.fouten) == 1


def test_squares_become_their_regions_in_rd_new() -> None:
    made = regio_gdf(squares().to_crs("EPSG:4326"), regios())
    assert str(made.crs) == "EPSG:28992"
    assert made[["regiocode", "regio", "gemeenten"]].to_numpy().tolist() == [
        ["PV22", "Drenthe", 2],
        ["PV23", "Overijssel", 1],
    ]
    assert made.geom_type.tolist() == ["Polygon", "Polygon"]
    assert made.area.tolist() == pytest.approx([2e6, 1e6], rel=1e-6)
    assert not made["volledig"].any()


def test_a_municipality_in_several_rows_counts_once() -> None:
    parts = squares().assign(gemeentecode=["GM0106", "GM0106", "GM0193"])
    assert regio_gdf(parts, regios())["gemeenten"].tolist() == [1, 1]


def test_a_region_with_all_its_boundaries_is_complete() -> None:
    own = pd.DataFrame(
        {
            "gemeentecode": ["GM0106", "GM0109", "GM0193"],
            "regiocode": ["A", "A", "B"],
            "regio": ["a", "a", "b"],
        }
    )
    assert regio_gdf(squares(), own)["volledig"].tolist() == [True, True]
    assert regio_gdf(squares().iloc[1:], own)["volledig"].tolist() == [False, True]


def test_boundaries_without_region_or_crs_are_told_at_once() -> None:
    own = pd.DataFrame({"gemeentecode": ["GM0106", "GM0106"], "regiocode": ["A", "B"], "regio": ["a", "b"]})
    with pytest.raises(RegiosError) as caught:
        regio_gdf(squares(crs=None), own)
    assert codes(caught.value.fouten) == ["stelsel", "ontbreekt", "dubbel"]
    assert "GM0109, GM0193" in str(caught.value)


@pytest.mark.parametrize(("indeling", "count"), INDELINGEN.items())
def test_reference_boundaries_join_without_gap_or_overlap(indeling: str, count: int) -> None:
    folder = os.environ.get("PLAATSING_REFERENTIE")
    if not folder:
        pytest.skip("PLAATSING_REFERENTIE noemt geen map met officiële grenzen")
    land = read_gebieden(Path(folder) / "geo" / "gemeenten_2026_wgs84.geojson")
    made = regio_gdf(land, regios(indeling))
    assert len(made) == count
    assert made["gemeenten"].sum() == 342
    assert made["volledig"].all()
    assert made.is_valid.all()
    assert set(made.geom_type) <= {"Polygon", "MultiPolygon"}
    assert made.area.sum() == pytest.approx(land.area.sum(), rel=1e-9)
    assert made.union_all().area == pytest.approx(made.area.sum(), rel=1e-9)


@pytest.mark.parametrize("indeling", INDELINGEN)
def test_the_bundled_table_is_a_file_a_planner_can_start_from(indeling: str) -> None:
    assert read_regios(BUNDLED, indeling=indeling).equals(regios(indeling))


def write(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "regios.csv"
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path


def drenthe() -> pd.DataFrame:
    table = gemeenten()
    return table[table["provincie"] == "Drenthe"]


def test_a_spreadsheets_file_with_areas_and_bare_numbers_is_read(tmp_path: Path) -> None:
    south = ["GM0109", "GM0114", "GM0118", "GM1681", "GM1690", "GM1701", "GM1731"]
    north = sorted(set(drenthe()["gemeentecode"]) - set(south))
    rows = [f"{int(code[2:])};N;Noord" for code in north] + [f"{code};Z;Zuid" for code in south]
    path = write(tmp_path, "gemeentecode;regiocode;regio", *rows, "", encoding="utf-8-sig")
    table = read_regios(path, tabel=drenthe(), samenhang=False)
    assert table["gemeentecode"].tolist() == sorted(drenthe()["gemeentecode"])
    assert dict(zip(table["gemeentecode"], table["regio"], strict=True))["GM0106"] == "Noord"
    whole = read_regios(
        write(tmp_path, "gebiedscode,regiocode,regio", "pv22,D,Heel Drenthe"), tabel=drenthe()
    )
    assert set(whole["regio"]) == {"Heel Drenthe"}


def test_all_errors_of_a_file_come_at_once_with_their_row(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "gebiedscode,regiocode,regio",
        "PV22,D,Drenthe",
        "GM0106,N,Noord",
        "GM0193,N,Noord",
        "PV222,N,Noord",
        "GM0109,,Noord",
    )
    with pytest.raises(RegiosError) as caught:
        read_regios(path, tabel=drenthe())
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{path}: ") for line in lines)
    assert [(fout.code, fout.rij) for fout in caught.value.fouten] == [
        ("dubbel", 3),
        ("onbekend", 4),
        ("onbekend", 5),
        ("leeg", 6),
        ("dubbel", 6),
    ]
    assert "rij 3, kolom gebiedscode: Assen (GM0106) staat al in rij 2" in lines[0]
    assert 'gevonden "PV222"' in lines[2]
    assert "bedoelde u PV22?" in lines[2]


def test_an_unusable_row_is_told_once(tmp_path: Path) -> None:
    codes_left = sorted(set(drenthe()["gemeentecode"]) - {"GM0106"})
    rows = [f"{code},D,Drenthe" for code in codes_left]
    path = write(tmp_path, "gemeentecode,regiocode,regio", *rows, "GM0106,,Drenthe")
    with pytest.raises(RegiosError) as caught:
        read_regios(path, tabel=drenthe())
    assert [(fout.code, fout.kolom) for fout in caught.value.fouten] == [("leeg", "regiocode")]


def test_a_region_in_pieces_is_refused_unless_allowed(tmp_path: Path) -> None:
    zeeland = gemeenten()[gemeenten()["provincie"] == "Zeeland"]
    apart = {"GM0654", "GM0703"}  # Borsele and Reimerswaal: Kapelle and Goes between
    rows = [
        f"{code},{'A' if code in apart else 'B'},{'a' if code in apart else 'b'}"
        for code in zeeland["gemeentecode"]
    ]
    path = write(tmp_path, "gemeentecode,regiocode,regio", *rows)
    with pytest.raises(RegiosError, match=r"a \(A\) hangt niet aaneen; los van de rest ligt: Reimerswaal"):
        read_regios(path, tabel=zeeland)
    assert len(read_regios(path, tabel=zeeland, samenhang=False)) == len(zeeland)


def test_a_file_that_leaves_a_gap_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "gebiedscode,regiocode,regio", "PV22,D,Drenthe")
    with pytest.raises(RegiosError, match=r"in geen enkele regio: Groningen .* en 325 andere"):
        read_regios(path)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["regiocode,naam", "a,b"], "deze kolom ontbreekt: regio\n.*gemeentecode of gebiedscode"),
        (["gebiedscode,gemeentecode,regiocode,regio"], "en niet allebei"),
        (["gebiedscode,regiocode,regio,regio"], "meer dan een keer: regio"),
        (["gebiedscode,regiocode,regio"], "geen regio's"),
        ([""], "deze kolom ontbreekt: regiocode"),
        (
            ["indeling,gebiedscode,regiocode,regio", "x,PV22,D,Drenthe", "y,PV22,D,Drenthe"],
            r"meer indelingen \(x, y\)",
        ),
        (["gebiedscode,regiocode,regio", 'PV22,D,"Drenthe'], "niet te lezen als CSV"),
    ],
)
def test_a_file_of_another_layout_is_refused(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(RegiosError, match=message):
        read_regios(write(tmp_path, *rows), tabel=drenthe())


def test_a_division_that_is_not_in_the_file_names_those_that_are() -> None:
    with pytest.raises(
        RegiosError, match='gevonden "kr", deze indeling staat er niet; verwacht een van prov'
    ):
        read_regios(BUNDLED, indeling="kr")


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "gebiedscode,regiocode,regio", "PV21,F,Fryslân", encoding="latin-1")
    with pytest.raises(RegiosError, match="UTF-8"):
        read_regios(path)
    with pytest.raises(RegiosError, match="bestaat niet"):
        read_regios(tmp_path / "weg.csv")
