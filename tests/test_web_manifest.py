"""The web manifest: what a phone asks for when a reader puts the site among her apps."""

import json
from typing import Any

import pytest
from PIL import Image

from tests.conftest import Built
from tests.parsed import document, found

MANIFESTS = {"vi": "site.webmanifest", "en": "en/site.webmanifest"}
NAMES = {"vi": "Công đoàn cơ sở Bản Tin", "en": "Bản Tin Grassroots Trade Union"}
HOMES = {"vi": "/union/", "en": "/union/en/"}

each_language = pytest.mark.parametrize("language", MANIFESTS)


def manifest(built: Built, language: str) -> dict[str, Any]:
    """A language's manifest; JSON, or the test fails."""
    read: dict[str, Any] = json.loads(built.text(MANIFESTS[language]))
    return read


@each_language
def test_name_and_language(sample: Built, language: str) -> None:
    """The site is called by its name in the language, in letters that can be read in the file."""
    read = manifest(sample, language)
    assert (read["name"], read["lang"]) == (NAMES[language], language)
    assert NAMES[language] in sample.text(MANIFESTS[language])


@each_language
def test_starts_at_home(sample: Built, language: str) -> None:
    """It opens the language's home page, below the path the site stands at; whatever lies below that path belongs to it."""
    read = manifest(sample, language)
    assert read["start_url"] == HOMES[language]
    assert read["scope"] == "/union/"
    assert read["start_url"].startswith(read["scope"])


@each_language
def test_at_the_root_of_a_domain(rooted_sample: Built, language: str) -> None:
    """On a domain of its own the site begins at the root."""
    read = manifest(rooted_sample, language)
    assert read["scope"] == "/"
    assert read["start_url"] == HOMES[language].removeprefix("/union")


@each_language
def test_icons_are_what_they_claim(sample: Built, language: str) -> None:
    """Every icon is in the output, a picture of the type and size that the manifest says; there are those of 192 and 512 pixels that phones want."""
    icons = manifest(sample, language)["icons"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    for icon in icons:
        assert icon["src"].startswith("/union/")
        with Image.open(sample.output / icon["src"].removeprefix("/union/")) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert image.get_format_mimetype() == icon["type"]


@each_language
def test_colours_are_the_pages(sample: Built, language: str) -> None:
    """The paper behind the name, while the page loads, is the one of the page by day."""
    home = document((sample.output / HOMES[language].removeprefix("/union/") / "index.html").read_bytes())
    assert found(home, "//meta[@name='theme-color'][contains(@media, 'light')]/@content") == [manifest(sample, language)["background_color"]]


def test_every_page_names_its_languages(sample: Built) -> None:
    """Every page links to the manifest of its language, once; the file is there."""
    pages = [path for path in sample.files() if path.endswith(".html")]
    assert len(pages) > 80
    for path in pages:
        tree = document((sample.output / path).read_bytes())
        if not found(tree, "//meta[@http-equiv='refresh']/@content"):
            assert found(tree, "//link[@rel='manifest']/@href") == [f"/union/{MANIFESTS[tree.get('lang', '')]}"], path
