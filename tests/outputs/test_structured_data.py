"""What pages say to machines, judged by the vocabulary that schema.org publishes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Build, Built, run_pelican, write
from tests.judges import judge
from tests.parsed import document, found, page
from tests.written import CATEGORIES, notice, picture, story
from tests.written import text as written

SITE = "https://someone.example/union"
KEYWORDS = ("@type", "@id")
"""What JSON-LD itself says of a node; not a property."""


@dataclass(frozen=True)
class Vocabulary:
    """schema.org as TypeScript's types: which properties a type has, and what may stand in each."""

    source: str

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        """The types whose properties each type has too."""
        interfaces = re.findall(r"^(?:export )?interface (\w+(?:Base|Leaf)) extends ([^{]+) \{", self.source, re.MULTILINE)
        return {name: re.findall(r"\w+Base", extended) for name, extended in interfaces}

    @cached_property
    def own(self) -> dict[str, dict[str, list[str]]]:
        """The properties that a type brings itself, each with the names of what may stand there."""
        bodies = re.findall(r"^interface (\w+Base)\b[^{]*\{\n(.*?)^\}", self.source, re.MULTILINE | re.DOTALL)
        property_ = re.compile(r'^ {4}"(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
        return {name: {prop: _alternatives(values) for prop, values in property_.findall(body)} for name, body in bodies}

    @cached_property
    def leaves(self) -> dict[str, str]:
        """The name of each type by the interface that says so."""
        return dict(re.findall(r'^export interface (\w+Leaf) extends [^{]+\{\n {4}"@type": "([^"]+)";', self.source, re.MULTILINE))

    @cached_property
    def unions(self) -> dict[str, list[str]]:
        """What each name stands for: its own interface, those of its subtypes, plain strings and numbers."""
        return {name: _alternatives(values) for name, values in re.findall(r"^export type (\w+)(?:<[^=]*>)? = ([^;]+);", self.source, re.MULTILINE)}

    @cached_property
    def types(self) -> dict[str, str]:
        """Where the properties of each type begin, by what `@type` says."""
        return {said: leaf for leaf, said in self.leaves.items()}

    def properties(self, name: str) -> dict[str, list[str]]:
        """The properties of an interface and all of its ancestors."""
        inherited = [self.properties(parent) for parent in self.parents.get(name, ())]
        return {prop: values for some in inherited for prop, values in some.items()} | self.own.get(name, {})

    def meant(self, names: list[str]) -> set[str]:
        """Everything that may stand where one of `names` is expected: values of `@type`, `string`, `number`."""
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self.unions.get(name, ())
        return {self.leaves.get(name, name) for name in seen}

    def faults(self, node: dict[str, Any]) -> Iterator[str]:
        """What the vocabulary does not know or allow in a node, and in those inside it."""
        kind = node["@type"]
        if kind not in self.types:
            yield f"no type {kind}"
            return
        known = self.properties(self.types[kind])
        for name, value in node.items():
            if name in KEYWORDS:
                continue
            if name not in known:
                yield f"{kind} has no {name}"
                continue
            allowed = self.meant(known[name])
            for one in value if isinstance(value, list) else [value]:
                yield from (f"{kind}.{name}: {fault}" for fault in self._misfits(one, allowed))

    def _misfits(self, value: object, allowed: set[str]) -> Iterator[str]:
        if isinstance(value, dict) and "@type" in value:
            if value["@type"] not in allowed:
                yield f"a {value['@type']} does not stand here"
            yield from self.faults(value)
        elif isinstance(value, dict):
            if value.keys() != {"@id"} or "IdReference" not in allowed:
                yield f"{value} is neither a node nor names one"
        else:
            plain = "string" if isinstance(value, str) else "number" if isinstance(value, int | float) and not isinstance(value, bool) else "boolean"
            if plain not in allowed and f'"{value}"' not in allowed:  # a member of an enumeration stands there by its name
                yield f"{value!r}: a {plain} does not stand here"


def _alternatives(values: str) -> list[str]:
    return [value.strip() for value in re.sub(r"<[^<>]*>", "", values).split("|")]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary as it was published."""
    return Vocabulary(judge("schema-dts/dist/schema.d.ts").read_text(encoding="utf-8"))


def graph(tree: etree._Element) -> list[dict[str, Any]]:
    """The nodes that a page's one script of JSON-LD holds, read as a browser and a parser of JSON read them."""
    [script] = [element for element in tree.iter("script") if element.get("type") == "application/ld+json"]
    read = json.loads(script.text or "")
    assert read.keys() == {"@context", "@graph"}
    assert read["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = read["@graph"]
    return nodes


def node(tree: etree._Element, kind: str) -> dict[str, Any]:
    """The page's one node of that type."""
    [only] = [each for each in graph(tree) if each["@type"] == kind]
    return only


def pages(built: Built) -> dict[str, etree._Element]:
    """Every page of a site by its file; an old address that sends on is none."""
    trees = {path: document((built.output / path).read_bytes()) for path in sorted(built.files()) if path.endswith(".html")}
    return {path: tree for path, tree in trees.items() if not found(tree, "//meta[@http-equiv='refresh']/@content")}


def test_the_vocabulary_is_read(vocabulary: Vocabulary) -> None:
    """The judge does look: what schema.org does not know, or does not allow there, is named; what it does is not."""
    right = {"@type": "NewsArticle", "headline": "A", "dateline": "B", "url": "https://c.example/", "publisher": {"@id": "#p"}, "author": [{"@type": "Person", "name": "D"}]}
    assert list(vocabulary.faults(right)) == []
    assert list(vocabulary.faults({"@type": "NewsStory"})) == ["no type NewsStory"]
    assert list(vocabulary.faults({"@type": "Article", "dateline": "B"})) == ["Article has no dateline"]
    assert list(vocabulary.faults({"@type": "Article", "author": {"@type": "ImageObject"}})) == ["Article.author: a ImageObject does not stand here"]
    assert list(vocabulary.faults({"@type": "Article", "image": {"@type": "ImageObject", "headlin": "A"}})) == ["Article.image: ImageObject has no headlin"]
    assert list(vocabulary.faults({"@type": "Article", "articleBody": 5})) == ["Article.articleBody: 5: a number does not stand here"]
    assert list(vocabulary.faults({"@type": "Article", "aggregateRating": "5"})) == ["Article.aggregateRating: '5': a string does not stand here"]
    assert list(vocabulary.faults({"@type": "Legislation", "legislationLegalForce": "https://schema.org/InForce"})) == []
    forced = {"@type": "Legislation", "legislationLegalForce": "https://schema.org/EventScheduled"}
    assert list(vocabulary.faults(forced)) == ["Legislation.legislationLegalForce: 'https://schema.org/EventScheduled': a string does not stand here"]
    assert list(vocabulary.faults({"@type": "Article", "headline": {"@id": "#a"}})) == ["Article.headline: {'@id': '#a'} is neither a node nor names one"]


def test_every_page_keeps_to_the_vocabulary(sample: Built, vocabulary: Vocabulary) -> None:
    """On no page of the sample site is there a type or a property that schema.org does not know, or a value where it does not belong."""
    trees = pages(sample)
    assert len(trees) > 80
    faults = {fault: path for path, tree in trees.items() for each in graph(tree) for fault in vocabulary.faults(each)}
    assert faults == {}


def test_articles_keep_to_the_vocabulary(described: Built, vocabulary: Vocabulary) -> None:
    """Nor is there where stories say much of themselves, or little."""
    articles = [each for tree in pages(described).values() for each in graph(tree) if each["@type"] == "NewsArticle"]
    assert len(articles) == 4
    assert [fault for article in articles for fault in vocabulary.faults(article)] == []


def test_references_lead_to_nodes_of_the_page(sample: Built) -> None:
    """What a page names by `@id` stands on the same page, once."""
    for path, tree in pages(sample).items():
        nodes = graph(tree)
        named = [each["@id"] for each in nodes if "@id" in each]
        assert len(named) == len(set(named)), path
        referred = [value["@id"] for each in nodes for value in each.values() if isinstance(value, dict) and value.keys() == {"@id"}]
        assert set(referred) <= set(named), path


def test_every_page_names_its_publisher(sample: Built) -> None:
    """Every page names the union in the page's language, with its home page and an icon that is there."""
    files = sample.files()
    for path, tree in pages(sample).items():
        publisher = node(tree, "Organization")
        english = path.startswith("en/")
        assert publisher["name"] == ("Bản Tin Grassroots Trade Union" if english else "Công đoàn cơ sở Bản Tin"), path
        assert publisher["url"] == (f"{SITE}/en/" if english else f"{SITE}/"), path
        assert publisher["logo"].removeprefix(f"{SITE}/") in files, path


def test_stories_are_news_articles(sample: Built) -> None:
    """Every story's page describes a NewsArticle: its headline, dates, publisher and address are those that the page shows."""
    stories = {path: tree for path, tree in pages(sample).items() if found(tree, "//article[@class='story']/@class")}
    assert len(stories) > 20
    for path, tree in stories.items():
        article = node(tree, "NewsArticle")
        assert article["headline"] == found(tree, "//h1/text()")[0], path
        assert article["datePublished"] == found(tree, "//p[@class='stamp']/time/@datetime")[0], path
        published, modified = (datetime.fromisoformat(article[name]) for name in ("datePublished", "dateModified"))
        assert published.utcoffset() is not None and published <= modified, path
        assert bool(found(tree, "//p[@class='change']/text()")) == (published < modified), path
        assert article["publisher"] == {"@id": node(tree, "Organization")["@id"]}, path
        assert article["url"] == article["mainEntityOfPage"] == found(tree, "//link[@rel='canonical']/@href")[0], path
        assert article["inLanguage"] == tree.get("lang"), path
        assert article["description"] == found(tree, "//meta[@name='description']/@content")[0], path


def test_only_what_was_published_is_an_article(sample: Built) -> None:
    """A story is a NewsArticle, an announcement what its kind is; lists, indexes and static pages are neither."""
    for path, tree in pages(sample).items():
        kinds = {each["@type"] for each in graph(tree)} - {"Organization", "BreadcrumbList", "Event"}
        document_ = found(tree, "//main//article/@class")
        if "announcement" in document_:
            assert len(kinds) == 1 and kinds < {"Legislation", "SpecialAnnouncement", "Article"}, path
        else:
            assert kinds == ({"NewsArticle"} if "story" in document_ else set()), path


def test_breadcrumbs(sample: Built) -> None:
    """Breadcrumbs lead from the home page to the page itself, numbered from 1, by absolute addresses of pages that are there; home has none."""
    files = sample.files()
    for path, tree in pages(sample).items():
        lists = [each for each in graph(tree) if each["@type"] == "BreadcrumbList"]
        if path in {"index.html", "en/index.html"}:
            assert lists == []
            continue
        [steps] = [each["itemListElement"] for each in lists]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), path
        addresses = [step["item"] for step in steps]
        assert addresses[0] == (f"{SITE}/en/" if path.startswith("en/") else f"{SITE}/"), path
        assert addresses[-1] == f"{SITE}/{path.removesuffix('index.html')}", path
        for address in addresses:
            assert address.startswith(f"{SITE}/"), path
            inside = address.removeprefix(f"{SITE}/")
            assert (f"{inside}index.html" if inside.endswith("/") or not inside else inside) in files, path
        shown = [f"https://someone.example{link}" for link in found(tree, "//nav[@class='trail']//a/@href")]
        assert addresses[:-1] == shown, path


def test_story_says_where_it_stands(sample: Built) -> None:
    """The way to a story leads over the list of stories."""
    tree = page(sample, "/tin-tuc/den-ong-sao/")
    steps = node(tree, "BreadcrumbList")["itemListElement"]
    assert [step["item"] for step in steps] == [f"{SITE}/", f"{SITE}/tin-tuc/", f"{SITE}/tin-tuc/den-ong-sao/"]
    assert steps[-1]["name"] == found(tree, "//h1/text()")[0]


HOSTILE = """</script><script>alert(1)</script><!-- <script> --> ]]> &lt;/script&gt; "'\\"""


def test_nothing_in_a_text_ends_the_script(build: Build) -> None:
    """Markup in a title, a summary, a byline, a tag, a category or a source is read back as it was written, and begins no element."""
    quoted = json.dumps(HOSTILE)
    content = {
        "site/categories.yaml": f"- key: a\n  vi: {quoted}\n",
        "site/bylines.yaml": f"- code: BTG\n  vi: {quoted}\n",
        "news/a.vi.md": story(
            quoted, "2026-11-01", f"summary: {quoted}", "author: BTG", "category: a", f"tags: [{quoted}]", "source_url: https://a.example/?b=<!--&c=</script>", "slug: a"
        ),
        "news/b.vi.md": story("B", "2026-11-02", f"author: {quoted}"),
        "announcements/c.vi.md": notice(quoted, "2026-11-03", "slug: c"),
    }
    built = build(content)
    assert built.exit_code == 0, built.said
    own = page(built, "/tin-tuc/a/")
    article = node(own, "NewsArticle")
    assert (article["headline"], article["description"], article["articleSection"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert (article["keywords"], article["author"]["name"]) == ([HOSTILE], HOSTILE)
    assert node(own, "BreadcrumbList")["itemListElement"][-1]["name"] == HOSTILE
    assert node(page(built, "/tin-tuc/b/"), "NewsArticle")["author"]["name"] == HOSTILE
    assert node(page(built, "/thong-bao/c/"), "SpecialAnnouncement")["headline"] == HOSTILE
    for path, tree in pages(built).items():
        assert [script for script in found(tree, "//script/text()") if "alert" in script and not script.startswith('{"@context"')] == [], path
        raw = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.text(path), re.DOTALL)
        assert len(raw) == 1 and "<" not in raw[0], path


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Stories that say much and little of themselves."""
    folder = tmp_path_factory.mktemp("structured-data")
    content: dict[str, str | bytes] = {
        "site/categories.yaml": CATEGORIES,
        "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Information Board\n",
        "news/a/index.vi.md": story(
            "A", "2026-11-01 08:00", "author: BTG", "category: phap-luat", "tags: [một, hai]", "updated: 2026-11-02 09:30",
            "source_url: https://paper.example/a?b=1&c=2", "image: p.jpg", "image_alt: Ảnh",
        ),
        "news/a/index.en.md": written("A in English", "image_alt: A picture"),
        "news/a/p.jpg": picture(),
        "news/b.vi.md": story("B", "2026-11-01 08:00", "author: Nguyễn Văn B"),
        "news/c.vi.md": story("C", "2026-11-01 08:00"),
        "news/d.vi.md": story("D", "2026-11-01 08:00", "status: withdrawn"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=SITE)
    assert built.exit_code == 0, built.said
    return built


def test_article_says_what_its_file_says(described: Built) -> None:
    """Category, tags, the original's address, both dates and the picture are in the description."""
    article = node(page(described, "/tin-tuc/a/"), "NewsArticle")
    assert (article["articleSection"], article["keywords"]) == ("Chính sách – Pháp luật", ["một", "hai"])
    assert article["isBasedOn"] == "https://paper.example/a?b=1&c=2"
    assert (article["datePublished"], article["dateModified"]) == ("2026-11-01T08:00:00+07:00", "2026-11-02T09:30:00+07:00")
    assert article["image"].removeprefix(f"{SITE}/") in described.files()


def test_author_of_an_article(described: Built) -> None:
    """A board of the registry is an organization, named in the page's language; free text is a person; without a byline the publisher wrote it."""
    assert node(page(described, "/tin-tuc/a/"), "NewsArticle")["author"] == {"@type": "Organization", "name": "Ban Tuyên giáo"}
    assert node(page(described, "/en/news/a-in-english/"), "NewsArticle")["author"] == {"@type": "Organization", "name": "Information Board"}
    assert node(page(described, "/tin-tuc/b/"), "NewsArticle")["author"] == {"@type": "Person", "name": "Nguyễn Văn B"}
    unsigned = page(described, "/tin-tuc/c/")
    assert node(unsigned, "NewsArticle")["author"] == {"@id": node(unsigned, "Organization")["@id"]}


def test_what_is_not_said_is_left_out(described: Built) -> None:
    """A story with nothing but a title and a date names no category, no tags, no picture and no original; a withdrawn one is no article."""
    article = node(page(described, "/tin-tuc/c/"), "NewsArticle")
    assert not {"articleSection", "keywords", "image", "isBasedOn"} & article.keys()
    assert None not in article.values()
    assert [each["@type"] for each in graph(page(described, "/tin-tuc/d/"))] == ["Organization", "BreadcrumbList"]


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Announcements of every type, in every state, with and without an event; the build is on 23 November 2026."""
    folder = tmp_path_factory.mktemp("official-documents")
    content: dict[str, str | bytes] = {
        "site/categories.yaml": CATEGORIES,
        "announcements/quy-che.vi.md": written("Quy chế", "date: 2025-03-01", "number: 02/QC-CĐCS", "issuer: Công đoàn cơ sở", "slug: quy-che"),
        "announcements/quy-che.en.md": written("Rules", "slug: rules"),
        "announcements/sua.vi.md": written("Sửa", "date: 2026-11-01", "number: 15/QĐ-CĐCS", "amends: 02/QC-CĐCS", "slug: sua"),
        "announcements/cu.vi.md": written("Cũ", "date: 2026-01-05", "number: 03/HD-CĐCS", "slug: cu"),
        "announcements/moi.vi.md": written(
            "Mới", "date: 2026-11-10", "number: 04/HD-CĐCS", "supersedes: 03/HD-CĐCS", "repeals: [99/QĐ-CĐCS, 98/TB-CĐCS]", "allow: unknown-number",
            "effective_from: 2026-11-24", "effective_until: 2027-11-23", "slug: moi",
        ),
        "announcements/bo.vi.md": written("Bỏ", "date: 2026-11-10", "number: 05/HD-CĐCS", "effective_from: 2027-01-01", "slug: bo"),
        "announcements/bai-bo.vi.md": written("Bãi bỏ", "date: 2026-11-11", "number: 06/QĐ-CĐCS", "repeals: 05/HD-CĐCS", "slug: bai-bo"),
        "announcements/hop.vi.md": notice(
            "Họp", "2026-11-01 08:00", "number: 07/TB-CĐCS", "category: phap-luat", "issuer: Ban Chấp hành", "effective_until: 2026-12-31", "slug: hop",
            "event_start: 2026-12-01 08:00", "event_end: 2026-12-02", "event_place: Hội trường",
        ),
        "announcements/thoi.vi.md": notice("Thôi", "2026-11-02", "number: 08/TB-CĐCS", "event_start: 2026-12-01", "slug: thoi"),
        "announcements/thay.vi.md": notice("Thay", "2026-11-20", "number: 09/TB-CĐCS", "supersedes: 08/TB-CĐCS", "event_start: 2026-12-03", "slug: thay"),
        "announcements/ke-hoach.vi.md": written("Kế hoạch", "date: 2026-11-01", "number: 10/KH-CĐCS", "slug: ke-hoach"),
        "announcements/la.vi.md": written("Lạ", "date: 2026-11-01", "kind: Thư ngỏ", "slug: la"),
        "announcements/go.vi.md": written("Gỡ", "date: 2026-11-01", "number: 11/QĐ-CĐCS", "status: withdrawn", "slug: go"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=SITE)
    assert built.exit_code == 0, built.said
    return built


def test_announcements_keep_to_the_vocabulary(official: Built, vocabulary: Vocabulary) -> None:
    """Nothing that an announcement says of itself is unknown to schema.org, or stands where it does not belong."""
    faults = {fault: path for path, tree in pages(official).items() for each in graph(tree) for fault in vocabulary.faults(each)}
    assert faults == {}


@pytest.mark.parametrize(
    ("slug", "expected"),
    [("quy-che", "Legislation"), ("moi", "Legislation"), ("sua", "Legislation"), ("hop", "SpecialAnnouncement"), ("ke-hoach", "Article"), ("la", "Article"), ("go", None)],
)
def test_type_of_an_announcement(official: Built, slug: str, expected: str | None) -> None:
    """What sets rules is Legislation, what tells everybody a SpecialAnnouncement; a plan, or a kind we do not know, an Article; what was withdrawn nothing."""
    kinds = {each["@type"] for each in graph(page(official, f"/thong-bao/{slug}/"))} - {"Organization", "BreadcrumbList", "Event"}
    assert kinds == ({expected} if expected else set())


def test_legislation_says_what_its_document_says(official: Built) -> None:
    """Number, kind, issuing body and days are the document's; a translation names the kind in its own language, and the document's days."""
    rules = node(page(official, "/thong-bao/quy-che/"), "Legislation")
    assert (rules["legislationIdentifier"], rules["legislationType"]) == ("02/QC-CĐCS", "Quy chế")
    assert rules["legislationPassedBy"] == {"@type": "Organization", "name": "Công đoàn cơ sở"}
    assert (rules["legislationDate"], rules["legislationDateOfApplicability"], rules["temporalCoverage"]) == ("2025-03-01", "2025-03-01", "2025-03-01/..")
    english = node(page(official, "/en/announcements/rules/"), "Legislation")
    assert (english["legislationType"], english["legislationDate"], english["inLanguage"]) == ("Working rules", "2025-03-01", "en")


@pytest.mark.parametrize(
    ("slug", "force", "coverage"),
    [
        ("quy-che", "InForce", "2025-03-01/.."),
        ("cu", "InForce", "2026-01-05/2026-11-23"),
        ("moi", "NotInForce", "2026-11-24/2027-11-23"),
        ("bo", "NotInForce", None),
    ],
)
def test_legal_force(official: Built, slug: str, force: str, coverage: str | None) -> None:
    """What is amended, or superseded tomorrow, is in force today; what is to come is not; what was repealed before it applied never was."""
    document_ = node(page(official, f"/thong-bao/{slug}/"), "Legislation")
    assert (document_["legislationLegalForce"], document_.get("temporalCoverage")) == (f"https://schema.org/{force}", coverage)


def test_what_a_document_does_to_others(official: Built) -> None:
    """What it amends, supersedes and repeals stands by number, with a page where there is one; a notice that is repealed is no legislation."""
    amended = node(page(official, "/thong-bao/sua/"), "Legislation")["legislationAmends"]
    assert amended == [{"@type": "Legislation", "legislationIdentifier": "02/QC-CĐCS", "name": "Quy chế", "url": f"{SITE}/thong-bao/quy-che/"}]
    newer = node(page(official, "/thong-bao/moi/"), "Legislation")
    assert [other["legislationIdentifier"] for other in newer["legislationChanges"]] == ["03/HD-CĐCS"]
    assert newer["legislationRepeals"] == [{"@type": "Legislation", "legislationIdentifier": "99/QĐ-CĐCS"}]
    assert not {"legislationChanges", "legislationAmends", "legislationRepeals"} & node(page(official, "/thong-bao/cu/"), "Legislation").keys()


def test_notice_and_its_event(official: Built) -> None:
    """A notice says when it was posted and when it expires, where a document says so; what it invites to is an event of its own."""
    tree = page(official, "/thong-bao/hop/")
    told, event = node(tree, "SpecialAnnouncement"), node(tree, "Event")
    assert (told["datePosted"], told["expires"], told["category"], told["identifier"]) == ("2026-11-01T08:00:00+07:00", "2026-12-31", "Chính sách – Pháp luật", "07/TB-CĐCS")
    assert told["about"] == {"@id": event["@id"]}
    assert (event["startDate"], event["endDate"], event["eventStatus"]) == ("2026-12-01T08:00:00+07:00", "2026-12-02", "https://schema.org/EventScheduled")
    assert (event["location"], event["organizer"]["name"]) == ({"@type": "Place", "name": "Hội trường"}, "Ban Chấp hành")
    unlimited = node(page(official, "/thong-bao/thay/"), "SpecialAnnouncement")
    assert "expires" not in unlimited
    assert node(page(official, "/thong-bao/thay/"), "Event")["organizer"] == {"@id": f"{SITE}/#publisher"}


def test_event_of_a_notice_that_was_replaced(official: Built) -> None:
    """A notice that another one replaced before its day invites nobody any more."""
    assert [each["@type"] for each in graph(page(official, "/thong-bao/thoi/"))] == ["Organization", "BreadcrumbList", "SpecialAnnouncement"]


def test_legal_force_changes_at_midnight(official: Built, tmp_path: Path) -> None:
    """The page says anew what is in force when the day is another one."""
    content = official.output.parent / "content"
    for instant, forces in {"1795453199": ("InForce", "NotInForce"), "1795453200": ("NotInForce", "InForce")}.items():  # 2026-11-23 23:59:59 in Vietnam, and a second later
        built = run_pelican(content, tmp_path / "output", tmp_path / "cache", SITEURL=SITE, SOURCE_DATE_EPOCH=instant)
        found_ = [node(page(built, f"/thong-bao/{slug}/"), "Legislation")["legislationLegalForce"] for slug in ("cu", "moi")]
        assert found_ == [f"https://schema.org/{force}" for force in forces]
