"""`inv ci`: what publishes by itself, on time and when something was pushed: files for systemd, cron, GitHub Actions and GitLab CI.

The ledger is entered, committed and pushed first (`--keep-ledger`): a text that becomes due has no address in it yet, and a publication whose
addresses nobody keeps could break them the next time, so a push that fails stops it.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from .targets import Branch, Bucket, Folder, Server, Target

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
ExecStart=/usr/bin/python3 tasks.py publish {target.name} --due --keep-ledger
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
    return (Schedule("crontab -e", f"* * * * * cd {place} && python3 tasks.py publish {target.name} --due --keep-ledger\n"),)


_FOLDER = "# … and here the command that brings the folder to its host: it goes with this machine."
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
{ssh}      - name: Publish; new addresses are entered into the ledger and pushed first, and where that fails, nothing is published
        env:
          {secrets}
        run: |
          if [ "${{{{ github.event_name }}}}" = schedule ]; then set -- --due; fi
          python3 tasks.py publish {target} --keep-ledger "$@"
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
{ssh}  script:
    # New addresses are entered into the ledger and pushed first; where that fails, nothing is published.
    - |
      if [ "$CI_PIPELINE_SOURCE" = schedule ]; then set -- --due; fi
      python3 tasks.py publish {target} --keep-ledger "$@"
"""

_SSH = (
    "install -d -m 700 ~/.ssh",
    'printf "%s\\n" "$SSH_KNOWN_HOSTS" >> ~/.ssh/known_hosts',
    'printf "IdentityFile ~/.ssh/ban-tin\\n" >> ~/.ssh/config',
    'install -m 600 /dev/null ~/.ssh/ban-tin && printf "%s\\n" "$SSH_KEY" > ~/.ssh/ban-tin',
)
"""A host's machine is new each time: the key, and the server's, come from secrets (`ssh-keyscan` prints the latter)."""

_GITHUB_SSH = """      - name: Let ssh have the key, and know the server's
        env:
          SSH_KEY: ${{{{ secrets.SSH_KEY }}}}
          SSH_KNOWN_HOSTS: ${{{{ secrets.SSH_KNOWN_HOSTS }}}}
        run: |
          {lines}
"""


def github(target: Target, _project: PurePosixPath) -> tuple[Schedule, ...]:
    """A workflow of GitHub Actions; Forgejo and Codeberg understand it, too."""
    secrets = "\n          ".join(f"{name}: ${{{{ secrets.{name} }}}}" for name in _secrets(target))
    ssh = _GITHUB_SSH.format(lines="\n          ".join(_SSH)) if _by_ssh(target) else ""
    text = _GITHUB.format(target=target.name, minutes=MINUTES, ssh=ssh, secrets=secrets) + (f"          {_FOLDER}\n" if isinstance(target, Folder) else "")
    return (Schedule(".github/workflows/publish.yml", text),)


def gitlab(target: Target, _project: PurePosixPath) -> tuple[Schedule, ...]:
    """A pipeline of GitLab CI."""
    ssh = "".join(["    - |\n", *(f"      {line}\n" for line in _SSH)]) if _by_ssh(target) else ""
    secrets = ", ".join([*(["SSH_KEY", "SSH_KNOWN_HOSTS"] if ssh else []), *_secrets(target)])
    text = _GITLAB.format(target=target.name, minutes=MINUTES, ssh=ssh, secrets=secrets) + (f"      {_FOLDER}\n" if isinstance(target, Folder) else "")
    return (Schedule(".gitlab-ci.yml", text),)


def _by_ssh(target: Target) -> bool:
    """Whether a key of ssh is needed."""
    return isinstance(target, Server) or (isinstance(target, Branch) and not target.repository.startswith(("https:", "http:", "/", "file:")))


def _secrets(target: Target) -> tuple[str, ...]:
    """The variables that a publication needs, or may."""
    match target:
        case Bucket():
            return ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "PURGE_TOKEN")
        case Branch() if not _by_ssh(target):
            return ("PAGES_TOKEN", "PURGE_TOKEN")
        case _:
            return ("PURGE_TOKEN",)


KINDS: Mapping[str, Callable[[Target, PurePosixPath], tuple[Schedule, ...]]] = MappingProxyType(
    {"systemd": systemd, "cron": cron, "github": github, "gitlab": gitlab}
)
"""By the name that is asked for."""
