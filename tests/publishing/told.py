"""What whoever publishes was told, in English."""


def silent(_text: str, /, **_values: object) -> None:
    """A `Say` that nobody hears."""


class Told(list[str]):
    """A `Say` that remembers its lines."""

    def __call__(self, text: str, /, **values: object) -> None:
        self.append(text.format_map(values))
