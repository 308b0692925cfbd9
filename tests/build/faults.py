"""Content that cannot be built: each makes one file wrong."""

from collections.abc import Callable

from hypothesis import assume

from tests.build.changes import Draw, chosen, set_field
from tests.build.small_site import TEXTS, SmallSite
from tests.written import story

Fault = Callable[[SmallSite, Draw], None]


def no_date(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news", "announcements"), "date", "2026-13-01")


def no_title(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, *TEXTS), "title", None)


def unknown_field(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, *TEXTS), "titel", "Một")


def no_front_matter(site: SmallSite, draw: Draw) -> None:
    site.save(chosen(site, draw, *TEXTS), "Một đoạn văn.\n")


def no_utf_8(site: SmallSite, draw: Draw) -> None:
    site.save(chosen(site, draw, *TEXTS), b"---\ntitle: \xff\n---\n")


def address_taken(site: SmallSite, _draw: Draw) -> None:
    for name in ("mot-lan", "hai-lan"):
        site.save(f"news/{name}.vi.md", story("Hai lần một tên", "2026-11-01"))


def address_of_the_site(site: SmallSite, draw: Draw) -> None:
    path = chosen(site, draw, "pages")
    set_field(site, path, "slug", "news" if path.endswith(".en.md") else "tin-tuc")


def registry_unreadable(site: SmallSite, _draw: Draw) -> None:
    site.save("site/categories.yaml", "- key: [\n")


def category_unknown(site: SmallSite, draw: Draw) -> None:
    assume("site/categories.yaml" in site.files("site", suffix=".yaml"))
    set_field(site, chosen(site, draw, "news"), "category", "khong-co")


def attachment_missing(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "announcements"), "attachments", "[khong-co.pdf]")


def link_out_of_content(site: SmallSite, _draw: Draw) -> None:
    (site.project.content / "news/ngoai.jpg").symlink_to(site.project.folder / "theme/static/icons/icon-512.png")


FAULTS: tuple[Fault, ...] = (
    no_date, no_title, unknown_field, no_front_matter, no_utf_8, address_taken, address_of_the_site, registry_unreadable, category_unknown,
    attachment_missing, link_out_of_content,
)  # fmt: skip
