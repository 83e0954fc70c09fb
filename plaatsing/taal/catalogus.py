"""Which language is spoken now, and the message catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Taal = Literal["nl", "en"]
TALEN: tuple[Taal, ...] = get_args(Taal)
FOLDER = Path(__file__).parent

_spoken: ContextVar[Taal] = ContextVar("taal", default="nl")


@cache
def _catalogue(taal: Taal) -> gettext.NullTranslations:
    return gettext.translation("plaatsing", localedir=FOLDER, languages=[taal], fallback=True)


def current_taal() -> Taal:
    """Return the language spoken now; Dutch unless `speak` says otherwise."""
    return _spoken.get()


@contextmanager
def speak(taal: Taal) -> Iterator[None]:
    """Speak `taal` within the block, in this thread only.

    Raises
    ------
    ValueError
        If `taal` is not one of `TALEN`.
    """
    if taal not in TALEN:
        raise ValueError(
            _('onbekende taal "{taal}"; kies uit {talen}').format(taal=taal, talen=", ".join(TALEN))
        )
    token = _spoken.set(taal)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str) -> str:
    """Return `message` in the language spoken now."""
    return _catalogue(_spoken.get()).gettext(message) if message else ""


def plural(one: str, more: str, count: int) -> str:
    """Return the form of a message that fits `count`, in the language spoken now."""
    return _catalogue(_spoken.get()).ngettext(one, more, count)


def N_(message: str) -> str:  # noqa: N802 (gettext's customary name)
    """Mark `message` for translation later; returns it unchanged."""
    return message
