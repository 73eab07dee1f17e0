"""Settings to try, drawn at random on the scales that belong to them."""

import numpy as np

from grader.criteria import Unacceptable, holds, number
from grader.criteria.chance import fresh
from grader.exercise import exercise
from grader.exercises.combining import choosings, searches, tables
from grader.exercises.wrong import teach
from grader.reference import combining as reference
from grader.remote.plain import describe

TRIALS, FEW = 300, 60


@exercise(
    reference=reference.random_search,
    points=3,
    hints=(
        "Write the draw for one name first: what has to be done for a list of choices, for "
        '"linear" and for "log"? Then make one dict per trial, with a new draw for each name.',
        "On a log scale, 0.001 to 0.01 is as likely as 0.01 to 0.1. Which function of the value is "
        "then uniform, and between which limits?",
        "`rng.choice` makes an array of the choices before it picks one, and so turns them into "
        "something else. Draw the index of the choice instead.",
    ),
)
def random_search(student, rng):
    """n_trials dicts: floats uniform on their scale, choices as they are."""
    space = _space(rng)
    many = tables.Table(space, _ask(student, space, TRIALS, fresh(rng)))
    yield many.follows_scale("log").worth(6).as_idea()
    yield many.follows_scale("linear").worth(4).as_idea()
    yield many.within_range().worth(4)
    yield many.chooses_all().worth(4)
    yield many.independent().worth(4).as_idea()
    seed = int(rng.integers(2**63))
    first, again, other = (
        tables.Table(space, _ask(student, space, FEW, np.random.default_rng(s)))
        for s in (seed, seed, seed + 1)
    )
    yield again.differs_from(other).worth(2).as_idea()
    yield tables.from_rng(first, again, other).worth(5)
    yield _keeps_choices(student, rng).worth(5)
    space = {"layers": [[8], (8,), True], "units": [(7,)]}
    trials = _ask(student, space, 1, fresh(rng))
    sentence = "It works for a single trial, and for choices that are lists of different lengths"
    yield holds(not _changed(space, trials), sentence, _changed(space, trials))


def _space(rng):
    """Ranges of both scales, with floats and whole numbers as limits, and lists of choices."""
    factor = rng.uniform(0.8, 1.2)
    return {
        "strength": ("log", 2e-5 * factor, 3.0),
        "width": ("linear", 16, 256),
        "optimizer": list(tables.CHOICES["optimizer"]),
        "temperature": ("log", 10, 59),
        "noise": ("linear", 0.7 * factor, 6.4),
        "activation": list(tables.CHOICES["activation"]),
    }


def _ask(student, space, n_trials, rng):
    """The trials; Unacceptable where they are not a list of dicts of these names."""
    trials = student(space, n_trials, rng)
    if isinstance(trials, dict) and trials.keys() == space.keys():
        trials = _turned(student, trials, n_trials)
    if not isinstance(trials, list | tuple):
        raise Unacceptable(f"Expected a list of {n_trials} dicts; got {describe(trials)}.")
    if len(trials) != n_trials:
        raise Unacceptable(f"Expected a list of {n_trials} dicts; got {len(trials)} items.")
    for trial in trials:
        if not isinstance(trial, dict) or trial.keys() != space.keys():
            names = list(trial) if isinstance(trial, dict) else describe(trial)
            raise Unacceptable(f"Expected dicts with the names {list(space)}; got {names}.")
    return trials


def _turned(student, columns, n_trials):
    """A list of dicts, where there is one dict of lists; anything else as it is."""
    if not all(isinstance(c, list | np.ndarray) and len(c) == n_trials for c in columns.values()):
        return columns
    student.notes.slip(
        "Expected a list of dicts, one for each trial, so that a trial can be passed on whole; got "
        "one dict of lists."
    )
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _keeps_choices(student, rng):
    """Criterion: choices are the very objects of the list, and low may be 0 or less."""
    space = {
        "layers": [(64, 32), (32, 16)],
        "activation": ["relu", "tanh"],
        "penalty": [None, 0.5, "l2"],
        "shift": ("linear", -3.0, 2.0),
        "rate": ("linear", 0, 0.9),
    }
    trials = _ask(student, space, FEW, fresh(rng))
    found = _changed(space, trials)
    if not found and min(number(trial["shift"], "`shift`") for trial in trials) >= 0:
        found = f"`shift` never below 0 in {FEW} draws, where it has {space['shift']}"
    sentence = (
        "Choices of any type come back as they are, and a linear range may begin at 0 or less"
    )
    return holds(not found, sentence, found, found.partition(" ")[0])


def _changed(space, trials):
    """The first name of which a value is neither a choice as it is nor within its range."""
    for name, range_ in space.items():
        for value in (trial[name] for trial in trials):
            if isinstance(range_, tuple):
                right = range_[1] - 1e-6 <= number(value, f"`{name}`") <= range_[2] + 1e-6
            else:
                right = any(type(value) is type(c) and _equal(value, c) for c in range_)
            if not right:
                return f"`{name}` with {describe(value)}, where it has {range_}"
    return ""


def _equal(one, other):
    return not isinstance(one, np.ndarray) and one == other


teach(random_search, choosings.SOURCES)  # first, since comparing these with all others takes long
teach(random_search, searches.MISTAKES)
teach(random_search, choosings.MISTAKES)


@random_search.alternative
def by_powers_of_ten(space, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        trial = {}
        for name, range_ in space.items():
            if isinstance(range_, tuple):
                kind, low, high = range_
                if kind == "log":
                    trial[name] = 10 ** rng.uniform(np.log10(low), np.log10(high))
                else:
                    trial[name] = low + (high - low) * rng.random()
            else:
                trial[name] = range_[int(rng.integers(0, len(range_)))]
        trials.append(trial)
    return trials


@random_search.alternative
def column_by_column(space, n_trials, rng):
    columns = {}
    for name, range_ in space.items():
        if range_[0] == "log":
            columns[name] = np.exp(rng.uniform(*np.log(range_[1:]), size=n_trials))
        elif range_[0] == "linear":
            columns[name] = rng.uniform(range_[1], range_[2], n_trials)
        else:
            columns[name] = [range_[i] for i in rng.integers(len(range_), size=n_trials)]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@random_search.alternative
def by_ratios_and_permutations(space, n_trials, rng):
    def draw(range_):
        match range_:
            case ("log", low, high):
                return low * (high / low) ** float(rng.random())
            case ("linear", low, high):
                return np.asarray(low + rng.beta(1, 1) * (high - low))
        return range_[rng.permutation(len(range_))[0]]

    return tuple({name: draw(space[name]) for name in reversed(space)} for _ in range(n_trials))


@random_search.alternative
def with_scipy(space, n_trials, rng):
    from scipy import stats

    laws = {
        name: stats.loguniform(*r[1:]) if r[0] == "log" else stats.uniform(r[1], r[2] - r[1])
        for name, r in space.items()
        if isinstance(r, tuple)
    }
    drawn = {name: law.rvs(n_trials, random_state=rng) for name, law in laws.items()}
    places = {name: rng.choice(len(r), n_trials) for name, r in space.items() if name not in laws}
    return [
        {n: drawn[n][i] if n in laws else space[n][places[n][i]] for n in space}
        for i in range(n_trials)
    ]
