"""A language's words: its catalogue, its dates and its numbers."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from plugins.model.language import Language
from plugins.model.vietnam_time import ZONE, Moment

SITE = "site"
"""The domain of what members read."""
PROBLEMS = "problems"
"""The domain of what editors are told."""

_NO_BREAK = "\u00a0"
_KILOBYTE, _MEGABYTE = 1000, 1_000_000
_SHORT_MONTHS = {1, 2}
"""Written with a leading zero in documents."""


def catalogue(theme: Path, language: str, domain: str) -> NullTranslations:
    """The messages of `domain` in `language`; without a catalogue they stay as they stand in the code, in English."""
    file = theme / "translations" / language / "LC_MESSAGES" / f"{domain}.po"
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written, locale=language.replace("-", "_")))
    compiled.seek(0)
    return Translations(compiled, domain)


class Wording:
    """Says things in one language. All times are Vietnam's."""

    def __init__(self, language: Language, messages: NullTranslations) -> None:
        self.language = language
        self.messages = messages
        self._locale = Locale.parse(language.locale or language.code, sep="-" if "-" in language.locale else "_")
        self.gettext: Callable[[str], str] = messages.gettext
        self._pattern: Callable[[str, str], str] = messages.pgettext

    def stamp(self, moment: datetime) -> str:
        """A story's stamp: `13:49 - 22/04/2019 (GMT+7)`."""
        pattern = self._pattern("date pattern", "d MMMM y, HH:mm")
        return f"{self._at(moment, pattern)} (GMT+7)"

    def day(self, day: date) -> str:
        """A day in full: `22 tháng 4 năm 2019`, its parts not to be broken."""
        pattern = self._pattern("date pattern", "d MMMM y")
        return format_date(day, pattern, locale=self._locale).replace(" ", _NO_BREAK)

    def short_day(self, day: date) -> str:
        """A day in a list: `22/04/2019`."""
        return format_date(day, self._pattern("date pattern", "d MMM y"), locale=self._locale).replace(" ", _NO_BREAK)

    def month(self, day: date) -> str:
        """A month, as a title: `Tháng 4 năm 2019`."""
        return format_date(day, self._pattern("date pattern", "MMMM y"), locale=self._locale).replace(" ", _NO_BREAK)

    def month_name(self, day: date) -> str:
        """A month where its year is known, standing alone: `Tháng 4`."""
        return format_date(day, "LLLL", locale=self._locale).replace(" ", _NO_BREAK)

    def moment(self, moment: Moment) -> str:
        """A deadline or an event: the day, and the time of day where there is one."""
        if moment.whole_day:
            return self._pattern("a deadline", "{day}").format(day=self.day(moment.day))
        pattern = self._pattern("pattern of a deadline", "d MMMM y, HH:mm")
        return f"{self._at(moment.instant, pattern)} (GMT+7)"

    def period(self, start: Moment, end: Moment | None) -> str:
        """When an event takes place; on one day, that day once: `14:00–16:30, ngày 11 tháng 12 năm 2026 (GMT+7)`."""
        if end is None or end == start:
            return self.moment(start)
        if start.day != end.day or start.whole_day or end.whole_day:
            return f"{self.moment(start)} – {self.moment(end)}"
        message = self._pattern("an event on one day", "{day}, {start}–{end} (GMT+7)")
        return message.format(day=self.day(start.day), start=self._at(start.instant, "HH:mm"), end=self._at(end.instant, "HH:mm"))

    def number(self, value: int) -> str:
        """`1.234` in Vietnamese."""
        return str(format_decimal(value, locale=self._locale))

    def size(self, size: int) -> str:
        """A file's size, in the unit one would say: `1,2 MB`. 1 KB is 1000 bytes."""
        unit, value = ("MB", round(size / _MEGABYTE, 1)) if size >= _MEGABYTE else ("KB", max(1, round(size / _KILOBYTE)))
        return f"{format_decimal(value, locale=self._locale)}{_NO_BREAK}{unit}"

    def issued(self, place: str, day: date) -> str:
        """Place and date as a document bears them.

        Decree 30/2020/NĐ-CP, Appendix I, in Vietnamese: a leading zero for days under 10 and for months 1 and 2 only.
        """
        message = self._pattern("place and date of a document", "{place}, {long_date}")
        month = f"{day.month:02}" if day.month in _SHORT_MONTHS else day.month
        return message.format(place=place, long_date=self.day(day), day=f"{day.day:02}", month=month, year=day.year).removeprefix(", ")

    def _at(self, moment: datetime, pattern: str) -> str:
        return str(format_datetime(moment.astimezone(ZONE), pattern, tzinfo=ZONE, locale=self._locale)).replace(" ", _NO_BREAK)
