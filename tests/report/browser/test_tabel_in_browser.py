"""Tables in a browser: sorting, filtering and downloading."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.report.browser.conftest import Openen
from tests.report.browser.proef import proefpagina
from tests.report.hulp import rapport


def _names(page: Page) -> list[str]:
    return page.locator("table tbody tr:visible th").all_text_contents()


def test_a_click_sorts_numbers_as_numbers_with_nothing_last(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_role("button", name="Bedrag").click()
    assert _names(page) == ["Élan", "Bosch", "=1+1", "Curaçao", "Zuid; oost", "aarde"]
    page.get_by_role("button", name="Bedrag").click()
    assert _names(page) == ["Zuid; oost", "Curaçao", "=1+1", "Bosch", "Élan", "aarde"]
    assert page.locator("th[aria-sort]").evaluate_all(
        "all => all.map((one) => [one.textContent, one.getAttribute('aria-sort')])"
    ) == [["Bedrag", "descending"]]


def test_dates_sort_by_time_and_words_by_the_alphabet(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_role("button", name="Dag").click()
    assert _names(page) == ["=1+1", "Zuid; oost", "Bosch", "Curaçao", "Élan", "aarde"]
    page.get_by_role("button", name="Naam").click()
    assert _names(page)[-5:] == ["aarde", "Bosch", "Curaçao", "Élan", "Zuid; oost"]


def test_the_filter_keeps_the_rows_with_the_text_and_hides_the_total(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_label("Filter rijen").fill("jul 2025")
    assert _names(page) == ["Zuid; oost", "Bosch", "Curaçao"]
    expect(page.get_by_text("3 van 6 rijen")).to_be_visible()
    expect(page.locator("tfoot")).to_be_hidden()
    page.get_by_label("Filter rijen").fill("")
    assert len(_names(page)) == 6
    expect(page.locator("tfoot")).to_be_visible()


def test_the_download_has_semicolons_decimal_commas_iso_dates_and_no_formulas(
    openen: Openen, tmp_path: Path
) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_role("button", name="Bedrag").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download als CSV").click()
    assert started.value.suggested_filename == "proef.csv"
    started.value.save_as(tmp_path / "proef.csv")
    assert (tmp_path / "proef.csv").read_bytes().decode("utf-8-sig").splitlines() == [
        "Naam;Dag;Bedrag",
        "Élan;2025-08-12;-3",
        "Bosch;2025-07-03;0",
        "'=1+1;2024-01-02;9",
        "Curaçao;2025-07-04;10",
        '"Zuid; oost";2025-07-01;1234,5',
        "aarde;;",
    ]


def test_every_table_of_the_report_sorts_and_downloads(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    tables = page.locator("table.tabel:visible")
    assert tables.count() >= 5
    for place in range(tables.count()):
        table = tables.nth(place)
        if table.locator("tbody tr").count() < 2:
            continue
        head = table.locator("thead tr").last.locator("th button").last
        head.click()
        assert table.locator("th[aria-sort='ascending']").count() == 1
    bars = page.locator(".tabelbalk:visible")
    assert bars.count() == tables.count()
    with page.expect_download() as started:
        bars.first.get_by_role("button", name="Download als CSV").click()
    lines = Path(started.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == tables.first.locator("tbody tr").count() + 1
    assert len({line.count(";") for line in lines}) == 1
