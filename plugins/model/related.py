"""What a reader of one text may want to read next."""

from collections import defaultdict
from collections.abc import Callable

from .edition import Edition
from .item import Announcement, Dated, Item
from .teaser import Teaser

MOST = 3
"""How many are named."""
NEAREST = 20
"""How far back each list is searched: what shares more stands nearer in time all the same."""


def related(edition: Edition) -> Callable[[Dated], tuple[Teaser, ...]]:
    """Finds older texts that share tags or the category, those that share most first.

    Older ones only: a new story then changes no page of an old one. A tag counts twice as much as the category.
    """
    oldest_first = sorted(edition.news, key=lambda item: (item.instant, item.url))
    ages = {item.url: age for age, item in enumerate(oldest_first)}
    in_lists = _lists(edition)
    places = {(key, item.url): place for key, items in in_lists.items() for place, item in enumerate(items)}
    lists = {key: [ages[item.url] for item in items] for key, items in in_lists.items()}

    def near(item: Dated) -> tuple[Teaser, ...]:
        scores: defaultdict[int, int] = defaultdict(int)
        for key, weight in _keys(item):
            place = places.get((key, item.url))
            if place is not None:
                for age in lists[key][place + 1 : place + 1 + NEAREST]:
                    scores[age] += weight
        best = sorted(zip(scores.values(), scores, strict=True), reverse=True)
        return tuple(edition.teaser(oldest_first[age]) for _, age in best[:MOST])

    return near


def news_about(edition: Edition) -> Callable[[Announcement], tuple[Teaser, ...]]:
    """Finds the stories that link to an announcement and those it links to, the newest first; failing these, older texts that share tags."""
    by_url = {story.url: story for story in edition.stories}
    linking: defaultdict[str, set[str]] = defaultdict(set)
    for story in edition.stories:
        for url in _linked(story):
            linking[url].add(story.url)
    near = related(edition)

    def about(notice: Announcement) -> tuple[Teaser, ...]:
        found = (linking.get(notice.url, set()) | _linked(notice)) & by_url.keys()
        stories = sorted((by_url[url] for url in found), key=lambda story: (story.instant, story.url), reverse=True)
        return tuple(map(edition.teaser, stories[:MOST])) or near(notice)

    return about


def _linked(item: Item) -> set[str]:
    """The addresses of the site that a text links to."""
    return {target.partition("#")[0] for target in item.body.targets if isinstance(target, str)}


def _lists(edition: Edition) -> dict[str, list[Dated]]:
    tagged = {f"tag {tag.slug}": list(edition.tagged(tag.slug)) for tag in edition.tags}
    return tagged | {f"category {category.code}": list(edition.in_category(category.code)) for category in edition.categories}


def _keys(item: Dated) -> list[tuple[str, int]]:
    keys = [(f"tag {tag.slug}", 2) for tag in item.tags]
    return [*keys, (f"category {item.category}", 1)] if item.category else keys
