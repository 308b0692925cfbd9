"""What the content folder comes to, each file being read: pair, resolve, make items. Everything wrong is collected."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from plugins.model.fields import Section
from plugins.model.item import Announcement, Body, Item, Slogan, StaticPage, Story, Target
from plugins.model.language import Language
from plugins.model.permalink import Ledger
from plugins.model.problem import Level, Problem, Report, in_order
from plugins.model.registry import Named, Registries
from plugins.model.slug import slug

from . import ledger as ledger_file
from . import registries as registry_files
from .announcements import check_register
from .document import Document
from .items import Identities, ItemMaker, slogan
from .media import Locator, SiteLink
from .media_files import MediaFile, MediaFiles
from .pairing import Entry, pair
from .tree import Tree

Texts = Iterable[Document | Sequence[Problem]]
"""Every Markdown file, read: of one with errors only the problems."""

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading needs to know of the site and of the run."""

    languages: tuple[Language, ...]
    """The default one first."""
    instant: datetime
    """Later items are not shown."""
    drafts: bool
    """Whether drafts and later items are shown all the same, for a preview."""
    pictures: Path
    """Where encoded pictures are kept between runs."""
    media: MutableMapping[str, MediaFile]
    """What pictures and attachments were found to be, by path; only of those that are as they were then."""
    guid_host: str
    """The authority in the identities of feed items."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be published at one instant, and what is wrong."""

    stories: tuple[Story, ...]
    announcements: tuple[Announcement, ...]
    pages: tuple[StaticPage, ...]
    slogans: tuple[Slogan, ...]
    registries: Registries
    ledger: Ledger | None
    """None: the content has none."""
    files: Mapping[str, Path]
    """Where the bytes of pictures and attachments lie, by digest."""
    links: tuple[SiteLink, ...]
    """Links in texts to addresses of the site, still to be checked."""
    problems: tuple[Problem, ...]
    """In order."""
    texts: int
    """How many were read."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that has a page."""
        return (*self.stories, *self.announcements, *self.pages)

    def without_links(self, dead: frozenset[str]) -> Self:
        """The same, the links to `dead` addresses left out of the texts."""

        def kept(items: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
            return tuple(replace(item, body=_without(item.body, dead)) for item in items)

        return replace(self, stories=kept(self.stories), announcements=kept(self.announcements), pages=kept(self.pages))


def _without(body: Body, dead: frozenset[str]) -> Body:
    def kept(target: Target) -> Target:
        return None if isinstance(target, str) and target.partition("#")[0] in dead else target

    return replace(body, targets=tuple(kept(target) for target in body.targets))


def assemble(tree: Tree, texts: Texts, reading: Reading) -> Content:
    """What the files of the content folder come to, once each text was read by itself."""
    problems = list(tree.problems)
    found, wrong = registry_files.read(tree.files, tuple(language.code for language in reading.languages))
    problems.extend(wrong)
    ledger, wrong = ledger_file.read(tree.files, tuple(language.code for language in reading.languages))
    problems.extend(wrong)
    known = ledger or Ledger(())
    documents = list(_documents(texts, problems))
    failed = {problem.path for problem in problems if problem.level is Level.ERROR}
    original = reading.languages[0].code
    entries, wrong = pair((document for document in documents if not _orphaned(document, failed, original)), reading.languages, known, tree.files)
    problems.extend(wrong)
    shown = [entry for entry in entries if entry.shown(reading.instant, reading.drafts)]
    media = MediaFiles(tree.files, reading.pictures, reading.media)
    locator = Locator(tree.files, entries, frozenset(entry.place.path for entry in shown), media)
    maker = ItemMaker(shown, found.categories, locator, Identities(reading.guid_host, known, tree.files), reading.instant)
    made, slogans = _made(entries, maker, problems)
    notices = [item for item in made if isinstance(item, Announcement)]
    problems.extend(check_register(notices, entries, [language.code for language in reading.languages]))
    paths = {entry.place.path for entry in shown}
    items = [item for item in made if item.path in paths]
    registries = found if found.categories else replace(found, categories=_named_by_items(shown), registered=False)
    if not errors(problems):
        problems.extend(registry_files.lost_menu_entries(registries, frozenset(item.identity for item in items if isinstance(item, StaticPage))))
    return Content(
        tuple(item for item in items if isinstance(item, Story)),
        tuple(item for item in items if isinstance(item, Announcement)),
        tuple(item for item in items if isinstance(item, StaticPage)),
        tuple(slogans),
        registries,
        ledger,
        media.published,
        tuple(locator.links),
        tuple(in_order(problems)),
        len(documents),
    )


def _orphaned(document: Document, failed: set[str], original: str) -> bool:
    """Whether the file it inherits from has errors: what it would lack without it is not its own fault."""
    identity = document.place.identity
    return document.place.language != original and not failed.isdisjoint({f"{identity}.md", f"{identity}.{original}.md"})


def _documents(texts: Texts, problems: list[Problem]) -> Iterator[Document]:
    for text in texts:
        if isinstance(text, Document):
            problems.extend(text.problems)
            yield text
        else:
            problems.extend(text)


def _made(entries: list[Entry], maker: ItemMaker, problems: list[Problem]) -> tuple[list[Item], list[Slogan]]:
    """All items, those not yet in the output too, for their problems; and the slogans."""
    items: list[Item] = []
    slogans: list[Slogan] = []
    for entry in entries:
        report = Report(entry.place.path)
        if entry.place.section is Section.SLOGANS:
            made = slogan(entry, report)
            slogans.extend([made] if made else [])
        else:
            item = maker.item(entry, report)
            if not report.failed:
                items.append(item)
        problems.extend(report.problems)
    return items, slogans


def _named_by_items(entries: Iterable[Entry]) -> dict[str, Named]:
    """Without a registry, a category is its own name."""
    names: dict[str, dict[str, str]] = {}
    for entry in entries:
        written = entry.values.get("category")
        if isinstance(written, str) and (key := slug(written)):
            names.setdefault(key, {}).setdefault(entry.language.code, written)
    return {key: Named(key, names[key]) for key in sorted(names)}


def errors(problems: Iterable[Problem]) -> bool:
    """Whether the content cannot be published as it is."""
    return any(problem.level is Level.ERROR for problem in problems)
