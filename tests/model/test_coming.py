"""The turns of a site: held against what its pages show at any two instants."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model.coming import Change, Turn, told_once, turns
from plugins.model.edition import Edition
from plugins.model.item import Announcement, Item, Slogan, Status
from plugins.model.register import Register
from plugins.model.site import Site
from plugins.model.state import Ending, life
from plugins.model.vietnam_time import ZONE, Moment, midnight, moment
from plugins.plan import FEATURES

from .samples import ENGLISH, NO_REGISTRIES, VIETNAMESE, Echo, announcement, slogan, static_page, story

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NEW_YEAR = date(2027, 1, 1)
START = midnight(NEW_YEAR - 6 * DAY)


def register_of(items: Iterable[Item]) -> Register:
    """What the announcements among them do to each other."""
    return Register([item for item in items if isinstance(item, Announcement)], ("vi", "en"))


def all_turns(items: list[Item], slogans: list[Slogan], after: datetime) -> list[Turn]:
    """With what documents do to each other."""
    return turns(items, slogans, after, register_of(items).life)


def shown(items: list[Item], slogans: list[Slogan], at: datetime) -> list[object]:
    """What every page of the site holds at an instant."""
    there = [item for item in items if item.published is None or item.published <= at]
    register = register_of(there)
    editions = [Edition(language, "Bản Tin", there, slogans, NO_REGISTRIES, register, at, Echo()) for language in (VIETNAMESE, ENGLISH)]
    site = Site(editions, None, "union.example", "g")
    return [(page.url, page.view) for feature in FEATURES for page in feature(site)]


days = st.integers(-8, 8).map(lambda number: NEW_YEAR + number * DAY)
instants = st.builds(lambda day, second: midnight(day) + second * SECOND, days, st.sampled_from([0, 1, 30, 59, 60, 43_200, 86_399]))
moments = st.one_of(days.map(lambda day: Moment(midnight(day), whole_day=True)), instants.map(Moment))


@st.composite
def announcements(draw: st.DrawFn) -> Announcement:
    """An announcement around the New Year that has any of the days it may have, in any order."""
    number = draw(st.integers(0, 9))
    language = draw(st.sampled_from(["vi", "en"]))
    first, last = draw(st.none() | days), draw(st.none() | days)
    return announcement(
        identity=f"announcements/{number}",
        path=f"announcements/{number}.{language}.md",
        url=f"/{language}/{number}/",
        language=language,
        kind=draw(st.sampled_from(["QĐ", "TB"])),
        number=f"{number}/QĐ-CĐ",
        supersedes=draw(st.just(()) | st.integers(0, 99).map(lambda other: (f"{other % 4}/QĐ-CĐ",))),
        published=draw(instants),
        effective_from=first,
        effective_until=max(first, last) if first and last else last,
        deadline=draw(st.none() | moments),
        event_start=draw(st.none() | moments),
        pinned=draw(st.booleans()),
        status=draw(st.sampled_from([Status.PUBLISHED, Status.PUBLISHED, Status.WITHDRAWN])),
    )


@st.composite
def banners(draw: st.DrawFn) -> Slogan:
    """A slogan around the New Year, of some days, or for always."""
    first = draw(st.just(date.min) | days)
    last = draw(st.just(date.max) | days)
    text, language = f"{draw(st.integers(0, 99))}", draw(st.sampled_from(["vi", "vi", "en"]))
    return slogan(text, min(first, last), max(first, last), language)


sites = st.tuples(
    st.lists(announcements(), max_size=4, unique_by=lambda notice: notice.url),
    st.lists(banners(), max_size=3, unique_by=lambda one: (one.text, one.language)),
)


@given(sites, instants, instants)
def test_between_two_turns_every_page_is_as_it_was(site: tuple[list[Item], list[Slogan]], one: datetime, other: datetime) -> None:
    """Where a page shows something else at a later instant, a turn not later than that was told; each turn is told later than what was asked, in order."""
    before, after = sorted((one, other))
    told = all_turns(*site, before)
    assert [turn.instant for turn in told] == sorted(turn.instant for turn in told)
    assert all(turn.instant > before for turn in told)
    if shown(*site, before) != shown(*site, after):
        assert told[0].instant <= after


@given(sites)
@example(([], [slogan("một", date.min, date.max), slogan("hai", date.min, date.max)]))
def test_something_changes_at_a_turn(site: tuple[list[Item], list[Slogan]]) -> None:
    """At each that is told, some page shows something else than a moment before.

    But a slogan may begin on another's day, what ends on the day its successor is published ends when that is, and who asks may know
    of a successor before the pages do.
    """
    told = all_turns(*site, START)
    begins = {turn.instant for turn in told if turn.change is Change.SLOGAN_BEGINS}
    successors = {midnight(item.instant.astimezone(ZONE).date()) for item in site[0] if isinstance(item, Announcement) and item.supersedes}
    for turn in told:
        if turn.instant not in begins | successors and not (successors and turn.change is Change.EVENT):
            assert shown(*site, turn.instant - timedelta.resolution) != shown(*site, turn.instant), turn


@given(sites)
def test_order_does_not_depend_on_the_order_of_content(site: tuple[list[Item], list[Slogan]]) -> None:
    """Whichever order items and slogans come in."""
    items, slogans = site
    assert turns(items, slogans, START) == turns(items[::-1], slogans[::-1], START)


def changes(notice: Announcement, after: datetime = START, last: date | None = None) -> list[tuple[str, Change]]:
    """What one announcement comes to."""
    told = turns([notice], [], after, (lambda one: life(one).ended_by(Ending.SUPERSEDED, last + DAY)) if last else life)
    return [(f"{turn.instant:%Y-%m-%d %H:%M:%S}", turn.change) for turn in told]


def test_the_life_of_an_announcement() -> None:
    """Its instants in Vietnam time, whatever zone they come in; the day ends at the midnight after it."""
    notice = announcement(
        number="15/QĐ-CĐ",
        published=datetime(2026, 12, 29, 17, 0, 1, tzinfo=UTC),
        effective_from=NEW_YEAR,
        deadline=moment("2027-01-02"),
        effective_until=date(2027, 1, 5),
    )
    assert changes(notice) == [
        ("2026-12-30 00:00:01", Change.PUBLISHED),
        ("2027-01-01 00:00:00", Change.EFFECTIVE),
        ("2027-01-03 00:00:00", Change.DEADLINE),
        ("2027-01-06 00:00:00", Change.EXPIRY),
    ]
    assert [change for _, change in changes(notice, moment("2027-01-01").instant)] == [Change.DEADLINE, Change.EXPIRY]
    assert turns([notice], [], START)[0] == Turn(
        moment("2026-12-30 00:00:01").instant, Change.PUBLISHED, "news/2026/a", "vi", "news/2026/a.md", "15/QĐ-CĐ Bài", "/thong-bao/a/"
    )


def test_an_end_that_comes_from_elsewhere() -> None:
    """The caller may know an earlier last day, of a document that another one supersedes; one that ends before it begins never takes effect."""
    notice = announcement(effective_from=NEW_YEAR)
    assert changes(notice, last=date(2027, 1, 3)) == [("2027-01-01 00:00:00", Change.EFFECTIVE), ("2027-01-04 00:00:00", Change.EXPIRY)]
    assert changes(notice, last=date(2026, 12, 28)) == [("2026-12-29 00:00:00", Change.EXPIRY)]


def test_a_deadline_is_told_whatever_the_days_are() -> None:
    """Also one that is over before the announcement takes effect, or after it has ended: its page says that it is over."""
    early, late = moment("2026-12-30"), moment("2027-01-03 08:00")
    for deadline in (early, late):
        told = changes(announcement(effective_from=NEW_YEAR, effective_until=date(2027, 1, 2), deadline=deadline))
        assert sorted(change for _, change in told) == [Change.DEADLINE, Change.EFFECTIVE, Change.EXPIRY]


@pytest.mark.parametrize(
    "fields",
    [
        {"published": moment("2026-12-31 08:00").instant, "effective_until": date(2026, 12, 30), "deadline": moment("2026-12-30")},
        {"published": moment("2026-12-31 08:00").instant, "kind": "QĐ", "effective_from": date(2026, 12, 31), "deadline": moment("2026-12-31 08:00")},
        {"published": moment("2026-12-31 08:00").instant, "effective_from": NEW_YEAR, "status": Status.WITHDRAWN, "effective_until": NEW_YEAR},
    ],
    ids=["over before it was published", "begun before it was published", "withdrawn"],
)
def test_only_its_publication(fields: dict[str, object]) -> None:
    """What was so already when it was published, and what no page of it tells, is no turn."""
    assert [change for _, change in changes(announcement(**fields))] == [Change.PUBLISHED]


def test_the_end_of_an_event() -> None:
    """An event is over when it ends; one without an end when it begins, one of whole days at the midnight after the last one."""
    for start, end, over in (
        ("2026-12-01 08:00", "2026-12-01 11:00", "2026-12-01 11:00:00"),
        ("2026-12-01 08:00", "", "2026-12-01 08:00:00"),
        ("2026-12-01", "2026-12-03", "2026-12-04 00:00:00"),
    ):
        notice = announcement(kind="QĐ", event_start=moment(start), event_end=moment(end) if end else None)
        assert (over, Change.EVENT) in changes(notice, moment("2026-11-30").instant)


def test_what_has_no_time_has_no_turn() -> None:
    """A page without a date, a slogan for always, and what an event begins with; nor its end, where a deadline is still to come, or it is cancelled."""
    assert turns([static_page()], [slogan("a", date.min, date.max)], START) == []
    assert changes(announcement(kind="QĐ", effective_from=START.date(), published=START, event_start=moment("2027-01-02 08:00"), event_end=moment("2027-01-02 09:00"))) == [
        ("2027-01-02 09:00:00", Change.EVENT)
    ]
    deadline = announcement(kind="QĐ", event_start=moment("2027-01-02 08:00"), deadline=moment("2027-01-03"))
    assert changes(deadline) == [("2027-01-04 00:00:00", Change.DEADLINE)]
    event = announcement(kind="QĐ", event_start=moment("2027-01-02 08:00"))
    assert changes(event, last=date(2027, 1, 1)) == [("2027-01-02 00:00:00", Change.EXPIRY)]


def test_several_slogans_are_one_line() -> None:
    """Where slogans of a language share the days, the next midnight of each stretch is told, once for all languages and none that is over."""
    always = [slogan(text, date.min, date.max, language) for text in "ab" for language in ("vi", "en")]
    assert turns([], always, START + SECOND) == [Turn(START + DAY, Change.NEXT_SLOGAN)]
    some = [slogan("a", date.min, date.max), slogan("b", NEW_YEAR, NEW_YEAR + DAY), slogan("c", NEW_YEAR + 5 * DAY, NEW_YEAR + 5 * DAY), slogan("d", NEW_YEAR, NEW_YEAR, "en")]
    rotations = [turn.instant for turn in turns([], some, START) if turn.change is Change.NEXT_SLOGAN]
    assert rotations == [midnight(NEW_YEAR + DAY)]
    assert [turn for turn in turns([], some, midnight(NEW_YEAR + DAY)) if turn.change is Change.NEXT_SLOGAN] == []
    within = [*always[::2], *(slogan(text, NEW_YEAR, NEW_YEAR + DAY, "en") for text in "ab")]
    assert turns([], within, midnight(NEW_YEAR + 9 * DAY)) == [Turn(midnight(NEW_YEAR + 10 * DAY), Change.NEXT_SLOGAN)]
    one_after_another = [slogan("a", date.min, date.max), slogan("b", NEW_YEAR, NEW_YEAR + DAY), slogan("c", NEW_YEAR + 2 * DAY, NEW_YEAR + 4 * DAY)]
    assert [turn.instant for turn in turns([], one_after_another, START) if turn.change is Change.NEXT_SLOGAN] == [midnight(NEW_YEAR + DAY)]


def test_languages_are_told_once() -> None:
    """At one instant the first language speaks for all; a translation with a date of its own speaks for itself."""
    vietnamese = story(path="news/a.vi.md", published=START + DAY)
    english = story(path="news/a.en.md", published=START + DAY, language="en")
    later = story(path="news/a.en.md", published=START + 2 * DAY, language="en")
    banner = [slogan("x", NEW_YEAR, date.max, "vi"), Slogan("slogans/x.en.md", "en", "X", NEW_YEAR, date.max)]
    assert [turn.path for turn in told_once(turns([english, vietnamese], [], START), ["vi", "en"])] == ["news/a.vi.md"]
    assert [turn.path for turn in told_once(turns([later, vietnamese], [], START), ["vi", "en"])] == ["news/a.vi.md", "news/a.en.md"]
    assert [turn.title for turn in told_once(turns([], banner, START), ["en", "vi"])] == ["X"]
    assert [turn.title for turn in told_once(turns([], banner, START), ["vi", "en"])] == ["x"]
