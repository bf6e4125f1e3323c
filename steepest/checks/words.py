"""Texts for people, from what is no text yet, or from a text that nobody vouches for."""

from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """`w`, `w and m`, `w, m and v`; '' of none."""
    *most, last = [*names] or [""]
    return " and ".join([*([", ".join(most)] if most else []), last])


def readable(text: str, most: int = 500) -> str:
    """At most `most` characters of a text, without those that no page can show."""
    text = str.encode(text, "utf-8", "replace").decode()[:most]
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def text_of(error: BaseException) -> str:
    """What an exception says, cut to a readable length; '' where it can't say it."""
    try:
        return readable(str(error))
    except Exception:
        return ""
