"""Writing the report of a run: the page, and a CSV file behind every figure."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaatsing.report.bewaard import Bewaard
from plaatsing.report.blokken import Figuur, Onderdeel, Tabelblok
from plaatsing.report.eerder import earlier_plan
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.grafieken import stijl as grafiek_stijl
from plaatsing.report.kaart import stijl as kaart_stijl
from plaatsing.report.kaartlagen import kaartlagen
from plaatsing.report.kwartaal import choose_quarter
from plaatsing.report.onderdelen import parts
from plaatsing.report.onderdelen.antwoord import answer_lines
from plaatsing.report.onderdelen.kaart import map_data
from plaatsing.report.pagina import render
from plaatsing.report.pdf import find_browser, write_pdf
from plaatsing.report.publiek import PUBLIEKEN, Publieksnaam
from plaatsing.report.script import script
from plaatsing.report.voorblad import title_block
from plaatsing.taal import Taal, _, current_taal, speak
from plaatsing.uitvoer.csvtabel import csv_bytes
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.manifest import BESTAND, as_json, read_manifest
from plaatsing.uitvoer.rapportboek import report_workbook

if TYPE_CHECKING:
    from plaatsing.plan import Plan

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rapport:
    """What a report consists of.

    Attributes
    ----------
    pagina : Path
        The page.
    bestanden : tuple of Path
        Every file written, the page first.
    nagerekend : bool
        Whether the plan keeps every rule; the page says so too.
    geen_pdf : str
        Why there is no PDF, where the browser of this machine did not make one and none was asked for.
    """

    pagina: Path
    bestanden: tuple[Path, ...]
    nagerekend: bool
    geen_pdf: str = ""


def report(
    plan: Plan,
    run: str | Path,
    *,
    kwartaal: str | None = None,
    voor: Publieksnaam = "regietafel",
    taal: Taal | None = None,
    eerder: str | Path | Plan | None = None,
    pdf: bool | None = False,
    gewichten: bool = False,
) -> Rapport:
    """Write the report of a plan into its run folder.

    The page is one file that needs nothing else: no script to be read, no request to any other place.
    The same plan and settings give the same bytes.

    Parameters
    ----------
    plan : Plan
        The plan to report on.
    run : str or Path
        Its run folder; made with `Plan.write` where it does not exist yet.
    kwartaal : str, optional
        Such as ``"2025Q4"``; default the last quarter of the plan's first half-year.
    voor : {"regietafel", "intern", "openbaar"}
        The readers; see `plaatsing.report.publiek`.
    taal : {"nl", "en"}, optional
        Language; default the one spoken now.
    eerder : path or Plan, optional
        An earlier run, to say what has changed since.
    pdf : bool or None
        Whether the page is printed to a PDF too, with a browser that is on the path; None: if there is one
        and it can.
    gewichten : bool
        Whether the case is solved again, many times, to say within which weights the same locations open.

    Returns
    -------
    Rapport
        The page and every file written.

    Raises
    ------
    RunError
        If the quarter lies outside the plan, the readers are unknown, a run folder cannot be read, the
        earlier plan is about another area, or a PDF is asked for where no browser prints it.
    """
    folder = Path(run)
    with speak(taal or current_taal()):
        if voor not in PUBLIEKEN:
            raise RunError(
                _('onbekend publiek "{voor}"; kies uit {keuze}').format(voor=voor, keuze=", ".join(PUBLIEKEN))
            )
        settings = plan.case.instellingen
        quarter = choose_quarter(settings.start, settings.horizon, kwartaal)
        earlier = earlier_plan(eerder, plan)
        if not folder.exists():
            plan.write(folder)
        manifest = read_manifest(folder)
        bron = Gegevens(
            plan, quarter, PUBLIEKEN[voor], manifest, earlier, gewichten, Bewaard(folder, manifest)
        )
        files = _files(bron)
    _clean(folder, bron.voor.stam, list(files))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    page = folder / f"{bron.voor.stam}.html"
    written = [folder / name for name in files]
    _note(folder, [path.name for path in written])
    failed = ""
    if pdf or (pdf is None and find_browser() is not None):
        try:
            with speak(taal or current_taal()):
                written.insert(1, write_pdf(page, page.with_suffix(".pdf")))
        except RunError as error:
            if pdf:
                raise
            failed = str(error)
        _note(folder, [path.name for path in written])
    logger.info("wrote %s", page)
    return Rapport(page, tuple(written), bron.verificatie.geslaagd, failed)


def _files(bron: Gegevens) -> dict[str, bytes]:
    """Return the content of every file by name, the page first."""
    stem = bron.voor.stam
    onderdelen = parts(bron)
    page = render(
        title_block(bron), onderdelen, stem, kaart_stijl() + grafiek_stijl(), script(current_taal())
    )
    files = {f"{stem}.html": page.encode(), f"{stem}.xlsx": _workbook(bron, onderdelen)}
    if not bron.stand.empty:
        towns = bron.case.gemeenten[["gemeentecode", "x_rd", "y_rd"]]
        files[bron.voor.kaart] = kaartlagen(map_data(bron), towns, current_taal())
    return files | _tables(onderdelen, stem)


def _workbook(bron: Gegevens, onderdelen: Sequence[Onderdeel]) -> bytes:
    return report_workbook(
        bron.plan,
        regels=answer_lines(bron),
        bladen=[
            blok for onderdeel in onderdelen for blok in onderdeel.blokken if isinstance(blok, Tabelblok)
        ],
        voor=_(bron.voor.titel),
        stam=bron.voor.stam,
    )


def _tables(onderdelen: Sequence[Onderdeel], stem: str) -> dict[str, bytes]:
    """Return the CSV file behind every table and figure, by name."""
    found = {}
    for blok in (blok for onderdeel in onderdelen for blok in onderdeel.blokken):
        if isinstance(blok, (Tabelblok, Figuur)) and blok.tabel is not None and blok.frame is not None:
            found[f"{stem}-{blok.tabel.naam}.csv"] = csv_bytes(blok.tabel, blok.frame)
    return found


def _clean(folder: Path, stem: str, names: Sequence[str]) -> None:
    """Remove what an earlier report for the same readers left and this one does not have."""
    stems = [voor.stam for voor in PUBLIEKEN.values() if voor.stam.startswith(f"{stem}-")]
    others = tuple(f"{other}{end}" for other in stems for end in "-.")
    noted = read_manifest(folder).get("bestanden", [])
    for name in map(str, noted):
        ours = name.startswith((f"{stem}-", f"{stem}.")) and not name.startswith(others)
        if ours and name not in names and Path(name).name == name:
            (folder / name).unlink(missing_ok=True)


def _note(folder: Path, names: list[str]) -> None:
    """Note the files in the manifest, so that the folder stays one that a later run may replace."""
    path = folder / BESTAND
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    known = [str(name) for name in manifest.get("bestanden", [])]
    listed = sorted(name for name in {*known, *names} if (folder / name).exists())
    if listed != known:
        path.write_text(as_json({**manifest, "bestanden": listed}), encoding="utf-8")
