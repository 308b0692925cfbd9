"""Feeds made of nothing but the model and a writer, and what they say, read back: the same record from every format."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from plugins.model.feed import Feed, FeedItem, Format, feed_id
from plugins.model.item import Body
from plugins.model.vietnam_time import ZONE
from plugins.outputs.feed_text import feed_text
from plugins.outputs.location import Location
from plugins.outputs.render import FEED_WRITERS
from tests.parsed import check_json_feed, check_schema

UNION = Location("https://someone.example/union")
MORNING = datetime(2026, 11, 1, 8, tzinfo=ZONE)
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""The namespaces of feeds."""


def item(url: str = "/tin-tuc/a/", published: datetime = MORNING, **other: object) -> FeedItem:
    """An item of a feed; `other` are the fields that matter."""
    fields: dict[str, Any] = {
        "guid": f"tag:ban-tin.example,2026:vi{url}",
        "title": "Tựa",
        "summary": "Tóm tắt",
        "note": "",
        "body": Body("a.md"),
        "updated": published,
        "language": "vi",
        "author": "",
        "categories": (),
        "picture": None,
        "enclosure": None,
    }
    return FeedItem(url=url, published=published, **(fields | other))


def feed(kind: Format, *items: FeedItem, **other: object) -> Feed:
    """The feed of a tag; `other` are the fields that matter."""
    fields: dict[str, Any] = {
        "id": feed_id("ban-tin.example", "/the/a/"),
        "url": f"/the/a/{kind}",
        "listed": "/the/a/",
        "title": "Thẻ A – Công đoàn",
        "description": "Tin mới nhất",
        "language": "vi",
        "publisher": "Công đoàn",
        "generator": "Bản Tin",
    }
    return Feed(kind, items=items, **(fields | other))


def written(kind: Format, *items: FeedItem, html: str = "<p>Toàn văn</p>", location: Location = UNION, **other: object) -> bytes:
    """A feed of `items`, whose texts are all `html`, in one format; it follows our schema."""
    data = FEED_WRITERS[kind](feed(kind, *items, **other), feed_text(lambda _path: html, location), lambda name: f"/theme/{name}", location)
    if kind is Format.JSON:
        check_json_feed(json.loads(data))
    else:
        check_schema(etree.fromstring(data, etree.XMLParser(huge_tree=True)), kind.replace("xml", "rng"))
    return data


@dataclass(frozen=True, slots=True)
class Said:
    """What a feed says of an item."""

    guid: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime | None
    """None: the format cannot say it."""
    language: str
    author: str
    categories: tuple[str, ...]
    picture: str
    """Its address; empty: none."""
    enclosure: tuple[str, str, int] | None
    """Address, type, bytes."""


def said(kind: Format, data: bytes) -> list[Said]:
    """What the items of a feed are, by its bytes."""
    if kind is Format.JSON:
        return [_in_json(entry) for entry in json.loads(data)["items"]]
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    if kind is Format.RSS:
        return [_in_rss(entry) for entry in root.iter("item")]
    return [_in_atom(entry) for entry in root.iter(f"{{{NAMES['atom']}}}entry")]


def _in_rss(entry: etree._Element) -> Said:
    def text(name: str) -> str:
        return entry.findtext(name, "", NAMES)

    enclosure = entry.find("enclosure")
    return Said(
        text("guid"),
        text("link"),
        text("title"),
        text("description"),
        text("content:encoded"),
        parsedate_to_datetime(text("pubDate")),
        None,
        text("dc:language"),
        text("dc:creator"),
        tuple(category.text or "" for category in entry.findall("category")),
        _attribute(entry, "media:content", "url"),
        None if enclosure is None else (attribute(enclosure, "url"), attribute(enclosure, "type"), int(attribute(enclosure, "length"))),
    )


def _in_atom(entry: etree._Element) -> Said:
    def text(name: str) -> str:
        return entry.findtext(f"atom:{name}", "", NAMES)

    enclosure = entry.find("atom:link[@rel='enclosure']", NAMES)
    return Said(
        text("id"),
        _attribute(entry, "atom:link[@rel='alternate']", "href"),
        text("title"),
        text("summary"),
        text("content"),
        datetime.fromisoformat(text("published")),
        datetime.fromisoformat(text("updated")),
        attribute(entry, f"{{{NAMES['xml']}}}lang"),
        entry.findtext("atom:author/atom:name", "", NAMES),
        tuple(attribute(category, "term") for category in entry.findall("atom:category", NAMES)),
        _attribute(entry, "media:content", "url"),
        None if enclosure is None else (attribute(enclosure, "href"), attribute(enclosure, "type"), int(attribute(enclosure, "length"))),
    )


def attribute(element: etree._Element, name: str) -> str:
    """An attribute that is there."""
    return str(element.attrib[name])


def _attribute(entry: etree._Element, path: str, name: str) -> str:
    found = entry.find(path, NAMES)
    return "" if found is None else attribute(found, name)


def _in_json(entry: Mapping[str, Any]) -> Said:
    [author] = entry.get("authors", [{"name": ""}])
    [attached] = entry.get("attachments", [None])
    return Said(
        entry["id"],
        entry["url"],
        entry["title"],
        entry.get("summary", ""),
        entry["content_html"],
        datetime.fromisoformat(entry["date_published"]),
        datetime.fromisoformat(entry["date_modified"]),
        entry["language"],
        author["name"],
        tuple(entry.get("tags", ())),
        entry.get("image", ""),
        attached and (attached["url"], attached["mime_type"], attached["size_in_bytes"]),
    )
