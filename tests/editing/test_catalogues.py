"""The catalogues: in step with the code, complete, and true to their placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from plugins.editing import catalogues
from plugins.outputs.wording import PROBLEMS, SITE
from tests.conftest import ROOT, write

FOUND = list(catalogues.languages(ROOT))
PLACEHOLDERS = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[a-z]|%[sd]")
each_catalogue = pytest.mark.parametrize(("language", "domain", "file"), FOUND, ids=[f"{language}-{domain}" for language, domain, _ in FOUND])


def test_there_are_catalogues() -> None:
    """Vietnamese has both: what members read and what editors are told."""
    assert {("vi", SITE), ("vi", PROBLEMS)} <= {(language, domain) for language, domain, _ in FOUND}


@each_catalogue
def test_in_step_with_the_code(language: str, domain: str, file: Path) -> None:
    """A catalogue holds every message of the code and the templates, none that is no more, in order: `inv messages` changes nothing."""
    assert file.read_bytes() == catalogues.updated(ROOT, language, domain, file)


@each_catalogue
def test_every_message_is_translated(language: str, domain: str, file: Path) -> None:
    """No message is left without a translation, and none is only guessed."""
    with file.open("rb") as written:
        catalogue = read_po(written, locale=language)
    messages = [message for message in catalogue if message.id]
    assert [message.id for message in messages if not message.string or (isinstance(message.string, tuple) and not all(message.string))] == []
    assert [message.id for message in messages if message.fuzzy] == []
    assert len(messages) > {SITE: 40, PROBLEMS: 60}[domain]


@each_catalogue
def test_placeholders_agree(language: str, domain: str, file: Path) -> None:
    """A translation fills in what the message does, nothing else and nothing less: anything else fails a build in that language only.

    A date pattern is written by its language: it names the parts it needs.
    """
    del domain
    with file.open("rb") as written:
        catalogue = read_po(written, locale=language)
    for message in catalogue:
        if message.id and message.context is None:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = set(PLACEHOLDERS.findall(" ".join(map(str, ids))))
            for string in strings:
                assert set(PLACEHOLDERS.findall(str(string))) == wanted, message.id


def test_messages_are_found_in_code_and_templates(tmp_path: Path) -> None:
    """What members read is found in features and templates, what editors are told in reports; each in its own catalogue."""
    write(
        tmp_path,
        {
            "plugins/a.py": 'def f(edition, report):\n    edition.gettext("Heading")\n    report.error(1, "wrong {name} — mend it", name="x")\n',
            "theme/templates/a.html": "{% trans %}Shown{% endtrans %} {{ gettext('Also') }} {% trans n=n %}Page {{ n }}{% endtrans %}",
        },
    )
    assert {message.id for message in catalogues.extracted(tmp_path, SITE) if message.id} == {"Heading", "Shown", "Also", "Page %(n)s"}
    assert {message.id for message in catalogues.extracted(tmp_path, PROBLEMS) if message.id} == {"wrong {name} — mend it"}


def test_update_keeps_translations(tmp_path: Path) -> None:
    """Bringing a catalogue in step keeps the translations there are, adds what is new, drops what is no more; a second time changes nothing."""
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Kept"\nmsgstr "Giữ"\n\nmsgid "Gone"\nmsgstr "Mất"\n'
    write(tmp_path, {"theme/translations/vi/LC_MESSAGES/site.po": po, "theme/templates/a.html": "{{ gettext('New') }} {{ gettext('Kept') }}", "plugins/a.py": ""})
    [changed] = catalogues.update(tmp_path)
    with changed.open("rb") as written:
        assert {message.id: message.string for message in read_po(written, locale="vi") if message.id} == {"Kept": "Giữ", "New": ""}
    assert catalogues.update(tmp_path) == []
