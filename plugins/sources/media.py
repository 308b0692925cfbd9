"""Where the references of items lead: other items, pictures, attachments, addresses of the site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote

from plugins.model.item import Attachment, Picture, Target
from plugins.model.media_types import ATTACHMENTS, PICTURES
from plugins.model.problem import Report
from plugins.model.slug import slug

from .markdown_extensions import VIDEO_PICTURE
from .media_files import MediaFiles
from .pairing import Entry
from .pictures import suffix_of
from .references import ELSEWHERE, PREFIX, Reference


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link in a text to an address of the site, to be checked when all addresses are known."""

    path: str
    line: int
    address: str
    written: str
    """As the text has it."""


class Locator:
    """Finds what references name."""

    def __init__(self, files: Mapping[str, str], entries: Iterable[Entry], shown: frozenset[str], media: MediaFiles) -> None:
        """`files`: as in Tree; `shown`: the paths of the items in the output; `media`: what lies at a path."""
        self._files = files
        self._by_path = {entry.place.path: entry for entry in entries}
        self._by_identity = {(entry.place.identity, entry.place.language): entry for entry in entries}
        self._shown = shown
        self._media = media
        self.links: list[SiteLink] = []

    def targets(self, entry: Entry, report: Report) -> tuple[Target, ...]:
        """Where each reference of the entry's text leads; None, with a warning, where nowhere."""
        body = entry.document.body
        return tuple(
            self._target(entry, reference, line, report) for reference, line in zip(body.references, body.lines, strict=True)
        )

    def picture(self, entry: Entry, written: str, line: int, report: Report) -> Picture | None:
        """The picture that a field or a text names; None, with a warning, where there is none to publish."""
        if not written:
            report.warning(line, "a picture without an address; it was left out")
            return None
        if ELSEWHERE.match(written):
            report.warning(line, "the picture “{name}” is not a file of content; it was left out — put it beside the text", name=written)
            return None
        path = _beside(entry, written)
        if suffix_of(path) not in PICTURES:
            report.warning(line, "“{name}” is no picture we can show — export it as JPEG, PNG or WebP", name=written)
            return None
        found = self._media.at(path)
        if isinstance(found, Picture):
            return found
        if found is None:
            report.warning(line, "there is no picture “{name}”; it was left out — put it beside the text, or mend its name", name=written)
        else:
            report.warning(line, "the picture “{name}” cannot be read ({problem}); it was left out", name=written, problem=found)
        return None

    def attachment(self, entry: Entry, written: str, title: str, line: int, report: Report) -> Attachment | None:
        """The attachment that a field names; None, with an error, where there is none to publish."""
        path = _beside(entry, written)
        if suffix_of(path) not in ATTACHMENTS:
            report.error(line, "“{name}”: files of this kind are not published — use PDF, or one of: {known}", name=written, known=" ".join(ATTACHMENTS))
            return None
        found = self._media.at(path)
        if isinstance(found, Attachment):
            if self._media.broken(path):
                report.warning(line, "the file “{name}” cannot be read as PDF; it is published as it is — save it as PDF anew", name=written)
            return replace(found, title=title or PurePosixPath(path).name)
        if found is None:
            report.error(line, "there is no attachment “{name}” — put it beside the text, or mend its name", name=written)
        else:
            report.error(line, "the attachment “{name}” cannot be read ({problem}) — save it anew", name=written, problem=found)
        return None

    def _target(self, entry: Entry, reference: Reference, line: int, report: Report) -> Target:
        written = reference.target
        if written.startswith("#"):
            return None  # a fragment that leads nowhere: said when the text was read
        if written.startswith(VIDEO_PICTURE):
            return self._video_picture(entry, written.removeprefix(VIDEO_PICTURE))
        return self.picture(entry, written, line, report) if reference.picture else self._followed(entry, written, line, report)

    def _followed(self, entry: Entry, written: str, line: int, report: Report) -> Target:
        """Where a link leads."""
        if not written:
            report.warning(line, "a link without an address; only its text was kept")
            return None
        bare, _, fragment = written.partition("#")
        path = _beside(entry, bare.partition("?")[0])
        if path.endswith(".md"):
            return self._item(entry, path, fragment, written, line, report)
        if suffix_of(path) in PICTURES and path in self._files:
            return self.picture(entry, bare, line, report)
        if path in self._files and suffix_of(path) in ATTACHMENTS:
            return self.attachment(entry, bare, "", line, report)
        if bare.startswith("/"):
            last = bare.rpartition("/")[2]
            target = bare if not last or "." in last or "?" in bare else f"{bare}/"
            self.links.append(SiteLink(entry.place.path, line, target, written))
            return f"{target}#{fragment}" if fragment else target
        report.warning(line, "the link “{target}” leads nowhere; it was left out — link to a file of content, or to an address beginning with / or https://", target=written)
        return None

    def _item(self, entry: Entry, path: str, fragment: str, written: str, line: int, report: Report) -> str | None:
        found = self._by_path.get(path) or self._by_identity.get((path.removesuffix(".md"), entry.place.language))
        ids: frozenset[str] = found.document.body.ids if found else frozenset()
        named = next((name for name in (fragment, slug(unquote(fragment)), PREFIX + fragment) if name in ids), "")
        if found is None:
            if not self._unreadable(path, entry.place.language):
                report.warning(line, "the link “{target}” leads to no file of content; it was left out", target=written)
        elif found.place.path not in self._shown:
            report.warning(line, "the link “{target}” leads to a text that is not published; it was left out", target=written)
        elif fragment and not named:
            report.warning(line, "the link “{target}” names no heading of {other}; it leads to its beginning", target=written, other=found.place.path)
            return found.url
        else:
            return f"{found.url}#{named}" if named else found.url
        return None

    def _unreadable(self, path: str, language: str) -> bool:
        """Whether the file that a link names is there, but has errors of its own: they are what is to be mended."""
        return path in self._files or f"{path.removesuffix('.md')}.{language}.md" in self._files

    def _video_picture(self, entry: Entry, code: str) -> Picture | None:
        for suffix in PICTURES:
            found = self._media.at(_beside(entry, code + suffix))
            if isinstance(found, Picture):
                return found
        return None


def _beside(entry: Entry, written: str) -> str:
    """The path in content of a file that a text names: from its own folder, or from content where it begins with `/`."""
    name = normalize("NFC", unquote(written))
    path = name[1:] if name.startswith("/") else f"{PurePosixPath(entry.place.path).parent}/{name}"
    return normpath(path)
