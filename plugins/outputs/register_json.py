"""The register for programs, as JSON; what each field means is in register.schema.json."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plugins.model.item import Attachment
from plugins.model.kinds import KINDS
from plugins.model.official import Event
from plugins.model.register import Relation
from plugins.model.register_data import RegisterData, RegisterEntry
from plugins.model.vietnam_time import Moment

from .location import Location

WITHDRAWN = "withdrawn"
"""What stands for the state of what was withdrawn."""

_SCHEMA = Path(__file__).with_name("register.schema.json")


@dataclass(frozen=True, slots=True)
class RegisterJson:
    """The register of one language."""

    data: RegisterData
    schema: str
    """Address of what explains it."""


@dataclass(frozen=True, slots=True)
class RegisterSchema:
    """The JSON Schema of the register in any language."""

    url: str


def register_json(view: RegisterJson, location: Location) -> bytes:
    """As JSON, a document a line: what a line-wise search finds is the whole of it."""
    data = view.data
    names = {entry.kind: entry.kind_name for entry in data.entries}
    head = {
        "$schema": location.absolute(view.schema),
        "publisher": data.publisher,
        "language": data.language,
        "url": location.absolute(data.url),
        "kinds": {code: names[code] for code in KINDS if code in names},
    }
    documents = ",\n".join(_text(_document(entry, location)) for entry in data.entries)
    return f'{_text(head)[:-1]},"documents":[\n{documents}\n]}}\n'.encode()


def register_schema(view: RegisterSchema, location: Location) -> bytes:
    """As JSON, with its address."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return (json.dumps({"$schema": schema.pop("$schema"), "$id": location.absolute(view.url)} | schema, ensure_ascii=False, indent=1) + "\n").encode()


def _document(entry: RegisterEntry, location: Location) -> dict[str, Any]:
    life = entry.life
    return {
        "number": entry.number,
        "kind": entry.kind,
        "title": entry.title,
        "abstract": entry.abstract,
        "issuer": entry.issuer,
        "signer_post": entry.signer_post,
        "signer": entry.signer,
        "place": entry.place,
        "issued": entry.issued.isoformat(),
        "first_day": life.first_day.isoformat() if life else None,
        "last_day": _day(life.last_day) if life else None,
        "last_day_named": bool(life and life.named),
        "ending": life.ending if life and life.last_day else None,
        "state": entry.state or WITHDRAWN,
        "deadline": _moment(entry.deadline),
        "event": _event(entry.event) if entry.event else None,
        "url": location.absolute(entry.url),
        "translations": [{"language": language, "url": location.absolute(url)} for language, url in entry.translations],
        "pinned": entry.pinned,
        "attachments": [_attachment(file, location) for file in entry.attachments],
        "relations": [_relation(relation, location) for relation in entry.relations],
        "published": entry.published.isoformat(),
        "modified": entry.modified.isoformat(),
        "change_note": entry.change_note,
    }


def _attachment(file: Attachment, location: Location) -> dict[str, Any]:
    return {"title": file.title, "url": location.absolute(file.address), "type": file.type, "size": file.size, "pages": file.pages, "sha256": file.digest}


def _relation(relation: Relation, location: Location) -> dict[str, Any]:
    return {
        "bearing": relation.bearing,
        "passive": relation.passive,
        "number": relation.number,
        "title": relation.title,
        "url": location.absolute(relation.url) if relation.url else None,
        "since": relation.since.isoformat(),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"start": _moment(event.start), "end": _moment(event.end), "place": event.place}


def _moment(moment: Moment | None) -> str | None:
    """A day where only that is known, else an instant."""
    if moment is None:
        return None
    return moment.day.isoformat() if moment.whole_day else moment.instant.isoformat()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
