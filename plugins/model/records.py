"""Frozen dataclasses as text and back: what the index keeps and the workers are given. JSON, with no code in it."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .vietnam_time import ZONE

Record = TypeVar("Record")
Convert = Callable[[Any], Any] | None
"""How a value becomes JSON, or is made from it; None: it is what it is."""

_PLAIN = (str, int, float, bool, NoneType)
_Codec = tuple[Convert, Convert]


class MissingError(Exception):
    """A shared record is named that is not there."""


class Records:
    """Writes records and reads them; the types of a class's fields say how.

    Known are texts, numbers, enumerations of texts, dates, instants (given back in Vietnam's zone), tuples, sets and mappings of these,
    and frozen dataclasses of them all. Anything else raises TypeError when its class is first met.
    """

    def __init__(self, shared: Iterable[type] = (), texts: MutableMapping[str, str] | None = None, noticed: type | None = None) -> None:
        """`shared`: classes of which many records hold the same few values: written once into `texts`, by digest, and named by it.

        `noticed`: a class whose values are remembered as they are written.
        """
        self.noticed: list[object] = []
        """Values of that class in the records written since this list was last emptied."""
        self._noticed = noticed
        self._shared = frozenset(shared)
        self._texts = {} if texts is None else texts
        self._codecs: dict[object, _Codec] = {}
        self._written: dict[int, tuple[object, str]] = {}
        """Digests of shared values by identity; each is held, so that its identity stays its own."""
        self._read: dict[str, Any] = {}

    def text(self, record: object) -> str:
        """The record as JSON; of equal records always the same."""
        encode = self._codec(type(record))[0]
        assert encode
        return _dumped(encode(record))

    def record(self, kind: type[Record], text: str) -> Record:
        """The record of the class `kind` that `text` was written from. Raises ValueError for any other text."""
        decode = self._codec(kind)[1]
        assert decode
        try:
            return cast(Record, decode(json.loads(text)))
        except (TypeError, KeyError, AttributeError, IndexError) as problem:
            raise ValueError(f"not a {kind.__name__}: {problem}") from problem

    def named_text(self, record: object) -> str:
        """The record as JSON, after the name of its class."""
        kind = type(record)
        return f"{kind.__module__}.{kind.__qualname__} {self.text(record)}"

    def named_record(self, text: str) -> object:
        """The record that `named_text` has written. Raises ValueError for any other text, and for a class that no module in use holds."""
        name, _, written = text.partition(" ")
        module, _, kind = name.rpartition(".")
        found = getattr(sys.modules.get(module), kind, None)
        if not isinstance(found, type) or not is_dataclass(found):
            raise ValueError(f"no record is called {name}")
        return self.record(found, written)

    @property
    def met(self) -> frozenset[str]:
        """The digests of all shared values that were written or read."""
        return frozenset(name for _, name in self._written.values()) | self._read.keys()

    @cached_property
    def _there(self) -> frozenset[str]:
        """The digests of the shared values that were written before: they need not be again."""
        return frozenset(self._texts)

    def _codec(self, hint: Any) -> _Codec:
        if hint not in self._codecs:
            self._codecs[hint] = self._later(hint)
            made = self._made(hint)
            self._codecs[hint] = self._once(hint, made) if hint in self._shared else made
        return self._codecs[hint]

    def _later(self, hint: Any) -> _Codec:
        """Stands in for the codec of a class while it is made: classes may hold themselves."""

        def encoded(value: Any) -> Any:
            return _met(self._codecs[hint][0])(value)

        def decoded(value: Any) -> Any:
            return _met(self._codecs[hint][1])(value)

        return encoded, decoded

    def _made(self, hint: Any) -> _Codec:  # noqa: PLR0911 - one for each kind of type
        origin = get_origin(hint)
        if hint in _PLAIN:
            return None, None
        if origin in {UnionType, Union}:
            return self._union(get_args(hint))
        if origin is tuple:
            return self._tuple(get_args(hint))
        if origin is frozenset:
            return sorted, frozenset
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(get_args(hint)[1])
        if is_dataclass(hint):
            return self._dataclass(cast(type, hint))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return None, hint
        if hint is datetime:
            return datetime.isoformat, lambda text: datetime.fromisoformat(text).astimezone(ZONE)
        if hint is date:
            return date.isoformat, date.fromisoformat
        raise TypeError(f"{hint} cannot be kept in a record")

    def _dataclass(self, kind: type) -> _Codec:
        hints = get_type_hints(kind, sys.modules[kind.__module__].__dict__)
        names = [field.name for field in fields(kind) if field.init]
        codecs = [self._codec(hints[name]) for name in names]
        encoders = [(place, encode) for place, (encode, _) in enumerate(codecs) if encode]
        decoders = [(place, decode) for place, (_, decode) in enumerate(codecs) if decode]
        values = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)

        def encoded(record: object) -> list[Any]:
            if type(record) is not kind:
                raise TypeError(f"a {type(record).__name__} where a {kind.__name__} is declared")
            if kind is self._noticed:
                self.noticed.append(record)
            row = list(values(record))
            for place, encode in encoders:
                row[place] = encode(row[place])
            return row

        def decoded(row: list[Any]) -> object:
            for place, decode in decoders:
                row[place] = decode(row[place])
            return kind(*row)

        return encoded, decoded

    def _once(self, kind: type, codec: _Codec) -> _Codec:
        encode, decode = _met(codec[0]), _met(codec[1])

        def named(value: object) -> str:
            known = self._written.get(id(value))
            if known is None:
                text = _dumped(encode(value))
                known = self._written[id(value)] = (value, digest(text))
                if known[1] not in self._there:
                    self._texts[known[1]] = text
            return known[1]

        def found(name: str) -> object:
            if name not in self._read:
                text = self._texts.get(name)
                if text is None:
                    raise MissingError(name)
                self._read[name] = decode(json.loads(text))
            return self._read[name]

        assert is_dataclass(kind)
        return named, found

    def _tuple(self, hints: tuple[Any, ...]) -> _Codec:
        if hints[-1] is Ellipsis:
            encode, decode = self._codec(hints[0])
            return (
                (lambda values: [encode(value) for value in values]) if encode else None,
                (lambda values: tuple([decode(value) for value in values])) if decode else tuple,
            )
        codecs = [self._codec(hint) for hint in hints]
        return (
            lambda values: [encode(value) if encode else value for value, (encode, _) in zip(values, codecs, strict=True)],
            lambda values: tuple([decode(value) if decode else value for value, (_, decode) in zip(values, codecs, strict=True)]),
        )

    def _mapping(self, hint: Any) -> _Codec:
        encode, decode = self._codec(hint)
        return (
            lambda values: {key: encode(value) if encode else value for key, value in values.items()},
            lambda values: {key: decode(value) if decode else value for key, value in values.items()},
        )

    def _union(self, hints: tuple[Any, ...]) -> _Codec:
        tuples = [get_args(hint)[0] for hint in hints if get_origin(hint) is tuple]
        others = [hint for hint in hints if get_origin(hint) is not tuple and hint not in _PLAIN]
        if len(others) == 1 and not tuples and set(hints) == {others[0], NoneType}:
            return _unless_none(self._codec(others[0]))
        codecs = {hint: self._codec(hint) for hint in others}
        decoders = {hint.__name__: codec[1] for hint, codec in codecs.items()}
        several = self._tuple((Union[tuple(tuples)], ...)) if tuples else (None, None)  # noqa: UP007 - made of a list

        def encoded(value: Any) -> Any:
            kind = type(value)
            if kind in codecs:
                encode = codecs[kind][0]
                return {kind.__name__: encode(value) if encode else value}
            return several[0](value) if kind is tuple and several[0] else value

        def decoded(value: Any) -> Any:
            if isinstance(value, dict):
                ((name, held),) = value.items()
                decode = decoders[name]
                return decode(held) if decode else held
            return several[1](value) if isinstance(value, list) and several[1] else value

        return encoded, decoded


def digest(text: str) -> str:
    """SHA-256 of a text, shortened to 128 bits, in hexadecimal."""
    return sha256(text.encode()).hexdigest()[:32]


_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _met(convert: Convert) -> Callable[[Any], Any]:
    assert convert
    return convert


def _unless_none(codec: _Codec) -> _Codec:
    encode, decode = codec
    return (
        (lambda value: None if value is None else encode(value)) if encode else None,
        (lambda value: None if value is None else decode(value)) if decode else None,
    )
