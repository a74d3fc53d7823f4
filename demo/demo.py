# SPDX-License-Identifier: EUPL-1.2
"""The case of 2025 from warning to report, through the command line alone.

`make demo` builds a home in `.demo`, makes a forecast and a report, verifies and exports the record,
starts the console on loopback and prints where to look. A second run reuses what is there.
`FRESH=1` starts over. `CHECK=1` verifies every product of the run, prints a table and leaves with 0 or 1.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import time
import urllib.parse
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[1]
DEMO: Final = ROOT / ".demo"
HOME: Final = DEMO / "home"
MADE: Final = DEMO / "made"
SLUIS: Final = Path(sys.executable).with_name("sluis")
CASE: Final = "om-2025"
ROLES: Final = {
    "crisis_manager": "Mila de Boer",
    "ciso": "Jan de Vries",
    "system_owner": "Noor Bakker",
    "unit_head": "Lotte Smits",
    "planner": "Sam Visser",
    "staff": "Daan Mulder",
    "commission": "Eva Smit",
}
FIRST_COUNT: Final = date(2025, 1, 6)
LAST_COUNT: Final = date(2025, 11, 20)
CLOSED: Final = (date(2025, 7, 18), date(2025, 9, 25))
SATURDAY: Final = 5
ANSWER_WITHIN_S: Final = 20.0
OK: Final = 200
SEE_OTHER: Final = 303


@dataclass
class Run:
    """What was done so far: each step with its seconds, and whether it held."""

    rows: list[tuple[str, float, str]] = field(default_factory=list)
    failed: bool = False

    def step(self, name: str, act: Callable[[], str]) -> None:
        """Do one step and note how it went; a step that fails does not stop the others."""
        print(f"· {name}", file=sys.stderr, flush=True)
        start = time.monotonic()
        try:
            said = act()
        except (Failed, OSError, KeyError, ValueError) as error:
            self.failed = True
            said = f"FAILED: {error}"
        self.rows.append((name, time.monotonic() - start, said))

    def table(self) -> str:
        """Return the steps as a table."""
        wide = max(len(name) for name, _, _ in self.rows)
        return "\n".join(f"{name:<{wide}}  {seconds:6.2f} s  {said}" for name, seconds, said in self.rows)


class Failed(Exception):
    """A product of the run is not what it should be."""


def sluis(*arguments: str) -> str:
    """Run one command in the demo's home and return what it printed."""
    ran = subprocess.run(
        [str(SLUIS), "--home", str(HOME), "--lang", "en", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        said = (ran.stderr.strip().splitlines() or ["no word"])[0]
        msg = f"sluis {' '.join(arguments[:2])} left with {ran.returncode}: {said}"
        raise Failed(msg)
    return ran.stdout


def document(schema: str, *arguments: str) -> dict[str, Any]:
    """Run one command with `--json`, check that it says `schema`, and return its document."""
    found: dict[str, Any] = json.loads(sluis(*arguments, "--json"))
    require(found.get("schema") == schema, f"{arguments[0]} answered {found.get('schema')}, not {schema}")
    return found


def require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise `Failed` unless something holds."""
    if not holds:
        raise Failed(otherwise)


def replay() -> str:
    """Replay the case into the home, unless that was done before."""
    kept = MADE / "drill.json"
    if kept.exists():
        days = json.loads(kept.read_text(encoding="utf-8"))["days"]
        return f"reused: {days[-1]['known_entries']} entries"
    shutil.rmtree(HOME, ignore_errors=True)  # what an interrupted run left is no whole replay
    MADE.mkdir(parents=True, exist_ok=True)
    found = document("sluis.drill/1", "drill", CASE, "--keep")
    require(len(found["days"]) == 8, "the drill has not eight days")  # noqa: PLR2004 - the case's own
    questions = found["questions"]
    answered = sum("answer" in question for question in questions)
    kept.write_text(json.dumps(found), encoding="utf-8")
    return f"{found['days'][-1]['known_entries']} entries; {answered} of {len(questions)} questions answered"


def forecast() -> str:
    """Make a forecast from small counts of our own making, with a closure in them."""
    counts, calendar = made_up_counts(MADE)
    found = document(
        "sluis.forecast/1",
        *("forecast", "--data", str(counts), "--calendar", str(calendar)),
        *("--as-of", LAST_COUNT.isoformat(), "--horizon", "26w"),
    )
    (MADE / "forecast.json").write_text(json.dumps(found), encoding="utf-8")
    streams = found["streams"]
    require(bool(streams), "the forecast has no stream")
    late = streams[0]["caught_up"]["not_within_horizon"]
    return f"{len(streams)} stream; odds of not being caught up within 26 weeks {late:.0%} (made-up counts)"


def made_up_counts(folder: Path) -> tuple[Path, Path]:
    """Write daily counts of one stream with ten closed weeks, and the calendar that says so.

    They are made up: a working day brings 40 cases on average; the higher the pile, the more is done, up
    to 54 a day; while closed nothing comes in and nothing is done, and what stayed away comes later.
    """
    chance = random.Random(20250717)  # noqa: S311 - made-up counts, the same on each run
    rows = ["date,stream,arrivals,completions,backlog"]
    backlog, late, day = 200, 0, FIRST_COUNT
    while day <= LAST_COUNT:
        closed, works = CLOSED[0] <= day < CLOSED[1], day.weekday() < SATURDAY
        arrivals = sum(chance.random() < 0.5 for _ in range(80)) if works else chance.randrange(4)  # noqa: PLR2004 - a mean of 40
        if closed:
            arrivals, late = 0, late + arrivals
        elif works:
            back = min(late, 15)
            arrivals, late = arrivals + back, late - back
        room = 0 if closed or not works else min(54, 30 + backlog // 20) + chance.randrange(-6, 7)
        completions = min(room, backlog + arrivals)
        backlog += arrivals - completions
        rows.append(f"{day},made_up,{arrivals},{completions},{backlog}")
        day += timedelta(days=1)
    counts, calendar = folder / "counts.csv", folder / "calendar.csv"
    counts.write_text("\n".join(rows) + "\n", encoding="utf-8")
    last = CLOSED[1] - timedelta(days=1)
    calendar.write_text(f"from,to,kind,stream\n{CLOSED[0]},{last},closure,made_up\n", encoding="utf-8")
    return counts, calendar


def report() -> str:
    """Make the report in three forms."""
    sluis(
        "report",
        "--pdf",
        str(MADE / "report.pdf"),
        "--html",
        str(MADE / "report.html"),
        "--data",
        str(MADE / "report.json"),
    )
    pdf = (MADE / "report.pdf").read_bytes()
    require(pdf.startswith(b"%PDF-"), "the PDF is no PDF")
    require(b"pdfaid" in pdf and b"pdfuaid" in pdf, "the PDF does not say that it is PDF/A and PDF/UA")
    html = (MADE / "report.html").read_text(encoding="utf-8")
    require("<html" in html and 'lang="' in html, "the HTML has no language")
    json.loads((MADE / "report.json").read_text(encoding="utf-8"))
    return f"PDF/A + PDF/UA, {len(pdf) // 1024} KiB; HTML; JSON"


def verify() -> str:
    """Let the record verify itself."""
    found = document("sluis.verify/1", "record", "verify")
    require(
        found["ok"] is True and found["first_bad"] is None, f"entry {found['first_bad']} is not as written"
    )
    return f"{found['entries']} entries as they were written"


def export() -> str:
    """Export the record and verify the copy, once by `sluis` and once by hand from its tiles."""
    folder = MADE / "record"
    shutil.rmtree(folder, ignore_errors=True)
    sluis("record", "export", str(folder))
    found = document("sluis.verify/1", "record", "verify", "--offline", str(folder))
    require(found["ok"] is True, f"entry {found['first_bad']} of the export is not as written")
    size, root = root_of(folder)
    require(size == found["entries"], "the export has another size than it says")
    return f"{size} entries; root {root[:12]}… agrees with our own count of the tiles"


def root_of(folder: Path) -> tuple[int, str]:
    """Return size and root of an exported log, worked out from its entries (RFC 9162, section 2.1)."""
    lines = (folder / "checkpoint").read_text(encoding="utf-8").splitlines()
    size, root = int(lines[1]), lines[2]
    leaves: list[bytes] = []
    for number in range((size + 255) // 256):
        whole = f"{number:03d}"
        rest = size - number * 256
        name = whole if rest >= 256 else f"{whole}.p/{rest}"  # noqa: PLR2004 - C2SP tlog-tiles: 256 a tile
        data = (folder / "tile" / "entries" / name).read_bytes()
        while data:
            long = int.from_bytes(data[:2], "big")
            leaves.append(hashlib.sha256(b"\0" + data[2 : 2 + long]).digest())
            data = data[2 + long :]
    require(len(leaves) == size, f"{len(leaves)} entries in the bundles, {size} in the checkpoint")
    require(base64.b64encode(tree(leaves)).decode() == root, "the root does not follow from the entries")
    return size, root


def tree(leaves: list[bytes]) -> bytes:
    """Return the Merkle tree hash over hashes of leaves (RFC 9162, section 2.1.1)."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()


class Console:
    """The console as a process of its own, on a free port of loopback."""

    def __init__(self) -> None:
        self.log = (DEMO / "serve.log").open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            [str(SLUIS), "--home", str(HOME), "serve", "--port", "0", "--json"],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            start_new_session=True,
        )
        self.address = ""

    def wait(self) -> str:
        """Wait until the console answers, and say how long that took."""
        start = time.monotonic()
        line = self.process.stdout.readline() if self.process.stdout else ""
        require(bool(line), f"the console did not start; see {self.log.name}")
        self.address = json.loads(line)["address"]
        while time.monotonic() - start < ANSWER_WITHIN_S:
            try:
                status, _ = ask(self.address, "GET", "/sign-in")
            except OSError:
                time.sleep(0.05)
            else:
                require(status == OK, f"{self.address} answered {status}")
                return f"{self.address} answers after {time.monotonic() - start:.1f} s"
        msg = f"{self.address} does not answer"
        raise Failed(msg)

    def stop(self) -> None:
        """Stop the process that we started."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self.log.close()


def invite(address: str, invited: dict[str, str]) -> str:
    """Put a fresh one-time link for each role of the demo into `invited`."""
    for role, name in ROLES.items():
        wish = ("access", "invite", name, "--role", role, "--hours", "8", "--address", address)
        invited[role] = document("sluis.link/1", *wish)["address"]
    return f"{len(invited)} roles"


def sign_in_once(link: str) -> str:
    """Sign in with a link as a browser would, and see that it works no second time."""
    address, _, code = link.partition("/sign-in#")
    first, second = sign_in(address, code), sign_in(address, code)
    require(first, "the link did not sign in")
    require(not second, "the link signed in a second time")
    return "signs in once, and no second time"


def sign_in(address: str, code: str) -> bool:
    """Send `code` as the page's own form would, and tell whether a session came of it."""
    form = urllib.parse.urlencode({"code": code})
    status, cookie = ask(address, "POST", "/sign-in", form)
    return status == SEE_OTHER and bool(cookie)


def ask(address: str, method: str, path: str, form: str = "") -> tuple[int, str | None]:
    """Send one request to the console and return its status and the cookie it sets."""
    headers = {"Origin": address, "Sec-Fetch-Site": "same-origin"}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    try:
        connection.request(method, path, body=form or None, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Set-Cookie")
    finally:
        connection.close()


def guide(address: str, invited: dict[str, str]) -> str:
    """Return where to look and ten lines of what to try."""
    people = "\n".join(f"  {role:<15} {link}" for role, link in invited.items())
    short = f".venv/bin/sluis --home {HOME.relative_to(ROOT)}"
    return f"""
The console answers at {address}. Each link signs one person in, once, within eight hours:
{people}

What to try next:
   1  Open the crisis manager's link: Beeld shows what is open, closed and unknown, and how old that is.
   2  On Sluis, choose a system and read what closing it would cost before you click.
   3  On Verslag, read the timeline by what was known when; the report lies in .demo/made/report.pdf.
   4  {short} status
   5  {short} close case_systems --dry-run
   6  {short} reopen netscaler --reason "they ask for it"   (refused: it names the gates)
   7  {short} record tail
   8  {short} record as-of 2025-07-21
   9  {short} drill {CASE} --pace 0.2   (against the clock, on a scratch copy: a minute)
  10  Change one byte in a copy of .demo/home/sluis.db and run: sluis --home COPY record verify
Ctrl-C stops the console; make demo starts it again, make demo FRESH=1 begins anew.
"""


def main() -> int:
    """Run the demo and return its exit status."""
    check = bool(os.environ.get("CHECK"))
    if os.environ.get("FRESH") and DEMO.exists():
        shutil.rmtree(DEMO)
    DEMO.mkdir(exist_ok=True)
    run = Run()
    run.step("replay of the case", replay)
    run.step("forecast", forecast)
    run.step("report", report)
    run.step("record verifies", verify)
    run.step("record exported", export)
    console = Console()
    invited: dict[str, str] = {}
    try:
        run.step("console", console.wait)
        if console.address:
            run.step("one-time links", lambda: invite(console.address, invited))
        if check:
            run.step("sign-in link", lambda: sign_in_once(invited["commission"]))
            print(run.table())
            return int(run.failed)
        print(run.table())
        print(guide(console.address, invited))
        sys.stdout.flush()
        console.process.wait()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        console.stop()
    return int(run.failed)


if __name__ == "__main__":
    sys.exit(main())
