"""`inv ci`: what publishes by itself, on time and when something was pushed: files for systemd, cron, GitHub Actions and GitLab CI.

Where texts are pushed to a repository and published from there, the ledger is entered, committed and pushed first: a publication whose
addresses nobody keeps could break them the next time, so a push that fails stops it.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from .due import NOT_DUE
from .targets import Branch, Bucket, Folder, Target

MINUTES = 10
"""How often a hosted pipeline asks whether something is due: hosts start none much more often than that. A machine of one's own asks every minute."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """One way to publish by itself."""

    file: str
    """Where it belongs: on the machine, or below the top of the repository."""
    text: str


def systemd(target: Target, project: PurePosixPath) -> tuple[Schedule, ...]:
    """A service and its timer; a minute that was missed while the machine was off is caught up when it is on again."""
    place = str(project).replace("%", "%%")
    folders = [place, *([str(target.folder.parent).replace("%", "%%")] if isinstance(target, Folder) else [])]
    writable = " ".join(f'"{folder}"' for folder in folders)
    return (
        Schedule(
            f"/etc/systemd/system/ban-tin-{target.name}.service",
            f"""[Unit]
Description=Publish what is due at {target.name}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User=ban-tin
WorkingDirectory={place}
# Secrets, one NAME=value a line, readable by root only; the dash: there may be none.
EnvironmentFile=-/etc/ban-tin/{target.name}.env
ExecStart=/usr/bin/python3 tasks.py publish {target.name} --due
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={writable}
PrivateTmp=yes
""",
        ),
        Schedule(
            f"/etc/systemd/system/ban-tin-{target.name}.timer",
            """[Unit]
Description=Ask every minute whether something is due

[Timer]
OnCalendar=minutely
AccuracySec=1s
Persistent=yes

[Install]
WantedBy=timers.target
""",
        ),
    )


def cron(target: Target, project: PurePosixPath) -> tuple[Schedule, ...]:
    """One line; two at once exclude each other, so that a slow one needs no guard."""
    place = shlex.quote(str(project)).replace("%", "\\%")  # of which cron makes a new line
    return (Schedule("crontab -e", f"* * * * * cd {place} && python3 tasks.py publish {target.name} --due\n"),)


_GITHUB = """# Publishes what is pushed to main, and every {minutes} minutes what has become due.
name: publish
on:
  push:
    branches: [main]
  schedule:
    - cron: "*/{minutes} * * * *"
  workflow_dispatch:
permissions:
  contents: write
concurrency:
  group: publish
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: .cache
          key: built-${{{{ github.run_id }}}}
          restore-keys: built-
      - name: Ask whether something is due
        id: due
        run: |
          code=0
          [ "${{{{ github.event_name }}}}" != schedule ] || python3 tasks.py publish {target} --ask || code=$?
          case $code in
            0) echo "yes=true" >> "$GITHUB_OUTPUT" ;;
            {not_due}) ;;
            *) exit $code ;;
          esac
      - name: Enter new addresses into the ledger; a push that fails stops the publication
        if: steps.due.outputs.yes
        run: |
          {mint}
      - name: Publish
        if: steps.due.outputs.yes
        env:
          {secrets}
        run: python3 tasks.py publish {target}
"""

_GITLAB = """# Publishes what is pushed to main; add a pipeline schedule (*/{minutes} * * * *) for what becomes due by itself.
publish:
  image: python:3.12-slim
  resource_group: publish
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  cache:
    key: built
    paths: [.cache]
  before_script:
    - apt-get update -q && apt-get install -q -y --no-install-recommends git openssh-client rsync
    # Protected variables of the project: PUSH_TOKEN, an access token that may write to the repository; {secrets}.
    - git remote set-url origin "https://token:$PUSH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
    - git checkout -B "$CI_COMMIT_BRANCH"
  script:
    - code=0; [ "$CI_PIPELINE_SOURCE" != schedule ] || python3 tasks.py publish {target} --ask || code=$?
    - case $code in 0) ;; {not_due}) exit 0 ;; *) exit $code ;; esac
    # A push that fails stops the publication.
    - |
      {mint}
    - python3 tasks.py publish {target}
"""

_MINT = (
    "if [ -f content/permalinks.csv ]; then",
    "  python3 tasks.py ledger",
    '  git config user.name "Bản Tin" && git config user.email "ban-tin@localhost"',
    "  git add content/permalinks.csv",
    "  # Marked so that this commit starts no pipeline of its own: it is published by this one.",
    '  git diff --cached --quiet || { git commit -m "Ledger: new addresses [skip ci]" && git push origin HEAD; }',
    "fi",
)


def github(target: Target, _project: PurePosixPath) -> tuple[Schedule, ...]:
    """A workflow of GitHub Actions; Forgejo and Codeberg understand it, too."""
    secrets = "\n          ".join(f"{name}: ${{{{ secrets.{name} }}}}" for name in _secrets(target))
    text = _GITHUB.format(target=target.name, not_due=NOT_DUE, minutes=MINUTES, mint="\n          ".join(_MINT), secrets=secrets)
    return (Schedule(".github/workflows/publish.yml", text),)


def gitlab(target: Target, _project: PurePosixPath) -> tuple[Schedule, ...]:
    """A pipeline of GitLab CI."""
    text = _GITLAB.format(target=target.name, not_due=NOT_DUE, minutes=MINUTES, mint="\n      ".join(_MINT), secrets=", ".join(_secrets(target)))
    return (Schedule(".gitlab-ci.yml", text),)


def _secrets(target: Target) -> tuple[str, ...]:
    """The variables that a publication needs, or may."""
    match target:
        case Bucket():
            return ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "PURGE_TOKEN")
        case Branch():
            return ("PAGES_TOKEN", "PURGE_TOKEN")
        case _:
            return ("PURGE_TOKEN",)


KINDS: Mapping[str, Callable[[Target, PurePosixPath], tuple[Schedule, ...]]] = MappingProxyType(
    {"systemd": systemd, "cron": cron, "github": github, "gitlab": gitlab}
)
"""By the name that is asked for."""
