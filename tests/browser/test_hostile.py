"""Every hostile text, shown by a browser: nothing runs, nothing is asked for elsewhere, under the served headers and without them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog, Page, Request

from tests.browser.conftest import POLICY
from tests.conftest import Built, run_pelican, write
from tests.hostile.attacks import ATTACKS, EVIL, hostile_site
from tests.publishing.web import serving

WATCH = """
window.pwned = () => { window.harmed = (window.harmed || 0) + 1; };
for (const name of ["alert", "confirm", "prompt"]) window[name] = window.pwned;
document.addEventListener("securitypolicyviolation", (event) => { window.violations = [...(window.violations || []), event.violatedDirective]; });
"""
TOUCH = """() => {
    const events = ["click", "mouseover", "focus", "toggle", "load", "error", "pointerenter", "animationstart", "keydown"];
    for (const element of document.querySelectorAll("main *")) {
        if (!element.closest("a[href]")) for (const name of events) element.dispatchEvent(new Event(name));
        for (const name of events.slice(1)) element.dispatchEvent(new Event(name));
    }
    const found = [];
    for (const element of document.querySelectorAll("*")) {
        for (const {name, value} of element.attributes) {
            if (name.startsWith("on") || name === "style" || name === "srcdoc" || name === "formaction") found.push(`${element.tagName} ${name}=${value}`);
            if (["href", "src", "action"].includes(name) && /^[\\s\\x00-\\x20]*(javascript|vbscript|data|blob|file|filesystem|view-source|intent):/i.test(value)) found.push(`${element.tagName} ${name}=${value}`);
        }
        if (["IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "MATH", "STYLE", "FRAME", "TEMPLATE"].includes(element.tagName) && !element.closest(".finder")) found.push(element.tagName);
    }
    for (const script of document.scripts) if (!script.src && !/json/.test(script.type)) found.push("inline script");
    for (const name of ["querySelector", "getElementById", "body", "cookie"]) if (document[name] instanceof Element && name !== "body") found.push(`clobbered ${name}`);
    return {found, harmed: window.harmed || 0, violations: window.violations || []};
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with every attack in it."""
    folder = tmp_path_factory.mktemp("hostile")
    built = run_pelican(write(folder / "content", hostile_site()), folder / "output", folder / "cache", SITEURL="")
    assert built.exit_code == 0, built.said
    return built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notices what is done to it."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def harm(page: Page, address: str, urls: list[str]) -> list[str]:
    """What happened while these pages were open and their elements were touched."""
    harms: list[str] = []
    at = ""

    def spoke(dialog: Dialog) -> None:
        harms.append(f"{at}: dialog {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            harms.append(f"{at}: asked {request.url}")

    page.on("dialog", spoke)
    page.on("request", asked)
    for url in urls:
        at = url
        page.goto(address + url, wait_until="load")
        seen = page.evaluate(TOUCH)
        harms += [f"{at}: {found}" for found in seen["found"]]
        harms += [f"{at}: ran"] * seen["harmed"] + [f"{at}: {violation} violated" for violation in seen["violations"]]
    return harms


@pytest.mark.parametrize(
    "headers",
    [pytest.param({"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}, id="served headers", marks=pytest.mark.long), pytest.param({}, id="no headers")],
)
def test_nothing_runs(hostile: Built, page: Page, headers: dict[str, str]) -> None:
    """Every page of a site that has each attack in a text, and a way out of every place in its fields.

    Without the headers nothing but our own making stands between an attack and a reader: with them, a policy never has to step in.
    """
    urls = [f"/{path}".removesuffix("index.html") for path in sorted(hostile.files()) if path.endswith(".html")]
    assert len(urls) > len(ATTACKS)
    with serving(hostile.output) as web:
        web.headers = headers
        assert harm(page, web.address, urls) == []


def test_the_watch_would_notice(page: Page, tmp_path: Path) -> None:
    """Else it would prove nothing: a page that holds the attacks as they are is noticed in every way."""
    (tmp_path / "index.html").write_text("<!doctype html><main>" + "".join(body for name, body in ATTACKS.items() if "unclosed" not in name and "img" in name), "utf-8")
    (tmp_path / "404.html").write_bytes(b"")
    with serving(tmp_path) as web:
        web.headers = {}
        harms = harm(page, web.address, ["/"])
    assert any(": ran" in line for line in harms)
    assert any("onerror=" in line for line in harms)


def test_feeds_hold_nothing_that_runs(hostile: Built) -> None:
    """A reader of feeds may show them without any policy: their HTML has no handler, no script, no address that is one, nothing that loads from elsewhere."""
    for path in sorted(path for path in hostile.files() if path.endswith("feed.json")):
        for item in json.loads(hostile.text(path))["items"]:
            for element in html.fromstring(f"<div>{item.get('content_html', '')}</div>").iter():
                assert element.tag not in {"script", "style", "iframe", "object", "embed", "base", "form", "svg", "math", "template"}, (path, item["url"])
                for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
                    assert not name.startswith("on"), (path, name, value)
                    if name == "src" or (name == "href" and element.tag != "a"):
                        assert not value.startswith(EVIL), (path, value)
                    assert not "".join(value.split()).lower().startswith(("javascript:", "vbscript:", "data:")), (path, value)


def test_a_page_is_not_served_as_a_picture(hostile: Built) -> None:
    """A picture that is a page, too, is published without it, whatever a browser guesses."""
    for path in hostile.files():
        if path.endswith(".jpg"):
            assert b"<script" not in (hostile.output / path).read_bytes(), path
