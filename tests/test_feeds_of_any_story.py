"""From any stories to their feeds, without a build: model, feature, writers, and back."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from plugins import feeds
from plugins.model.feed import NEWEST, Feed, Format
from plugins.model.item import Body, Dated, Status, Tag
from plugins.model.permalink import guid
from plugins.model.site import Site
from plugins.model.slug import slug
from plugins.outputs.feed_text import feed_text
from plugins.outputs.render import FEED_WRITERS
from tests.model.samples import announcement, edition, story
from tests.outputs.feed_samples import UNION, Said, said
from tests.outputs.test_feed_formats import ATTACHMENTS, MOMENTS, PICTURES, SLUGS, WORDS

HTML = "<p>Toàn văn ]]> &amp; 🎉</p>"


@st.composite
def items(draw: st.DrawFn) -> Dated:
    """Any story or announcement: silent about a change or not, withdrawn or not."""
    published = draw(MOMENTS)
    name = draw(SLUGS)
    made = draw(st.sampled_from([story, announcement]))
    tags = draw(st.lists(WORDS, max_size=2, unique_by=slug))
    withdrawn = draw(st.booleans())  # then the reader leaves nothing but the reason
    return made(
        identity=f"news/{name}",
        guid=guid("union.example", "vi", f"news/{name}", published),
        url=f"/tin-tuc/{name}/",
        published=published,
        title=draw(WORDS),
        summary=draw(st.just("") | WORDS),
        body=Body("" if withdrawn else f"news/{name}.md"),
        author=draw(st.just("") | WORDS),
        tags=tuple(Tag(slug(tag), tag) for tag in tags if slug(tag)),
        picture=None if withdrawn else draw(st.none() | PICTURES),
        attachments=() if withdrawn else tuple(draw(st.lists(ATTACHMENTS, max_size=2))),
        updated=draw(st.none() | MOMENTS),
        change_note=draw(st.just("") | WORDS),
        status=Status.WITHDRAWN if withdrawn else Status.PUBLISHED,
    )


@given(st.lists(items(), max_size=4, unique_by=lambda item: item.url))
def test_any_stories_come_back_from_their_feeds(several: list[Dated]) -> None:
    """Identity, page, dates, language, files and words of every item are in every format, newest first; text and note where they are to be told."""
    site = Site([edition(*several)], None, "union.example", "g")
    newest = sorted(several, key=lambda item: (item.instant, item.url), reverse=True)
    home = [page.view for page in feeds.pages(site) if page.url in {f"/{kind}" for kind in Format}]
    assert len(home) == len(Format)
    for view in home:
        assert isinstance(view, Feed)
        data = FEED_WRITERS[view.format](view, feed_text(lambda _path: HTML, UNION), lambda name: f"/theme/{name}", UNION)
        found = said(view.format, data)
        assert [_without_words(one) for one in found] == [_expected(view.format, item) for item in newest]
        for one, item in zip(found, newest, strict=True):
            assert one.title == (f"[Withdrawn] {item.title}" if item.withdrawn else item.title)
            assert (HTML in one.html) is not item.withdrawn
            assert one.html.startswith("<p><strong>") is (item.withdrawn or bool(item.change_note and item.updated))


def _without_words(one: Said) -> Said:
    return replace(one, title="", html="", summary="")


def _expected(kind: Format, item: Dated) -> Said:
    """What does not depend on how things are worded."""
    told: datetime | None = item.updated if item.withdrawn or item.change_note else None
    enclosure = item.attachments[0] if item.attachments else item.picture
    return Said(
        item.guid,
        UNION.absolute(item.url),
        "",
        "",
        "",
        item.instant,
        None if kind is Format.RSS else max(item.instant, told or item.instant),
        "vi",
        item.author,
        tuple(tag.name for tag in item.tags),
        UNION.absolute(item.picture.address) if item.picture else "",
        (UNION.absolute(enclosure.address), enclosure.type, enclosure.size) if enclosure else None,
    )


def test_a_live_document_holds_the_newest() -> None:
    """Thirty items, of however many; each list has its feed in every format."""
    made = edition(*(story(identity=f"news/{number}", url=f"/tin-tuc/{number}/") for number in range(NEWEST + 5)))
    views = [page.view for page in feeds.pages(Site([made], None, "union.example", "g"))]
    assert len(views) == len(Format) * len(list(made.channels()))
    assert {len(view.items) for view in views if isinstance(view, Feed)} == {0, NEWEST}
