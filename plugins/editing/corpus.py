"""A made-up corpus to measure with: as many stories as one likes; for one seed the same bytes on any machine.

Of 25 items one is an announcement, of five two are also in English; texts are of about 6 KB, dates lie over 20 years.
An item depends on the seed and its number alone: a larger corpus holds the smaller one, and nothing is kept in memory
from one item to the next.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path, PurePosixPath
from random import Random

from plugins.model.fields import Section
from plugins.model.kinds import KINDS
from plugins.model.slug import slug
from plugins.model.vietnam_time import ZONE
from plugins.sources.front_matter import FENCE
from plugins.sources.tree import SITE

from .corpus_words import (
    BYLINES,
    CATEGORIES,
    DEEDS,
    HEADINGS,
    MATTERS,
    PEOPLE,
    PLACES,
    SEE_ALSO,
    SENTENCES,
    TABLE,
    TAGS,
    TRADES,
    WORKSHOP,
)
from .scaffold import LANGUAGES, quoted

FIRST_DAY = datetime(2006, 11, 1, tzinfo=ZONE)
DAYS = 20 * 365
"""Over how many days the dates lie: the last is 2026-10-26."""
POOL = 3_000
"""How many sentences the texts of one language are put together from."""
BODY_BYTES = (3_000, 9_000, 6_000)
"""The shortest text, the longest and the likeliest."""
TITLE_STEP = 64_997
"""Goes round all titles before one comes again: shares no factor with their number."""
SHAPES = ("list",) * 4 + ("steps",) * 2 + ("quotation",) * 2 + ("table",) + ("link",) * 6 + ("strong",) * 2 + ("plain",) * 33
"""What a block of a text can be, as often as it is."""
_TAG_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, len(TAGS) + 1)))


def write(folder: Path, stories: int, seed: int = 1) -> int:
    """Write a content folder of so many stories; return how many Markdown files that are.

    Raises FileExistsError where the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty — name a folder that is not there yet")
    last = FIRST_DAY + timedelta(days=DAYS)
    for section in (Section.NEWS, Section.ANNOUNCEMENTS):
        for year in range(FIRST_DAY.year, last.year + 1):
            (folder / section / str(year)).mkdir(parents=True)
    (folder / SITE).mkdir()
    for name, code, entries in (("categories", "key", CATEGORIES), ("bylines", "code", BYLINES)):
        lines = (f"- {code}: {key}\n  vi: {vi}\n  en: {en}\n" for key, vi, en in entries)
        (folder / SITE / f"{name}.yaml").write_text("".join(lines), "utf-8", newline="\n")
    corpus = Corpus(seed)
    written = 0
    for index in range(stories):
        for path, text in corpus.item(index):
            (folder / path).write_bytes(text.encode())
            written += 1
    return written


class Corpus:
    """The items that a seed stands for, by number."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sentences = tuple(tuple(_sentences(place, Random(f"{seed} {code}"))) for place, code in enumerate(LANGUAGES))

    def item(self, index: int) -> Iterator[tuple[PurePosixPath, str]]:
        """The files of an item, by path in the content folder: one, or two where it is also in English."""
        for language in range(len(LANGUAGES) if in_english(index) else 1):
            random = self._random(index, LANGUAGES[language])
            head = [FENCE, *self._front_matter(index, language, random), FENCE, ""]
            yield self._path(index, language), "\n".join([*head, self._body(index, language, random), ""])

    def _front_matter(self, index: int, language: int, random: Random) -> Iterator[str]:
        names = [TAGS[place][language] for place in dict.fromkeys(_frequent(random, random.randint(1, 4)))]
        yield f"title: {quoted(self._title(index, language))}"
        yield f"summary: {quoted(random.choice(self._sentences[language]))}"
        yield f"tags: [{', '.join(names)}]"
        if language:
            yield f"translated_from: {LANGUAGES[0]}"
            return
        published = self._published(index)
        yield f"date: {published:%Y-%m-%d %H:%M}"
        yield f"category: {random.choice(CATEGORIES)[0]}"
        yield f"author: {random.choice(BYLINES)[0]}"
        if is_announcement(index):
            yield f"number: {number(index)}"
            yield f"kind: {_kind(index)}"
            if random.choice((True, False)):
                last = min(published + timedelta(days=random.randint(7, 90)), FIRST_DAY + timedelta(days=DAYS))
                yield f"effective_until: {last.date()}"

    def _body(self, index: int, language: int, random: Random) -> str:
        """Paragraphs, a heading every few of them, and now and then a list, a quotation, a link or a table."""
        blocks: list[str] = []
        size, wanted = 0, random.triangular(*BODY_BYTES)
        headings = iter(random.sample(HEADINGS, len(HEADINGS)))
        while size < wanted:
            if blocks and len(blocks) % 5 == 0 and (heading := next(headings, None)):
                blocks.append(f"## {heading[language]}")
            blocks.append(self._block(index, language, random))
            size += len(blocks[-1].encode())
        return "\n\n".join(blocks)

    def _block(self, index: int, language: int, random: Random) -> str:
        said = random.choices(self._sentences[language], k=random.randint(3, 6))
        shape = random.choice(SHAPES)
        if shape == "list":
            return "\n".join(f"- {sentence}" for sentence in said)
        if shape == "steps":
            return "\n".join(f"{place}. {sentence}" for place, sentence in enumerate(said, start=1))
        if shape == "table":
            shops = (f"{WORKSHOP[language]} {place}" for place in range(1, len(said) + 1))
            rows = (f"| {shop} | {random.randint(12, 400)} | {random.randint(1, 99)} % |" for shop in shops)
            return "\n".join([TABLE[language], "|:--|--:|--:|", *rows])
        if shape == "link" and index:
            said.append(self._see_also(random.randrange(index), language))
        if shape == "strong":
            said[0] = f"**{said[0]}**"
        return ("> " if shape == "quotation" else "") + " ".join(said)

    def _see_also(self, index: int, language: int) -> str:
        """A link to an item; in English to the nearest earlier one that is in English."""
        while language and not in_english(index):
            index -= 1
        return SEE_ALSO[language].format(title=self._title(index, language), address=f"/{self._path(index, language)}")

    def _title(self, index: int, language: int) -> str:
        """Each title once."""
        if is_announcement(index):
            kind = KINDS[_kind(index)]
            matter = MATTERS[index % len(MATTERS)][language]
            return f"{kind.named(LANGUAGES[language])[0]} {number(index)}: {matter}"
        cycle, place = divmod(index, len(TRADES) * len(PLACES) * len(DEEDS))
        rest, trade = divmod((place * TITLE_STEP + self._seed) % (len(TRADES) * len(PLACES) * len(DEEDS)), len(TRADES))
        where, deed = PLACES[rest % len(PLACES)], DEEDS[rest // len(PLACES)][language]
        name = TRADES[trade][language]
        again = f" ({cycle + 1})" if cycle else ""
        return f"Công đoàn {name} {where} {deed}{again}" if language == 0 else f"{name[0].upper()}{name[1:]} union in {where} {deed}{again}"

    def _path(self, index: int, language: int) -> PurePosixPath:
        section = Section.ANNOUNCEMENTS if is_announcement(index) else Section.NEWS
        return PurePosixPath(section, str(self._published(index).year), f"{slug(self._title(index, 0))}.{LANGUAGES[language]}.md")

    def _published(self, index: int) -> datetime:
        random = self._random(index, "date")
        return FIRST_DAY + timedelta(days=random.randrange(DAYS), minutes=random.randrange(6 * 60, 22 * 60))

    def _random(self, index: int, use: str) -> Random:
        return Random(f"{self._seed} {index} {use}")


def in_english(index: int) -> bool:
    """Two of five."""
    return index % 5 in {0, 3}


def is_announcement(index: int) -> bool:
    """One of 25, another one in each row: so that they are in English as often as stories are."""
    return index % 25 == index // 25 % 25


def number(index: int) -> str:
    """The number and symbol of an announcement."""
    return f"{index // 25 + 1}/{_kind(index)}-CĐ"


def _kind(index: int) -> str:
    return list(KINDS)[index // 25 % len(KINDS)]


def _frequent(random: Random, count: int) -> list[int]:
    """Numbers of tags: the first ones much oftener than the last."""
    return random.choices(range(len(TAGS)), cum_weights=_TAG_WEIGHTS, k=count)


def _sentences(language: int, random: Random) -> Iterator[str]:
    def one_of(pairs: Sequence[tuple[str, str]]) -> str:
        return random.choice(pairs)[language]

    for place in range(POOL):
        patterns = SENTENCES[language]
        sentence = patterns[place % len(patterns)].format(
            trade=one_of(TRADES),
            place=random.choice(PLACES),
            matter=one_of(MATTERS),
            person=one_of(PEOPLE),
            person2=one_of(PEOPLE),
            number=random.randint(20, 900),
            day=random.randint(2, 28),
            month=random.randint(1, 12),
        )
        yield sentence[0].upper() + sentence[1:]
