"""``plaatsing geodata download`` as a planner types it, against a server on this machine."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plaatsing.case import read_case
from plaatsing.gebieden import case_gebieden
from tests.case.hulp import PLAN_TOML, folder
from tests.cli.hulp import run
from tests.geodata.grenzen.vormen import pdok, write

NAME = "BestuurlijkeGebieden_2026.gpkg"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def basis(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    served = tmp_path / "server"
    served.mkdir()
    write(pdok(), served / NAME, "gemeentegebied")
    handler = functools.partial(_Quiet, directory=str(served))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_from_download_to_boundaries_of_a_case(basis: str, tmp_path: Path) -> None:
    plan = PLAN_TOML.replace('["Drenthe"]', '["Assen", "Coevorden", "Emmen"]') + f'gebieden = "{NAME}"\n'
    casus = folder(tmp_path / "casus", plan=plan)
    result = run("geodata", "download", "--jaar", "2026", "-o", casus, "--basis", basis)
    assert result.exit_code == 0, result.output
    checksum = hashlib.sha256((casus / NAME).read_bytes()).hexdigest()
    assert f"sha256 {checksum}" in result.output
    assert case_gebieden(read_case(casus))["jaar"].tolist() == [2026] * 3


def test_a_second_time_the_file_is_only_checked(basis: str, tmp_path: Path) -> None:
    command = ("geodata", "download", "--jaar", "2026", "-o", tmp_path, "--basis", basis)
    assert run(*command).exit_code == 0
    again = run(*command)
    assert (again.exit_code, "controlegetal klopt; er is niets opgehaald" in again.output) == (0, True)
    (tmp_path / NAME).write_bytes(b"anders")
    result = run("--taal", "en", *command)
    assert (result.exit_code, "checksum does not match" in " ".join(result.output.split())) == (2, True)


def test_what_goes_wrong_is_said_in_the_language_asked_for(basis: str, tmp_path: Path) -> None:
    result = run("geodata", "download", "--jaar", "2025", "-o", tmp_path, "--basis", basis)
    assert (result.exit_code, "voor dat jaar zijn er geen grenzen" in result.output) == (2, True)
    result = run("--taal", "en", "geodata", "download", "--jaar", "2025", "-o", tmp_path, "--basis", basis)
    assert (result.exit_code, "there are no boundaries for that year" in result.output) == (2, True)
