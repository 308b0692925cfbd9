"""Runs the `pelican` command over and over without starting Python each time: `python fork_server.py PROJECT`.

For each line of standard input, a JSON object, a child is forked that is the command from then on. Two lines answer: the
child's process id, when it has begun; its exit code, when it has ended (negative: the signal that ended it).
"""

import importlib
import json
import os
import pkgutil
import sys
import time
import traceback
from typing import Any

NEEDED = (
    "pelican", "feedgen.feed", "markdown.extensions.tables", "markdown.extensions.footnotes", "markdown.extensions.attr_list",
    "markdown.extensions.def_list", "markdown.extensions.fenced_code", "markdown.extensions.smarty", "markdown.extensions.sane_lists",
    "PIL.ImageCms", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "babel.messages.mofile", "babel.messages.pofile", "rich.progress",
)  # fmt: skip
"""What a build needs besides the project's own modules."""


def load(project: str) -> None:
    """Import what a build imports; the configuration itself is read anew in each build."""
    sys.path.insert(0, project)
    for name in NEEDED:
        importlib.import_module(name)
    plugins = importlib.import_module("plugins")
    for module in pkgutil.walk_packages(plugins.__path__, "plugins."):
        if not module.name.startswith(("plugins.deploy", "plugins.editing")):
            importlib.import_module(module.name)


def become_the_command(asked: dict[str, Any]) -> None:
    """In the child: what the `pelican` script does, in a process group of its own; never returns."""
    code = 1
    try:
        os.setsid()
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        time.tzset()
        for descriptor, file in ((0, os.devnull), (1, asked["stdout"]), (2, asked["stderr"])):
            opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(opened, descriptor)
            os.close(opened)
        sys.argv = ["pelican", *asked["arguments"]]
        from pelican import main  # noqa: PLC0415 - `load` has imported it

        try:
            code = main(asked["arguments"]) or 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - nothing may go on as the server in the child
        traceback.print_exc()
    finally:
        os._exit(code)


def answer(what: object) -> None:
    """Tell the tests."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def serve() -> None:
    """Fork for each request until standard input ends."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become_the_command(json.loads(line))
        answer(child)
        answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    load(sys.argv[1])
    answer("ready")
    serve()
