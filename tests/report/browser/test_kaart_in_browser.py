"""The map in a browser: by mouse, by finger and by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.report.browser.conftest import SMAL, Openen
from tests.report.browser.proef import proefpagina


def _viewbox(page: Page) -> list[float]:
    return [float(part) for part in str(page.get_attribute(".kaart-beeld", "viewBox")).split()]


def _focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.dataset.gemeente ?? document.activeElement.dataset.locatie")
    )


def _into_the_map(page: Page) -> None:
    page.locator(".kaart-zoom button").last.focus()
    while not page.evaluate("document.activeElement.closest('.kaart-beeld') !== null"):
        page.keyboard.press("Tab")


def test_the_map_is_one_stop_for_the_keyboard_and_arrows_move_within_it(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    _into_the_map(page)
    first = _focused(page)
    page.keyboard.press("ArrowDown")
    second = _focused(page)
    page.keyboard.press("ArrowUp")
    assert (first != second, _focused(page)) == (True, first)
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.kaart-beeld') !== null")


def test_arrows_reach_every_municipality_and_location(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    _into_the_map(page)
    seen: set[str] = set()
    frontier = [_focused(page)]
    while frontier:
        here = frontier.pop()
        seen.add(here)
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            selector = f'.kaart-laag:not(.verborgen) [data-gemeente="{here}"]:not(.kaart-label)'
            page.locator(
                f'{selector}, .kaart-laag:not(.verborgen) .kaart-locatie[data-locatie="{here}"]'
            ).focus()
            page.keyboard.press(key)
            found = _focused(page)
            if found not in seen and found not in frontier:
                frontier.append(found)
    assert len(seen) == 12 + 4


def test_keys_zoom_and_show_the_whole_again(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    whole = _viewbox(page)
    _into_the_map(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    near = _viewbox(page)
    page.keyboard.press("Shift+ArrowRight")
    assert near[2] < whole[2] / 2 < whole[2]
    assert _viewbox(page)[0] > near[0]
    page.keyboard.press("0")
    assert _viewbox(page) == whole


def test_enter_goes_to_the_row_of_the_municipality(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_label("Filter rijen").fill("Bosch")
    page.locator('.kaart-laag:not(.verborgen) a[data-gemeente="GM0106"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#gemeente-GM0106")).to_be_visible()
    expect(page.locator("#gemeente-GM0106")).to_be_focused()


def test_focus_explains_and_escape_closes(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    _into_the_map(page)
    page.keyboard.press("ArrowDown")
    tip = page.locator(".kaart-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Tekort <nu>: ")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_hovering_a_location_shows_only_its_flows(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    assert page.locator(".kaart-stromen .kaart-stroom:visible").count() == 0
    page.locator('.kaart-laag:not(.verborgen) .kaart-locatie[data-locatie="DSL-01"]').hover()
    shown = page.locator(".kaart-laag:not(.verborgen) .kaart-stroom.toon")
    assert shown.count() >= 3
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.van)")) == {"DSL-01"}
    expect(page.locator(".kaart-tip")).to_contain_text("DSL-01")


def test_all_flows_show_on_demand_and_locations_can_go(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_label("alle stromen").check()
    assert page.locator(".kaart-laag:not(.verborgen) .kaart-stroom:visible").count() > 8
    page.get_by_label("locaties", exact=True).uncheck()
    expect(page.locator(".kaart-laag:not(.verborgen) .kaart-locatie").first).to_be_hidden()


def test_another_column_changes_tones_figures_legend_and_names(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    shape = page.locator('.kaart-laag:not(.verborgen) a[data-gemeente="GM0106"]')
    before = (shape.get_attribute("aria-label"), shape.locator("path").get_attribute("class"))
    page.get_by_label("Kleur naar").select_option("Achterstand of voorsprong")
    assert shape.get_attribute("aria-label") == "Assen: -20 personen" != before[0]
    assert shape.locator("path").get_attribute("class") == "kl-a" != before[1]
    label = page.locator('.kaart-laag:not(.verborgen) .kaart-label[data-gemeente="GM0106"] .waarde')
    assert label.text_content() == "-20"
    expect(page.locator('.kaart-legenda [data-kolom="saldo"]')).to_be_visible()
    expect(page.locator('.kaart-legenda [data-kolom="tekort"]')).to_be_hidden()
    expect(page.get_by_role("group", name="Kaart: Achterstand of voorsprong")).to_be_visible()


def test_tiles_and_boundaries_switch(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    boundaries, tiles = page.locator('[data-vorm="grenzen"]'), page.locator('[data-vorm="tegels"]')
    expect(boundaries).to_be_visible()
    expect(tiles).to_be_hidden()
    page.get_by_label("tegels").check()
    expect(tiles).to_be_visible()
    expect(boundaries).to_be_hidden()


def test_a_drag_pans_a_zoomed_map_and_is_no_click(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    page.get_by_role("button", name="Inzoomen").click()
    page.get_by_role("button", name="Inzoomen").click()
    before, address = _viewbox(page), page.url
    box = page.locator(".kaart-beeld").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    page.mouse.up()
    after = _viewbox(page)
    assert (after[0] > before[0], after[1] > before[1], page.url) == (True, True, address)


def test_a_finger_gets_the_explanation_first_and_a_link_to_go_on(openen: Openen) -> None:
    page = openen(proefpagina(), SMAL, vinger=True).pagina
    page.locator('.kaart-laag:not(.verborgen) a[data-gemeente="GM0106"]').tap(force=True)
    assert page.url.endswith("proef.html")
    page.get_by_role("link", name="naar de rij in de tabel").tap()
    assert page.url.endswith("#gemeente-GM0106")


def test_labels_fit_their_shape_at_every_width(openen: Openen) -> None:
    page = openen(proefpagina()).pagina
    for width in (1280, 700, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        wide = page.locator(".kaart-laag:not(.verborgen) .kaart-label:not(.leeg)").evaluate_all(
            """labels => labels.filter((label) => {
                 const shape = document.querySelector(
                   `.kaart-laag:not(.verborgen) a[data-gemeente="${label.dataset.gemeente}"]`);
                 return label.getBoundingClientRect().width > shape.getBoundingClientRect().width;
               }).map((label) => label.textContent)"""
        )
        assert wide == []


def test_circles_stay_within_their_tiles_on_a_small_screen(openen: Openen) -> None:
    page = openen(proefpagina(), (130, 400)).pagina
    page.get_by_label("tegels").check()
    tile = page.locator('[data-vorm="tegels"] .kaart-vlakken a').first.bounding_box()
    assert tile is not None
    wide = [
        circle.bounding_box() for circle in page.locator('[data-vorm="tegels"] .kaart-locatie circle').all()
    ]
    assert len(wide) > 3
    assert all(box is not None and box["width"] < 0.8 * tile["width"] for box in wide)
