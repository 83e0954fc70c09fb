"""The page as a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from plaatsing.report import pdf
from plaatsing.report.pdf import find_browser, write_pdf
from plaatsing.taal import speak
from plaatsing.uitvoer.fouten import RunError
from tests.report.browser.proef import proefpagina
from tests.report.hulp import rapport


def test_the_report_prints_to_a_small_tagged_pdf(browser: Browser, tmp_path: Path) -> None:
    assert browser.is_connected()
    made = write_pdf(rapport().pagina, tmp_path / "report.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made
    assert b"/Lang (nl)" in made
    assert len(made) < 8_000_000


def test_the_same_page_gives_the_same_pdf(browser: Browser, tmp_path: Path) -> None:
    assert browser.is_connected()
    first = write_pdf(proefpagina(), tmp_path / "een.pdf").read_bytes()
    assert write_pdf(proefpagina(), tmp_path / "twee.pdf").read_bytes() == first


def test_the_same_page_gives_the_same_pdf_in_a_browser_that_reads_aloud(
    browser: Browser, tmp_path: Path
) -> None:
    """Such a browser has numbered more of the page before it prints."""
    assert browser.is_connected()
    aloud = tmp_path / "chromium"
    aloud.write_text(f'#!/bin/sh\nexec "{find_browser()}" --force-renderer-accessibility "$@"\n')
    aloud.chmod(0o755)
    quiet = write_pdf(proefpagina(), tmp_path / "een.pdf").read_bytes()
    assert write_pdf(proefpagina(), tmp_path / "twee.pdf", aloud).read_bytes() == quiet


@pytest.mark.parametrize(("taal", "words"), [("nl", "geen browser gevonden"), ("en", "no browser found")])
def test_without_a_browser_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, taal: str, words: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.find_browser() is None
    with speak("en" if taal == "en" else "nl"), pytest.raises(RunError, match=words):
        write_pdf(tmp_path / "report.html", tmp_path / "report.pdf")


def test_a_browser_that_prints_nothing_is_an_error_without_a_file(tmp_path: Path) -> None:
    silent = tmp_path / "chromium"
    silent.write_text("#!/bin/sh\necho kapot >&2\nexit 3\n")
    silent.chmod(0o755)
    with pytest.raises(RunError, match="kapot"):
        write_pdf(tmp_path / "report.html", tmp_path / "report.pdf", silent)
    assert not (tmp_path / "report.pdf").exists()
