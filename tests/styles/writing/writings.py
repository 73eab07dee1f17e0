"""Every answer with its source rewritten by every rule that has a place in it and is safe there."""

from ..contract import KINDS
from ..rewrite import Rewrite, bases
from . import arithmetic, redraws, sources, spelling, statements, substitutes, wholes

SAME = arithmetic.RULES | spelling.RULES | substitutes.RULES | redraws.SAME | statements.RULES
ALL = SAME | redraws.OTHER
STYLES = (*ALL, *wholes.RULES)


def rewrites(exercise, chosen=lambda name: True):
    """The rewritten sources of an exercise's answers on arrays, compared with their bases.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    chosen : callable
        Whether a rewrite of this name is wanted; rewriting, which takes long, comes after it.
    """
    if exercise.id not in KINDS:
        return
    for base, answer in bases(exercise).items():
        names = {style: f"{exercise.id}:{base}:writing:{style}" for style in STYLES}
        wanted = {style for style, name in names.items() if chosen(name)}
        definition = sources.parsed(answer) if wanted else None
        if definition is None:
            continue
        calls = None
        for style, text in _texts(definition, wanted):
            calls = calls or sources.recorded(exercise, answer)
            redrawn = style in redraws.OTHER
            name = f"{exercise.id}: {base}, {style}"
            new = _safe(text, answer, name, calls, sources.fits if redrawn else sources.alike)
            if new:
                yield Rewrite(exercise, base, "writing", style, new, redraws=redrawn)


def _texts(definition, wanted):
    """Names of the wanted rules that have a place, and the sources that they make."""
    for style, rule in ALL.items():
        text = sources.rewritten(definition, rule) if style in wanted else None
        if text:
            yield style, text
    for style, change in wholes.RULES.items():
        changed = change(definition) if style in wanted else None
        if changed is not None:
            yield style, sources.cst.Module([changed]).code


def _safe(text, answer, name, calls, alike):
    """The function of a source where it gives what `answer` gave on the recorded calls."""
    try:
        new = sources.made(text, answer, name)
    except (SyntaxError, NameError):
        return None
    return new if sources.agrees(new, calls, alike) else None
