"""A small bilingual site on the disk of a project, and how it is saved, moved and put back as people's programs do it."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.building import Ended, Order, Project, Running, files_of, fingerprint
from tests.conftest import INSTANT
from tests.written import CATEGORIES, notice, pdf, picture, story, text

FILES: Mapping[str, str | bytes] = {
    "news/dai-hoi/index.vi.md": story("Đại hội", "2026-11-20 13:49", "category: phap-luat", "tags: [đại hội, tiền lương]", "author: BTG", "image: anh.jpg", "image_alt: Hội trường", body="## Một\n\nMột đoạn văn.\n\n![ảnh](anh.jpg)"),
    "news/dai-hoi/index.en.md": text("The congress", "date: 2026-11-21", "tags: [congress]", "image_alt: The hall", body="A paragraph about [the wages](../luong.en.md)."),
    "news/dai-hoi/anh.jpg": picture(),
    "news/luong.vi.md": story("Tiền lương", "2026-10-31", "category: doi-song", "tags: [tiền lương]", "aliases: [/luong-cu/]", body="Theo [thông báo](/announcements/45.vi.md)."),
    "news/luong.en.md": text("Wages", "tags: [wages]"),
    "news/2025/ngan.md": story("Tin ngắn", "2025-12-01", "category: phap-luat", body="- một\n- hai"),
    "announcements/45.vi.md": notice("Nghỉ lễ", "2026-10-05", "number: 45/TB-CĐ", "category: doi-song", "deadline: 2026-12-01", "attachments: [45.pdf]"),
    "announcements/45.en.md": text("Holiday"),
    "announcements/45.pdf": pdf(),
    "announcements/quy-che.vi.md": text("Quy chế", "date: 2024-05-14", "kind: QĐ", "pinned: true"),
    "pages/gioi-thieu.vi.md": text("Giới thiệu", body="Xem [đại hội](/news/dai-hoi/index.vi.md) và [tin](/tin-tuc/tien-luong/)."),
    "pages/gioi-thieu.en.md": text("About us"),
    "slogans/a.vi.md": text("Đoàn kết", "effective_from: 2026-11-20", "effective_until: 2026-11-23"),
    "slogans/b.vi.md": text("Đổi mới"),
    "site/categories.yaml": CATEGORIES,
    "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Information Board\n",
    "site/menu.yaml": "- section: news\n- page: pages/gioi-thieu\n- category: doi-song\n",
}  # fmt: skip
"""The site at the beginning of each sequence."""
TEXTS = ("news", "announcements", "pages", "slogans")


class SmallSite:
    """The content, the theme, the Python and the configuration of a project, and how it is built."""

    def __init__(self, project: Project, clean_builds: "CleanBuilds") -> None:
        """`clean_builds`: of this site, and of those before it in the same project."""
        self.project = project
        self._clean_builds = clean_builds
        self.order = Order(environment={"SOURCE_DATE_EPOCH": INSTANT})
        self.renames = False
        """Whether files are saved by renaming a new one over them, as many programs do; else they are written in place."""
        self._pristine = {name: data for name, data in files_of(project.folder).items() if not name.startswith(("content/", ".")) and "__pycache__" not in name}
        self._touched: set[str] = set()
        for name in files_of(project.content):
            (project.content / name).unlink()
        for name, content in FILES.items():
            self.save(name, content)

    # ── files of content, by their paths in it ──

    def save(self, path: str, content: str | bytes) -> None:
        """Save a file of content."""
        self._write(self.project.content / path, content.encode() if isinstance(content, str) else content)

    def read(self, path: str) -> str:
        """A text of content."""
        return (self.project.content / path).read_text("utf-8")

    def delete(self, path: str) -> None:
        """Delete a file of content, and the folders it leaves empty."""
        file = self.project.content / path
        file.unlink()
        self._swept(file.parent)

    def move(self, old: str, new: str) -> None:
        """Rename a file of content: its time, length and inode stay."""
        source, target = self.project.content / old, self.project.content / new
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        self._swept(source.parent)

    def _swept(self, folder: Path) -> None:
        while folder != self.project.content and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def files(self, *folders: str, suffix: str = ".md") -> list[str]:
        """The files of content that are no links, in `folders` or in all, with `suffix`."""
        content = self.project.content
        found = (file for file in sorted(content.rglob(f"*{suffix}")) if file.is_file() and not file.is_symlink())
        names = [file.relative_to(content).as_posix() for file in found]
        return [name for name in names if not folders or name.startswith(tuple(f"{folder}/" for folder in folders))]

    def languages_of(self, path: str) -> list[str]:
        """The files of the item that a text belongs to."""
        return [other for other in self.files(*TEXTS) if identity(other) == identity(path)]

    # ── the rest of the project, by paths in it ──

    def alter(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of `old` in a file of the project; back again where that was done before. An empty `old` makes the file."""
        file = self.project.folder / path
        before = file.read_text("utf-8") if file.is_file() else ""
        if not old:
            self._touched.add(path)
            if before:
                file.unlink()
            else:
                self._write(file, new.encode())
            return
        turned = before.replace(new, old, 1) if new in before else before.replace(old, new, 1)
        assert turned != before, f"{path} holds neither {old!r} nor {new!r}"
        self._touched.add(path)
        self._write(file, turned.encode())

    def alterable(self, path: str, old: str, new: str) -> bool:
        """Whether `alter` would change anything: content may have gone."""
        file = self.project.folder / path
        return not old or (file.is_file() and not file.is_symlink() and any(part in file.read_text("utf-8") for part in (old, new)))

    def restore(self) -> None:
        """Put back all of the project but its content."""
        for path in sorted(self._touched):
            if path in self._pristine:
                self._write(self.project.folder / path, self._pristine[path])
            elif not path.startswith("content/"):
                (self.project.folder / path).unlink(missing_ok=True)
        self._touched.clear()

    def _write(self, file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.renames or file.is_symlink():
            beside = file.with_name(f".{file.name}.new")
            beside.write_bytes(data)
            beside.replace(file)
        else:
            file.write_bytes(data)

    # ── as a whole ──

    def snapshot(self) -> dict[str, bytes]:
        """Everything a build depends on in this project."""
        return {name: data for name, data in files_of(self.project.folder).items() if "__pycache__" not in name}

    def put_back(self, before: Mapping[str, bytes]) -> None:
        """Make the content what it was at a snapshot."""
        content = self.project.content
        then = {name.removeprefix("content/"): data for name, data in before.items() if name.startswith("content/")}
        now = files_of(content)
        for name in now.keys() - then.keys():
            self.delete(name)
        for name in sorted(name for name in then if now.get(name) != then[name]):
            if (content / name).is_symlink():
                (content / name).unlink()
            if then[name].startswith(b"link to "):
                (content / name).parent.mkdir(parents=True, exist_ok=True)
                (content / name).unlink(missing_ok=True)
                (content / name).symlink_to(then[name].removeprefix(b"link to ").decode())
            else:
                self.save(name, then[name])

    def state(self) -> str:
        """A digest of all that the bytes of a clean build depend on."""
        order = self.order
        told = {"order": f"{order.conf} {sorted(order.settings.items())} {sorted(order.environment.items())}".encode()}
        return fingerprint(self.snapshot() | told)

    def start(self, output: Path, cache: Path, jobs: int) -> Running:
        """Start a build of the site as it is."""
        order = self.order
        return self.project.start(output, cache, Order(order.conf, {"JOBS": jobs, **order.settings}, order.environment))

    def build(self, output: Path, cache: Path, jobs: int) -> Ended:
        """Build the site as it is."""
        return self.start(output, cache, jobs).wait()

    def clean(self, jobs: int = 1) -> "Clean":
        """How a build of the site as it is ends without anything of an earlier one, and what it makes."""
        return self._clean_builds.of(self, jobs)

    def cleanly_built(self) -> Mapping[str, bytes]:
        """What such a build makes, which must succeed."""
        ended, files = self.clean()
        assert ended.exit_code == 0, ended.said
        return files


Clean = tuple[Ended, Mapping[str, bytes]]
REMEMBERED = 50
"""How many clean builds are kept, so that no state is built twice in a row."""


class CleanBuilds:
    """The clean builds made of late: most tests ask for the same few."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where they are made, one after the other."""
        self._folder = folder
        self._made: dict[str, Clean] = {}

    def of(self, site: SmallSite, jobs: int) -> Clean:
        """That of the site as it is."""
        state = site.state()
        if state not in self._made:
            with TemporaryDirectory(dir=self._folder) as fresh:
                output = Path(fresh) / "output"
                ended = site.build(output, Path(fresh) / "cache", jobs)
                self._made[state] = ended, files_of(output) if output.is_dir() else {}
            if len(self._made) > REMEMBERED:
                del self._made[next(iter(self._made))]
        return self._made[state]


def identity(path: str) -> str:
    """The path of a text without `.LANG.md`."""
    return re.sub(r"(\.(vi|en))?\.md$", "", path)


def with_field(text_of_file: str, name: str, value: str | None) -> str:
    """A text with a field of its front matter set, or taken out."""
    lines = [line for line in text_of_file.split("\n---\n", 1)[0].splitlines() if not line.startswith(f"{name}:")]
    body = text_of_file.split("\n---\n", 1)[1]
    return "\n".join([*lines, *([] if value is None else [f"{name}: {value}"])]) + "\n---\n" + body


def with_body(text_of_file: str, body: str) -> str:
    """A text with another body."""
    return text_of_file.split("\n---\n", 1)[0] + f"\n---\n\n{body}\n"
