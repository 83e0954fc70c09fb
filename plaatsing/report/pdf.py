"""The page as a PDF, printed by a browser that is there already."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""Names under which a browser that can print without a window is looked for, in this order."""

_SECONDS = 180
_SWITCHES = (
    "--headless=new",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})")
_FIXED = rb"20250101000000"
_NODE = re.compile(rb"\(node(\d{8})\)")


def find_browser() -> Path | None:
    """Return the browser that prints, or None where none of `BROWSERS` is on the path."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def write_pdf(pagina: Path, doel: Path, browser: Path | None = None) -> Path:
    """Print a page to a tagged PDF, with the headings as its outline.

    Parameters
    ----------
    pagina : Path
        The page, an HTML file.
    doel : Path
        The PDF to write; replaced when it is there already.
    browser : Path, optional
        Chromium, Chrome or Edge; default the first that is found on the path.

    Returns
    -------
    Path
        `doel`.

    Raises
    ------
    RunError
        If there is no browser, or it does not print.
    """
    program = browser or find_browser()
    if program is None:
        raise RunError(
            _(
                "geen browser gevonden om een PDF te maken; installeer Chromium, Chrome of Edge ({namen}), "
                "of open {pagina} in een browser en druk het af naar PDF"
            ).format(namen=", ".join(BROWSERS[:3]), pagina=pagina.name)
        )
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "pagina.pdf"
        command = [
            str(program),
            *_SWITCHES,
            f"--user-data-dir={folder}",
            f"--print-to-pdf={made}",
            *(["--no-sandbox"] if _is_root() else []),
            pagina.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RunError(_failed(program, str(error))) from error
        if done.returncode != 0 or not made.exists():
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            raise RunError(_failed(program, lines[-1] if lines else ""))
        doel.write_bytes(_repeatable(made.read_bytes()))
    return doel


def _repeatable(printed: bytes) -> bytes:
    """Return what was printed without what differs from one printing of a page to the next.

    That is the moment, and the numbers of the table headings that cells refer to: the browser counts
    whatever it has numbered before, so they are counted again from one, in the same order and as wide.
    """
    numbers = sorted(set(_NODE.findall(printed)))
    anew = {number: b"(node%08d)" % place for place, number in enumerate(numbers, start=1)}
    return _NODE.sub(lambda found: anew[found[1]], _MOMENT.sub(rb"\g<1>" + _FIXED, printed))


def _failed(program: Path, reason: str) -> str:
    return _("{browser} maakt geen PDF: {reden}").format(browser=program.name, reden=reason or "?")


def _is_root() -> bool:
    """Return whether this is the administrator of a Unix machine, for whom the sandbox does not start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
