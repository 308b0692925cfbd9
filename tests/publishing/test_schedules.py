"""What publishes by itself: the files that `inv ci` prints are what systemd, cron and hosts understand, and new addresses are kept before anything is published."""

import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from plugins.publishing import schedules
from plugins.publishing.targets import Branch, Bucket, Folder, Server, Target
from tests.conftest import needed

PROJECT = PurePosixPath("/srv/bản tin")
FOLDER, BRANCH, BUCKET = Folder("folder", Path("/media/stick/site")), Branch("pages", "https://host.example/pages.git"), Bucket("bucket", "ban-tin")
SERVER, BY_SSH = Server("web", "union.example", "/srv/ban-tin"), Branch("pages", "git@host.example:union/pages.git")


def scripts(kind: str, target: Target = FOLDER) -> list[str]:
    """The shell's part of what is printed, in order."""
    (schedule,) = schedules.KINDS[kind](target, PROJECT)
    read: Any = yaml.safe_load(schedule.text)
    if kind == "github":
        return [step["run"] for step in read["jobs"]["publish"]["steps"] if "run" in step]
    return [*read["publish"]["before_script"], *read["publish"]["script"]]


@pytest.mark.parametrize("target", [FOLDER, BRANCH, BUCKET, SERVER, BY_SSH])
@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_pipelines(kind: str, target: Target) -> None:
    """They are YAML of the host's, whose shell parts a shell can read, and name the secrets that the target needs."""
    for script in scripts(kind, target):
        subprocess.run(["sh", "-n"], input=script.replace("${{", "${"), encoding="utf-8", check=True, timeout=20)
        if shutil.which("shellcheck"):
            subprocess.run(["shellcheck", "-s", "sh", "-"], input=script.replace("${{ github.event_name }}", "push"), encoding="utf-8", check=True, timeout=60)
    (schedule,) = schedules.KINDS[kind](target, PROJECT)
    assert f"publish {target.name}" in scripts(kind, target)[-1]
    assert ("AWS_SECRET_ACCESS_KEY" in schedule.text) == isinstance(target, Bucket)
    assert ("PAGES_TOKEN" in schedule.text) == (target is BRANCH)
    assert ("SSH_KEY" in schedule.text) == (target in {SERVER, BY_SSH})


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_ssh_has_what_it_needs(tmp_path: Path, kind: str) -> None:
    """A host's machine knows nobody: the key and the server's are written where ssh looks for them, and nobody else may read the key."""
    (script,) = (script for script in scripts(kind, SERVER) if "SSH_KEY" in script)
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SSH_KEY": "the key", "SSH_KNOWN_HOSTS": "union.example ssh-ed25519 AAAA"}
    subprocess.run(["sh", "-e"], input=script, encoding="utf-8", env=environment, check=True, timeout=20)
    assert (tmp_path / ".ssh/ban-tin").read_text("utf-8") == "the key\n"
    assert (tmp_path / ".ssh/ban-tin").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / ".ssh/known_hosts").read_text("utf-8") == "union.example ssh-ed25519 AAAA\n"
    assert (tmp_path / ".ssh/config").read_text("utf-8") == "IdentityFile ~/.ssh/ban-tin\n"


def test_github() -> None:
    """A workflow may push, and asks now and then."""
    (schedule,) = schedules.github(FOLDER, PROJECT)
    read: Any = yaml.load(schedule.text, yaml.BaseLoader)  # noqa: S506 - texts only: `on` is no truth
    assert read["on"]["schedule"] == [{"cron": "*/10 * * * *"}]
    assert read["permissions"] == {"contents": "write"}


@pytest.mark.parametrize("scheduled", [False, True], ids=["pushed", "scheduled"])
@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_what_a_pipeline_does(tmp_path: Path, kind: str, scheduled: bool) -> None:
    """What is pushed is published; on its schedule a pipeline publishes only what is due. The ledger is kept first, and what fails ends it as failed."""
    (tmp_path / "tasks.py").write_text("import sys, pathlib; pathlib.Path('asked').write_text(' '.join(sys.argv[1:])); sys.exit(7)", "utf-8")
    script = scripts(kind)[-1].replace("${{ github.event_name }}", "schedule" if scheduled else "push")
    environment = {"PATH": "/usr/bin:/bin", "CI_PIPELINE_SOURCE": "schedule" if scheduled else "push"}
    assert subprocess.run(["sh", "-e"], input=script, encoding="utf-8", cwd=tmp_path, env=environment, timeout=20, check=False).returncode == 7
    assert (tmp_path / "asked").read_text("utf-8").split() == ["publish", "folder", "--keep-ledger", *(["--due"] if scheduled else [])]


def test_systemd(tmp_path: Path) -> None:
    """systemd itself finds nothing wrong; project and stick can be written, whatever their names."""
    service, timer = schedules.systemd(FOLDER, PurePosixPath("/srv/100% bản tin"))
    assert 'ReadWritePaths="/srv/100%% bản tin" "/media/stick"\n' in service.text
    program = needed("systemd-analyze", "systemd")
    for schedule in (service, timer):
        (tmp_path / PurePosixPath(schedule.file).name).write_text(schedule.text.replace("User=ban-tin\n", ""), "utf-8")
    found = subprocess.run([program, "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert not [line for line in found.stderr.splitlines() if str(tmp_path) in line or "ban-tin-" in line], found.stderr


def test_cron(tmp_path: Path) -> None:
    """The line does what it says where the project's path has spaces, quotes and per cents."""
    folder = tmp_path / "it's 100% bản tin"
    folder.mkdir()
    (folder / "tasks.py").write_text("import sys, pathlib; pathlib.Path('asked').write_text(' '.join(sys.argv[1:]))", "utf-8")
    (schedule,) = schedules.cron(FOLDER, PurePosixPath(folder))
    when, command = schedule.text.rstrip("\n").split(" cd ", 1)
    assert when == "* * * * *"
    subprocess.run(["sh", "-c", f"cd {command}".replace("\\%", "%")], check=True, timeout=60)
    assert (folder / "asked").read_text("utf-8") == "publish folder --due --keep-ledger"
