"""The icons of the theme."""

from pathlib import Path

from PIL import Image, ImageChops

from plugins.editing import icons
from tests.conftest import ROOT


def test_committed_icons_are_as_drawn(tmp_path: Path) -> None:
    """What lies in the theme is what the script draws."""
    drawn = icons.write(tmp_path)
    assert len(drawn) == 4
    for file in drawn:
        with Image.open(file) as made, Image.open(ROOT / "theme" / file.relative_to(tmp_path)) as committed:
            assert ImageChops.difference(made.convert("RGB"), committed.convert("RGB")).getbbox() is None, file.name


def test_what_is_shared_has_the_shape_networks_ask_for(tmp_path: Path) -> None:
    """1,200 by 630 pixels, as sharing.html says."""
    icons.write(tmp_path)
    with Image.open(tmp_path / "static/icons/card.png") as card:
        assert card.size == (1200, 630)
    assert 'content="1200"' in (ROOT / "theme/templates/components/sharing.html").read_text(encoding="utf-8")
