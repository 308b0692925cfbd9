"""The system's Chromium, for screenshots, Lighthouse and the tests."""

import shutil

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It shows no window and asks nobody but the site."""


def executable() -> str:
    """Where it is; raises FileNotFoundError, saying how to install it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise FileNotFoundError("chromium is not installed: apt-get install chromium")
    return found
