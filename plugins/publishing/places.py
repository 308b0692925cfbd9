"""A target as publishconf.py names it, to the place that it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from .branch import BranchPlace
from .bucket import BucketPlace
from .folder import FolderPlace
from .place import Place
from .server import ServerPlace
from .targets import Branch, Bucket, Folder, Server, Target


def place_of(target: Target, environment: Mapping[str, str], kept: Path) -> Place:
    """What publishes to `target`; secrets come from `environment`. `kept`: a folder that may be deleted, but to save time should not."""
    match target:
        case Server():
            return ServerPlace(target)
        case Bucket():
            return BucketPlace(target, environment)
        case Branch():
            return BranchPlace(target, kept / "repository", environment)
        case Folder():
            return FolderPlace(target)
        case _:
            assert_never(target)
