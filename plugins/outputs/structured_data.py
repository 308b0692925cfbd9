"""What a page says to machines about itself: schema.org as JSON-LD, made here, never in a template."""

import json
from typing import Any

from markupsafe import Markup

from plugins.model.page import Article, Crumb, Frame, Masthead

from .location import Location

_CONTEXT = "https://schema.org"


def json_ld(frame: Frame, logo: str, location: Location) -> Markup:
    """The page's graph: publisher, breadcrumbs, article. Safe inside of a script element: nothing in it can end one.

    `logo` is the root-relative address of the site's icon.
    """
    graph = [_publisher(frame.masthead, logo, location)]
    if len(frame.trail) > 1:
        graph.append(_breadcrumbs(frame.trail, location))
    if frame.article:
        graph.append(_article(frame, frame.article, location))
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
    publisher = {"@id": f"{location.absolute('/')}#publisher"}
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
        "articleSection": article.category,
        "keywords": list(article.tags),
        "isBasedOn": article.based_on,
    }
    if not article.byline:
        made["author"] = publisher
    if frame.picture:
        made["image"] = location.absolute(frame.picture.address)
    return {name: value for name, value in made.items() if value not in ("", [])}
