"""The pictures of the sample content: flat posters in red, gold, cream and ink.

Photographs of real people do not belong in a sample, and a grey box would show nobody how a page looks. So each
picture is a small function made of the verbs of `Canvas`; what it draws is measured in the points of a sheet of 1600 by
900. The same version of Pillow always gives the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .canvas import CREAM, DEEP, HEIGHT, PALE, RED, SAND, Canvas, Solid
from .care import giving_blood, helmet, noodles
from .lanterns import lanterns, making_a_star
from .leisure import classroom, volleyball
from .pond import lotus_pond
from .roads import bicycles, bus
from .tet import tet_market
from .union import flags, law
from .works import factory, sewing_line


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the sample content."""

    file: str
    """Where it belongs, relative to content."""
    draw: Callable[[Canvas], None]
    top: Solid
    """The colour of the sky at the upper edge."""
    bottom: Solid
    """And at the lower one."""
    height: int = HEIGHT


PICTURES = (
    Picture("news/2026/bua-an-ca/bat-bun.jpg", noodles, DEEP, RED),
    Picture("news/2026/den-ong-sao/den-ong-sao.jpg", lanterns, (34, 18, 40), (122, 30, 40)),
    Picture("news/2026/den-ong-sao/cac-buoc.png", making_a_star, CREAM, CREAM, height=560),
    Picture("news/2026/ngay-thanh-lap-cong-doan/co-do.jpg", flags, CREAM, PALE),
    Picture("news/2026/luat-cong-doan/sach-luat.jpg", law, CREAM, SAND),
    Picture("news/2026/thang-cong-nhan/nha-may.jpg", factory, CREAM, PALE),
    Picture("news/2024/di-lam-bang-xe-dap/xe-dap.jpg", bicycles, CREAM, (252, 226, 180)),
    Picture("news/2023/so-cuu/mu-bao-ho.jpg", helmet, CREAM, SAND),
    Picture("news/2024/hien-mau/giot-mau.jpg", giving_blood, CREAM, PALE),
    Picture("news/2024/lop-hoc-sau-ca/lop-hoc.jpg", classroom, (246, 226, 186), SAND),
    Picture("news/2025/lao-dong-nu/may-khau.jpg", sewing_line, CREAM, PALE),
    Picture("news/2026/bon-mua/cho-tet.jpg", tet_market, DEEP, RED),
    Picture("news/2026/bon-mua/dam-sen.jpg", lotus_pond, CREAM, PALE),
    Picture("news/2026/bon-mua/bong-chuyen.jpg", volleyball, DEEP, (122, 26, 30)),
    Picture("news/2026/bon-mua/xe-som.jpg", bus, (70, 22, 40), (236, 150, 70)),
)


def write(content: Path) -> list[Path]:
    """Draw every picture into its story's folder in `content`; return the files."""
    written = []
    for picture in PICTURES:
        canvas = Canvas(picture.top, picture.bottom, picture.height)
        picture.draw(canvas)
        file = content / picture.file
        if file.suffix == ".png":
            canvas.finished().quantize(48).save(file, optimize=True)
        else:
            canvas.finished().save(file, quality=82, subsampling=0, optimize=True, progressive=True)
        written.append(file)
    return written
