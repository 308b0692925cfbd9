"""What a reader of one text may want to read next."""

from collections import Counter
from collections.abc import Callable

from .edition import Edition
from .item import Dated, Teaser

MOST = 3
"""How many are named."""
NEAREST = 20
"""How far back each list is searched: what shares more stands nearer in time all the same."""


def related(edition: Edition) -> Callable[[Dated], tuple[Teaser, ...]]:
    """Finds older texts that share tags or the category, those that share most first.

    Older ones only: a new story then changes no page of an old one. A tag counts twice as much as the category.
    """
    by_url = {item.url: item for item in edition.news}
    lists = _lists(edition)
    places = {(key, item.url): place for key, items in lists.items() for place, item in enumerate(items)}

    def near(item: Dated) -> tuple[Teaser, ...]:
        scores: Counter[str] = Counter()
        for key, weight in _keys(item):
            place = places.get((key, item.url))
            if place is not None:
                for other in lists[key][place + 1 : place + 1 + NEAREST]:
                    scores[other.url] += weight
        best = sorted(scores, key=lambda url: (scores[url], by_url[url].instant, url), reverse=True)
        return tuple(by_url[url].teaser for url in best[:MOST])

    return near


def _lists(edition: Edition) -> dict[str, list[Dated]]:
    tagged = {f"tag {tag.slug}": list(edition.tagged(tag.slug)) for tag in edition.tags}
    return tagged | {f"category {category.code}": list(edition.in_category(category.code)) for category in edition.categories}


def _keys(item: Dated) -> list[tuple[str, int]]:
    keys = [(f"tag {tag.slug}", 2) for tag in item.tags]
    return [*keys, (f"category {item.category}", 1)] if item.category else keys
