"""Scenarios on a real Dask cluster: a scheduler and two workers, one of them killed while it works."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client

from plaatsing import Plan, scenarios, verify
from plaatsing.generator import generate_case
from plaatsing.scenarios.reeks import Reeks
from plaatsing.scenarios.uitvoerder import dask_cluster
from plaatsing.uitvoer.fouten import RunError
from tests.cli.hulp import ROOT
from tests.scenarios.hulp import parsed

FOUR = "".join(f'[minder-{part}]\nwoningen = "-{part} %"\n' for part in (10, 20, 30, 40))


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack, self._folder = stack, folder
        self._file = folder / "scheduler.json"
        scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        while not (self._file.is_file() and self._file.read_text(encoding="utf-8").endswith("}")):
            assert scheduler.poll() is None, "the scheduler does not start"
            time.sleep(0.05)
        self.address = str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
        self.workers = {name: self._worker(name) for name in ("een", "twee")}

    def _worker(self, name: str) -> subprocess.Popen[bytes]:
        return self._start(
            "distributed.cli.dask_worker", "--name", name, "--nthreads", "1", "--no-nanny", "--no-dashboard"
        )

    def _start(self, module: str, *args: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--scheduler-file", str(self._file), *args],
            cwd=self._folder,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


def kill_a_busy_worker(cluster: Cluster, series: Future[Reeks]) -> str:
    """Kill the first worker that is seen solving, and return its name."""
    with Client(cluster.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        while not series.done():
            busy = {address for address, tasks in client.call_stack().items() if _solving(tasks)}
            for address, worker in client.scheduler_info()["workers"].items():
                if address in busy:
                    name = str(worker["name"])
                    cluster.workers[name].kill()
                    return name
            time.sleep(0.02)
    pytest.fail("no worker was seen at work")


def _solving(tasks: Mapping[str, Sequence[str]]) -> bool:
    """Say whether the stacks of a worker's tasks show one within the engine."""
    return any("solve_instance" in frame for stack in tasks.values() for frame in stack)


def test_no_scenario_is_lost_when_a_worker_dies_at_work(cluster: Cluster, tmp_path: Path) -> None:
    case = generate_case("drenthe", huishoudens=150, periode="maand", locaties=3)
    with ThreadPoolExecutor(1) as beside:
        series = beside.submit(scenarios, case, parsed(FOUR), tmp_path / "uit", scheduler=cluster.address)
        killed = kill_a_busy_worker(cluster, series)
        outcome = series.result()
    assert cluster.workers[killed].wait() != 0
    assert [one.toestand for one in outcome.uitkomsten] == ["klaar"] * 5
    for one in outcome.uitkomsten:
        plan = Plan.read(one.run)
        assert plan.status == "optimaal"
        assert verify(plan.case, plan).geslaagd


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r"pip install .plaatsing\[dask\]"):
        dask_cluster("tcp://127.0.0.1:9")


def test_a_scheduler_that_does_not_answer_is_said_so() -> None:
    with (
        pytest.raises(RunError, match=r"geen Dask-scheduler gevonden op tcp://127\.0\.0\.1:9"),
        dask_cluster("tcp://127.0.0.1:9", 1.0)(1),
    ):
        pytest.fail("there is no scheduler there")
