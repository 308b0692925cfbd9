"""What people do to a site between two builds, one small function each; none makes content that cannot be built, but for chance."""

import os
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from tests.build.small_site import TEXTS, SmallSite, identity, with_body, with_field
from tests.conftest import INSTANT
from tests.written import notice, picture, story, text

Drawn = TypeVar("Drawn")


class Draw(Protocol):
    """Chooses one of a strategy's values."""

    def __call__(self, strategy: st.SearchStrategy[Drawn], label: Any = None) -> Drawn: ...


Change = Callable[[SmallSite, Draw], None]

TITLES = st.builds("{} {}".format, st.sampled_from(["Họp báo", "Đối thoại", "Wages", "“Nghỉ” & <Tết>", "Cơ sở: mới"]).map(lambda words: f'"{words}'), st.integers(1, 99).map('{}"'.format))
DATES = st.sampled_from(["2026-11-23 09:59", "2026-11-23", "2026-11-24", "2026-10-31 08:00", "22/04/2019 13:49", "2025-12-01", "2026-11-20T13:49:00+00:00"])
TAGS = st.lists(st.sampled_from(["tiền lương", "Tiền Lương", "đại hội", "wages", "bảo hiểm"]), max_size=3, unique=True).map(lambda tags: f"[{', '.join(tags)}]")
PARAGRAPHS = st.sampled_from([
    "Một đoạn văn khác.", "## Đề mục\n\nDưới đề mục.", "- một\n- hai", "| a | b |\n|---|---|\n| 1 | 2 |", "Có chú thích.[^1]\n\n[^1]: Chú thích.",
    "[đại hội](/news/dai-hoi/index.vi.md)", "[lương](/news/luong.vi.md#khong-co)", "[hỏng](/khong-co/)", "![ảnh](/news/dai-hoi/anh.jpg)", "[tệp](/announcements/45.pdf)",
    "[địa chỉ](/tin-tuc/tien-luong/)", "<script>x</script>Đã bỏ.", "Dài. " * 300,
])  # fmt: skip
STEMS = st.sampled_from([f"bai-{number}" for number in range(1, 6)])
FOLDERS = st.sampled_from(["", "2026/", "2026/thang-11/", "đại hội/"])


def chosen(site: SmallSite, draw: Draw, *folders: str, suffix: str = ".md") -> str:
    """One of the files there are."""
    files = site.files(*folders, suffix=suffix)
    assume(files)
    return draw(st.sampled_from(files), "file")


def set_field(site: SmallSite, path: str, name: str, value: str | None) -> None:
    """Set a field, or take it out."""
    site.save(path, with_field(site.read(path), name, value))


def free(site: SmallSite, path: str) -> str:
    """`path`, where no item is there."""
    assume(not site.languages_of(path))
    return path


def add_story(site: SmallSite, draw: Draw) -> None:
    path = free(site, f"news/{draw(FOLDERS)}{draw(STEMS)}{draw(st.sampled_from(['.vi.md', '.md', '.en.md']))}")
    site.save(path, story(draw(TITLES), draw(DATES), f"tags: {draw(TAGS)}", "category: phap-luat", body=draw(PARAGRAPHS)))


def add_announcement(site: SmallSite, draw: Draw) -> None:
    path = free(site, f"announcements/{draw(STEMS)}.vi.md")
    site.save(path, notice(draw(TITLES), draw(DATES), *draw(st.lists(st.sampled_from(["deadline: 2026-11-24", "effective_until: 2026-11-23", "event_start: 2026-11-25 08:00"]), unique=True))))


def add_page(site: SmallSite, draw: Draw) -> None:
    site.save(free(site, f"pages/{draw(STEMS)}.vi.md"), text(draw(TITLES), body=draw(PARAGRAPHS)))


def translate(site: SmallSite, draw: Draw) -> None:
    path = f"{identity(chosen(site, draw, 'news', 'announcements', 'pages'))}.en.md"
    assume(path not in site.files())
    site.save(path, text(draw(TITLES), f"tags: {draw(TAGS)}" if not path.startswith("pages/") else "summary: A summary", body=draw(PARAGRAPHS)))


def edit_body(site: SmallSite, draw: Draw) -> None:
    path = chosen(site, draw, "news", "announcements", "pages")
    site.save(path, with_body(site.read(path), "\n\n".join(draw(st.lists(PARAGRAPHS, min_size=1, max_size=4)))))


def retitle(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, *TEXTS), "title", draw(TITLES))


def redate(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news", "announcements"), "date", draw(DATES))


def retag(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news", "announcements"), "tags", draw(TAGS))


def recategorise(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news"), "category", draw(st.sampled_from(["phap-luat", "doi-song", None])))


def alias(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news", "announcements"), "aliases", draw(st.sampled_from(["[/cu/]", "[/cu-hon/, /tin-tuc/cu.html]", None])))


def change_status(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news", "announcements"), "status", draw(st.sampled_from(["draft", "withdrawn", "published"])))


def give_prominence(site: SmallSite, draw: Draw) -> None:
    path = chosen(site, draw, "news", "announcements")
    set_field(site, path, "lead" if path.startswith("news") else "pinned", draw(st.sampled_from(["true", "false", None])))


def byline(site: SmallSite, draw: Draw) -> None:
    set_field(site, chosen(site, draw, "news"), "author", draw(st.sampled_from(["BTG", "Nguyễn Văn A", None])))


def schedule_slogan(site: SmallSite, draw: Draw) -> None:
    first, last = sorted(draw(st.lists(st.sampled_from(["2026-11-22", "2026-11-23", "2026-11-24", "2027-03-01"]), min_size=2, max_size=2)))
    site.save(f"slogans/{draw(st.sampled_from('abc'))}.{draw(st.sampled_from(['vi', 'en']))}.md", text(draw(TITLES), f"effective_from: {first}", f"effective_until: {last}"))


def rename_item(site: SmallSite, draw: Draw) -> None:
    """All its languages, into another folder or not."""
    path = chosen(site, draw, *TEXTS)
    section, kept = path.split("/")[0], identity(path)
    renamed = f"{section}/{draw(FOLDERS)}{draw(STEMS)}"
    free(site, f"{renamed}.md")
    for file in site.languages_of(path):
        site.move(file, renamed + file.removeprefix(kept))


def rename_folder(site: SmallSite, draw: Draw) -> None:
    """With all that is in it."""
    path = PurePosixPath(chosen(site, draw, "news"))
    assume(len(path.parts) > 2)
    for file in site.files(path.parent.as_posix(), suffix=""):
        site.move(file, f"{path.parent}-2/{file.removeprefix(f'{path.parent}/')}")


def name_the_language_or_not(site: SmallSite, draw: Draw) -> None:
    """`STEM.md` is `STEM.vi.md`."""
    path = chosen(site, draw, "news", "announcements", "pages")
    assume(not path.endswith(".en.md"))
    site.move(path, f"{identity(path)}.md" if path.endswith(".vi.md") else f"{identity(path)}.vi.md")


def exchange(site: SmallSite, draw: Draw) -> None:
    """Two texts change names: their times, lengths and inodes go with them."""
    one, other = chosen(site, draw, "news"), chosen(site, draw, "news")
    assume(one != other and one.endswith(".en.md") == other.endswith(".en.md"))
    site.move(one, f"{one}.aside")
    site.move(other, one)
    site.move(f"{one}.aside", other)


def decompose_a_name(site: SmallSite, draw: Draw) -> None:
    """As macOS does: the same name in other bytes."""
    path = chosen(site, draw, *TEXTS)
    composed = unicodedata.normalize("NFC", path)
    other = composed if path != composed else unicodedata.normalize("NFD", path)
    assume(other != path)
    site.move(path, other)


def link_a_file(site: SmallSite, draw: Draw) -> None:
    """A link within content stands for the file it leads to: here a text that is the same in both languages."""
    target = chosen(site, draw, "news")
    path = f"{identity(target)}.en.md"
    assume(path not in site.files() and not (site.project.content / path).is_symlink())
    (site.project.content / path).symlink_to(PurePosixPath(target).name)


def delete_item(site: SmallSite, draw: Draw) -> None:
    for file in site.languages_of(chosen(site, draw, *TEXTS)):
        site.delete(file)


def delete_translation(site: SmallSite, draw: Draw) -> None:
    site.delete(chosen(site, draw, *TEXTS, suffix=".en.md"))


def delete_a_file_that_is_shown(site: SmallSite, draw: Draw) -> None:
    site.delete(chosen(site, draw, "news", suffix=".jpg"))


def repaint(site: SmallSite, draw: Draw) -> None:
    site.save("news/dai-hoi/anh.jpg", picture(draw(st.sampled_from([(164, 22, 26), (20, 90, 40), (227, 185, 91)]))))


def attach_anew(site: SmallSite, draw: Draw) -> None:
    site.save("announcements/45.pdf", b"%PDF-1.4\n%" + draw(st.sampled_from([b"a", b"b", b"long" * 99])) + b"\n%%EOF\n")


def edit_keeping_length_and_time(site: SmallSite, draw: Draw) -> None:
    """Only the time of the inode's own change tells: Linux lets nobody set that."""
    path = chosen(site, draw, "news", "pages")
    file = site.project.content / path
    before, stat = site.read(path), file.stat()
    turned = before.translate(str.maketrans("aoei", "oaie"))
    head, rule, body = before.partition("\n---\n")
    site.save(path, head + rule + turned[len(head + rule) :])
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assume(body)


def set_times(site: SmallSite, draw: Draw) -> None:
    """Now, long ago or to come: nothing of a text changes with it."""
    seconds = draw(st.sampled_from([None, 0, 946684800, 4102444800]))
    for path in draw(st.sampled_from([[chosen(site, draw, suffix="")], site.files(suffix="")])):
        os.utime(site.project.content / path, None if seconds is None else (seconds, seconds))


ALTERATIONS = (
    ("theme/templates/story.html", '<article class="story">', '<article class="story" data-new>'),
    ("theme/templates/components/teaser.html", "teaser-summary", "teaser-text-summary"),
    ("theme/templates/components/byline.html", 'class="byline"', 'class="byline new"'),
    ("theme/templates/base.html", "<body", "<body data-new"),
    ("theme/templates/redirect.html", "</head>", "<!-- new --></head>"),
    ("theme/translations/vi/LC_MESSAGES/site.po", 'msgstr "Bài liên quan"', 'msgstr "Tin gần đây"'),
    ("theme/translations/vi/LC_MESSAGES/problems.po", 'msgstr "lỗi"', 'msgstr "sai"'),
    ("theme/translations/en/LC_MESSAGES/site.po", "", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Related stories"\nmsgstr "More like this"\n'),
    ("theme/styles/text.css", "line-height: 1.7;", "line-height: 1.8;"),
    ("theme/styles/components/new.css", "", ".new { color: red; }\n"),
    ("theme/static/site.js", "(() => {", "(() => { /* new */"),
    ("theme/static/new.txt", "", "new\n"),
    ("plugins/home.py", "SECOND = 4", "SECOND = 1"),
    ("plugins/sources/body.py", "WORDS_A_MINUTE = 220", "WORDS_A_MINUTE = 22"),
    ("plugins/outputs/register.schema.json", '"title": "Register', '"title": "The register'),
    ("pelicanconf.py", 'SITENAME = "Công đoàn cơ sở Bản Tin"', 'SITENAME = "Công đoàn Một"'),
    ("pelicanconf.py", '"news": "tin-tuc"', '"news": "ban-tin"'),
    ("pelicanconf.py", 'GUID_HOST = "ban-tin.example"', 'GUID_HOST = "bt.example"'),
    ("pelicanconf.py", 'locale="en_GB"', 'locale="en_US"'),
    ("content/site/categories.yaml", "vi: Chính sách – Pháp luật", "vi: Chính sách"),
    ("content/site/categories.yaml", "\n- key: phap-luat\n  vi", "\n- key: van-the\n  vi: Văn thể\n- key: phap-luat\n  vi"),
    ("content/site/bylines.yaml", "en: Information Board", "en: Board of Information"),
    ("content/site/bylines.yaml", "code: BTG", "code: BCS"),
    ("content/site/menu.yaml", "- section: news", "- section: archive"),
    ("content/site/imprint.yaml", "", "vi:\n  address: Số 1 đường Mẫu\n"),
)
"""File of the project, what stands there (nothing: the file is not there), what comes in its place."""


def alter_the_project(site: SmallSite, draw: Draw) -> None:
    """Or take the alteration back."""
    alteration = draw(st.sampled_from(ALTERATIONS))
    assume(site.alterable(*alteration))
    site.alter(*alteration)


def later_or_earlier(site: SmallSite, draw: Draw) -> None:
    days = draw(st.sampled_from([-400, -20, -3, 0, 1, 8, 100]))
    order(site, SOURCE_DATE_EPOCH=str(int(INSTANT) + 86_400 * days + draw(st.sampled_from([0, 3_600 * 20]))))


def elsewhere(site: SmallSite, draw: Draw) -> None:
    order(site, SITEURL=draw(st.sampled_from(["", "https://union.example", "https://someone.example/union"])))


def another_editor(site: SmallSite, draw: Draw) -> None:
    """What is wrong is said in the language of whoever builds."""
    order(site, LANG=draw(st.sampled_from(["C.UTF-8", "vi_VN.UTF-8"])), TZ=draw(st.sampled_from(["UTC", "America/Los_Angeles"])))


def other_settings(site: SmallSite, draw: Draw) -> None:
    settings: dict[str, Any] = draw(st.sampled_from([{}, {"SHOW_DRAFTS": True}, {"SITENAMES": {"vi": "Một", "en": "One"}}]))
    site.order = replace(site.order, settings=settings, conf=draw(st.sampled_from(["publishconf.py", "pelicanconf.py"])))


def order(site: SmallSite, **environment: str) -> None:
    """Build in another environment from now on."""
    site.order = replace(site.order, environment={**site.order.environment, **environment})


CHANGES: tuple[Change, ...] = (
    add_story, add_announcement, add_page, translate, edit_body, retitle, redate, retag, recategorise, alias, change_status, give_prominence, byline,
    schedule_slogan, rename_item, rename_folder, name_the_language_or_not, exchange, decompose_a_name, link_a_file, delete_item, delete_translation,
    delete_a_file_that_is_shown, repaint, attach_anew, edit_keeping_length_and_time, set_times, alter_the_project, alter_the_project, later_or_earlier,
    elsewhere, another_editor, other_settings,
)  # fmt: skip
