# SPDX-License-Identifier: EUPL-1.2
"""What each field of an estate means, for the schema that editors show and for the reference page.

A name is a field of any thing, or `Thing.field` where it means something else there.
"""

from __future__ import annotations

from typing import Final

SAYS: Final = {
    "estate": "What an organisation runs, what depends on what, and who works with it.",
    "organisation": "Name of the organisation.",
    "zone": "IANA time zone in which the organisation reads clocks, such as Europe/Amsterdam.",
    "systems": "Everything that has a state: systems, services, links, devices, partners' systems.",
    "links": "What needs what, and in which way.",
    "applications": "What people open; works while all it needs is open.",
    "streams": "Work that flows through: cases, requests, notices.",
    "units": "Parts of the organisation that choose their own working regime.",
    "sites": "Locations with desks.",
    "groups": "People who do the same work.",
    "teams": "Crisis and recovery teams.",
    "gates": "Conditions that must have evidence before anything behind them reopens.",
    "data_order": "Steps of the process in the order in which missing data must be entered.",
    "id": "Short name, unique in its list: letters, digits, dot, dash and underscore.",
    "name": "Name as people know it.",
    "basis": "How this is known: said in a source, derived from sources, or assumed.",
    "assumed": "Names of the fields here that were filled in, whatever `basis` says of the rest.",
    "source": "Where it says so: an address, a document, a person.",
    "note": "Anything a reader should know beside it.",
    "needs": "Ids of the systems without which it does not work.",
    "people": "Number of people; leave out or write unknown when nobody knows.",
    "unit": "Id of the unit that it belongs to.",
    "System.kind": "Your own word for what it is: application, link, device.",
    "System.owner": "Who answers for it; unknown is work to do.",
    "System.rto_hours": "Hours it may be away before that is unacceptable (RTO).",
    "System.rpo_hours": "Hours of data that may be lost (RPO).",
    "System.human_impact": "What losing it does to people: 0 none, 1 low, 2 medium, 3 high, 4 very high.",
    "Link.system": "Id of the system that needs the other.",
    "Link.needs": "Id of the system that is needed.",
    "Link.type": (
        "What losing the needed system does. hard: stops. degraded: works less well. freshness: goes on with"
        " old data. to_restart_only: goes on, and cannot be started again once off. substitute: there is"
        " another way, such as post. data_order: no effect on running, but data go in in this order."
        " unknown: nobody knows. none: somebody looked, and it does not depend on it."
    ),
    "Stream.cases_per_day": "Mean inflow a calendar day; what a case is differs from stream to stream.",
    "Stream.volume_basis": "How the volume is known.",
    "Stream.volume_source": "Where the volume comes from.",
    "Stream.term_days": "Statutory term in days, where there is one.",
    "Stream.basis": "How it is known what the stream needs.",
    "Unit.regime": "How the unit works now, in its own words; unknown is work to do.",
    "Site.desks": "Number of desks; leave out or write unknown when nobody counted.",
    "Group.site": "Id of the site where they sit.",
    "Group.needs": "Ids of the systems without which they cannot work at all.",
    "Group.streams": "Ids of the streams that they work on.",
    "Team.task": "What the team is for.",
    "Gate.text": "The condition, as a sentence that evidence can prove.",
    "Gate.decider": "Who decides whether the evidence is enough: a role.",
    "Gate.systems": "Ids of the systems that it guards; without any it guards everything.",
}
