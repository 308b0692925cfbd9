"""One page of every kind in each language, on the site with every construct."""

KINDS = {
    "home": ("/", "/en/"),
    "all stories": ("/tin-tuc/", "/en/news/"),
    "numbered page": ("/tin-tuc/trang/2/", "/en/news/page/2/"),
    "story with everything": ("/tin-tuc/cac-dang/", "/en/news/every-construct/"),
    "story without a translation": ("/tin-tuc/bai-chi-co-tieng-viet/", "/en/news/a-story-in-english-only/"),
    "short story": ("/tin-tuc/tin-ngan-so-7/", "/en/news/short-item-7/"),
    "withdrawn story": ("/tin-tuc/bai-da-go/", "/en/news/a-withdrawn-story/"),
    "announcements": ("/thong-bao/", "/en/announcements/"),
    "numbered page of announcements": ("/thong-bao/trang/1/", "/en/announcements/page/1/"),
    "announcements of a kind": ("/thong-bao/loai/qd/", "/en/announcements/kind/qd/"),
    "documents of a year": ("/thong-bao/nam/2026/", "/en/announcements/year/2026/"),
    "announcement with everything": ("/thong-bao/chi-thi/", "/en/announcements/directive/"),
    "upcoming announcement": ("/thong-bao/thong-bao-sap-co-hieu-luc/", "/en/announcements/upcoming/"),
    "past announcement": ("/thong-bao/chi-thi-het-hieu-luc/", "/en/announcements/past-directive/"),
    "categories": ("/chuyen-muc/", "/en/topics/"),
    "category": ("/chuyen-muc/phap-luat/", "/en/topics/phap-luat/"),
    "empty category": ("/chuyen-muc/chua-co-bai/", "/en/topics/chua-co-bai/"),
    "tags": ("/the/", "/en/tags/"),
    "tag": ("/the/chu-de-chung/", "/en/tags/common-topic/"),
    "archive": ("/luu-tru/", "/en/archive/"),
    "year": ("/luu-tru/2026/", "/en/archive/2026/"),
    "month": ("/luu-tru/2026/10/", "/en/archive/2026/10/"),
    "byline": ("/tac-gia/BNC/", "/en/authors/BNC/"),
    "subscribe": ("/rss/", "/en/rss/"),
    "static page": ("/gioi-thieu/", "/en/about/"),
    "not found": ("/404.html",),
}
"""URLs by kind: Vietnamese, then English."""

PAGES = [(kind, url) for kind, urls in KINDS.items() for url in urls]


def language_of(url: str) -> str:
    """The language of the page at `url`."""
    return "en" if url.startswith("/en/") else "vi"
