"""What a page says to machines about itself: schema.org as JSON-LD, made here, never in a template."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from plugins.model.kinds import SchemaType
from plugins.model.official import Event, OfficialDocument
from plugins.model.page import Article, Crumb, Frame, Masthead
from plugins.model.register import Bearing, Relation
from plugins.model.state import State
from plugins.model.vietnam_time import Moment

from .location import Location

_CONTEXT = "https://schema.org"
_BEARINGS: Mapping[Bearing, str] = MappingProxyType(
    {Bearing.SUPERSEDES: "legislationChanges", Bearing.REPEALS: "legislationRepeals", Bearing.AMENDS: "legislationAmends"}
)
"""To be superseded is to be changed: schema.org's repeal would leave nothing in its place."""


def json_ld(frame: Frame, logo: str, location: Location) -> Markup:
    """The page's graph: publisher, breadcrumbs, article. Safe inside of a script element: nothing in it can end one.

    `logo` is the root-relative address of the site's icon.
    """
    graph = [_publisher(frame.masthead, logo, location)]
    if len(frame.trail) > 1:
        graph.append(_breadcrumbs(frame.trail, location))
    if frame.article:
        graph.append(_article(frame, frame.article, location))
        if frame.article.document and frame.article.document.event:
            graph.append(_event(frame, frame.article.document, frame.article.document.event, location))
    text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - see above


def _publisher(masthead: Masthead, logo: str, location: Location) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "@id": f"{location.absolute('/')}#publisher",
        "name": masthead.name,
        "url": location.absolute(masthead.home),
        "logo": location.absolute(logo),
    }


def _breadcrumbs(trail: tuple[Crumb, ...], location: Location) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": position, "name": crumb.title, "item": location.absolute(crumb.url)}
        for position, crumb in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _article(frame: Frame, article: Article, location: Location) -> dict[str, Any]:
    publisher = _publisher_id(location)
    made: dict[str, Any] = {
        "@type": article.type,
        "headline": frame.title,
        "inLanguage": frame.masthead.language.code,
        "mainEntityOfPage": location.absolute(frame.url),
        "url": location.absolute(frame.url),
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "author": {"@type": "Organization", "name": article.byline} if article.registered else {"@type": "Person", "name": article.byline},
        "publisher": publisher,
        "description": frame.description,
        "keywords": list(article.tags),
        "isBasedOn": article.based_on,
    }
    if article.type.endswith("Article"):
        made["articleSection"] = article.category
    if article.document:
        made |= _document(article, article.document, frame, location)
    if not article.byline:
        made["author"] = publisher
    if frame.picture:
        made["image"] = location.absolute(frame.picture.address)
    return _said(made)


def _document(article: Article, document: OfficialDocument, frame: Frame, location: Location) -> dict[str, Any]:
    """What its type has beyond an article's, and the event it calls."""
    about = {"about": {"@id": _event_id(frame, location)}} if document.event else {}
    if document.type is SchemaType.LEGISLATION:
        return _legislation(document, location) | about
    number: dict[str, Any] = {"identifier": document.number}
    if document.life.last_day and document.life.named:
        number["expires"] = document.life.last_day.isoformat()
    if document.type is SchemaType.SPECIAL_ANNOUNCEMENT:
        return number | {"datePosted": article.published.isoformat(), "category": article.category} | about
    return number | about


def _legislation(document: OfficialDocument, location: Location) -> dict[str, Any]:
    """After the European Legislation Identifier, as schema.org takes it over. What is amended stays in force as a whole."""
    life = document.life
    last = life.last_day.isoformat() if life.last_day else ".."
    made: dict[str, Any] = {
        "legislationIdentifier": document.number,
        "legislationType": document.kind,
        "legislationDate": document.issued.isoformat(),
        "legislationDateOfApplicability": life.first_day.isoformat(),
        "legislationLegalForce": f"{_CONTEXT}/{'InForce' if document.state is State.CURRENT else 'NotInForce'}",
        "legislationPassedBy": {"@type": "Organization", "name": document.issuer} if document.issuer else "",
    }
    if life.last_day is None or life.first_day <= life.last_day:  # what was ended before it applied was never in force
        made["temporalCoverage"] = f"{life.first_day.isoformat()}/{last}"
    for relation in document.relations:
        made.setdefault(_BEARINGS[relation.bearing], []).append(_other(relation, location))
    return made


def _other(relation: Relation, location: Location) -> dict[str, Any]:
    url = location.absolute(relation.url) if relation.url else ""
    return _said({"@type": SchemaType.LEGISLATION, "legislationIdentifier": relation.number, "name": relation.title, "url": url})


def _event(frame: Frame, document: OfficialDocument, event: Event, location: Location) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "Event",
        "@id": _event_id(frame, location),
        "name": frame.title,
        "description": frame.description,
        "inLanguage": frame.masthead.language.code,
        "url": location.absolute(frame.url),
        "startDate": _moment(event.start),
        "endDate": _moment(event.end) if event.end else "",
        "eventStatus": f"{_CONTEXT}/EventScheduled",
        "location": {"@type": "Place", "name": event.place} if event.place else "",
        "organizer": {"@type": "Organization", "name": document.issuer} if document.issuer else _publisher_id(location),
    }
    return _said(made)


def _event_id(frame: Frame, location: Location) -> str:
    return f"{location.absolute(frame.url)}#event"


def _publisher_id(location: Location) -> dict[str, str]:
    return {"@id": f"{location.absolute('/')}#publisher"}


def _moment(moment: Moment) -> str:
    return (moment.day if moment.whole_day else moment.instant).isoformat()


def _said(made: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in made.items() if value not in ("", [])}
