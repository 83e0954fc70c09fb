"""Verifying a run folder: as it was left, saved again by a spreadsheet, damaged, and by the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from plaatsing.uitvoer.fouten import RunError
from plaatsing.verify import verify_run
from tests.cli.hulp import run as command
from tests.verify.voorbeeldplan import voorbeeld_plan

TABELLEN = (
    "plaatsingen",
    "stromen",
    "locaties",
    "taakstelling",
    "doorberekening",
    "doelen",
    "tekorten",
    "prijzen",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "run"
    voorbeeld_plan().write(folder)
    return folder


@pytest.fixture
def run(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "run"))


def _rewrite(
    path: Path, delimiter: str, *, quote: bool, point: bool, dutch_dates: bool, encoding: str
) -> None:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    target = io.StringIO()
    writer = csv.writer(
        target,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    for row in rows:
        cells = row
        if point:
            cells = [re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", cell) for cell in cells]
        if dutch_dates:
            cells = [re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3-\2-\1", cell) for cell in cells]
        writer.writerow(cells)
    path.write_bytes(target.getvalue().encode(encoding))


def test_a_run_is_verified_from_its_folder_alone(run: Path) -> None:
    outcome = verify_run(run)
    assert outcome.bevindingen == ()
    assert outcome.huishoudens == 17


@pytest.mark.parametrize(
    ("delimiter", "quote", "point", "dutch_dates", "encoding"),
    [
        (",", True, False, False, "utf-8-sig"),
        (",", False, True, False, "utf-8"),
        (";", False, False, True, "cp1252"),
        (";", True, True, True, "utf-8"),
        ("\t", False, False, True, "utf-8-sig"),
    ],
)
def test_tables_that_a_spreadsheet_saved_again_still_verify(
    run: Path, delimiter: str, quote: bool, point: bool, dutch_dates: bool, encoding: str
) -> None:
    for name in TABELLEN:
        path = run / f"{name}.csv"
        before = path.read_bytes()
        _rewrite(path, delimiter, quote=quote, point=point, dutch_dates=dutch_dates, encoding=encoding)
        assert path.read_bytes() != before
    assert verify_run(run).bevindingen == ()


def test_columns_in_another_order_and_empty_lines_at_the_end_are_no_damage(run: Path) -> None:
    path = run / "doelen.csv"
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    text = "".join(";".join(reversed(row)) + "\n" for row in rows) + ";;;;;\n\n"
    path.write_text(text, encoding="utf-8")
    assert verify_run(run).bevindingen == ()


def test_damage_in_a_saved_again_table_is_still_found(run: Path) -> None:
    path = run / "doorberekening.csv"
    _rewrite(path, ",", quote=True, point=True, dutch_dates=True, encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace('"506300"', '"506301"', 1), encoding="utf-8")
    (finding,) = verify_run(run).bevindingen
    assert (finding.regel, finding.rij, finding.onderwerp) == ("doorberekening_bedrag", 2, "A1")
    assert (finding.gevonden, finding.verwacht) == ("506301", "506300")


@pytest.mark.parametrize(
    ("content", "regel"),
    [
        (b"", "tabel_kolommen"),
        (b"\x00\xff\xfe rommel \x00", "tabel_kolommen"),
        (b"huishouden;personen\nB1;4\n", "tabel_kolommen"),
        (b'"open aanhalingsteken', "tabel_onleesbaar"),
    ],
)
def test_a_table_beyond_reading_is_named(run: Path, content: bytes, regel: str) -> None:
    (run / "plaatsingen.csv").write_bytes(content)
    named = {(finding.regel, finding.tabel) for finding in verify_run(run).bevindingen}
    assert (regel, "plaatsingen.csv") in named


def test_an_unreadable_cell_is_named_with_row_and_column(run: Path) -> None:
    path = run / "plaatsingen.csv"
    path.write_bytes(path.read_bytes().replace(b"2025-10-31", b"2025-10-32", 1))
    (finding,) = verify_run(run).bevindingen
    assert (finding.regel, finding.rij, finding.kolom) == ("cel_onleesbaar", 6, "vertrek_coa")
    assert finding.gevonden == "2025-10-32"


def test_a_missing_table_is_named(run: Path) -> None:
    (run / "tekorten.csv").unlink()
    assert verify_run(run).regels == ("bestand_ontbreekt",)


def test_a_lost_row_differs_from_the_manifest_too(run: Path) -> None:
    path = run / "prijzen.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    assert verify_run(run).regels == ("tabel_rijen",)


def test_changed_input_is_named_and_the_rules_are_recomputed_from_it(run: Path) -> None:
    path = run / "case" / "huishoudens.csv"
    text = path.read_text(encoding="utf-8-sig")
    line = next(line for line in text.splitlines() if line.startswith("B1"))
    path.write_text(text.replace(line, line.replace("4", "5", 1)), encoding="utf-8-sig")
    outcome = verify_run(run)
    assert {"invoer_veranderd", "personen"} <= set(outcome.regels)
    assert outcome.bevindingen[0].tabel == "case/huishoudens.csv"


def test_a_case_beyond_reading_is_named(run: Path) -> None:
    (run / "case" / "huishoudens.csv").unlink()
    assert {"invoer_veranderd", "casus_onleesbaar"} <= set(verify_run(run).regels)


@pytest.mark.parametrize(
    ("key", "value", "regel"),
    [
        ("objective", 1.0, "doelwaarde"),
        ("objective", None, "manifest_onleesbaar"),
        ("status", "prachtig", "manifest_onleesbaar"),
        ("seed", 12, "manifest_waarde"),
        ("instellingen", {}, "manifest_waarde"),
        ("invoer", {}, "invoer_veranderd"),
    ],
)
def test_a_damaged_manifest_is_named(run: Path, key: str, value: object, regel: str) -> None:
    path = run / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | {key: value}), encoding="utf-8")
    assert regel in verify_run(run).regels


def test_a_run_of_an_earlier_version_without_a_later_setting_still_verifies(run: Path) -> None:
    path = run / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["instellingen"]["regios"]
    del content["instellingen"]["straffen"]["vastgezet"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert verify_run(run).bevindingen == ()
    del content["instellingen"]["halfjaar"]
    path.write_text(json.dumps(content), encoding="utf-8")
    (finding,) = verify_run(run).bevindingen
    assert (finding.regel, finding.kolom) == ("manifest_waarde", "instellingen.halfjaar")


def test_a_weight_noted_otherwise_is_named(run: Path) -> None:
    path = run / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["instellingen"]["doelen"]["wachttijd"] = 51
    path.write_text(json.dumps(content), encoding="utf-8")
    (finding,) = verify_run(run).bevindingen
    assert (finding.kolom, finding.gevonden) == ("instellingen.doelen.wachttijd", "51")


def _from_before_locks(run: Path, goals: tuple[str, ...]) -> None:
    """Make a run as the first version wrote it: without the column and the goals that came later."""
    for name in ("plaatsingen", "doelen"):
        path = run / f"{name}.csv"
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
        if "vastgezet" in rows[0]:
            place = rows[0].index("vastgezet")
            rows = [row[:place] + row[place + 1 :] for row in rows]
        if name == "doelen":
            rows = [row for row in rows if row[0] not in goals]
        path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8-sig")
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    for noted in manifest["tabellen"].values():
        noted.pop("sha256", None)
    manifest["tabellen"]["doelen.csv"]["rijen"] -= len(goals)
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_run_from_before_locks_still_verifies(run: Path) -> None:
    _from_before_locks(run, ("wijziging", "straf_vastgezet", "straf_vaste_locatie"))
    assert verify_run(run).bevindingen == ()


def test_a_goal_that_was_always_there_may_not_be_lost(run: Path) -> None:
    _from_before_locks(run, ("straf_kamers",))
    named = [(finding.regel, finding.onderwerp) for finding in verify_run(run).bevindingen]
    assert named == [("doel_rijen", "straf_kamers")]


def test_a_manifest_beyond_reading_is_named(run: Path) -> None:
    (run / "manifest.json").write_text("{", encoding="utf-8")
    assert verify_run(run).regels == ("manifest_onleesbaar",)


def test_another_format_version_is_refused_with_a_clear_word(run: Path) -> None:
    path = run / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | {"formaat_versie": 99}), encoding="utf-8")
    with pytest.raises(RunError, match="formaatversie 99"):
        verify_run(run)


def _clear(result: Result, code: int) -> str:
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def test_the_command_says_that_all_rules_hold(run: Path) -> None:
    assert "regels kloppen, nagerekend uit de invoer voor 17 huishoudens" in _clear(command("verify", run), 0)
    assert "rules hold, recomputed from the input" in _clear(command("--taal", "en", "verify", run), 0)


def test_the_command_names_what_is_broken(run: Path) -> None:
    path = run / "plaatsingen.csv"
    path.write_bytes(path.read_bytes().replace(b"2025-10-31", b"2025-10-30", 1))
    text = _clear(command("verify", run), 1)
    assert "plaatsingen.csv, rij 6 (B1), vertrek_coa" in text
    assert "datum_periode_einde" in text
    english = _clear(command("--taal", "en", "verify", run), 1)
    assert "A move is on the last day of a period. Found 2025-10-30" in english


def test_the_command_ends_with_1_on_a_table_beyond_reading(run: Path) -> None:
    (run / "plaatsingen.csv").write_bytes(b"\x00\x01")
    assert "plaatsingen.csv" in _clear(command("verify", run), 1)


def test_the_command_ends_with_2_on_wrong_usage(tmp_path: Path) -> None:
    _clear(command("verify"), 2)
    _clear(command("verify", tmp_path / "niets"), 2)
    _clear(command("verify", tmp_path), 2)
