"""Wrong ways to draw settings, called like `random_search`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def _search(number=None, choice=None):
    """A search that draws numbers or choices in a way of its own.

    `number` takes the scale, low, high and rng, `choice` the choices and rng.
    """

    def search(space, n_trials, rng):
        return [
            {
                name: (choice or _choice)(range_, rng)
                if isinstance(range_, list)
                else float((number or _number)(*range_, rng))
                for name, range_ in space.items()
            }
            for _ in range(n_trials)
        ]

    return search


def _number(scale, low, high, rng):
    return _at(scale, low, high, rng.random())


def _at(scale, low, high, share):
    if scale == "log":
        return low * (high / low) ** share
    return low + (high - low) * share


def _choice(choices, rng):
    return choices[rng.integers(len(choices))]


def uniform_on_log_ranges(space, n_trials, rng):
    """A range of "log" is drawn uniformly, so that nearly all values have the size of the
    greatest one: draw the logarithm uniformly.
    """
    return _search(lambda scale, low, high, rng: rng.uniform(low, high))(space, n_trials, rng)


def logs_everywhere(space, n_trials, rng):
    """A range of "linear" is drawn on a log scale; there the value itself is uniform."""

    def draw(scale, low, high, rng):
        return _number("log" if low > 0 else scale, low, high, rng)

    return _search(draw)(space, n_trials, rng)


def limits_as_exponents(space, n_trials, rng):
    """The limits are taken for exponents: they are values, and it is their logarithms between
    which to draw.
    """

    def draw(scale, low, high, rng):
        value = rng.uniform(low, high)
        return 10**value if scale == "log" else value

    return _search(draw)(space, n_trials, rng)


def logarithms_themselves(space, n_trials, rng):
    """It is the logarithm that comes back: take it back, by exp or as a power of ten, to a value
    between low and high.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return rng.uniform(np.log(low), np.log(high))
        return rng.uniform(low, high)

    return _search(draw)(space, n_trials, rng)


def tens_of_natural_logs(space, n_trials, rng):
    """The logarithm and the power have different bases: exp belongs to log, 10** to log10."""

    def draw(scale, low, high, rng):
        if scale == "log":
            return 10 ** rng.uniform(np.log(low), np.log(high))
        return rng.uniform(low, high)

    return _search(draw)(space, n_trials, rng)


def mixes_the_bases(space, n_trials, rng):
    """The logarithm and the power have different bases: exp belongs to log, 10** to log10."""

    def draw(scale, low, high, rng):
        if scale == "log":
            return np.exp(rng.uniform(np.log10(low), np.log10(high)))
        return rng.uniform(low, high)

    return _search(draw)(space, n_trials, rng)


def whole_numbers(space, n_trials, rng):
    """A range of "linear" gives whole numbers only; floats were asked for."""

    def draw(scale, low, high, rng):
        if scale == "log":
            return _number(scale, low, high, rng)
        return round(rng.uniform(low, high))

    return _search(draw)(space, n_trials, rng)


def one_trial_repeated(space, n_trials, rng):
    """All trials are the same: draw anew for each, into a dict of its own."""
    return _search()(space, 1, rng) * n_trials


def one_position_for_all(space, n_trials, rng):
    """One random number decides on all names of a trial: each name needs a draw of its own."""
    trials = []
    for share in rng.random(n_trials):
        trials.append(
            {
                name: r[int(share * len(r))] if isinstance(r, list) else _at(*r, share)
                for name, r in space.items()
            }
        )
    return trials


def choices_by_numpy(space, n_trials, rng):
    """rng.choice turns the choices into an array first, and what comes back are NumPy's texts
    or rows: draw the place, choices[rng.integers(len(choices))].
    """
    return _search(choice=lambda choices, rng: rng.choice(choices))(space, n_trials, rng)


def never_the_last_choice(space, n_trials, rng):
    """The last choice never comes: rng.integers leaves its upper end out by itself."""

    def draw(choices, rng):
        return choices[rng.integers(max(len(choices) - 1, 1))]

    return _search(choice=draw)(space, n_trials, rng)


def never_the_last_choice_nor_the_only_one(space, n_trials, rng):
    """The last choice never comes: rng.integers leaves its upper end out by itself."""
    return _search(choice=lambda choices, rng: choices[rng.integers(len(choices) - 1)])(
        space, n_trials, rng
    )


def choices_in_turn(space, n_trials, rng):
    """The choices come in turn; draw one at random for each trial."""
    trials = _search()(space, n_trials, rng)
    return [
        trial | {name: r[i % len(r)] for name, r in space.items() if isinstance(r, list)}
        for i, trial in enumerate(trials)
    ]


def _on_a_grid(space, n_trials, rng, order):
    trials = _search()(space, n_trials, rng)
    for name, range_ in space.items():
        if not isinstance(range_, list):
            for trial, share in zip(trials, order(np.linspace(0, 1, n_trials)), strict=True):
                trial[name] = float(_at(*range_, share))
    return trials


def always_the_first_choice(space, n_trials, rng):
    """It always is the first choice: draw one at random for each trial."""
    return _search(choice=lambda choices, rng: choices[0])(space, n_trials, rng)


def few_levels(space, n_trials, rng):
    """The numbers are drawn from a few levels; everything between low and high should occur."""

    def draw(scale, low, high, rng):
        return _at(scale, low, high, rng.integers(10) / 9)

    return _search(draw)(space, n_trials, rng)


def shuffled_grid(space, n_trials, rng):
    """The numbers stand on an even grid, if in random order: draw each one by itself."""
    return _on_a_grid(space, n_trials, rng, rng.permutation)


def grid(space, n_trials, rng):
    """This is a grid search: the same even steps in every call. Draw each number at random."""
    return _on_a_grid(space, n_trials, np.random.default_rng(0), lambda shares: shares)


def seeds_inside(space, n_trials, rng):
    """A seed is set inside the function, so that every call gives the same trials."""
    return _search()(space, n_trials, np.random.default_rng(0))


def draws_globally(space, n_trials, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return _search()(space, n_trials, np.random.default_rng())


def bell_shaped(space, n_trials, rng):
    """The values are drawn from a normal distribution about the middle; all of the range is to
    be equally likely.
    """

    def draw(scale, low, high, rng):
        return _at(scale, low, high, np.clip(rng.normal(0.5, 0.1), 0, 1))

    return _search(draw)(space, n_trials, rng)


def dict_of_lists(space, n_trials, rng):
    """It is a dict of lists; return a list of dicts, one a trial."""
    trials = _search()(space, n_trials, rng)
    return {name: [trial[name] for trial in trials] for name in space}


MISTAKES = (
    uniform_on_log_ranges,
    logs_everywhere,
    limits_as_exponents,
    logarithms_themselves,
    mixes_the_bases,
    tens_of_natural_logs,
    whole_numbers,
    one_trial_repeated,
    one_position_for_all,
    choices_by_numpy,
    never_the_last_choice,
    never_the_last_choice_nor_the_only_one,
    always_the_first_choice,
    few_levels,
    choices_in_turn,
    shuffled_grid,
    grid,
    seeds_inside,
    draws_globally,
    bell_shaped,
    dict_of_lists,
)
