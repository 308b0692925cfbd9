"""sitemap.xml and robots.txt: a sitemap for each year and language, one for the undated pages of each language."""

from collections.abc import Iterable, Iterator

from .model.edition import Edition
from .model.item import Dated
from .model.page import Frame, Page
from .model.site import Site
from .outputs.sitemap import Place, Robots, Sitemap

INDEX = "/sitemap.xml"


def pages(site: Site, planned: Iterable[Page]) -> Iterator[Page]:
    """For the pages in `planned` that search engines may list."""
    dated = {item.url: item for edition in site.editions for item in (*edition.stories, *edition.announcements)}
    undated: dict[str, list[Place]] = {edition.language.code: [] for edition in site.editions}
    for page in planned:
        frame = getattr(page.view, "frame", None)
        if isinstance(frame, Frame) and frame.indexed and page.url not in dated:
            undated[frame.masthead.language.code].append(Place(page.url))
    maps = [made for edition in site.editions for made in _maps(edition, undated[edition.language.code])]
    yield from maps
    places = tuple(Place(page.url) for page in maps)
    yield Page(INDEX, "sitemap", Sitemap(places, index=True))
    yield Page("/robots.txt", "robots", Robots((INDEX,)))


def _maps(edition: Edition, undated: list[Place]) -> Iterator[Page]:
    code = edition.language.code
    years: dict[int, list[Place]] = {}
    items: list[Dated] = [*edition.stories, *edition.announcements]
    for item in items:
        years.setdefault(item.instant.year, []).append(Place(item.url, item.modified))
    for year in sorted(years):
        yield Page(f"/sitemap-{year}-{code}.xml", "sitemap", Sitemap(tuple(sorted(years[year], key=lambda place: place.url))))
    yield Page(f"/sitemap-pages-{code}.xml", "sitemap", Sitemap(tuple(sorted(undated, key=lambda place: place.url))))
