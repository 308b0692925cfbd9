"""Findings about the content."""

import ast
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.problem import ContentError, Level, Problem, Report, in_order, printable

PROBLEMS = st.builds(Problem, st.sampled_from(["a.md", "b.md"]), st.integers(1, 3), st.sampled_from(Level), st.sampled_from(["x", "y"]))


@given(st.lists(PROBLEMS))
def test_problems_are_told_in_the_order_one_mends_them(problems: list[Problem]) -> None:
    """By file and line, each once, whatever the order they were found in."""
    told = in_order(problems)
    assert told == in_order(reversed(problems)) == in_order([*problems, *problems])
    assert [(one.path, one.line) for one in told] == sorted((one.path, one.line) for one in set(problems))


def test_values_fill_the_translated_message() -> None:
    """The message is translated, what comes from the file is not: braces in it are only text."""
    report = Report("a.md")
    report.error(3, "unknown field “{name}”", name="{title}")
    assert report.problems[0].said() == "unknown field “{title}”"
    assert report.problems[0].said(lambda text: text.replace("unknown field", "không có trường")) == "không có trường “{title}”"


@pytest.mark.parametrize("name", ["line", "text", "value"])
def test_a_value_may_have_any_name(name: str) -> None:
    """The names of the report's own parameters too."""
    report = Report("a.md")
    report.warning(1, f"write: {{{name}}}", **{name: "title: x"})
    assert report.problems[0].said() == "write: title: x"


def test_errors_fail_a_file_and_warnings_do_not() -> None:
    """A file with warnings only is published."""
    report = Report("a.md")
    report.warning(1, "a")
    assert not report.failed
    report.error(1, "b")
    assert report.failed


@given(st.text())
def test_what_is_quoted_fits_one_line_of_a_terminal(text: str) -> None:
    """No line ends, no escapes, at most 200 characters."""
    shown = printable(text)
    assert shown.isprintable()
    assert len(shown) <= 200


def test_the_exception_counts_errors_only() -> None:
    """Its exit code is 1; warnings are not in the count."""
    error = ContentError([Problem("a", 1, Level.ERROR, "x"), Problem("a", 1, Level.WARNING, "y")])
    assert error.exitcode == 1
    assert str(error).startswith("1 error(s)")


def _messages() -> list[tuple[str, str, frozenset[str]]]:
    found = []
    for file in sorted((Path(__file__).parents[2] / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"error", "warning"} and len(node.args) == 2:
                text = node.args[1]
                names = [keyword.arg for keyword in node.keywords]
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and None not in names:
                    found.append((f"{file.name}:{node.lineno}", text.value, frozenset(name for name in names if name)))
    return found


@pytest.mark.parametrize(("where", "text", "names"), _messages())
def test_every_message_is_given_the_values_it_names(where: str, text: str, names: frozenset[str]) -> None:
    """No message of the checks fails, or forgets something, when it is filled in."""
    wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    assert wanted == names, where
