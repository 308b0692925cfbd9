"""A picture in several sizes, as HTML's `srcset` names them."""

from collections.abc import Callable

from plugins.model.item import Picture


def srcset(picture: Picture, locate: Callable[[str], str]) -> str:
    """Each size with its width, for the browser to choose from; empty where there is only one. `locate` gives a full or rooted address."""
    sizes = picture.sizes
    return ", ".join(f"{locate(size.address)} {size.width}w" for size in sizes) if len(sizes) > 1 else ""
