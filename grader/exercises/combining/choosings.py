"""Wrong ways to draw choices, or no draws at all, called like `random_search`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.exercises.combining.searches import position, search


def one_index_for_all_lists(space, n_trials, rng):
    """One index picks from all lists of choices, so a certain choice always comes with the same
    choice of another list. Draw an index for each list.
    """
    trials = search()(space, n_trials, rng)
    for trial in trials:
        share = rng.random()
        for name, r in space.items():
            if isinstance(r, list):
                trial[name] = r[int(share * len(r))]
    return trials


def choices_by_numpy(space, n_trials, rng):
    """`rng.choice` turns the choices into an array first, so a tuple comes back as an array, None
    as a text, and a text as NumPy's own kind of text. Draw the index instead:
    `choices[rng.integers(len(choices))]`.
    """
    return search(choice=lambda choices, rng: rng.choice(choices))(space, n_trials, rng)


def never_the_last_choice(space, n_trials, rng):
    """The last choice of a list never comes, because `rng.integers` already leaves its upper limit
    out. Write `rng.integers(len(choices))`.
    """
    return search(choice=lambda choices, rng: choices[rng.integers(len(choices) - 1)])(
        space, n_trials, rng
    )


def always_the_first_choice(space, n_trials, rng):
    """You always take the first choice of a list, so the others are never tried. Draw one of them
    at random for each trial.
    """
    return search(choice=lambda choices, rng: choices[0])(space, n_trials, rng)


def choices_in_turn(space, n_trials, rng):
    """The choices come in turn, so lists of the same length always go together. Draw one at random
    for each trial.
    """
    trials = search()(space, n_trials, rng)
    return [
        trial | {name: r[i % len(r)] for name, r in space.items() if isinstance(r, list)}
        for i, trial in enumerate(trials)
    ]


def _on_a_grid(space, n_trials, rng, order):
    trials = search()(space, n_trials, rng)
    for name, range_ in space.items():
        if not isinstance(range_, list):
            for trial, share in zip(trials, order(np.linspace(0, 1, n_trials)), strict=True):
                trial[name] = float(position(*range_, share))
    return trials


def shuffled_grid(space, n_trials, rng):
    """The numbers are even steps from low to high in random order, so every call tries the same
    values. That is a grid: draw each number at random.
    """
    return _on_a_grid(space, n_trials, rng, rng.permutation)


def grid(space, n_trials, rng):
    """The numbers rise in even steps from low to high, all names together, as on the diagonal of a
    grid. Draw each number at random, for each name by itself.
    """
    return _on_a_grid(space, n_trials, rng, lambda shares: shares)


def seeds_inside(space, n_trials, rng):
    """Every call returns the same trials, so more calls find nothing new: a seed is set inside your
    function, or the first trials are kept. Draw from the `rng` that is passed in, in every call.
    """
    return search()(space, n_trials, np.random.default_rng(0))


def draws_elsewhere(space, n_trials, rng):
    """The draws do not come from the `rng` that is passed in, but from `np.random` or from another
    generator, so nobody can repeat this search. Use `rng` for every draw.
    """
    return search()(space, n_trials, np.random.default_rng())


MISTAKES = {
    "idea": (one_index_for_all_lists, choices_in_turn, shuffled_grid, grid),
    "": (never_the_last_choice, always_the_first_choice, choices_by_numpy),
}

SOURCES = {"idea": (seeds_inside,), "": (draws_elsewhere,)}
"""Of random numbers; what is drawn from them is right, so that all of a check runs."""
