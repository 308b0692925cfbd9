"""What the default language's file of an item says, for drawing the files attached to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
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
    def attached(self) -> Mapping[Path, str]:
        """The files attached to it, and what each is called."""
        return {self.path.parent / entry["file"]: entry["title"] for entry in self.fields.get("attachments", [])}

    @property
    def annexes(self) -> Mapping[str, list[Element]]:
        """The blocks under each heading that an attached file is called by: that file holds them alone."""
        names, found, name = set(self.attached.values()), dict[str, list[Element]](), None
        for block in self.body:
            if block.tag == "h2":
                name = block.text if block.text in names else None
            elif name:
                found.setdefault(name, []).append(block)
        return found

    @property
    def own(self) -> list[Element]:
        """The blocks before the first annex; all where there is none."""
        annexes = self.annexes
        return list(takewhile(lambda block: block.text not in annexes, self.body))


def read(path: Path) -> Source:
    """Read an item's file: YAML between two lines of dashes, then Markdown."""
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    html = markdown(text, extensions=["tables", "footnotes"])
    body = fromstring(f"<body>{html}</body>")  # noqa: S314 — our own text, rendered a line above
    return Source(path, texts(front), body)


def texts(text: str) -> Any:
    """Read YAML with every value as the text that was typed."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 — makes texts, lists and mappings, nothing else
