# SPDX-License-Identifier: EUPL-1.2
"""Long work behind a page: verifying the record, and exporting the report. Each is a job of its reader's."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from sluis.access import acts as access
from sluis.access.model import Right
from sluis.kit.database import Database
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text
from sluis.record.model import Size
from sluis.record.verify import verify_home
from sluis.report.document import document
from sluis.report.gather import gather, head_of
from sluis.report.html import write as as_html
from sluis.report.pdf import write as as_pdf
from sluis.web.console import NotSignedInError, SignedIn, Visitor, needs
from sluis.web.pages import page
from sluis.web.questions import of_home

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.house import House
    from sluis.kit.jobs import Job, Progress

FORMS: Final = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
VERIFY: Final = "verify"
STEPS: Final = 3
"""Steps of an export: gathered, written, kept."""
router: Final = APIRouter()


@router.post("/verslag/verify")
def verify(who: Annotated[Visitor, Depends(needs(Right.VERIFY))]) -> Response:
    """Start to recompute the whole record from its bytes."""
    house = who.console.house
    return _start(who, VERIFY, lambda progress: verified(house, progress))


@router.post("/verslag/export")
def export(
    who: Annotated[Visitor, Depends(needs(Right.EXPORT))],
    form: Annotated[str, Form(max_length=8)],
    size: Annotated[int, Form(ge=0)],
) -> Response:
    """Start to write the report as known at `size`; that it was exported is an entry first (R-48)."""
    if form not in FORMS:
        raise BadInput(Text("A report is pdf, html or json."), field="form")
    if who.person is None:
        raise NotSignedInError
    house, lang, asked = who.console.house, who.lang, of_home(who.console.house)
    access.take_out(who.console.record, who.person, form, size, who.origin)

    def work(progress: Progress) -> str:
        progress.step(0, STEPS)
        with house.record.known(Size(size)) as known:
            report = gather(known, asked, lang=lang, head=head_of(house.record, known))
        progress.step(1, STEPS)
        if form == "pdf":
            content = as_pdf(report)
        elif form == "html":
            content = as_html(report).encode()
        else:
            content = json.dumps(document(report), ensure_ascii=False, indent=1).encode()
        progress.step(2, STEPS)
        file = folder(house) / f"sluis-{size}-{house.world.randomness.token(8).hex()}.{form}"
        file.touch(mode=0o600)
        file.write_bytes(content)
        progress.step(STEPS, STEPS)
        return file.name

    return _start(who, f"export {form}", work)


@router.get("/verslag/work/{job_id}")
def watch(who: SignedIn, job_id: str) -> HTMLResponse:
    """Show how far the work is, and its outcome."""
    job = _mine(who, job_id)
    outcome = json.loads(job.outcome) if job.name == VERIFY and job.state == "done" and job.outcome else None
    return page(who, "work.html", job=job, verify=job.name == VERIFY, outcome=outcome)


@router.get("/verslag/work/{job_id}/file")
def file(who: SignedIn, job_id: str) -> FileResponse:
    """Hand over a finished report, to whoever asked for it and nobody else (R-25)."""
    job = _mine(who, job_id)
    form = job.name.removeprefix("export ")
    path = folder(who.console.house) / Path(job.outcome or "").name
    if job.state != "done" or form not in FORMS or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type=FORMS[form], filename=f"sluis-{job.created_at:%Y%m%d-%H%M}.{form}")


def verified(house: House, progress: Progress) -> str:
    """Verify the record on a connection that cannot write, and return the outcome as JSON."""
    database = Database.open(house.settings.database_url, read_only=True)
    try:
        found = verify_home(database, house.settings.keys, progress, house.record.projections)
    finally:
        database.close()
    return json.dumps(
        {
            "ok": found.ok,
            "entries": found.entries,
            "first_bad": found.first_bad,
            "why": {lang: found.why.say(lang) for lang in ("en", "nl")} if found.why else None,
            "bodies": found.bodies,
            "checkpoints": found.checkpoints,
        }
    )


def folder(house: House) -> Path:
    """Return the folder of exports of this home; only its owner reads it."""
    path = house.settings.home / "exports"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def _start(who: Visitor, name: str, work: Callable[[Progress], str]) -> Response:
    """Announce a job, let a thread do it, and send the reader to where they can watch it."""
    if who.person is None:
        raise NotSignedInError
    jobs, owner = who.console.jobs, who.person.id
    job_id = jobs.announce(name, owner)
    Thread(target=jobs.run, args=(name, owner, work), kwargs={"job_id": job_id}, daemon=True).start()
    return RedirectResponse(f"/verslag/work/{job_id}", 303)


def _mine(who: Visitor, job_id: str) -> Job:
    """Return a job of this visitor's; anybody else's is as unknown as none (R-25)."""
    job = who.console.jobs.find(job_id)
    if who.person is None or job.owner != who.person.id:
        raise UnknownName(Text("job"), job_id, ())
    return job
