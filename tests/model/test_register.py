"""The register: what documents do to each other."""

from datetime import date, timedelta

import pytest

from plugins.model.document_number import Citation
from plugins.model.history import Happening, history
from plugins.model.item import Announcement, Status
from plugins.model.register import Bearing, Register, Relation
from plugins.model.state import Ending, State
from plugins.model.vietnam_time import moment

from .samples import announcement

DAY = timedelta(days=1)


def document(name: str, day: str, number: str, **fields: object) -> Announcement:
    """A decision, in Vietnamese unless `fields` say otherwise."""
    language = fields.get("language", "vi")
    common = {"identity": name, "path": f"{name}.{language}.md", "url": f"/{language}/{name}/", "title": name, "kind": "QĐ"}
    return announcement(**(common | {"published": moment(day).instant, "number": number} | fields))


def register(*documents: Announcement) -> Register:
    """Of these, in Vietnamese first."""
    return Register(documents, ("vi", "en"))


OLD = document("cu", "2025-01-10", "1/QĐ-CĐ")
NEW = document("moi", "2026-11-01", "7/QĐ-CĐ", supersedes=("1/QĐ-CĐ",), effective_from=date(2027, 1, 1))


def test_a_successor_ends_its_predecessor_the_day_before_it_takes_effect() -> None:
    """Not when it is published."""
    life = register(OLD, NEW).life(OLD)
    assert (life.last_day, life.named, life.ending) == (date(2026, 12, 31), True, Ending.SUPERSEDED)
    assert [life.state(day) for day in (date(2026, 11, 2), date(2026, 12, 31), date(2027, 1, 1))] == [State.CURRENT, State.CURRENT, State.PAST]


def test_both_say_what_one_does_to_the_other() -> None:
    """Each page names the other document, its address, and the day from which."""
    found = register(OLD, NEW)
    assert found.relations(NEW) == (Relation(Bearing.SUPERSEDES, False, "1/QĐ-CĐ", "cu", "/vi/cu/", "vi", date(2027, 1, 1)),)
    assert found.relations(OLD) == (Relation(Bearing.SUPERSEDES, True, "7/QĐ-CĐ", "moi", "/vi/moi/", "vi", date(2027, 1, 1)),)


@pytest.mark.parametrize("bearing", Bearing)
def test_only_what_supersedes_or_repeals_ends_a_document(bearing: Bearing) -> None:
    """What is amended stays in force."""
    doer = document("moi", "2026-11-01", "7/QĐ-CĐ", **{bearing: ("01/QĐ–CĐ",)})
    life = register(OLD, doer).life(OLD)
    endings = {Bearing.SUPERSEDES: Ending.SUPERSEDED, Bearing.REPEALS: Ending.REPEALED}
    assert life.state(date(2026, 11, 1)) is (State.CURRENT if bearing is Bearing.AMENDS else State.PAST)
    assert life.ending is endings.get(bearing, Ending.EXPIRED)


def test_it_holds_in_every_language() -> None:
    """An English page knows of a successor that is in Vietnamese only, and says so; where there is an English one, it leads there."""
    english = document("cu", "2025-06-01", "1/QĐ-CĐ", language="en")
    found = register(english, OLD, NEW)
    assert found.life(english) == found.life(OLD)
    assert found.issued(english) == date(2025, 1, 10), "the day the document bears, not that of its translation"
    assert [(relation.url, relation.language) for relation in found.relations(english)] == [("/vi/moi/", "vi")]
    translated = document("moi", "2026-11-02", "7/QĐ-CĐ", language="en", supersedes=("1/QĐ-CĐ",))
    assert [(relation.url, relation.language) for relation in register(english, OLD, NEW, translated).relations(english)] == [("/en/moi/", "en")]


def test_the_earliest_end_counts() -> None:
    """Of two that end it, the first; its own last day if that comes before."""
    later = document("sau", "2026-11-02", "8/QĐ-CĐ", repeals=("1/QĐ-CĐ",), effective_from=date(2027, 2, 1))
    for order in ((OLD, NEW, later), (later, NEW, OLD)):
        assert register(*order).life(OLD).ending is Ending.SUPERSEDED
    short = document("cu", "2025-01-10", "1/QĐ-CĐ", effective_until=date(2026, 6, 30))
    life = register(short, NEW).life(short)
    assert (life.last_day, life.ending) == (date(2026, 6, 30), Ending.EXPIRED)


def test_what_was_withdrawn_does_nothing() -> None:
    """A withdrawn successor ends nothing; nobody links to a withdrawn document."""
    gone = document("moi", "2026-11-01", "7/QĐ-CĐ", supersedes=("1/QĐ-CĐ",), status=Status.WITHDRAWN)
    assert register(OLD, gone).life(OLD).last_day is None
    old = document("cu", "2025-01-10", "1/QĐ-CĐ", status=Status.WITHDRAWN)
    assert [(relation.number, relation.url) for relation in register(old, NEW).relations(NEW)] == [("1/QĐ-CĐ", "")]


def test_numbers_begin_anew_each_year() -> None:
    """A number means the newest document that is older than who names it; with a year, the one of that year."""
    older = document("a", "2024-03-01", "1/QĐ-CĐ")
    newer = document("c", "2027-01-05", "1/QĐ-CĐ")
    found = register(older, OLD, newer, NEW)
    assert [other.identity for other in found.cited(Citation("1/QĐ-CĐ"), NEW)] == ["cu", "a"]
    assert [other.identity for other in found.cited(Citation("1/QĐ-CĐ", 2024), NEW)] == ["a"]
    assert found.cited(Citation("1/QĐ-CĐ", 2023), NEW) == []
    assert found.cited(Citation("7/QĐ-CĐ"), NEW) == [], "not itself"


def test_documents_that_supersede_each_other() -> None:
    """Only what is older can be superseded: two that name each other end once."""
    one = document("a", "2026-01-01", "1/QĐ-CĐ", supersedes=("2/QĐ-CĐ",))
    two = document("b", "2026-02-01", "2/QĐ-CĐ", supersedes=("1/QĐ-CĐ",))
    found = register(one, two)
    assert (found.life(one).ending, found.life(two).last_day) == (Ending.SUPERSEDED, None)
    assert [(relation.passive, relation.url) for relation in found.relations(one)] == [(False, ""), (True, "/vi/b/")]


def test_a_history_is_in_the_order_of_time() -> None:
    """Issue, first day, corrections, what others did, its end; nothing where nothing but its issue is known."""
    amending = document("sua", "2025-08-01", "3/QĐ-CĐ", amends=("1/QĐ-CĐ",))
    old = document(
        "cu", "2025-01-10", "1/QĐ-CĐ", effective_from=date(2025, 2, 1), updated=moment("2025-03-05 09:00").instant, change_note="Sửa ngày."
    )
    steps = history(old, register(old, amending, NEW))
    assert [(step.day, step.happening) for step in steps] == [
        (date(2025, 1, 10), Happening.ISSUED),
        (date(2025, 2, 1), Happening.IN_FORCE),
        (date(2025, 3, 5), Happening.CORRECTED),
        (date(2025, 8, 1), Happening.AMENDED),
        (date(2027, 1, 1), Happening.SUPERSEDED),
    ]
    assert [step.by.url if step.by else step.note for step in steps] == ["", "", "Sửa ngày.", "/vi/sua/", "/vi/moi/"]
    assert history(OLD, register(OLD)) == ()
    short = document("ngan", "2026-01-01", "9/QĐ-CĐ", effective_until=date(2026, 5, 1))
    assert history(short, register(short))[-1].happening is Happening.LAST_DAY


def test_numbers_that_several_bear_are_told_apart() -> None:
    """A document that replaces one of the same number names it with its year."""
    new = document("moi", "2026-01-10", "1/QĐ-CĐ", supersedes=("1/QĐ-CĐ",))
    found = register(OLD, new)
    assert [relation.number for relation in found.relations(new)] == ["1/QĐ-CĐ (2025)"]
    assert [relation.number for relation in found.relations(OLD)] == ["1/QĐ-CĐ (2026)"]


def test_a_document_is_ended_once() -> None:
    """By the first that does it, in one way; what would end it again is not told on its page."""
    both = document("moi", "2026-01-10", "2/QĐ-CĐ", supersedes=("1/QĐ-CĐ",), repeals=("1/QĐ-CĐ",))
    later = document("sau", "2026-03-10", "3/QĐ-CĐ", repeals=("1/QĐ-CĐ",), amends=("1/QĐ-CĐ",))
    relations = register(OLD, both, later).relations(OLD)
    assert [(relation.bearing, relation.number) for relation in relations] == [(Bearing.SUPERSEDES, "2/QĐ-CĐ"), (Bearing.AMENDS, "3/QĐ-CĐ")]
