"""Wrong ways to draw settings, called like `random_search`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def search(number=None, choice=None):
    """A search that draws numbers or choices in a way of its own.

    `number` takes the scale, low, high and rng, `choice` the choices and rng.
    """

    of_number, of_choice = number or draw_number, choice or draw_choice

    def searched(space, n_trials, rng):
        return [
            {
                name: of_choice(range_, rng)
                if isinstance(range_, list)
                else float(of_number(*range_, rng))
                for name, range_ in space.items()
            }
            for _ in range(n_trials)
        ]

    return searched


def draw_number(scale, low, high, rng):
    return position(scale, low, high, rng.random())


def position(scale, low, high, share):
    if scale == "log":
        return low * (high / low) ** share
    return low + (high - low) * share


def draw_choice(choices, rng):
    return choices[rng.integers(len(choices))]


def uniform_on_log_ranges(space, n_trials, rng):
    """You draw a "log" range uniformly, so nearly all of its values are as large as the upper
    limit, and the small ones are hardly ever tried. Draw the logarithm uniformly instead.
    """
    return search(lambda scale, low, high, rng: rng.uniform(low, high))(space, n_trials, rng)


def logs_everywhere(space, n_trials, rng):
    """You draw a "linear" range on a log scale as well, so small values come up far too often, and
    a range from 0 or below has no logarithm at all. On a linear scale the value itself is uniform.
    """

    def draw(scale, low, high, rng):
        return np.exp(rng.uniform(np.log(low), np.log(high)))

    return search(draw)(space, n_trials, rng)


def limits_as_exponents(space, n_trials, rng):
    """You take the limits of a "log" range for exponents, so the values leave the range. The
    limits are values: draw between their logarithms.
    """

    def draw(scale, low, high, rng):
        value = rng.uniform(low, high)
        return 10**value if scale == "log" else value

    return search(draw)(space, n_trials, rng)


def logarithms_themselves(space, n_trials, rng):
    """What you return is the logarithm, which may even be negative. Turn it back into a value
    between low and high, with `np.exp` or as a power of ten.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return rng.uniform(np.log(low), np.log(high))
        return rng.uniform(low, high)

    return search(draw)(space, n_trials, rng)


def mixes_the_bases(space, n_trials, rng):
    """The logarithm and the power have different bases, so the values do not come back into their
    range. `np.exp` belongs to `np.log`, and `10 **` to `np.log10`.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return np.exp(rng.uniform(np.log10(low), np.log10(high)))
        return rng.uniform(low, high)

    return search(draw)(space, n_trials, rng)


def tens_of_natural_logs(space, n_trials, rng):
    """The logarithm and the power have different bases, so the values leave their range. `np.exp`
    belongs to `np.log`, and `10 **` to `np.log10`.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return 10 ** rng.uniform(np.log(low), np.log(high))
        return rng.uniform(low, high)

    return search(draw)(space, n_trials, rng)


def whole_powers_of_ten(space, n_trials, rng):
    """A "log" range gives a few values again and again, such as the powers of ten, and little in
    between. The exponent itself is a float: draw it with `rng.uniform`, between the logarithms to
    the base that you raise to its power.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return 10.0 ** rng.integers(int(np.log10(low)), int(np.log10(high)) + 1)
        return rng.uniform(low, high)

    return search(draw)(space, n_trials, rng)


def whole_numbers(space, n_trials, rng):
    """A "linear" range gives whole numbers only, so most of its values are never tried. Floats
    were asked for: do not round, and use `rng.uniform` rather than `rng.integers`.
    """

    def draw(scale, low, high, rng):
        if scale == "log":
            return draw_number(scale, low, high, rng)
        return round(rng.uniform(low, high))

    return search(draw)(space, n_trials, rng)


def bell_shaped(space, n_trials, rng):
    """You draw from a normal distribution around the middle, so the ends of the range are hardly
    ever tried. All parts of the range are to be equally likely: use `rng.uniform`.
    """

    def draw(scale, low, high, rng):
        return position(scale, low, high, np.clip(rng.normal(0.5, 0.15), 0, 1))

    return search(draw)(space, n_trials, rng)


def few_levels(space, n_trials, rng):
    """You draw the numbers from a few levels, as a grid has them. The strength of random search is
    that every trial tries a new value: draw from the whole range.
    """

    levels = np.linspace(0, 1, 10)

    def draw(scale, low, high, rng):
        return position(scale, low, high, levels[rng.integers(len(levels))])

    return search(draw)(space, n_trials, rng)


def one_trial_repeated(space, n_trials, rng):
    """All trials are the same, so only one setting is ever tried. Draw anew for each trial, and
    make a new dict for it: a dict that was made before the loop is one and the same in all places.
    """
    return search()(space, 1, rng) * n_trials


def one_position_for_all(space, n_trials, rng):
    """One random number decides all names of a trial, so they rise and fall together and most
    combinations are never tried. Each name needs a draw of its own.
    """
    trials = []
    for share in rng.random(n_trials):
        trials.append(
            {
                name: r[int(share * len(r))] if isinstance(r, list) else position(*r, share)
                for name, r in space.items()
            }
        )
    return trials


def one_seed_for_all(space, n_trials, rng):
    """Every name is drawn from a generator of the same seed, so they rise and fall together and
    most combinations are never tried. Draw all of them from `rng`, one after the other.
    """
    seed = rng.integers(1000)
    columns = {}
    for name, r in space.items():
        again = np.random.default_rng(seed)
        columns[name] = [
            draw_choice(r, again) if isinstance(r, list) else draw_number(*r, again)
            for _ in range(n_trials)
        ]
    return [{name: columns[name][i] for name in space} for i in range(n_trials)]


MISTAKES = {
    "idea": (
        uniform_on_log_ranges,
        logs_everywhere,
        limits_as_exponents,
        logarithms_themselves,
        whole_powers_of_ten,
        few_levels,
        bell_shaped,
        one_trial_repeated,
        one_position_for_all,
        one_seed_for_all,
    ),
    "": (mixes_the_bases, tens_of_natural_logs, whole_numbers),
}
