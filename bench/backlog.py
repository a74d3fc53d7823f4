# SPDX-License-Identifier: EUPL-1.2
"""Backlog: speed of the day-step, and rolling-origin losses beside a random walk on real series.

`python -m bench.backlog --json`. The real series are those of `../shared/data/backlog` (or the folder
in SLUIS_SHARED); without them only the speed is measured. A forecast never sees a row after its origin.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sluis.backlog.forecast import forecast
from sluis.backlog.learn import learn
from sluis.backlog.members import walk
from sluis.backlog.model import LEVELS, Counts, step
from sluis.backlog.reading import read
from sluis.backlog.simulate import future, simulate
from sluis.kit.units import Horizon, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHARED: Final = (
    Path(os.environ.get("SLUIS_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "backlog"
)
FAR: Final = date(2100, 1, 1)


def write(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    """Write rows in the form of a counts file."""
    with path.open("w", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("date", "stream", "arrivals", "completions", "backlog"))
        out.writerows(rows)
    return path


def convert(name: str, shared: Path, folder: Path) -> Path:
    """Write one of the real series as a counts file."""
    with (shared / name).open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    if name.startswith("nhs"):
        kept = [row for row in rows if row["waiting_list"]]
        found = [
            (
                row["month"],
                "nhs",
                row["new_referrals"],
                _sum(row["completed_admitted"], row["completed_non_admitted"]),
                row["waiting_list"],
            )
            for row in kept
        ]
    elif name.startswith("uk"):
        found = [
            (
                row["Date"],
                "asylum",
                row["applications"],
                _sum(row["outcomes"], row["withdrawn"]),
                row["pending"],
            )
            for row in rows
        ]
    elif name.startswith("nvd"):
        found = [(row["date"], "nvd", row["recv_today"], row["anal_today"], row["awaiting"]) for row in rows]
    else:
        found = [(row["date"], "cran", row["arrivals"], row["completions"], row["wip"]) for row in rows]
    return write(folder / f"{name}.counts.csv", found)


def _sum(*values: str) -> str:
    return str(sum(float(value) for value in values)) if all(values) else ""


def pinball(values: Sequence[float], truth: float) -> float:
    """Return the mean pinball loss of the quantiles in `values` at LEVELS."""
    loss = [
        max(level * (truth - value), (level - 1) * (truth - value))
        for level, value in zip(LEVELS, values, strict=True)
    ]
    return float(np.mean(loss))


def events(shared: Path, folder: Path) -> Path:
    """Write the real log of cases as a file of events, its columns by the names of the contract."""
    path = folder / "events.csv"
    with (
        gzip.open(shared / "cran_queue_events.csv.gz", "rt", newline="") as stream,
        path.open("w", newline="") as made,
    ):
        out = csv.writer(made)
        out.writerow(("case_id", "stream", "arrival", "completion"))
        for row in csv.DictReader(stream):
            out.writerow((row["case_id"], row["stream"], row["arrival"], row["completion"]))
    return path


@dataclass(frozen=True, slots=True)
class Score:
    """Pinball loss relative to a random walk, and shares of outcomes within the 80% and 90% bands."""

    relative_loss: float
    coverage_80: float
    coverage_90: float
    n: int


def rolling(path: Path, origins: Sequence[date], horizon: int, replications: int = 500) -> Score:
    """Score forecasts from `origins` over every period of the horizon; none sees a row after its origin."""
    truth = read(path, FAR)[0]
    actual = dict(zip(truth.dates, truth.backlog, strict=True))
    ours, theirs, inside80, inside90, count = 0.0, 0.0, 0, 0, 0
    for origin in origins:
        seen = read(path, origin)
        made = forecast(seen, (), origin, Horizon(horizon, None), replications=replications).streams[0]
        late = sum(day <= origin for day in future(seen[0], 60))
        carried = walk(np.array(seen[0].backlog), len(made.dates) + late)[late:]
        for number, day in enumerate(made.dates):
            value = actual.get(day, float("nan"))
            if not np.isfinite(value):
                continue
            row = made.values[number]
            ours += pinball(row, value)
            theirs += pinball(carried[number].tolist(), value)
            inside80 += row[1] <= value <= row[5]
            inside90 += row[0] <= value <= row[6]
            count += 1
    some = max(count, 1)
    return Score(
        round(ours / max(theirs, 1e-9), 3), round(inside80 / some, 3), round(inside90 / some, 3), count
    )


@dataclass(frozen=True, slots=True)
class Dates:
    """How well the date of being caught up was told: CRPS in days, coverage and width of the 80% band."""

    crps_days: float
    coverage_80: float
    width_80_days: float
    n: int


def clearing(path: Path, origins: Sequence[date], horizon: int = 120) -> Dates:
    """Score the odds of being caught up by each day against when it was, by the same definition.

    Where it took longer than the horizon, the horizon stands for the date on both sides.
    """
    truth = read(path, FAR)[0]
    where = {day: number for number, day in enumerate(truth.dates)}
    crps, inside, width, count = 0.0, 0, 0.0, 0
    for origin in origins:
        made = forecast(read(path, origin), (), origin, Horizon(horizon, None), replications=500).streams[0]
        rule, last = made.definition, where[origin]
        stock = np.array(
            truth.backlog[last - rule.median_periods + 2 : last + horizon + rule.held_periods + 1]
        )
        medians = np.median(np.lib.stride_tricks.sliding_window_view(stock, rule.median_periods), axis=1)
        low = medians <= rule.target
        held = [bool(low[day : day + rule.held_periods].all()) for day in range(len(low))][:horizon]
        took = held.index(True) if any(held) else horizon
        odds = np.array([share for _, share in made.by])
        came = np.arange(len(odds)) >= took
        crps += float(np.sum((odds - came) ** 2))
        low_end, high_end = (int(np.searchsorted(odds, level)) for level in (0.1, 0.9))
        inside += low_end <= took <= high_end
        width += high_end - low_end
        count += 1
    return Dates(round(crps / count, 1), round(inside / count, 3), round(width / count, 1), count)


def closures(shared: Path) -> list[date]:
    """Return the last days of the closures of the real queue that were followed by a surge."""
    with (shared / "cran_queue_closures.csv").open(newline="") as stream:
        return [
            date.fromisoformat(row["last_zero_day"])
            for row in csv.DictReader(stream)
            if float(row["post7_arr_per_day"]) > 1.5 * float(row["pre28_arr_per_day"])
            and date(2021, 1, 1) < date.fromisoformat(row["last_zero_day"]) < date(2024, 9, 1)
        ]


def losses(shared: Path, folder: Path) -> dict[str, Score | Dates]:
    """Return the rolling-origin results on the real series."""
    folder.mkdir(parents=True, exist_ok=True)
    nhs, asylum, nvd, cran = (
        convert(name, shared, folder)
        for name in (
            "nhs_england_rtt_monthly.csv",
            "uk_asylum_quarterly.csv",
            "nvd_dashboard_daily.csv",
            "cran_queue_daily.csv",
        )
    )
    after = [last + timedelta(days=number) for last in closures(shared) for number in (1, 4, 7, 10, 14)]
    months = [date(year, month, 1) for year in range(2011, 2021) for month in (1, 4, 7, 10)]
    quarters = [step(date(2013, 3, 31), Period.QUARTER, number, month_end=True) for number in range(32)]
    days = [date(2021, 4, 1) + timedelta(days=37 * number) for number in range(36)]
    return {
        "nhs_12_months": rolling(nhs, months, 12),
        "nhs_12_months_since_2020": rolling(
            nhs, [step(date(2020, 4, 1), Period.MONTH, n) for n in range(9)], 12
        ),
        "asylum_4_quarters": rolling(asylum, quarters, 4),
        "asylum_4_quarters_since_2020": rolling(asylum, quarters[-5:], 4),
        "nvd_28_days": rolling(nvd, [date(2024, 6, 20) + timedelta(days=7 * n) for n in range(11)], 28),
        "cran_28_days": rolling(cran, days, 28),
        "cran_28_days_after_reopening": rolling(cran, after, 28),
        "cran_caught_up_after_reopening": clearing(cran, after),
    }


def speed() -> dict[str, float]:
    """Return CPU seconds of 8 streams over a year of days in 10,000 replications."""
    draw = np.random.default_rng(1)
    days = tuple(date(2025, 1, 1) + timedelta(days=number) for number in range(200))
    flows = tuple(draw.poisson(100, 200).astype(float).tolist())
    counts = Counts("speed", Period.DAY, days, flows, flows, (1000.0,) * 200)
    learned = learn(counts, ())
    dates = future(counts, 365)
    began = time.process_time()
    for number in range(8):
        simulate(counts, learned, (), dates, 10_000, number)
    spent = time.process_time() - began
    return {"cpu_s": round(spent, 2), "case_equivalents_per_cpu_s": round(8 * 365 * 10_000 * 100 / spent)}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    document: dict[str, Any] = {"eight_streams_a_year_10000_replications": speed()}
    if SHARED.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            found = losses(SHARED, Path(folder))
            document["relative_to_random_walk"] = {name: asdict(score) for name, score in found.items()}
    else:
        document["skipped"] = f"no real series: {SHARED} is not there"
    print(json.dumps(document, indent=None if arguments.json else 2))


if __name__ == "__main__":
    main()
