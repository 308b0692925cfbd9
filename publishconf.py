"""The site, as published: where, and how strictly."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the `pelican` script does not look here by itself

from pelicanconf import *  # noqa: F403 - everything that is not said here
from pelicanconf import HERE
from plugins.publishing.purge import Purge
from plugins.publishing.targets import Branch, Bucket, Folder, Server, Target

KEEP_PROMISES = True

TARGETS: tuple[Target, ...] = (
    Folder("folder", HERE / "published"),
    # Server("web", host="ban-tin.example", folder="/srv/ban-tin"),
    # Bucket("bucket", bucket="ban-tin", endpoint="https://s3.ban-tin.example"),
    # Branch("pages", repository="git@git.ban-tin.example:ban-tin/pages.git"),
)
"""Where `inv publish NAME` brings the site; docs/publishing.md says how each is set up. Secrets stand in the environment, never here."""

SIGNING_KEY = ""
"""An SSH key that every release is signed with: its file, or that of its public part where ssh-agent holds the private one; empty: none is signed."""

PURGE: Purge | None = None
"""A cache in front of the site that is to forget what was changed."""

PAGE_BUDGET = 16 * 1024
"""The theme keeps 14 KB with the sample's names; a union's own, its menu and its address may be longer, and are no reason not to publish. So with SCRIPT_BUDGET."""
SCRIPT_BUDGET = 6 * 1024

SITEURL = (os.environ.get("SITEURL") or "https://ban-tin.example").rstrip("/")
