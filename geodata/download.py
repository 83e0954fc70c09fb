"""Fetch the official boundaries, for those with a connection: resumed, checked and put in place whole."""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BASIS = "https://service.pdok.nl/kadaster/brk-bestuurlijke-gebieden/atom/downloads"
_MAGIC = b"SQLite format 3\x00"
_BLOCK = 1 << 16
_SECONDS = 30.0


class DownloadError(OSError):
    """The file cannot be fetched; the message says in Dutch what to do."""


@dataclass(frozen=True)
class Download:
    """A fetched file.

    Attributes
    ----------
    pad : Path
        Where it stands.
    sha256 : str
        Checksum in hexadecimals, stored beside it in a file that ends in ``.sha256``.
    bytes : int
        Its size.
    hervat : int
        How many bytes were there from an earlier attempt.
    was_er_al : bool
        Whether the whole file was there already, with the checksum it came with.
    """

    pad: Path
    sha256: str
    bytes: int
    hervat: int
    was_er_al: bool = False


def download_grenzen(
    jaar: int,
    map_: str | Path = ".",
    *,
    basis: str = BASIS,
    vervang: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> Download:
    """Fetch ``BestuurlijkeGebieden_{jaar}.gpkg`` of PDOK.

    What an interrupted attempt left is resumed, provided the server still has the same file. The
    file appears under its own name only when it is complete. A file that is there is held against
    the checksum beside it, and nothing is fetched.

    Parameters
    ----------
    jaar : int
        Year of the boundaries.
    map_ : str or Path
        Folder to put it in; made where it lacks.
    basis : str
        Address of the folder on the server, http or https.
    vervang : bool
        Whether a file that is there is fetched anew.
    progress : callable, optional
        Called with the bytes so far and in all (None where the server does not say).

    Raises
    ------
    DownloadError
        Without connection, without such a file, if what came is no GeoPackage, or if the file that is
        there has no checksum or another one.
    """
    if not basis.startswith(("http://", "https://")):
        raise DownloadError("verwacht een adres dat met http:// of https:// begint")
    name = f"BestuurlijkeGebieden_{jaar}.gpkg"
    target = Path(map_) / name
    if target.exists() and not vervang:
        return _present(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    part, mark = (target.with_name(name + ending) for ending in (".deel", ".deel.json"))
    url = f"{basis.rstrip('/')}/{name}"
    resumed = _fetch(url, part, mark, progress)
    with part.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            part.unlink()
            mark.unlink(missing_ok=True)
            raise DownloadError(
                f"{url} gaf geen GeoPackage; klopt het adres, of zit er een inlogpagina tussen?"
            )
        stream.seek(0)
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    target.with_name(name + ".sha256").write_text(f"{checksum}  {name}\n", encoding="ascii")
    part.replace(target)
    mark.unlink(missing_ok=True)
    return Download(target, checksum, target.stat().st_size, resumed)


def _present(target: Path) -> Download:
    """Return the file that is there, if it is still as it came."""
    written = target.with_name(target.name + ".sha256")
    known = written.read_text(encoding="ascii", errors="replace").split()[:1] if written.is_file() else []
    if not known:
        raise DownloadError(f"{target} staat er al; kies --vervang om het opnieuw op te halen")
    with target.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    if known != [checksum]:
        raise DownloadError(
            f"{target} staat er al, maar is veranderd of beschadigd: het controlegetal klopt niet; kies "
            "--vervang om het opnieuw op te halen"
        )
    return Download(target, checksum, target.stat().st_size, 0, was_er_al=True)


def _fetch(url: str, part: Path, mark: Path, progress: Callable[[int, int | None], None] | None) -> int:
    """Complete `part`; return how much of it was there already."""
    have, version = _earlier(part, mark)
    request = urllib.request.Request(url)
    if have:
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", version)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            if answer.status != 206 or not str(answer.headers.get("Content-Range", "")).startswith(
                f"bytes {have}-"
            ):
                have = 0
            length = answer.headers.get("Content-Length")
            total = None if length is None else have + int(length)
            tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
            mark.write_text(json.dumps({"versie": tag}), encoding="utf-8")
            done = have
            with part.open("ab" if have else "wb") as stream:
                while block := answer.read(_BLOCK):
                    stream.write(block)
                    done += len(block)
                    if progress is not None:
                        progress(done, total)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise DownloadError(f"{url} bestaat niet; voor dat jaar zijn er geen grenzen") from error
        raise DownloadError(f"{url} antwoordt met fout {error.code}; probeer het later") from error
    except (OSError, http.client.HTTPException) as error:
        raise DownloadError(
            f"geen verbinding met {url}; controleer internet of proxy en draai de opdracht nog eens, "
            "dan gaat het ophalen verder waar het was"
        ) from error
    if total is not None and done != total:
        raise DownloadError(
            f"de verbinding viel weg na {done} van {total} bytes; draai de opdracht nog eens, dan gaat "
            "het ophalen verder waar het was"
        )
    return have


def _earlier(part: Path, mark: Path) -> tuple[int, str]:
    """Return how much an earlier attempt left and of which version, or nothing to resume."""
    if not part.exists() or not mark.exists():
        return 0, ""
    try:
        version = str(json.loads(mark.read_text(encoding="utf-8"))["versie"])
    except (ValueError, KeyError, TypeError):
        return 0, ""
    # A weak tag may not be resumed from: equal in meaning is not equal in bytes.
    if not version or version.startswith("W/"):
        return 0, ""
    return part.stat().st_size, version
