"""What a run that builds nothing answers on standard output: what is coming, what the ledger lacks, which numbers have gaps."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from . import questions
from .editing import agenda, gaps, ledger
from .failures import as_opened, problems_said
from .model.coming import told_once
from .plan import Found
from .run import Run

Settings = Mapping[str, Any]
Translate = Callable[[str], str]


def answer(run: Run, settings: Settings, found: Found, instant: datetime, translate: Translate) -> None:
    """What the settings ask for; `translate`: into the language of whoever asks."""
    if settings["COMING"]:
        _coming(run, settings, instant, translate)
    elif settings["LEDGER"]:
        _ledger(run, settings, instant, translate)
    else:
        print(translate("{texts} texts read, {warnings} warnings, no errors").format(texts=found.texts, warnings=len(found.problems)))
        if settings["GAPS"]:
            print(*gaps.gaps(run.content_at(instant).announcements, translate) or (translate("The numbers have no gaps."),), sep="\n")


def _coming(run: Run, settings: Settings, instant: datetime, translate: Translate) -> None:
    """What the site becomes by itself, and timers for it; nothing else stands on standard output, so that a script can read it."""
    asked = settings["COMING"]
    languages = [language.code for language in settings["LANGUAGES"]]
    found = told_once(questions.turns(run, languages, instant, agenda.horizon(instant, asked["days"])), languages)
    told = () if asked["timer"] else agenda.lines(found, asked["days"], as_opened(Path(settings["PATH"])), translate)
    for line in (*told, *agenda.timers(found, asked["command"], translate)):
        print(line)
    raise SystemExit


def _ledger(run: Run, settings: Settings, instant: datetime, translate: Translate) -> None:
    """What is to be minted or moved, line by line; with LEDGER = "write" it is then kept."""
    before, after, strays = questions.ledger(run, run.content_at(instant), instant)
    for line in problems_said(strays, Path(settings["PATH"]), Path(settings["THEME"]), settings["MESSAGES_LANGUAGE"]):
        print(line, file=sys.stderr)
    print(ledger.difference(before, after) or (translate("Nothing is entered.") if strays else translate("The ledger holds all that is published.")))
    if settings["LEDGER"] == "write":
        ledger.write(Path(settings["PATH"]), after)
