"""Lighthouse's judgement of the sample site, on the mobile profile, against what we promise."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from . import chromium

PAGES = (
    "/",
    "/en/",
    "/tin-tuc/",
    "/en/news/",
    "/tin-tuc/bua-an-ca/",
    "/en/news/shift-meals/",
    "/thong-bao/ve-que-don-tet-dinh-mui/",
    "/en/announcements/going-home-for-tet-2027/",
)
"""Home, list, story and announcement of the sample site, in both languages."""

LEAST: Mapping[str, int] = MappingProxyType({"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100})
"""Of 100."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Lighthouse found on one page."""

    url: str
    scores: Mapping[str, int]
    """By category, of 100."""
    layout_shift: float
    """Cumulative Layout Shift: 0 where nothing moves."""
    findings: tuple[str, ...]
    """The audits that cost points, in its words."""

    @property
    def kept(self) -> bool:
        """Whether the page is as good as we promise."""
        return self.layout_shift == 0 and all(self.scores[category] >= least for category, least in LEAST.items())

    def __str__(self) -> str:
        scores = "  ".join(f"{category} {score}" for category, score in self.scores.items())
        told = "".join(f"\n    {finding}" for finding in self.findings) if not self.kept else ""
        return f"{'ok ' if self.kept else 'BAD'} {self.url}  {scores}  CLS {self.layout_shift:.3f}{told}"


def judge(base: str, program: Path) -> Iterator[Judgement]:
    """Each of `PAGES`, served at `base`; `program` is the lighthouse command. Raises CalledProcessError where it fails."""
    flags = " ".join(chromium.FLAGS)
    environment = os.environ | {"CHROME_PATH": chromium.executable()}
    for url in PAGES:
        command = [str(program), base + url, "--quiet", "--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(LEAST)}"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
        yield _judgement(url, json.loads(done.stdout))


def _judgement(url: str, report: dict[str, Any]) -> Judgement:
    categories, audits = report["categories"], report["audits"]
    scores = {category: round(100 * (categories[category]["score"] or 0)) for category in LEAST}
    counted = dict.fromkeys(reference["id"] for category in categories.values() for reference in category["auditRefs"] if reference["weight"])
    lost = [audits[name] for name in counted if audits[name]["score"] is not None and audits[name]["score"] < 1]
    findings = tuple(f"{audit['title']} {audit.get('displayValue', '')}".strip() for audit in lost)
    return Judgement(url, scores, audits["cumulative-layout-shift"]["numericValue"], findings)
