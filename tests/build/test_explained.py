"""What `inv build --explain` says of a page."""

from pathlib import Path

from tests.build.small_site import SmallSite
from tests.building import Order, run
from tests.written import story

STORY = "/tin-tuc/moi/"


def explained(site: SmallSite, folder: Path, address: str) -> str:
    """What the build says of an address."""
    ended = run(site.project.folder, folder / "output", folder / "cache", Order(site.order.conf, {"EXPLAIN": address}, site.order.environment))
    assert ended.exit_code == 0, ended.said
    return next(line for line in ended.said.splitlines() if line.startswith(f"{address}: ")).removeprefix(f"{address}: ")


def test_why_a_page_was_rendered(site: SmallSite, tmp_path: Path) -> None:
    """A build says of an address why its page was rendered, or that nothing it comes from was changed, or that there is none."""
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", body="Một."))
    assert "not there before" in explained(site, tmp_path, STORY)
    assert "nothing that it comes from was changed" in explained(site, tmp_path, STORY)
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", body="Hai đoạn.\n\nĐoạn kia."))
    assert "was rendered" not in explained(site, tmp_path, "/khong-co/")
    assert "nothing" in explained(site, tmp_path, f"https://example.org{STORY}")
    site.save("news/moi.vi.md", story("Mới hơn", "2026-11-22", "slug: moi", body="Hai đoạn.\n\nĐoạn kia."))
    assert "what it shows is something else" in explained(site, tmp_path, STORY)
    (tmp_path / "output/tin-tuc/moi/index.html").write_text("khác", "utf-8")
    assert "not as the last build left it" in explained(site, tmp_path, STORY)
    site.alter("theme/templates/story.html", "{% block main %}", "{% block main %}<p>Thêm.</p>")
    assert "its templates were changed" in explained(site, tmp_path, STORY)
    assert "no page of the site" in explained(site, tmp_path, "/khong-co/")


def test_changed_schema_of_the_open_data(site: SmallSite, tmp_path: Path) -> None:
    """A file beside the code that something published is made of is noticed as code is."""
    address = "/thong-bao/data.schema.json"
    explained(site, tmp_path, address)
    assert "nothing that it comes from was changed" in explained(site, tmp_path, address)
    site.alter("plugins/outputs/register.schema.json", '"title": "Register', '"title": "The register')
    assert "nothing" not in explained(site, tmp_path, address)
    assert '"title": "The register' in (tmp_path / "output/thong-bao/data.schema.json").read_text("utf-8")
