"""What an editor or a designer does between two builds; each saved as an editor's program does: a new file takes the old one's place."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from .contestants import SLOGAN

Edit = Callable[[Path, int], None]
"""Changes the project in a folder, the nth time (from 0): each time another file, or the same one anew."""

OLD = 4
"""An old story has at least so much of the stories before it, oldest years first: one part in four."""
_TEXT = "Đoàn viên có thể hỏi tổ trưởng của mình, hoặc viết thư cho công đoàn."


def old_story(project: Path, nth: int) -> Path:
    """An old story that is in Vietnamese only; another one for each number."""
    news = sorted((project / "content/news").glob("*/*.vi.md"))
    alone = [file for file in news[len(news) // OLD :] if not file.with_name(file.name.replace(".vi.md", ".en.md")).exists()]
    return alone[nth % len(alone)]


def nothing(_project: Path, _nth: int) -> None:
    """Leave everything as it is."""


def body(project: Path, nth: int) -> None:
    """Add a sentence to an old story's text."""
    file = old_story(project, nth)
    save(file, f"{file.read_text('utf-8').rstrip()} {sentence(nth)}\n")


def title(project: Path, nth: int) -> None:
    """Add an exclamation mark to an old story's title: its address stays."""
    file = old_story(project, 10 + nth)
    fence, line, rest = file.read_text("utf-8").split("\n", 2)
    save(file, f'{fence}\ntitle: "{line.removeprefix("title: ").strip(chr(34))}!"\n{rest}')


def new_story(project: Path, nth: int) -> None:
    """Publish a story, the newest of all."""
    head = f"title: Tin mới số {nth}\ndate: 2026-10-27 08:{nth:02}\ncategory: hoat-dong\nauthor: BTG\ntags: [tiền lương]"
    save(project / f"content/news/2026/bench-{nth}.vi.md", f"---\n{head}\n---\n\n{_TEXT}\n")


def new_announcement(project: Path, nth: int) -> None:
    """Publish an announcement, the newest of all."""
    head = f"title: Thông báo mới số {nth}\ndate: 2026-10-27 09:{nth:02}\ncategory: hoat-dong\nauthor: BTG\nnumber: 9{nth}/TB-CĐ\nkind: TB"
    save(project / f"content/announcements/2026/bench-{nth}.vi.md", f"---\n{head}\n---\n\n{_TEXT}\n")


def deletion(project: Path, nth: int) -> None:
    """Delete an old story: what follows it in its lists moves up by one."""
    old_story(project, 20 + nth).unlink()


def template(project: Path, nth: int) -> None:
    """Change what every story's page is made of."""
    file = project / "theme/templates/story.html"
    save(file, file.read_text("utf-8").replace("<article", f'<article data-nth="{nth}"', 1))


def slogan(project: Path, nth: int) -> None:
    """Change the words of the slogan that is shown."""
    save(project / "content" / SLOGAN, f"---\ntitle: Vì quyền lợi của đoàn viên, lần {nth}\n---\n")


EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        "nothing to do": nothing,
        "edit one body": body,
        "edit one title": title,
        "new story": new_story,
        "new announcement": new_announcement,
        "delete": deletion,
        "template edit": template,
        "slogan change": slogan,
    }
)


def sentence(nth: int) -> str:
    """What `body` adds."""
    return f"Bản sửa thứ {nth}."


def save(file: Path, text: str) -> None:
    """Write a file beside, and let it take the other's place."""
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(file)
