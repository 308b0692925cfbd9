"""Where the site is published."""

import pytest

from plugins.outputs.location import Location


@pytest.mark.parametrize(
    ("siteurl", "link", "absolute"),
    [
        ("https://union.example", "/tin-tuc/", "https://union.example/tin-tuc/"),
        ("https://someone.example/union", "/union/tin-tuc/", "https://someone.example/union/tin-tuc/"),
        ("https://someone.example/a/b", "/a/b/tin-tuc/", "https://someone.example/a/b/tin-tuc/"),
        ("https://công-đoàn.vn:8443/bản tin/", "/b%E1%BA%A3n%20tin/tin-tuc/", "https://xn--cng-on-mta9myk.vn:8443/b%E1%BA%A3n%20tin/tin-tuc/"),
        ("https://[::1]:8443/b%E1%BA%A3n", "/b%E1%BA%A3n/tin-tuc/", "https://[::1]:8443/b%E1%BA%A3n/tin-tuc/"),
        ("https://union.example/100%/", "/100%25/tin-tuc/", "https://union.example/100%25/tin-tuc/"),
        ("http://localhost:8000", "/tin-tuc/", "http://localhost:8000/tin-tuc/"),
    ],
)
def test_addresses_of_the_site(siteurl: str, link: str, absolute: str) -> None:
    """A page links root-relative, with SITEURL's path; what is read elsewhere has the full address."""
    location = Location(siteurl)
    assert (location.link("/tin-tuc/"), location.absolute("/tin-tuc/")) == (link, absolute)


@pytest.mark.parametrize(
    "siteurl",
    [
        "", "union.example", "/union", "ftp://union.example", "https://", "https://union.example:x", "https://union.example:0", "https://[::1",
        "https://đoàn..vn", "https://union example", "https://u_.example", "https://me:x@union.example",
        "https://u.example/a/../b", "https://u.example/$x", "https://u.example/a%3Fb", "https://union.example/?a=b",
        "https://union.example/#a",
    ],
)
def test_anything_but_a_full_address_is_refused(siteurl: str) -> None:
    """SITEURL is a full address of the web: every address in feeds and sitemaps begins with it."""
    with pytest.raises(ValueError, match="SITEURL"):
        Location(siteurl)


@pytest.mark.parametrize("address", ["https://other.example/a", "//other.example/a", "mailto:a@b.example", "#muc", ""])
def test_other_addresses_stay(address: str) -> None:
    """What is no address of the site stays as it is written."""
    location = Location("https://someone.example/union")
    assert location.link(address) == location.absolute(address) == address
