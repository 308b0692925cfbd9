"""The theme in one language: its messages, dates and numbers, and the site's addresses."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser

from .location import Location
from .wording import Wording

REMEMBERED = 4096
"""How many dates a language remembers as they are written: the same ones stand on many pages."""


class SpokenMessages(InternationalizationExtension):
    """Jinja's own `trans`, which says a message without variables while the template is compiled and not on every page."""

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Jinja's hook, at every `trans`."""
        found = super().parse(parser)
        match found:
            case nodes.Output(nodes=[nodes.MarkSafeIfAutoescape(expr=nodes.Call(node=nodes.Name(name=name), args=arguments))]) if all(
                isinstance(argument, nodes.Const) for argument in arguments
            ):
                say = cast("Callable[..., str]", self.environment.globals[name])
                return nodes.Output([nodes.TemplateData(say(*(argument.as_const() for argument in arguments)))], lineno=found.lineno)
        return found


SpokenMessages.identifier = InternationalizationExtension.identifier  # takes the place of that one


def spoken_theme(
    theme: Environment, wording: Wording, location: Location, asset: Callable[[str], str], filters: dict[str, Callable[..., Any]], compiled: BytecodeCache
) -> Environment:
    """`theme` as it speaks in the language of `wording`.

    `asset`: the address of a file of the theme, from the site's root; `filters`: those that are the same in every language; `compiled`
    keeps its templates between runs, as they are in this language.
    """
    words = wording.messages
    spoken = theme.overlay(extensions=[SpokenMessages], auto_reload=False)  # a run sees each template as it was when it began
    spoken.bytecode_cache = compiled
    spoken.globals = theme.globals | {
        "asset": lambda name: location.link(asset(name)),
        "asset_in_full": lambda name: location.absolute(asset(name)),
        "issued": wording.issued,
        "period": wording.period,
        "gettext": words.gettext,
        "ngettext": words.ngettext,
        "pgettext": words.pgettext,
        "npgettext": words.npgettext,
    }
    remembered = lru_cache(REMEMBERED)
    spoken.filters = theme.filters | filters | {
        "stamp": remembered(wording.stamp),
        "day": remembered(wording.day),
        "short_day": remembered(wording.short_day),
        "month_name": wording.month_name,
        "moment": wording.moment,
        "number": wording.number,
        "size": wording.size,
    }
    return spoken
