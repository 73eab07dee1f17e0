"""What an answer to EarlyStopper said and kept, beside what is right."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds
from grader.exercises.early_stopping.pictures import listed, runs


def from_zero(told, got):
    """Criterion: best_epoch is counted from 0; and the numbers, read as if it were."""
    from_one = bool(np.all(got[:, 1] == told.right[:, 1] + 1))
    found = f"{got[0, 1]:g}, where {told.right[0, 1]:g} is right: epochs counted from 1"
    sentence = "best_epoch is counted from 0, as in Keras"
    criterion = holds(not from_one, sentence, found if from_one else "")
    return replace(criterion, call=_call(told.cases[0])), got - [0, from_one, 0]


def roughly(told, got, sentence, columns=slice(None)):
    """Criterion: it stops rightly but for one update at most; what is best is exactly right."""
    return _judged(told, got, sentence, columns, 1)


def exactly(told, got, sentence):
    """Criterion: it stops rightly, and what is best by then is right."""
    return _judged(told, got, sentence, slice(None), 0)


def _judged(told, got, sentence, columns, tolerance):
    """Criterion on some of the numbers of `watched`; the shortest values that show it are told."""
    cases, right = told
    near = np.abs(got - right) <= [tolerance, 0, 0]
    near |= np.isnan(got) & np.isnan(right)
    wrong = np.flatnonzero(~near[:, columns].all(axis=1))
    if not wrong.size:
        return holds(True, sentence)
    shown = min(wrong, key=lambda i: len(cases[i][0]))
    about_stop = not near[shown, 0] or columns == slice(1)
    # Where it stops at another time, what is best by then says nothing new about the mistake.
    evidence = np.where(near[:, :1], got, np.nan_to_num(got[:, :1], nan=-1))
    found = _shown(cases[shown][0], got[shown], right[shown], about_stop)
    sketch = _sketch(cases[shown][0], got[shown], right[shown], about_stop)
    criterion = holds(False, sentence, found, evidence)
    return replace(criterion, call=_call(cases[shown]), sketch=sketch)


def _shown(values, yours, right, about_stop):
    """What came and what is right, in words, with the values that show it."""
    if about_stop:
        said = "no True at all" if np.isnan(yours[0]) else f"the first True in epoch {yours[0]:g}"
        return f"{said}, where epoch {right[0]:g} is right, for the values {listed(values)}"
    return (
        f"best_epoch {yours[1]:g} and best_value {yours[2]:g}, where {right[1]:g} and {right[2]:g} "
        f"are right, for the values {listed(values)}"
    )


def _sketch(values, yours, right, about_stop):
    """The values up to where the stopper stops, or else up to its best epoch."""
    column, what = (0, "stops") if about_stop else (1, "has its best epoch")
    end = "never stops" if np.isnan(yours[column]) else f"{what} at epoch {yours[column]:g}"
    words = (
        f"Both lines are the values. Yours {end}; the right one {what} at epoch {right[column]:g}."
    )
    return runs(values, yours[column], right[column], words)


def _call(case):
    _, patience, min_delta, mode = case
    options = f", min_delta={min_delta:g}" if min_delta else ""
    options += f', mode="{mode}"' if mode == "max" else ""
    return f"EarlyStopper({patience}{options})"


def are_of(best, got, weights, sentence):
    """Criterion: the weights in the array `got` are those of the best update."""
    flat = [np.concatenate([array.ravel() for array in each]) for each in weights]
    same = [np.allclose(got, each, rtol=1e-5, atol=1e-5) for each in flat]
    found = f"those of update {same.index(True)}" if any(same) else "other numbers"
    found += f", where update {best} of 0 to {len(weights) - 1} was the last that improved"
    return holds(same[best], sentence, "" if same[best] else found, got)
