"""The bundled tables are rebuilt by one command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import box

from plaatsing.geodata.bouwen import main


def test_neighbours_are_written_from_a_boundary_file(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"statcode": ["GM0001", "GM0002"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:28992"
    )
    frame.to_file(tmp_path / "grenzen.gpkg")
    assert main(["buren", str(tmp_path / "grenzen.gpkg")], tmp_path) == 0
    assert (tmp_path / "buren.csv").read_bytes() == b"gemeentecode,buurgemeentecode\nGM0001,GM0002\n"


def test_the_command_runs_without_a_word_of_warning_and_says_how_it_is_used() -> None:
    command = [sys.executable, "-W", "error::RuntimeWarning", "-m", "plaatsing.geodata.bouwen"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("gebruik: ")
    assert "Warning" not in done.stderr


@pytest.mark.parametrize("arguments", [[], ["buren"], ["kaart"], ["tegelkaart", "extra"]])
def test_anything_else_is_refused(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, tmp_path) == 2
    assert "bouwen tegelkaart" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
