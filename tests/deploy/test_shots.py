"""What `inv shots` and `inv lighthouse` look at."""

from plugins.deploy import lighthouse, shots
from tests.conftest import Built


def test_what_is_looked_at_is_there(sample: Built) -> None:
    """Every page that is photographed or judged is a page of the sample site, and in the language it stands for."""
    photographed = {(language, url) for urls in shots.PAGES.values() for language, url in zip(shots.LANGUAGES, urls, strict=False)}
    judged = {("en" if url.startswith("/en/") else "vi", url) for url in lighthouse.PAGES}
    for language, url in photographed | judged:
        text = sample.text(f"{url[1:]}index.html" if url.endswith("/") else url[1:])
        assert f'<html lang="{language}">' in text or url == "/404.html", url
