"""What feeds tell of changes and withdrawals, and what they keep to themselves."""

from datetime import datetime

import pytest

from plugins.model.feed import Format
from plugins.model.vietnam_time import ZONE
from tests.building import files_of
from tests.conftest import Build, Built, run_pelican, write
from tests.outputs.feed_samples import Said, said
from tests.parsed import found, listed, page, text
from tests.written import CATEGORIES, notice, story
from tests.written import text as written

FORMATS = pytest.mark.parametrize("kind", Format)
WRONG = "Lương tháng 13 là 5 triệu đồng."
CONTENT: dict[str, str | bytes] = {
    "site/categories.yaml": CATEGORIES,
    "news/a.vi.md": story("Đổi", "2026-11-05 08:00", "updated: 2026-11-20 13:49", "change_note: Đổi <giờ> họp", "summary: Tóm tắt", body="Họp lúc 9 giờ."),
    "news/a.en.md": written("Changed", "updated: 2026-11-20 14:00", "change_note: Another hour", body="At nine."),
    "news/b.md": story("Im lặng", "2026-11-04 08:00", "updated: 2026-11-20", body="Một."),
    "news/c.md": story("Im lặng nữa", "2026-11-03 08:00", "change_note: Sửa lỗi", body="Một."),
    "news/d.vi.md": story("Sai", "2026-11-02 08:00", "status: withdrawn", "updated: 2026-11-21 09:00", "change_note: Sai số liệu", "category: phap-luat", "tags: [lương]", f"summary: {WRONG}", body=WRONG),
    "news/d.en.md": written("Wrong", body="Secret."),
    "news/e.md": story("Đúng", "2026-11-01 08:00", "category: phap-luat", "tags: [lương]"),
    "announcements/f.md": notice("Gỡ không lý do", "2026-10-01", "status: withdrawn", body=WRONG),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A change that matters, two that are silent, two withdrawals."""
    folder = tmp_path_factory.mktemp("feed-changes")
    built = run_pelican(write(folder / "content", CONTENT), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November 2026 in Vietnam."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def items(built: Built, url: str, kind: Format) -> dict[str, Said]:
    """What the feed beside the list at `url` says of its items, by the name of their file; newest first."""
    return {one.guid.rpartition("/")[2]: one for one in said(kind, (built.output / f"{url[1:]}{kind}").read_bytes())}


@FORMATS
def test_change_that_matters(site: Built, kind: Format) -> None:
    """It moves `updated` and stands first in the text, in the item's language; `published` and the summary stay."""
    one = items(site, "/", kind)["a"]
    assert (one.published, one.updated, one.summary) == (at(5, 8), None if kind is Format.RSS else at(20, 13, 49), "Tóm tắt")
    assert " ".join(one.html.split()) == "<p><strong>Cập nhật lúc 13:49 - 20/11/2026 (GMT+7): Đổi &lt;giờ&gt; họp</strong></p> <p>Họp lúc 9 giờ.</p>"
    english = items(site, "/en/", kind)["a"]
    assert " ".join(english.html.split()).startswith("<p><strong>Updated 20 November 2026, 14:00 (GMT+7): Another hour</strong></p> <p>At nine")


@FORMATS
@pytest.mark.parametrize("name", ["b", "c"])
def test_silent_fix(site: Built, kind: Format, name: str) -> None:
    """Without an instant, or without a note, no feed tells of a change."""
    one = items(site, "/", kind)[name]
    assert one.updated in {None, one.published}
    assert one.html == "<p>Một.</p>"


@FORMATS
def test_withdrawal_reaches_the_feeds(site: Built, kind: Format) -> None:
    """In every feed that held it, at its place: its title says so, its text is the reason, its identity and date are as they were."""
    for url, place in (("/", 3), ("/tin-tuc/", 3), ("/chuyen-muc/phap-luat/", 0), ("/the/luong/", 0)):
        found_items = items(site, url, kind)
        assert list(found_items).index("d") == place, url
        one = found_items["d"]
        assert one.title == "[Đã gỡ] Sai"
        assert one.html == "<p><strong>Nội dung này đã được gỡ. Lý do: Sai số liệu</strong></p>"
        assert one.summary == "Nội dung này đã được gỡ. Lý do: Sai số liệu"
        assert (one.guid, one.published, one.url) == ("tag:ban-tin.example,2026:vi/news/d", at(2, 8), "https://ban-tin.example/tin-tuc/sai/")
        assert one.updated == (None if kind is Format.RSS else at(21, 9))
        assert (one.picture, one.enclosure) == ("", None)
    assert items(site, "/thong-bao/", kind)["f"].html == "<p><strong>Nội dung này đã được gỡ.</strong></p>"


@FORMATS
def test_withdrawal_of_a_translation(site: Built, kind: Format) -> None:
    """What is withdrawn with its original says so in its own language, at the same instant."""
    one = items(site, "/en/", kind)["d"]
    assert (one.title, one.html) == ("[Withdrawn] Wrong", "<p><strong>This text was withdrawn.</strong></p>")
    assert one.updated == (None if kind is Format.RSS else at(21, 9))


def test_newest_change_dates_the_feed(site: Built) -> None:
    """A feed was changed when its readers were last told of something."""
    assert "<lastBuildDate>Sat, 21 Nov 2026 09:00:00 +0700</lastBuildDate>" in site.text("rss.xml")
    assert "<updated>2026-11-21T09:00:00+07:00</updated><author>" in site.text("atom.xml")


def test_what_was_withdrawn_is_nowhere_else(site: Built) -> None:
    """Its page is a notice; lists of pages leave it out, and its text is in no file."""
    assert listed(site, "/tin-tuc/") == ["/tin-tuc/doi/", "/tin-tuc/im-lang/", "/tin-tuc/im-lang-nua/", "/tin-tuc/dung/"]
    assert "Sai số liệu" in text(page(site, "/tin-tuc/sai/"), "//main")
    told = [path for path in sorted(site.files()) if path.endswith((".html", ".xml", ".json")) and ("5 triệu" in site.text(path) or "Secret." in site.text(path))]
    assert told == []


def test_page_shows_the_change_and_what_came_before(site: Built) -> None:
    """When it was published, when it was changed, and how."""
    change = text(page(site, "/tin-tuc/doi/"), "//p[@class='change']")
    assert change == "Đăng lần đầu lúc 08:00 - 05/11/2026 (GMT+7). Cập nhật lúc 13:49 - 20/11/2026 (GMT+7): Đổi <giờ> họp"
    assert found(page(site, "/tin-tuc/im-lang-nua/"), "//p[@class='change']/@class") == []


def test_edit_touches_only_the_feeds_that_hold_the_item(build: Build) -> None:
    """Another word in a text makes other bytes of its page and of the feeds it stands in, and of nothing else."""
    news: dict[str, str | bytes] = {
        "site/categories.yaml": CATEGORIES,
        "news/a.md": story("Một", "2026-11-01", "category: phap-luat", "tags: [lương]", "summary: Tóm tắt"),
        "news/b.md": story("Hai", "2026-11-02", "category: doi-song", "tags: [nghỉ lễ]"),
        "announcements/c.md": notice("Ba", "2026-11-03"),
    }
    before = files_of(build(news).output)
    edited = story("Một", "2026-11-01", "category: phap-luat", "tags: [lương]", "summary: Tóm tắt", body="Lời khác hẳn.")
    after = files_of(build(news | {"news/a.md": edited}).output)
    changed = {path for path, data in after.items() if before.get(path) != data}
    holding = ("", "tin-tuc/", "chuyen-muc/phap-luat/", "the/luong/")
    assert changed == {"tin-tuc/mot/index.html", "manifest.json", *(f"{listed}{kind}" for listed in holding for kind in Format)}
