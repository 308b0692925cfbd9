"""Open data: every announcement in files for programs and spreadsheets, and what explains them."""

from collections.abc import Iterator

from .model import address
from .model.edition import Edition
from .model.page import Page
from .model.register_data import RegisterData, register_entry
from .model.site import Site
from .outputs.register_csv import RegisterCsv
from .outputs.register_json import RegisterJson, RegisterSchema


def pages(site: Site) -> Iterator[Page]:
    """The register in every language, even when empty, and one schema for all of them."""
    schema = address.register_schema(site.editions[0].language)
    for edition in site.editions:
        data = _data(edition)
        yield Page(address.register_data(edition.language, "json"), "register as JSON", RegisterJson(data, schema))
        yield Page(address.register_data(edition.language, "csv"), "register as CSV", RegisterCsv(data))
    yield Page(schema, "schema of the register", RegisterSchema(schema))


def _data(edition: Edition) -> RegisterData:
    entries = (register_entry(notice, edition.register, edition.instant) for notice in edition.all_announcements)
    return RegisterData(edition.name, edition.language.code, edition.announcements_channel.url, tuple(entries))
