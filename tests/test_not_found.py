"""404.html: what a server shows for an address that is nowhere."""

from tests.conftest import Built
from tests.parsed import found, page, text


def test_says_it_in_every_language(sample: Built) -> None:
    """The page says in each language, marked as such, that there is nothing here, and leads to what there is."""
    tree = page(sample, "/404.html")
    assert tree.get("lang") == "vi"
    assert found(tree, "//main//*[@class='not-found']/@lang") == ["vi", "en"]
    assert "There is no page at this address" in text(tree, "//main//*[@class='not-found'][@lang='en']")
    assert "Không có trang nào" in text(tree, "//main//*[@class='not-found'][@lang='vi']")
    assert found(tree, "//main//*[@class='not-found']/*[self::h1 or self::h2]/text()") == ["Không tìm thấy trang", "Page not found"]
    links = "//main//*[@class='not-found']/ul/li[position() < 3]/a"
    assert found(tree, f"{links}/@href") == ["/union/", "/union/thong-bao/", "/union/en/", "/union/en/announcements/"]
    assert found(tree, f"{links}/text()") == ["Trang chủ", "Tra cứu văn bản", "Home", "Find a document"]
    assert found(tree, "//nav[@class='switcher']/@class") == []
    assert found(page(sample, "/"), "//nav[@class='switcher']/@class") == ["switcher"]


def test_it_has_no_address_of_its_own(sample: Built) -> None:
    """Served at any address, it names none as canonical, no counterpart, and no search engine lists it; its links are root-relative."""
    tree = page(sample, "/404.html")
    assert found(tree, "//link[@rel='canonical']/@href") == []
    assert found(tree, "//link[@hreflang]/@href") == []
    assert found(tree, "//meta[@name='robots']/@content") == ["noindex"]
    addresses = found(tree, "//@href") + found(tree, "//@src")
    assert [address for address in addresses if not address.startswith(("/union/", "#", "mailto:", "tel:"))] == []
