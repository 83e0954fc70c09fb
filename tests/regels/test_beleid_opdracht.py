"""``plaatsing beleid``: rule sets on the console."""

from pathlib import Path

import pytest

from plaatsing.beleid import list_beleid, read_beleid
from plaatsing.beleid.vergelijken import Verschil, verschillen
from tests.cli.hulp import run


def test_list_names_every_bundled_rule_set_with_certainty_and_dates() -> None:
    result = run("beleid", "list")
    assert result.exit_code == 0
    for name in list_beleid():
        assert name in result.output
    assert "zekerheid: concept" in result.output
    assert "geldig van 9 april 2025 tot en met 31 december 2028" in result.output


def test_show_gives_each_figure_with_its_source_in_either_language() -> None:
    dutch = run("beleid", "show", "bekostigingsregeling-2025").output
    assert "normbedrag_cent_per_persoon_dag = 6000" in dutch
    assert "bron: Aangekondigd 14-2-2025 (Kst 19637-3383)" in dutch
    assert "regelingen.har_2025  (zekerheid: officieel)" in dutch
    english = run("beleid", "show", "bekostigingsregeling-2025", "--taal", "en").output
    assert "regelingen.har_2025  (certainty: official)" in english
    assert "valid from 9 April 2025 through 31 December 2028" in english
    assert "zekerheid" not in english.replace("zekerheid =", "")


@pytest.mark.parametrize("command", ["show", "diff", "copy"])
def test_unknown_name_ends_with_2_and_a_suggestion(command: str, tmp_path: Path) -> None:
    others: dict[str, list[str | Path]] = {"diff": ["migratieagenda-2023"], "copy": [tmp_path / "a.toml"]}
    rest = others.get(command, [])
    result = run("beleid", command, "migratieagenda", *rest)
    assert result.exit_code == 2
    assert 'bedoelde u "migratieagenda-2023"?' in result.output
    assert "plan.toml" not in result.output
    assert not (tmp_path / "a.toml").exists()


def test_copy_is_the_same_rule_set_under_its_own_name(tmp_path: Path) -> None:
    target = tmp_path / "map" / "drenthe-2026.toml"
    assert run("beleid", "copy", "migratieagenda-2023", target).exit_code == 0
    found = verschillen(read_beleid("migratieagenda-2023"), read_beleid(target))
    assert found == [Verschil("naam", '"migratieagenda-2023"', '"drenthe-2026"')]
    assert target.read_text(encoding="utf-8").startswith("# Regelset van plaatsing.")


def test_copy_refuses_what_is_there_and_names_that_no_rule_set_can_have(tmp_path: Path) -> None:
    target = tmp_path / "a.toml"
    target.write_text("van mij", encoding="utf-8")
    result = run("beleid", "copy", "migratieagenda-2023", target)
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (2, "van mij")
    assert run("beleid", "copy", "migratieagenda-2023", target, "--vervang").exit_code == 0
    assert read_beleid(target).naam == "a"
    for name in ("Mijn regels.toml", "regels.txt"):
        assert run("beleid", "copy", "migratieagenda-2023", tmp_path / name).exit_code == 2
        assert not (tmp_path / name).exists()


def test_diff_shows_what_changed_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    run("beleid", "copy", "migratieagenda-2023", own)
    text = own.read_text(encoding="utf-8").replace(
        "cent_per_persoon_dag = 8300", "cent_per_persoon_dag = 8450"
    )
    own.write_text(text.replace("koppelen_weken = 2", "koppelen_weken = 4"), encoding="utf-8")
    result = run("beleid", "diff", "migratieagenda-2023", own)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "naam",
        '  - "migratieagenda-2023"',
        '  + "eigen"',
        "termijn.koppelen_weken",
        "  - 2",
        "  + 4",
        "tarieven.2024.regulier.cent_per_persoon_dag",
        "  - 8300",
        "  + 8450",
    ]
    same = run("beleid", "diff", own, own)
    assert (same.exit_code, same.output) == (0, "Geen verschil.\n")
