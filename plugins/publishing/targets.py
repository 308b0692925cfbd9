"""What publishconf.py names the places by. Secrets are in none of them: they come from the environment, or from ssh's own agent and files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KEEP = 5
"""How many releases a place keeps to go back to, the live one among them."""


@dataclass(frozen=True, slots=True)
class Server:
    """A machine reached by ssh, with rsync and a web server on it; see `inv server-config`."""

    name: str
    host: str
    folder: str
    """Where it keeps its releases; the web server shows `current` in it."""
    user: str = ""
    """Empty: as ssh's own configuration says."""
    port: int = 0
    """0: as ssh's own configuration says."""
    keep: int = KEEP
    options: tuple[str, ...] = ()
    """More options for ssh, such as ("-i", "~/.ssh/ban-tin")."""
    read_all: bool = True
    """Whether all files of a release are read again there before members see them: some seconds for 100,000. Else only those that were sent."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Object storage that speaks S3. Its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment."""

    name: str
    bucket: str
    endpoint: str = ""
    """Address of the storage; empty: Amazon's."""
    region: str = ""
    prefix: str = ""
    """What every object's key begins with, such as `union/`."""
    keep: int = KEEP
    grace: int = 24 * 60 * 60
    """Seconds until what is no longer linked is deleted: some reader still has the old page open."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that a host shows as a site: GitHub, GitLab and Codeberg Pages."""

    name: str
    repository: str
    """As `git push` takes it; who may push is ssh's or git's own business, or with an https address PAGES_TOKEN of the environment says it."""
    branch: str = "pages"
    domain: str = ""
    """Written into CNAME for hosts that ask for it."""
    keep: int = KEEP
    """How many releases one can go back to; older ones stay in the branch's history."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this computer: for a stick, or for a host that takes a folder (Netlify, Cloudflare Pages)."""

    name: str
    folder: Path
    keep: int = KEEP
    host: Literal["", "netlify", "cloudflare"] = ""
    """Who takes the folder: it is given headers and redirects as that host reads them."""


Target = Server | Bucket | Branch | Folder
