"""Entries to items: the last step from files to the model."""

import difflib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any

from plugins.model.fields import Section
from plugins.model.item import Announcement, Attachment, Body, Counterpart, Item, Picture, Slogan, StaticPage, Status, Story, Tag
from plugins.model.permalink import Ledger, guid
from plugins.model.problem import Report
from plugins.model.registry import Named
from plugins.model.slug import slug
from plugins.model.vietnam_time import ZONE, Moment

from .announcements import official
from .media import Locator
from .pairing import Entry, aliases
from .values import AttachmentNamed

_SHOWN_TEXT = ("author", "source", "image_credit", "kind", "issuer", "issuer_parent", "signer_post", "place", "event_place", "recipients", "attachments")
"""Inherited fields whose words a page shows: they are in the language they were written in."""


@dataclass(frozen=True, slots=True)
class Identities:
    """What gives each item the identity that feeds know it by."""

    host: str
    ledger: Ledger
    files: Container[str]
    """Those of content."""

    def of(self, entry: Entry) -> str:
        """As the ledger holds it, else one that nobody holds; empty: an undated page has none."""
        language, place = entry.language.code, entry.place
        if entry.published is None:
            return ""
        known = self.ledger.of_item(language, place.path, (entry.url, *aliases(entry.values)), self.files)
        return known.guid if known and known.guid else guid(self.host, language, place.identity, entry.published, self.ledger.minted)


class ItemMaker:
    """Makes items, knowing their surroundings: registries, tags, counterparts."""

    def __init__(self, shown: Iterable[Entry], categories: Mapping[str, Named], locator: Locator, identities: Identities, now: datetime) -> None:
        """`shown`: the entries in the output, as `pair` orders them; `categories`: by key, as in categories.yaml; `now`: the build instant."""
        self._now = now
        self._categories = categories
        self._locator = locator
        self._identities = identities
        self._counterparts: dict[str, list[Counterpart]] = {}
        self._tags: dict[tuple[str, str], str] = {}
        shown = list(shown)
        for entry in shown:
            if entry.status is Status.WITHDRAWN:
                continue
            found = Counterpart(entry.language.code, entry.url, str(entry.values["title"]))
            self._counterparts.setdefault(entry.place.identity, []).append(found)
        for entry in sorted(shown, key=_age):
            for name in entry.texts("tags"):
                self._tags.setdefault((entry.language.code, slug(name)), name)

    def item(self, entry: Entry, report: Report) -> Item:
        """The story, announcement or static page that `entry` is."""
        common = self._common(entry, report)
        if entry.place.section is Section.NEWS:
            return Story(**common, lead=entry.values.get("lead") is True)
        if entry.place.section is Section.ANNOUNCEMENTS:
            return Announcement(**common, lead=entry.values.get("lead") is True, **official(entry, report))
        return StaticPage(**common)

    def _common(self, entry: Entry, report: Report) -> dict[str, Any]:
        withdrawn = entry.status is Status.WITHDRAWN
        body = entry.document.body
        picture, attachments = (None, ()) if withdrawn else (self._picture(entry, report), self._attachments(entry, report))
        updated = entry.values.get("updated")
        self._check_update(entry, report)
        return {
            "section": entry.place.section,
            "identity": entry.place.identity,
            "path": entry.place.path,
            "language": entry.language.code,
            "url": entry.url,
            "slug": entry.slug,
            "title": entry.text("title"),
            "summary": "" if withdrawn else entry.text("summary") or body.first_paragraph,
            "standfirst": "" if withdrawn else entry.text("summary"),
            "body": Body("") if withdrawn else Body(entry.place.path, self._locator.targets(entry, report), body.headings),
            "status": entry.status,
            "published": entry.published,
            "updated": getattr(updated, "instant", None),
            "change_note": entry.text("change_note"),
            "picture": picture,
            "picture_alt": entry.text("image_alt") if picture else "",
            "picture_credit": entry.text("image_credit") if picture else "",
            "guid": self._identities.of(entry),
            "aliases": tuple(dict.fromkeys((*aliases(entry.values), *entry.former))),
            "translations": self._translations(entry),
            "category": self._category(entry, report),
            "tags": self._item_tags(entry, report),
            "author": entry.text("author"),
            "source": entry.text("source"),
            "source_url": entry.text("source_url"),
            "attachments": attachments,
            "reading_minutes": 0 if withdrawn else body.minutes,
            "held_back": not entry.shown(self._now, drafts=False),
            "foreign": tuple(_foreign(entry)),
        }

    def _check_update(self, entry: Entry, report: Report) -> None:
        """A change cannot come before the publication, nor lie in the future."""
        updated, line = entry.values.get("updated"), entry.document.line("updated")
        if not isinstance(updated, Moment):
            return
        if entry.published and updated.last < entry.published:
            report.error(line, "updated lies before date — write when it was changed")
        elif updated.instant > self._now and entry.shown(self._now, drafts=False):
            report.warning(line, "updated lies in the future — write when it was changed")

    def _picture(self, entry: Entry, report: Report) -> Picture | None:
        written = entry.text("image")
        if not written:
            return None
        origin = entry.origins["image"]
        own = origin is entry.document
        found = self._locator.picture(entry, written, origin.line("image"), report if own else Report(origin.place.path))
        if found and not entry.text("image_alt"):
            report.warning(
                entry.document.line("image"), "the picture “{name}” has no description for the blind — write image_alt: …", name=written
            )
        return found

    def _attachments(self, entry: Entry, report: Report) -> tuple[Attachment, ...]:
        named = entry.values.get("attachments", ())
        assert isinstance(named, tuple)
        own = entry.origins.get("attachments") is entry.document
        told = report if own else Report(entry.place.path)
        found = (self._locator.attachment(entry, one.file, one.title, one.line, told) for one in named if isinstance(one, AttachmentNamed))
        return tuple(attachment for attachment in found if attachment)

    def _translations(self, entry: Entry) -> tuple[Counterpart, ...]:
        others = self._counterparts.get(entry.place.identity, [])
        return tuple(other for other in others if other.url != entry.url)

    def _category(self, entry: Entry, report: Report) -> str | None:
        written = entry.text("category")
        if not written:
            return None
        if not self._categories:
            if not slug(written):
                report.error(entry.document.line("category"), "category: “{value}” has no letter and no digit — write another", value=written)
            return slug(written) or None
        if written in self._categories:
            return written
        if entry.origins["category"] is entry.document:
            near = difflib.get_close_matches(slug(written), self._categories, 1, 0.5)
            report.error(
                entry.document.line("category"),
                "category: “{value}” is not in site/categories.yaml — write {known}",
                value=written,
                known=near[0] if near else ", ".join(self._categories),
            )
        return None

    def _item_tags(self, entry: Entry, report: Report) -> tuple[Tag, ...]:
        tags: dict[str, Tag] = {}
        for name in entry.texts("tags"):
            made = slug(name)
            if made:
                tags.setdefault(made, Tag(made, self._tags.get((entry.language.code, made), name)))
            else:
                report.error(entry.document.line("tags"), "tag “{name}” has no letter and no digit — write another", name=name)
        return tuple(tags.values())


def slogan(entry: Entry, report: Report) -> Slogan | None:
    """The slogan that `entry` is; without days it is for always."""
    first, last = entry.values.get("effective_from"), entry.values.get("effective_until")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        if entry.own("effective_from", "effective_until"):
            report.error(entry.document.line("effective_until"), "ends before it takes effect — effective_until is the later day")
        return None
    return Slogan(
        entry.place.path,
        entry.language.code,
        entry.text("title"),
        first if isinstance(first, date) else date(MINYEAR, 1, 1),
        last if isinstance(last, date) else date(MAXYEAR, 12, 31),
    )


def _foreign(entry: Entry) -> Iterator[tuple[str, str]]:
    for name in _SHOWN_TEXT:
        origin = entry.origins.get(name, entry.document).place.language
        if origin != entry.language.code:
            yield name, origin


def _age(entry: Entry) -> tuple[datetime, str]:
    """Oldest first; undated last. Ties by address."""
    return entry.published or datetime.max.replace(tzinfo=ZONE), entry.url
