"""Fetching boundaries, from a server on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plaatsing.geodata.download import DownloadError, download_grenzen

CONTENT = b"SQLite format 3\x00" + bytes(range(256)) * 2000
NAME = "BestuurlijkeGebieden_2026.gpkg"


class Handler(BaseHTTPRequestHandler):
    """Serves one file, with ranges; the server's fields say what goes wrong."""

    server: Any

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Range"))
        if not self.path.endswith(NAME):
            self.send_error(404)
            return
        content, start = self.server.content, 0
        tag = f'"{hashlib.sha256(content).hexdigest()}"'
        if self.headers.get("Range") and self.headers.get("If-Range") == tag:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(content[start : self.server.stop_after])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.content, made.stop_after, made.asked = CONTENT, None, []
    made.basis = f"http://127.0.0.1:{made.server_port}/downloads"
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_the_file_comes_whole_with_its_checksum(server: Any, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    got = download_grenzen(
        2026, tmp_path / "geo", basis=server.basis, progress=lambda done, total: seen.append((done, total))
    )
    checksum = hashlib.sha256(CONTENT).hexdigest()
    assert (got.sha256, got.bytes, got.hervat) == (checksum, len(CONTENT), 0)
    assert got.pad.read_bytes() == CONTENT
    assert (tmp_path / "geo" / f"{NAME}.sha256").read_text(encoding="ascii") == f"{checksum}  {NAME}\n"
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert sorted(path.name for path in (tmp_path / "geo").iterdir()) == [NAME, f"{NAME}.sha256"]


def test_an_interrupted_download_is_resumed(server: Any, tmp_path: Path) -> None:
    server.stop_after = 200_000
    with pytest.raises(DownloadError, match="nog eens"):
        download_grenzen(2026, tmp_path, basis=server.basis)
    assert not (tmp_path / NAME).exists()
    server.stop_after = None
    got = download_grenzen(2026, tmp_path, basis=server.basis)
    assert (got.hervat, server.asked) == (200_000, [None, "bytes=200000-"])
    assert got.pad.read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_starts_anew(server: Any, tmp_path: Path) -> None:
    server.stop_after = 200_000
    with pytest.raises(DownloadError):
        download_grenzen(2026, tmp_path, basis=server.basis)
    server.stop_after, server.content = None, CONTENT + b"nieuw"
    got = download_grenzen(2026, tmp_path, basis=server.basis)
    assert (got.hervat, got.pad.read_bytes()) == (0, CONTENT + b"nieuw")


def test_a_file_that_is_there_stays_unless_asked(server: Any, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"oud")
    with pytest.raises(DownloadError, match="staat er al"):
        download_grenzen(2026, tmp_path, basis=server.basis)
    assert server.asked == []
    download_grenzen(2026, tmp_path, basis=server.basis, vervang=True)
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_a_file_that_is_there_is_held_against_its_checksum(server: Any, tmp_path: Path) -> None:
    first = download_grenzen(2026, tmp_path, basis=server.basis)
    again = download_grenzen(2026, tmp_path, basis=server.basis)
    assert (again.was_er_al, again.sha256, again.bytes) == (True, first.sha256, first.bytes)
    assert len(server.asked) == 1
    (tmp_path / NAME).write_bytes(CONTENT[:-1] + b"?")
    with pytest.raises(DownloadError, match="controlegetal klopt niet; kies --vervang"):
        download_grenzen(2026, tmp_path, basis=server.basis)
    assert download_grenzen(2026, tmp_path, basis=server.basis, vervang=True).sha256 == first.sha256


def test_another_page_is_not_taken_for_boundaries(server: Any, tmp_path: Path) -> None:
    server.content = b"<html>Log in</html>"
    with pytest.raises(DownloadError, match="geen GeoPackage"):
        download_grenzen(2026, tmp_path, basis=server.basis)
    assert list(tmp_path.iterdir()) == []


def test_a_year_that_is_not_published(server: Any, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="voor dat jaar zijn er geen grenzen"):
        download_grenzen(1999, tmp_path, basis=server.basis)


def test_without_connection(server: Any, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="geen verbinding"):
        download_grenzen(2026, tmp_path, basis="http://127.0.0.1:9/downloads")
    assert server.asked == []


def test_only_the_web_is_asked(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="http"):
        download_grenzen(2026, tmp_path, basis=tmp_path.as_uri())
