"""Where the references of items lead."""

import io
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.model.item import Attachment, Picture
from tests.written import pdf

from .desk import Desk, body_line, filled, named, squeezed, text, warned


def png(colour: str = "red", size: tuple[int, int] = (30, 20)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("b.md", "/tin-tuc/b/"),
        ("./b.md", "/tin-tuc/b/"),
        ("c/index.md", "/tin-tuc/c/"),
        ("c/index.vi.md", "/tin-tuc/c/"),
        ("c/index.en.md", "/en/news/c/"),
        ("/news/b.md", "/tin-tuc/b/"),
        ("/announcements/2026/d.md", "/thong-bao/d/"),
        ("../announcements/2026/d.md", "/thong-bao/d/"),
        ("b.md#luong", "/tin-tuc/b/#luong"),
        ("b.md#Lương", "/tin-tuc/b/#luong"),
        ("b.md#L%C6%B0%C6%A1ng", "/tin-tuc/b/#luong"),
        ("b.md#bang", "/tin-tuc/b/#text_bang"),
        ("ng%C3%A0y%20h%E1%BB%99i.md", "/tin-tuc/ngay-hoi/"),
        ("<ngày hội.md>", "/tin-tuc/ngay-hoi/"),
        ("/tin-tuc/b/", "/tin-tuc/b/"),
        ("/tin-tuc/b", "/tin-tuc/b/"),
        ("/tin-tuc/b#x", "/tin-tuc/b/#x"),
        ("/rss.xml", "/rss.xml"),
        ("https://congdoan.vn/a?b=1&c=2", "https://congdoan.vn/a?b=1&amp;c=2"),
        ("bao-cao.pdf", "/media/news/bao-cao.pdf"),
        ("b%C3%A1o%20c%C3%A1o.pdf", "/media/news/bao-cao.pdf"),
    ],
)
def test_links_lead_where_they_are_meant_to(desk: Desk, written: str, leads_to: str) -> None:
    """To a text by its file, with or without its language, or by its address; to a file beside it; elsewhere."""
    desk.write("news/b.md", text('## Lương\n\n<p id="bang">x</p>', title="B"))
    desk.write("news/c/index.vi.md", text(title="C"))
    desk.write("news/c/index.en.md", text(title="C"))
    desk.write("news/ngày hội.md", text(title="Ngày hội"))
    desk.write("announcements/2026/d.md", text(title="D", kind="TB"))
    desk.write("news/báo cáo.pdf" if "%" in written else "news/bao-cao.pdf", pdf())
    read = desk.read({"news/a.md": text(f"[x]({written})")})
    assert warned(read) == []
    assert filled(read, named(read, "news/a.md")) == f'<p><a href="{leads_to}">x</a></p>'


def test_a_link_without_a_language_stays_in_the_language(desk: Desk) -> None:
    """An English text that links to c.md leads to c.en.md."""
    desk.write("news/c.vi.md", text(title="C"))
    desk.write("news/c.en.md", text(title="C"))
    read = desk.read({"news/a.vi.md": text("[x](c.md)"), "news/a.en.md": text("[x](c.md)", title="A")})
    assert filled(read, named(read, "news/a.vi.md")) == '<p><a href="/tin-tuc/c/">x</a></p>'
    assert filled(read, named(read, "news/a.en.md")) == '<p><a href="/en/news/c/">x</a></p>'


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("khong-co.md", "the link “khong-co.md” leads to no file of content; it was left out"),
        ("khong-co.pdf", "the link “khong-co.pdf” leads nowhere; it was left out"),
        ("b", "the link “b” leads nowhere"),
        ("draft.md", "the link “draft.md” leads to a text that is not published; it was left out"),
        ("future.md", "the link “future.md” leads to a text that is not published; it was left out"),
        ("", "a link without an address; only its text was kept"),
        ("trang.html", "the link “trang.html” leads nowhere"),
        ("congdoan.vn/tin", "link to a file of content, or to an address beginning with / or https://"),
        ("../../../../etc/passwd", "leads nowhere"),
        ("..%2f..%2f..%2fetc%2fpasswd", "leads nowhere"),
        ("../../secret.pdf", "leads nowhere"),
        ("%00.pdf", "leads nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_warning(desk: Desk, written: str, hint: str) -> None:
    """At its line; its text stays, the page is built."""
    desk.write("news/trang.html", "<script>")
    (desk.root.parent / "secret.pdf").write_bytes(b"secret")
    desk.write("news/draft.md", text(title="D", status="draft"))
    desk.write("news/future.md", text(title="F", date="2026-11-21"))
    source = text(f"một\n\nhai\n[x]({written}) ba", tags="x")
    read = desk.read({"news/a.md": source})
    told = [one for one in warned(read) if "a.md:" in one]
    assert len(told) == 1
    assert hint in told[0]
    assert told[0].startswith(f"news/a.md:{body_line(source) + 3}: ")
    assert filled(read, named(read, "news/a.md")) == "<p>một</p>\n<p>hai\nx ba</p>"


def test_a_fragment_that_is_not_in_the_other_text_is_a_warning(desk: Desk) -> None:
    """The link leads to its beginning."""
    desk.write("news/b.md", text(title="B"))
    read = desk.read({"news/a.md": text("[x](b.md#khong)")})
    assert warned(read) == ["news/a.md:5: the link “b.md#khong” names no heading of news/b.md; it leads to its beginning"]
    assert filled(read, named(read, "news/a.md")) == '<p><a href="/tin-tuc/b/">x</a></p>'


def test_a_link_to_a_file_with_errors_is_not_told_too(desk: Desk) -> None:
    """Its own errors are what is to be mended."""
    told = desk.errors({"news/b.vi.md": text(foo="x"), "news/a.md": text("[x](b.vi.md) [y](b.md)")})
    assert [one.split(":")[0] for one in told] == ["news/b.vi.md"]
    assert len(desk.read().problems) == 1


def test_addresses_of_the_site_are_left_to_be_checked(desk: Desk) -> None:
    """Whether such a page will be there, the plan knows; then the links to those that are not are left out."""
    source = text("[x](/tin-tuc/b/) [y](/khong-co#z)\n\n[w](/a.pdf?x=1)")
    read, _ = desk.one(source)
    assert [(link.path, link.line, link.address, link.written) for link in read.links] == [
        ("news/a.md", 5, "/tin-tuc/b/", "/tin-tuc/b/"),
        ("news/a.md", 5, "/khong-co/", "/khong-co#z"),
        ("news/a.md", 7, "/a.pdf?x=1", "/a.pdf?x=1"),
    ]
    mended = read.without_links(frozenset({"/khong-co/", "/a.pdf?x=1"}))
    assert squeezed(filled(mended, mended.stories[0])) == '<p><a href="/tin-tuc/b/">x</a> y</p><p>w</p>'


def test_a_picture_is_shown_with_its_size(desk: Desk) -> None:
    """Alone in a paragraph it is a figure, its title the caption; its address changes with its bytes."""
    desk.write("news/Ảnh đẹp.png", png())
    html = squeezed(desk.html('![Đoàn viên](<Ảnh đẹp.png> "Ngày hội")'))
    digest = html.partition("anh-dep-")[2][:8]
    assert html == (
        f'<figure><img alt="Đoàn viên" src="/media/news/anh-dep-{digest}.png" width="30" height="20"><figcaption>Ngày hội</figcaption></figure>'
    )
    desk.write("news/Ảnh đẹp.png", png("blue"))
    assert digest not in desk.html('![Đoàn viên](<Ảnh đẹp.png> "Ngày hội")')


def test_a_description_is_the_caption_where_there_is_no_title(desk: Desk) -> None:
    """Hidden from screen readers, which read the description already; amid text there is no figure."""
    desk.write("news/a.png", png())
    assert '<figcaption aria-hidden="true">Đoàn viên</figcaption>' in desk.html("![Đoàn viên](a.png)")
    assert "<figcaption" not in desk.html("![](a.png)")
    assert "<figure" not in desk.html("Xem ![x](a.png) này")
    assert "<figure" in desk.html("[![x](a.png)](https://e.example/)")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("khong-co.png", "there is no picture “khong-co.png”; it was left out — put it beside the text, or mend its name"),
        ("hong.png", "the picture “hong.png” cannot be read (no picture in it); it was left out"),
        ("cat.png", "the picture “cat.png” cannot be read ("),
        ("hinh.svg", "“hinh.svg” is no picture we can show — export it as JPEG, PNG or WebP"),
        ("hinh.bmp", "is no picture we can show"),
        ("https://e.example/t.gif", "the picture “https://e.example/t.gif” is not a file of content; it was left out"),
        ("//e.example/t.gif", "is not a file of content"),
        ("../../secret.png", "there is no picture “../../secret.png”"),
        ("..%2f..%2fsecret.png", "there is no picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_warning(desk: Desk, written: str, hint: str) -> None:
    """Missing, damaged, of another kind or elsewhere: the page is built without it and its figure."""
    (desk.root.parent / "secret.png").write_bytes(png())
    desk.write("news/hong.png", b"x")
    desk.write("news/cat.png", png()[:60])
    desk.write("news/hinh.svg", "<svg onload='x'/>")
    desk.write("news/hinh.bmp", b"BM")
    read = desk.read({"news/a.md": text(f"một\n\n![x]({written})\n\nhai")})
    (told,) = warned(read)
    assert told.startswith("news/a.md:7: ")
    assert hint in told
    assert squeezed(filled(read, named(read, "news/a.md"))) == "<p>một</p><p>hai</p>"


def test_a_missing_picture_within_a_link_leaves_the_others(desk: Desk) -> None:
    """And a missing link leaves its picture."""
    desk.write("news/co.png", png())
    html = squeezed(desk.html("[![x](co.png)](khong.md)\n\n![y](khong.png)\n\n![z](co.png)"))
    assert html.count("<figure>") == 2
    assert html.count("<img") == 2
    assert "<a " not in html


def test_a_video_card_shows_the_picture_beside_the_text(desk: Desk) -> None:
    """If there is one named by the video's code; none is no warning."""
    assert "<img" not in desk.html("https://youtu.be/abc-123")
    desk.write("news/abc-123.png", png())
    assert '<img alt="" src="/media/news/abc-123-' in desk.html("https://youtu.be/abc-123")


def test_a_link_to_a_picture_leads_to_the_published_one(desk: Desk) -> None:
    """Never to the original with its metadata."""
    desk.write("news/a.png", png())
    read, item = desk.one(text("[xem ảnh](a.png)"))
    (target,) = item.body.targets
    assert isinstance(target, Picture)
    assert filled(read, item) == f'<p><a href="{target.address}">xem ảnh</a></p>'


def test_the_lead_picture(desk: Desk) -> None:
    """A field; without a description it is a warning, in each language; a missing one is a warning once."""
    desk.write("news/a.png", png())
    read = desk.read({"news/a.md": text(image="a.png", image_alt="Mô tả", image_credit="TLĐ"), "news/a.en.md": text(title="A", date="")})
    vietnamese, english = read.stories
    assert vietnamese.picture is not None
    assert vietnamese.picture == english.picture
    assert (vietnamese.picture.width, vietnamese.picture.height, vietnamese.picture.type) == (30, 20, "image/png")
    assert (vietnamese.picture_alt, english.picture_alt, english.picture_credit) == ("Mô tả", "", "TLĐ")
    assert warned(read) == ["news/a.en.md:1: the picture “a.png” has no description for the blind — write image_alt: …"]
    gone = desk.read({"news/a.md": text(image="khong.png")})
    assert warned(gone) == ["news/a.md:4: there is no picture “khong.png”; it was left out — put it beside the text, or mend its name"]
    assert gone.stories[0].picture is None


def test_attachments(desk: Desk) -> None:
    """As they are, under an address of their own, with size, type and digest."""
    desk.write("announcements/2026/x/Công văn 45.PDF", b"%PDF-1.7")
    notice = desk.announcement("announcements/2026/x/index.vi.md", text(kind="CV", attachments='[{file: "Công văn 45.PDF", title: Toàn văn}]'))
    (attachment,) = notice.attachments
    assert (attachment.address, attachment.title, attachment.type) == ("/media/announcements/2026/x/cong-van-45.pdf", "Toàn văn", "application/pdf")
    assert (attachment.size, attachment.digest) == (8, sha256(b"%PDF-1.7").hexdigest())


def test_where_the_bytes_lie_is_known_by_their_digest(desk: Desk) -> None:
    """Of every picture and attachment that an item shows, and of those only; the items themselves hold no path of this machine."""
    pdf = desk.write("news/a.pdf", b"%PDF-1.7")
    desk.write("news/a.png", png())
    desk.write("news/unused.pdf", b"%PDF-1.6")
    read = desk.read({"news/a.md": text("[x](a.pdf)", image="a.png", image_alt="x")})
    (story,) = read.stories
    (linked,) = story.body.targets
    assert isinstance(linked, Attachment)
    assert story.picture is not None
    assert read.files == {linked.digest: pdf, story.picture.digest: read.files[story.picture.digest]}
    assert all(sha256(file.read_bytes()).hexdigest() == digest for digest, file in read.files.items())
    assert str(desk.root) not in repr(read.stories)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("khong.pdf", "there is no attachment “khong.pdf” — put it beside the text, or mend its name"),
        ("trang.html", "“trang.html”: files of this kind are not published — use PDF, or one of: .pdf "),
        ("hinh.svg", "files of this kind are not published"),
        ("khong-duoi", "files of this kind are not published"),
        ("../../secret.pdf", "there is no attachment"),
        ("..%2f..%2fsecret.pdf", "there is no attachment"),
        ("/etc/passwd", "files of this kind are not published"),
        ("a.md", "files of this kind are not published"),
    ],
)
def test_an_attachment_that_cannot_be_published_is_an_error(desk: Desk, name: str, hint: str) -> None:
    """An announcement without its document is not that announcement; told at its line."""
    (desk.root.parent / "secret.pdf").write_bytes(b"secret")
    desk.write("news/trang.html", "<script>")
    desk.write("news/hinh.svg", "<svg/>")
    desk.write("news/khong-duoi", "x")
    (told,) = desk.errors({"news/a.md": text(attachments=f"\n- file: {name}\n  title: x")})
    assert told.startswith("news/a.md:5: ")
    assert hint in told


def test_what_is_linked_to_in_html_is_treated_alike(desk: Desk) -> None:
    """Raw HTML is no way around."""
    desk.write("news/a.png", png())
    assert 'src="/media/news/a-' in desk.html('<p><img src="a.png" alt="x"></p>')
    read = desk.read({"news/a.md": text('<p>một <img src="khong.png" alt="a > b"> <a href="x.md" title=">">hai</a></p>')})
    assert len(warned(read)) == 2
    assert filled(read, read.stories[0]) == "<p>một  hai</p>"


@given(st.text(st.sampled_from("ab./%2fF#?:é \\\x00")) | st.lists(st.sampled_from(["..", "/", "%2e%2e", "%2f", "a.pdf", "~", "etc"])).map("".join))
def test_no_reference_leads_out_of_the_content_folder(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    """Whatever is written, what is published lies in it."""
    folder = tmp_path_factory.getbasetemp() / "outside"
    made = Desk(folder / "content", folder / "pictures")
    made.write("news/b/a.pdf", b"inside")
    (folder / "a.pdf").write_bytes(b"outside")
    quoted = '"' + "".join(f"\\x{ord(one):02x}" if ord(one) < 256 else one for one in written if one != "\x00") + '"'
    read = made.read({"news/b/a.md": text(attachments=f"\n- {quoted}", title="A")})
    assert all(attachment.size == len(b"inside") for story in read.stories for attachment in story.attachments)


def test_a_drafts_links_are_checked_too(desk: Desk) -> None:
    """What is wrong with it is told before its day comes; it is not in the output all the same."""
    read = desk.read({"news/a.md": text("[x](khong.md)", date="2027-01-01"), "news/b.md": text("![x](khong.png)", title="B", status="draft")})
    assert len(warned(read)) == 2
    assert not read.stories
    assert not read.bodies
    assert read.texts == 2
