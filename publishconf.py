"""The site, as published: where, and how strictly."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the `pelican` script does not look here by itself

from pelicanconf import *  # noqa: F403 - everything that is not said here

KEEP_PROMISES = True

SITEURL = (os.environ.get("SITEURL") or "https://ban-tin.example").rstrip("/")
