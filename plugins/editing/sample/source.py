"""What the default language's file of an item says, for drawing the files attached to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import yaml
from markdown import markdown

from plugins.model.vietnam_time import moment


@dataclass(frozen=True, slots=True)
class Source:
    """What the default language's file of an item says."""

    path: Path
    fields: Mapping[str, Any]
    """The front matter: texts, lists of texts, and the list of attachments."""
    body: Element
    """The text as an element that holds its blocks: p, h2, ul, ol, table, blockquote, div."""

    @property
    def written(self) -> datetime:
        """Its date, Vietnam time."""
        return moment(self.fields["date"]).instant

    @property
    def files(self) -> list[Path]:
        """The files attached to it."""
        return [self.path.parent / entry["file"] for entry in self.fields.get("attachments", [])]


def read(path: Path) -> Source:
    """Read an item's file: YAML between two lines of dashes, then Markdown."""
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    html = markdown(text, extensions=["tables", "footnotes"])
    body = fromstring(f"<body>{html}</body>")  # noqa: S314 — our own text, rendered a line above
    return Source(path, texts(front), body)


def texts(text: str) -> Any:
    """Read YAML with every value as the text that was typed."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 — makes texts, lists and mappings, nothing else
