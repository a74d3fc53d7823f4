# SPDX-License-Identifier: EUPL-1.2
"""How fast the record appends and verifies, beside what the disk and bare hashing cost in the same run.

Run: `.venv/bin/python -m bench.record [--json] [--entries N]`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sluis.kit.database import Database
from sluis.kit.world import World
from sluis.record.batch import prepare
from sluis.record.body import Vault
from sluis.record.log import Record, create_record
from sluis.record.model import Actor, Draft, Kind
from sluis.record.note import Verifier
from sluis.record.tree import leaf_hash
from sluis.record.verify import verify, verify_home

if TYPE_CHECKING:
    from collections.abc import Callable

CALLERS = 256
FIELDS = 12
KIND = Kind("bench.entry", 1, tuple(f"field_{number}" for number in range(FIELDS)))
ACTOR = Actor("bench", "bench")


def draft(number: int) -> Draft:
    """Return an entry of twelve fields: words, numbers and a flag, as acts write them."""
    fields = {name: f"value {number} of {name}" for name in KIND.fields[:8]}
    fields |= {"field_8": number, "field_9": number % 2 == 0, "field_10": None, "field_11": number * 3}
    return Draft(KIND, datetime.now(UTC), ACTOR, fields, tags=(f"system:{number % 50}",))


def fresh(folder: Path) -> Record:
    """Return an empty record in `folder`."""
    folder.mkdir()
    database = Database.open(f"sqlite:///{folder / 'sluis.db'}")
    database.migrate()
    return create_record(database, World.real(), folder / "keys", "bench", "sluis.example/bench")


def many_callers(record: Record, entries: int) -> dict[str, float]:
    """Append `entries` from 256 threads that each wait for every one to be durable."""
    each = entries // CALLERS
    ready = threading.Barrier(CALLERS + 1)
    waits: list[list[float]] = [[] for _ in range(CALLERS)]

    def call(place: int) -> None:
        ready.wait()
        for number in range(each):
            start = time.perf_counter()
            record.append([draft(place * each + number)])
            waits[place].append(time.perf_counter() - start)

    threads = [threading.Thread(target=call, args=(place,)) for place in range(CALLERS)]
    for thread in threads:
        thread.start()
    before, cpu = record.size(), time.process_time()
    start = time.perf_counter()
    ready.wait()
    for thread in threads:
        thread.join()
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    assert record.size() - before == each * CALLERS
    cuts = statistics.quantiles([wait for own in waits for wait in own], n=100)
    return {
        "entries": each * CALLERS,
        "entries_per_s": each * CALLERS / took,
        "p50_ms": cuts[49] * 1000,
        "p99_ms": cuts[98] * 1000,
        "cpu_us_per_entry": cpu / (each * CALLERS) * 1e6,
    }


def one_caller(record: Record, folder: Path, entries: int) -> dict[str, float]:
    """Append one by one, each beside a bare write and fdatasync of as many bytes as the journal grows by."""
    drafts = [draft(number) for number in range(entries)]
    journal = folder / "one" / "sluis.db-wal"
    record.append([drafts[0]])
    before = journal.stat().st_size
    record.append([drafts[1]])
    page = os.urandom(journal.stat().st_size - before)
    descriptor = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY)
    bare, ours = list[float](), list[float]()
    for item in drafts:
        start = time.perf_counter()
        os.write(descriptor, page)
        os.fdatasync(descriptor)
        middle = time.perf_counter()
        record.append([item])
        bare.append(middle - start)
        ours.append(time.perf_counter() - middle)
    os.close(descriptor)
    return {
        "bytes_per_append": len(page),
        "append_ms": statistics.median(ours) * 1000,
        "fdatasync_ms": statistics.median(bare) * 1000,
        "ratio": statistics.median(ours) / statistics.median(bare),
        "ratio_of_sums": sum(ours) / sum(bare),
    }


def cpu_per_entry(record: Record, entries: int) -> dict[str, float]:
    """Append in batches of 256 from one thread: the processor time of the whole write, database included.

    Making is to check, spell, commit to and encrypt an entry. Medians over the batches, and the best one.
    """
    vault = Vault(os.urandom(32))
    batches = [[draft(start + number) for number in range(CALLERS)] for start in range(0, entries, CALLERS)]
    record.append(batches[0])
    took, making = list[float](), list[float]()
    for batch in batches:
        start = time.thread_time()
        record.append(batch)
        middle = time.thread_time()
        prepare(batch, vault, record.world.randomness)
        took.append((middle - start) / CALLERS * 1e6)
        making.append((time.thread_time() - middle) / CALLERS * 1e6)
    return {
        "entries": len(batches) * CALLERS,
        "cpu_us": statistics.median(took),
        "cpu_us_best": min(took),
        "of_which_making_us": statistics.median(making),
        "of_which_making_us_best": min(making),
    }


def verifying(record: Record, keys: Path) -> dict[str, float]:
    """Verify everything with and without the private half, against hashing as many leaves and nodes."""
    took = dict[str, float]()

    def timed(name: str, run: Callable[[], object]) -> None:
        start = time.perf_counter()
        run()
        took[name] = time.perf_counter() - start

    with record.database.reading() as connection:
        leaves = [row[0] for row in connection.exec_driver_sql("SELECT bytes FROM entry")]
    node = bytes(65)
    timed("hashing_s", lambda: [(leaf_hash(leaf), sha256(node).digest()) for leaf in leaves])
    timed("public_s", lambda: verify(record.database, Verifier.parse(record.vkey)))
    timed("everything_s", lambda: verify_home(record.database, keys))
    assert verify_home(record.database, keys).ok
    return {"entries": len(leaves), **took, "ratio_public": took["public_s"] / took["hashing_s"]}


def main() -> None:
    """Run all and print one document or a few lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--entries", type=int, default=40_960)
    parser.add_argument("--folder", type=Path, help="where the disk is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        record = fresh(folder / "many")
        found: dict[str, object] = {
            "schema": "sluis.bench.record/1",
            "cpus": os.cpu_count(),
            "callers_256": many_callers(record, options.entries),
            "verify": verifying(record, folder / "many" / "keys"),
            "cpu_12_fields": cpu_per_entry(fresh(folder / "cpu"), options.entries // 2),
            "one_caller": one_caller(fresh(folder / "one"), folder, 1000),
        }
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(name, value)


if __name__ == "__main__":
    main()
