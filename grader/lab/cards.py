"""What a notebook shows of verdicts, hints and progress: HTML of our own, with a text beside it.

A card brings its own background, so that its colors have a contrast of at least 4.5:1 in light
and in dark themes. Everything that comes from an answer is escaped.
"""

import re
from dataclasses import dataclass
from html import escape

from grader.status import SYMBOLS

COLORS = {
    "passed": "#17692f",
    "partial": "#8a4b00",
    "failed": "#a8231c",
    "not attempted": "#4a5560",
    "error": "#6b2c91",
    "not judged": "#4a5560",
}
BOX = (
    "border: 1px solid {0}; border-left: 6px solid {0}; border-radius: 4px; padding: 0.6em 0.9em; "
    "margin: 0.3em 0; background: #ffffff; color: #1f2328; max-width: 46em; line-height: 1.45"
)
PLAIN = BOX.format("#57606a")
CODE_COLOURS = "background: #f3f4f6; color: #1f2328"
CODE = f"{CODE_COLOURS}; padding: 0.5em 0.7em; white-space: pre-wrap; margin: 0"


def verdict_card(verdict):
    """HTML of a `grader.verdict.Verdict`."""
    color = COLORS[verdict.status]
    chip = (
        f'<span style="background: {color}; color: #ffffff; padding: 0.1em 0.6em; '
        f'border-radius: 3px; font-weight: bold">{SYMBOLS[verdict.status]} {verdict.status}</span>'
    )
    head = f"{chip} <b>{escape(verdict.exercise)}</b>"
    if verdict.points:
        head += f" &middot; {verdict.score:g} of {verdict.points:g} points"
    parts = [f"<div>{head}</div>", _paragraph(verdict.message), _picture(verdict)]
    if verdict.status in ("partial", "failed", "error") and verdict.points:
        parts.append(_paragraph(f"Stuck? hint({verdict.exercise}) gives a hint."))
    parts += [_criteria(verdict), _fold("What your code printed", verdict.printed)]
    parts.append(_fold("What your code warned of", "\n".join(verdict.warned)))
    return f'<div style="{BOX.format(color)}">{"".join(parts)}</div>'


def _picture(verdict):
    """The picture of the first criterion that failed, where it has one."""
    failed = next((c for c in verdict.criteria if not c.passed), None)
    if failed is None or failed.sketch is None or not failed.sketch.drawable:
        return ""
    from grader.lab.sketches import picture_of

    return picture_of(failed.sketch)._repr_html_()


def prose(text):
    """HTML of a text in which backticks mark code."""
    code = rf'<code style="{CODE_COLOURS}">\1</code>'
    return re.sub(r"`([^`\n]+)`", code, escape(text, quote=False))


def _paragraph(text):
    return f'<div style="margin-top: 0.4em">{prose(text)}</div>'


def _fold(title, text):
    """A part that opens on a click; nothing where there is no text."""
    if not text.strip():
        return ""
    body = f'<pre style="{CODE}">{escape(text)}</pre>'
    # Its triangle needs the display that style sheets of other pages take away.
    summary = f'<summary style="display: list-item">{title}</summary>'
    return f'<details style="margin-top: 0.4em">{summary}{body}</details>'


def _criteria(verdict):
    lines = [f"{'✓' if c.passed else '✗'} {c.sentence}" for c in verdict.criteria]
    if verdict.unreached > 0:
        lines.append(f"… {verdict.unreached} more could not be looked at")
    return _fold(f"The {len(lines)} criteria", "\n".join(lines)) if len(lines) > 1 else ""


@dataclass(frozen=True, repr=False)
class Note:
    """A titled note of some paragraphs, with code below it or without."""

    title: str
    paragraphs: tuple
    code: str = ""

    def __init__(self, title, *paragraphs, code=""):
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "paragraphs", paragraphs)
        object.__setattr__(self, "code", code)

    def __repr__(self):
        return "\n".join([f"{self.title}:", *self.paragraphs, self.code]).strip()

    def _repr_html_(self):
        code = f'<pre style="{CODE}">{escape(self.code)}</pre>' if self.code else ""
        body = "".join(map(_paragraph, self.paragraphs))
        return f'<div style="{PLAIN}"><b>{escape(self.title)}</b>{body}{code}</div>'


@dataclass(frozen=True, repr=False)
class Table:
    """Rows under headings, and a note below."""

    headings: tuple
    rows: tuple
    note: str = ""

    def __repr__(self):
        widths = [max(map(len, column)) for column in zip(self.headings, *self.rows, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.headings, *self.rows)
        ]
        return "\n".join([*lines, self.note]).strip()

    def _repr_html_(self):
        head = "".join(f'<th scope="col" style="{CELL}">{escape(h)}</th>' for h in self.headings)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        table = f'<table style="border-collapse: collapse"><tr>{head}</tr>{body}</table>'
        return f'<div style="{PLAIN}">{table}{_paragraph(self.note) if self.note else ""}</div>'


class Stack:
    """Cards one below the other."""

    def __init__(self, *cards):
        self.cards = cards

    def __repr__(self):
        return "\n\n".join(map(repr, self.cards))

    def _repr_html_(self):
        return "".join(card._repr_html_() for card in self.cards)


CELL = "text-align: left; padding: 0.15em 1em 0.15em 0; color: #1f2328; background: #ffffff"


def _cell(text):
    symbol = f"{SYMBOLS[text]} " if text in SYMBOLS else ""
    color = f"; color: {COLORS[text]}" if text in COLORS else ""
    return f'<td style="{CELL}{color}">{symbol}{escape(text)}</td>'
