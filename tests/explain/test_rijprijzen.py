"""What row prices say is held against solving again, in a case too large to write every traject down."""

from __future__ import annotations

import pytest

from plaatsing import solve
from plaatsing.explain import Beeld, HuishoudenUitleg, explain_huishouden
from plaatsing.explain.huishouden import _TRIED
from plaatsing.generator import generate_case

SOME = slice(0, None, 7)


@pytest.fixture(scope="module")
def beeld() -> Beeld:
    return Beeld.van(solve(generate_case("drenthe", huishoudens=100, periode="maand", locaties=3)))


@pytest.fixture(scope="module")
def uitleg(beeld: Beeld) -> dict[str, HuishoudenUitleg]:
    names = [str(name) for name in beeld.plan.plaatsingen["huishouden"][SOME]]
    return {name: explain_huishouden(beeld.plan, name, beeld=beeld) for name in names}


def test_the_next_best_place_is_solved_again_unasked(uitleg: dict[str, HuishoudenUitleg]) -> None:
    manners = {one.volgende.manier for one in uitleg.values() if one.volgende is not None}
    assert manners == {"herberekening_delen"}


def test_prices_do_not_say_how_many_come_short(beeld: Beeld, uitleg: dict[str, HuishoudenUitleg]) -> None:
    changes = set()
    for name, one in uitleg.items():
        priced = explain_huishouden(beeld.plan, name, herbereken=False, beeld=beeld)
        if priced.volgende is None or one.volgende is None:
            continue
        assert (priced.volgende.manier, priced.volgende.personen) == ("rijprijzen", None)
        assert "personen tekort" not in str(priced)
        assert "--herbereken" in str(priced)
        changes.add(one.volgende.personen)
    assert len(changes) > 1


def test_prices_hold_but_for_the_margin_that_is_named(uitleg: dict[str, HuishoudenUitleg]) -> None:
    pairs = [
        (candidate.euro, candidate.herberekend, one.marge)
        for one in uitleg.values()
        for candidate in one.kandidaten
        if candidate.herberekend is not None and candidate.euro is not None
    ]
    assert len(pairs) > 10
    assert all(price - margin <= again + 0.05 for price, again, margin in pairs)
    assert any(price > again + 1.0 for price, again, _ in pairs)
    assert "geldt op € 4" in str(next(iter(uitleg.values())))


def test_no_place_that_was_solved_or_priced_lower_is_passed_over(uitleg: dict[str, HuishoudenUitleg]) -> None:
    for one in uitleg.values():
        solved = [c.herberekend for c in one.kandidaten if c.herberekend is not None]
        if one.volgende is None:
            continue
        assert one.volgende.euro == pytest.approx(min(solved))
        left = [c for c in one.kandidaten if c.oordeel == "verloor" and c.herberekend is None]
        priced = [c.euro for c in left if c.euro is not None and c.reden.code != "niet_geopend"]
        assert len(solved) == _TRIED or not priced or min(priced) >= one.volgende.euro - 1.0
