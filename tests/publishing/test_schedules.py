"""What publishes by itself: the files that `inv ci` prints are what systemd, cron and hosts understand, and new addresses are kept before anything is published."""

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from plugins.publishing import schedules
from plugins.publishing.due import NOT_DUE
from plugins.publishing.targets import Branch, Bucket, Folder, Target
from tests.conftest import needed

PROJECT = PurePosixPath("/srv/bản tin")
FOLDER, BRANCH, BUCKET = Folder("folder", Path("/media/stick/site")), Branch("pages", "https://host.example/pages.git"), Bucket("bucket", "ban-tin")


def scripts(kind: str, target: Target = FOLDER) -> list[str]:
    """The shell's part of what is printed, in order."""
    (schedule,) = schedules.KINDS[kind](target, PROJECT)
    read: Any = yaml.safe_load(schedule.text)
    if kind == "github":
        return [step["run"] for step in read["jobs"]["publish"]["steps"] if "run" in step]
    return [*read["publish"]["before_script"], *read["publish"]["script"]]


@pytest.mark.parametrize("target", [FOLDER, BRANCH, BUCKET])
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
    assert ("PAGES_TOKEN" in schedule.text) == isinstance(target, Branch)


def test_github_asks_before_it_works() -> None:
    """On its schedule a workflow does nothing unless something is due, and whatever is pushed is published."""
    (schedule,) = schedules.github(FOLDER, PROJECT)
    read: Any = yaml.load(schedule.text, yaml.BaseLoader)  # noqa: S506 - texts only: `on` is no truth
    assert read["on"]["schedule"] == [{"cron": "*/10 * * * *"}]
    assert read["permissions"] == {"contents": "write"}
    assert [step.get("if") for step in read["jobs"]["publish"]["steps"]][-3:] == [None, "steps.due.outputs.yes", "steps.due.outputs.yes"]


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
    assert (folder / "asked").read_text("utf-8") == "publish folder --due"


@pytest.mark.parametrize(("answer", "ends", "goes_on"), [(0, 0, True), (NOT_DUE, 0, False), (1, 1, False)], ids=["due", "not due", "cannot tell"])
@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_only_what_is_due_goes_on(tmp_path: Path, kind: str, answer: int, ends: int, goes_on: bool) -> None:
    """On its schedule a pipeline goes on where something is due, and ends well where nothing is; where that cannot be told, it fails and is seen to."""
    (tmp_path / "tasks.py").write_text(f"raise SystemExit({answer})", "utf-8")
    asked = [script for script in scripts(kind) if "--ask" in script or "case" in script]
    script = "\n".join([*asked, *(["touch went-on"] if kind == "gitlab" else [])]).replace("${{ github.event_name }}", "schedule")
    given = {"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(tmp_path / "output"), "CI_PIPELINE_SOURCE": "schedule"}
    done = subprocess.run(["sh", "-e"], input=script, encoding="utf-8", cwd=tmp_path, env=given, timeout=60, check=False)
    assert done.returncode == ends
    assert (tmp_path / {"github": "output", "gitlab": "went-on"}[kind]).exists() == goes_on


@pytest.mark.parametrize("refused", [False, True], ids=["kept", "refused"])
@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_addresses_are_kept_first(tmp_path: Path, kind: str, refused: bool) -> None:
    """New addresses are committed and pushed; where the push is refused, the pipeline ends before it publishes. With nothing new, nothing is committed."""
    remote, clone = tmp_path / "union.git", tmp_path / "clone"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", remote], check=True, timeout=20)
    subprocess.run(["git", "clone", "--quiet", remote, clone], check=True, capture_output=True, timeout=20)
    (clone / "content").mkdir()
    (clone / "content/permalinks.csv").write_text("a\n", "utf-8")
    (clone / "tasks.py").write_text(
        "import sys, pathlib\nif sys.argv[1] == 'ledger': pathlib.Path('content/permalinks.csv').write_text('a\\nb\\n')\nelse: pathlib.Path('../published').touch()\n", "utf-8"
    )
    setup = 'git config user.name a && git config user.email a@b && git checkout -q -B main && git add . && git commit -q -m "First" && git push -q origin HEAD'
    subprocess.run(["sh", "-ec", setup], cwd=clone, check=True, timeout=20)
    if refused:
        hook = remote / "hooks/pre-receive"
        hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
        hook.chmod(0o755)
    mint, publish = scripts(kind)[-2:]
    for _ in range(2):
        codes = [subprocess.run(["sh", "-e"], input=mint, encoding="utf-8", cwd=clone, capture_output=True, timeout=60, check=False).returncode]
        if codes == [0]:
            subprocess.run(["sh", "-e"], input=publish, encoding="utf-8", cwd=clone, check=True, timeout=60)
        if refused:
            break
    commits = subprocess.run(["git", "-C", remote, "log", "--format=%s", "main"], capture_output=True, encoding="utf-8", check=True, timeout=20).stdout.splitlines()
    assert commits == (["First"] if refused else ["Ledger: new addresses [skip ci]", "First"])
    assert (tmp_path / "published").exists() != refused
