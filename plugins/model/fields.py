"""The one table of front-matter fields: the reader, the checker, the scaffolder and the handbook all come from it."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Section(StrEnum):
    """The folders of `content/` that hold items; each has its own kind of item."""

    NEWS = "news"
    ANNOUNCEMENTS = "announcements"
    PAGES = "pages"
    SLOGANS = "slogans"


class Type(StrEnum):
    """What an editor writes as a field's value."""

    LINE = auto()
    """Text on one line."""
    TEXT = auto()
    """Text, may run over several lines."""
    WORDS = auto()
    """A list, or text parted by commas."""
    LINES = auto()
    """A list of texts, or one text; commas part nothing (`TLĐ; Sở Nội vụ, phòng 2`)."""
    MOMENT = auto()
    """A day, or a day with a time of day."""
    DAY = auto()
    FLAG = auto()
    """true or false."""
    SLUG = auto()
    FILE = auto()
    """The name of a file, relative to the item's own."""
    ADDRESS = auto()
    """A full web address."""
    ADDRESSES = auto()
    """A list of addresses of this site, each beginning with `/`."""
    STATUS = auto()
    ATTACHMENTS = auto()
    """A list of `file` and `title`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the front matter."""

    name: str
    type: Type
    sections: frozenset[Section]
    vi: str
    """What it is for, in Vietnamese."""
    en: str
    """The same in English."""
    inherited: bool = True
    """Whether a translation takes it from the default language's file when it does not say otherwise."""
    limit: int = 300
    """The longest value (of a list: the longest entry), in characters."""


_STORY = frozenset({Section.NEWS})
_NOTICE = frozenset({Section.ANNOUNCEMENTS})
_NEWS = _STORY | _NOTICE
_TEXTS = _NEWS | {Section.PAGES}
_ALL = frozenset(Section)

FIELDS: tuple[Field, ...] = (
    Field("title", Type.LINE, _ALL, "Tiêu đề", "The headline", inherited=False, limit=10_000),
    Field("date", Type.MOMENT, _TEXTS, "Ngày giờ đăng, theo giờ Việt Nam", "When it is published, Vietnam time"),
    Field("summary", Type.TEXT, _TEXTS, "Tóm tắt (sa-pô); bỏ trống thì lấy đoạn đầu của bài", "The standfirst; left out: the text's first paragraph", inherited=False, limit=1000),
    Field("category", Type.LINE, _TEXTS, "Mã chuyên mục trong site/categories.yaml", "A key of site/categories.yaml"),
    Field("tags", Type.WORDS, _TEXTS, "Thẻ, bằng ngôn ngữ của bài", "Tags, in the item's language", inherited=False, limit=80),
    Field("author", Type.LINE, _TEXTS, "Bút danh, hoặc mã trong site/bylines.yaml", "A byline, or a code of site/bylines.yaml"),
    Field("slug", Type.SLUG, _TEXTS, "Phần cuối của địa chỉ; bỏ trống thì lấy từ tiêu đề", "The last part of the address; left out: made from the title", inherited=False, limit=80),
    Field("image", Type.FILE, _TEXTS, "Ảnh đại diện, nằm cạnh bài", "The lead picture, a file beside the text"),
    Field("image_alt", Type.TEXT, _TEXTS, "Mô tả ảnh đại diện cho người không nhìn thấy", "The lead picture in words, for those who cannot see it", inherited=False, limit=500),
    Field("image_credit", Type.LINE, _TEXTS, "Nguồn ảnh đại diện", "Whose picture it is"),
    Field("source", Type.LINE, _TEXTS, "Nguồn của bài đăng lại", "Where a reprint comes from"),
    Field("source_url", Type.ADDRESS, _TEXTS, "Địa chỉ của bài gốc", "The original's address", limit=2000),
    Field("status", Type.STATUS, _TEXTS, "draft (bản nháp), published (đăng) hoặc withdrawn (đã gỡ)", "draft, published or withdrawn", inherited=False),
    Field("updated", Type.MOMENT, _TEXTS, "Ngày giờ sửa đổi quan trọng gần nhất", "When it last changed in a way that matters", inherited=False),
    Field("change_note", Type.TEXT, _TEXTS, "Đã sửa gì, hoặc vì sao gỡ bài", "What was changed, or why it was withdrawn", inherited=False, limit=1000),
    Field("aliases", Type.ADDRESSES, _TEXTS, "Địa chỉ cũ dẫn về bài này", "Old addresses that lead here", inherited=False, limit=500),
    Field("lead", Type.FLAG, _NEWS, "true: tin chính ở trang chủ", "true: leads the home page"),
    Field("allow", Type.WORDS, _ALL, "Tên những nhắc nhở không cần nêu cho bài này", "Names of lints to silence for this item", limit=80),
    Field("translated_from", Type.LINE, _TEXTS, "Ngôn ngữ gốc của bản dịch", "The language it was translated from", inherited=False, limit=35),
    Field("number", Type.LINE, _NOTICE, "Số, ký hiệu văn bản, ví dụ 45/KH-CĐ", "The document's number and symbol, such as 45/KH-CĐ", limit=80),
    Field("kind", Type.LINE, _NOTICE, "Thể loại văn bản: chữ viết tắt hoặc tên", "The kind of document: its abbreviation or name", limit=80),
    Field("issuer", Type.LINE, _NOTICE, "Cơ quan ban hành", "The issuing body"),
    Field("issuer_parent", Type.LINE, _NOTICE, "Cơ quan chủ quản trực tiếp của cơ quan ban hành", "The body above the issuing one"),
    Field("signer", Type.LINE, _NOTICE, "Họ tên người ký", "Who signed"),
    Field("signer_post", Type.LINE, _NOTICE, "Chức vụ người ký", "The signer's post"),
    Field("place", Type.LINE, _NOTICE, "Địa danh ban hành", "Where it was issued"),
    Field("effective_from", Type.DAY, _NOTICE | {Section.SLOGANS}, "Ngày bắt đầu có hiệu lực", "The first day it applies"),
    Field("effective_until", Type.DAY, _NOTICE | {Section.SLOGANS}, "Ngày cuối cùng còn hiệu lực", "The last day it applies"),
    Field("deadline", Type.MOMENT, _NOTICE, "Hạn chót", "The deadline"),
    Field("event_start", Type.MOMENT, _NOTICE, "Sự kiện bắt đầu", "When the event begins"),
    Field("event_end", Type.MOMENT, _NOTICE, "Sự kiện kết thúc", "When the event ends"),
    Field("event_place", Type.LINE, _NOTICE, "Địa điểm sự kiện", "Where the event takes place"),
    Field("pinned", Type.FLAG, _NOTICE, "true: ghim lên đầu danh sách", "true: stands first in its list"),
    Field("supersedes", Type.WORDS, _NOTICE, "Số văn bản được thay thế", "Numbers of the documents it replaces", limit=80),
    Field("amends", Type.WORDS, _NOTICE, "Số văn bản được sửa đổi", "Numbers of the documents it amends", limit=80),
    Field("repeals", Type.WORDS, _NOTICE, "Số văn bản bị bãi bỏ", "Numbers of the documents it repeals", limit=80),
    Field("recipients", Type.LINES, _NOTICE, "Nơi nhận", "Who receives it"),
    Field("attachments", Type.ATTACHMENTS, _TEXTS, "Tệp đính kèm", "Attached files"),
)
"""Every field, in the order the scaffolder and the handbook show them."""


def fields_of(section: Section) -> dict[str, Field]:
    """The fields an item of `section` may have, by name."""
    return {entry.name: entry for entry in FIELDS if section in entry.sections}
