"""The example that asks a local OSRM server for distances, against a tiny server of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from plaatsing.case import read_case
from tests.case.hulp import folder

ROOT = Path(__file__).resolve().parents[2]
SITES = "locatie;gemeentecode;capaciteit_personen;status\nL1;GM0106;50;kandidaat\n"


class _Table(BaseHTTPRequestHandler):
    """Answers as OSRM does: 1.5 km and a minute more for every next place; the last has no route."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.server.asked.append(asked.path)  # type: ignore[attr-defined]
        query = {name: values[0].split(";") for name, values in parse_qs(asked.query).items()}
        count = len(query["destinations"])
        metres = [1500.0 * (place + 1) for place in range(count - 1)]
        seconds = [60.0 * (place + 1) for place in range(count - 1)]
        sources = len(query["sources"])
        answer = {"code": "Ok", "distances": [[*metres, None]] * sources}
        body = json.dumps(answer | {"durations": [[*seconds, None]] * sources}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Table)
    made.asked = []
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def _run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "examples" / "osrm_afstanden.py"), *map(str, args)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "no_proxy": "127.0.0.1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_table_is_one_that_a_case_reads(server: Any, tmp_path: Path) -> None:
    casus = folder(tmp_path / "casus", doorstroomlocaties=SITES)
    result = _run(casus, "--server", f"http://127.0.0.1:{server.server_port}", "-o", casus / "afstanden.csv")
    assert result.returncode == 0, result.stderr
    assert "11 afstanden, 1 paren zonder route" in result.stdout
    assert server.asked[0].startswith("/table/v1/driving/6.")
    given = read_case(casus).afstanden
    assert given["van"].unique().tolist() == ["L1"]
    assert given["naar"].tolist()[0] == "GM0106"
    assert (given["km"].tolist()[:2], given["minuten"].tolist()[:2]) == ([1.5, 3.0], [1, 2])


def test_without_a_server_it_says_so(tmp_path: Path) -> None:
    casus = folder(tmp_path / "casus", doorstroomlocaties=SITES)
    result = _run(casus, "--server", "http://127.0.0.1:9", "-o", tmp_path / "uit.csv")
    assert (result.returncode, "geeft geen afstanden" in result.stderr) == (2, True)
    assert not (tmp_path / "uit.csv").exists()
