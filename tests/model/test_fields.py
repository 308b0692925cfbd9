"""The table of front-matter fields."""

import pytest

from plugins.model.fields import FIELDS, Section, fields_of

NAMES = [
    "title", "date", "summary", "category", "tags", "author", "slug", "image", "image_alt", "image_credit", "source", "source_url",
    "status", "updated", "change_note", "aliases", "lead", "allow", "translated_from", "number", "kind", "issuer", "signer",
    "signer_post", "issuer_parent", "place", "effective_from", "effective_until", "deadline", "event_start", "event_end", "event_place", "pinned",
    "supersedes", "amends", "repeals", "recipients", "attachments",
]  # fmt: skip


def test_no_field_was_ever_taken_away() -> None:
    """The table may grow, never shrink."""
    assert {field.name for field in FIELDS} >= set(NAMES)
    assert len({field.name for field in FIELDS}) == len(FIELDS)


def test_what_a_translation_says_for_itself() -> None:
    """Everything else is inherited from the default language's file."""
    own = {field.name for field in FIELDS if not field.inherited}
    assert own == {"title", "summary", "tags", "slug", "aliases", "image_alt", "updated", "change_note", "translated_from", "status"}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_says_what_it_is_for_in_both_languages(field: object) -> None:
    """The handbook and the scaffolder have something to show."""
    assert getattr(field, "vi", "")
    assert getattr(field, "en", "")


def test_slogans_have_few_fields() -> None:
    """A line of text and its days."""
    assert {"title", "effective_from", "effective_until"} <= fields_of(Section.SLOGANS).keys() <= {"title", "effective_from", "effective_until", "allow"}
