"""Settings to try, drawn at random on the scales that belong to them."""

import numpy as np

from grader.criteria import Unacceptable, draws_from, holds, number
from grader.criteria.chance import FALSE_ALARM, SIGMAS, fresh, may_be_at_rate
from grader.exercise import exercise
from grader.exercises.combining import searches
from grader.reference import combining as reference
from grader.remote.plain import describe

TRIALS = 400
CHOICES = ["adam", "sgd", None]


@exercise(
    reference=reference.random_search,
    points=3,
    hints=(
        "Write the draw for one name first: what is to be done for a list of choices, for "
        '"linear" and for "log"? Then make one dict a trial, with a draw of its own for each name.',
        "On a log scale 0.001 to 0.01 is as likely as 0.01 to 0.1. Which function of the value is "
        "then uniform, and between which limits?",
        "NumPy makes an array of the choices before it picks one, and so turns them into something "
        "else. Draw the place of the choice instead.",
    ),
)
def random_search(student, rng):
    """n_trials dicts: floats uniform on their scale, choices as they are."""
    space = _space(rng)
    trials = _ask(student, space, TRIALS, fresh(rng))
    shares = {name: _shares(space[name], _values(trials, name)) for name in NUMBERS}
    outside = [f"{n} goes {side}" for n in NUMBERS if (side := _side(shares[n]))]
    yield holds(not outside, "Every number lies within [low, high]", "; ".join(outside)).worth(2)
    yield _follows_scale(space, trials, shares, "log").worth(8)
    yield _follows_scale(space, trials, shares, "linear").worth(4)
    yield _chooses_all(trials)
    yield _is_independent(trials, shares)
    again = _ask(student, space, TRIALS, fresh(rng))
    yield _draws_anew(trials, again).worth(2)
    yield draws_from(lambda rng: _values(_ask(student, space, 30, rng), "strength"), rng).worth(4)
    yield _keeps_choices(student, rng)


def _space(rng):
    """Ranges of every kind; bounds may be integers, and a linear range may begin below 0."""
    low, factor = rng.uniform(1e-6, 1e-5), rng.uniform(0.8, 1.2)
    return {
        "learning_rate": ("log", low, 0.1 * factor),
        "noise": ("linear", 0.02 * factor, 3.5),
        "optimizer": list(CHOICES),
        "strength": ("log", 0.002 * factor, 40.0 * factor),
        "width": ("linear", 16, 256),
        "shift": ("linear", -3.0 * factor, 2.0),
    }


NUMBERS = ("learning_rate", "noise", "strength", "width", "shift")


def _ask(student, space, n_trials, rng):
    """The trials; Unacceptable where they are no list of dicts of these names."""
    trials = student(space, n_trials, rng)
    if not isinstance(trials, list | tuple):
        raise Unacceptable(f"Expected a list of {n_trials} dicts; got {describe(trials)}.")
    if len(trials) != n_trials:
        raise Unacceptable(f"Expected a list of {n_trials} dicts; got {len(trials)} items.")
    for trial in trials:
        if not isinstance(trial, dict) or trial.keys() != space.keys():
            names = list(trial) if isinstance(trial, dict) else describe(trial)
            raise Unacceptable(f"Expected dicts with the names {list(space)}; got {names}.")
    return trials


def _values(trials, name):
    return np.array([number(trial[name], f"`{name}`") for trial in trials])


def _shares(range_, values):
    """Where values lie on their scale, from 0 at the low end to 1 at the high end."""
    scale, low, high = range_
    if scale == "log":
        values, low, high = np.log(np.maximum(values, 1e-99)), np.log(low), np.log(high)
    return (values - low) / (high - low)


def _side(shares):
    """On which side some values leave their range, in words."""
    sides = {"below low": np.any(shares < -1e-6), "above high": np.any(shares > 1 + 1e-6)}
    return " and ".join(words for words, leaves in sides.items() if leaves)


def _uniform(shares):
    """Whether they may be uniform on [0, 1]: by the bound of Dvoretzky, Kiefer and Wolfowitz."""
    ordered, n = np.sort(shares), len(shares)
    above = np.arange(1, n + 1) / n - ordered
    distance = max(above.max(), (1 / n - above).max())
    return distance <= np.sqrt(np.log(2 / FALSE_ALARM) / (2 * n))


def _follows_scale(space, trials, shares, scale):
    """Criterion: the numbers of all ranges of one scale are uniform on it."""
    names = [name for name in NUMBERS if space[name][0] == scale]
    laws = {name: _law(space[name], _values(trials, name), shares[name]) for name in names}
    odd = {name: law for name, law in laws.items() if law}
    found = "; ".join(f"{name} {law}" for name, law in odd.items())
    sentences = {
        "log": 'A range of "log" is drawn so that the logarithm is uniform, each trial by itself',
        "linear": 'A range of "linear" is drawn uniformly, as floats, each trial by itself',
    }
    return holds(not odd, sentences[scale], found)


def _law(range_, values, shares):
    """What is wrong with how values are drawn, in words; empty where nothing is."""
    scale, low, high = range_
    if len(np.unique(values)) < 0.9 * len(values):
        return "is the same in many trials"
    if np.all(values == np.round(values)):
        return "takes whole numbers only"
    if _uniform(shares):
        return ""
    other = "linear" if scale == "log" else "log"
    if low > 0 and values.min() > 0 and _uniform(_shares((other, low, high), values)):
        return f"is drawn on a {other} scale"
    return "is spread in another way"


def _chooses_all(trials):
    counts = np.array([sum(trial["optimizer"] == each for trial in trials) for each in CHOICES])
    fair = may_be_at_rate(counts, len(trials), 1 / len(CHOICES))
    never = [str(each) for each, count in zip(CHOICES, counts, strict=True) if count == 0]
    found = f"{', '.join(never)} never comes" if never else "some come too often"
    return holds(fair, "Every choice comes equally often", found, len(never)).worth(2)


def _is_independent(trials, shares):
    """Criterion: no two names are correlated, nor is one with the trial before."""
    chosen = np.array([trial["optimizer"] == CHOICES[0] for trial in trials], dtype=float)
    table = np.array([*shares.values(), chosen])
    table = np.clip(table, 0.0, 1.0)
    spread = table.std(axis=1, keepdims=True)
    table = (table - table.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1.0)
    n = table.shape[1]
    at_once = np.abs(table @ table.T / n)[np.triu_indices(len(table), 1)]
    later = np.abs(np.sum(table[:, 1:] * table[:, :-1], axis=1) / n)
    limit = SIGMAS / np.sqrt(n)
    found = "two names go together" if at_once.max() > limit else ""
    found = found or ("a trial depends on the one before" if later.max() > limit else "")
    return holds(not found, "Names and trials are drawn independently of each other", found).worth(
        3
    )


def _draws_anew(trials, again):
    """Criterion: another call gives other numbers, and other choices in another order."""
    shared = [n for n in NUMBERS if np.isin(_values(again, n), _values(trials, n)).mean() > 0.5]
    chosen = [[trial["optimizer"] for trial in each] for each in (trials, again)]
    found = "the same numbers come again" if shared else ""
    if chosen[0] == chosen[1] or len(set(chosen[0])) == 1:
        found = found or "the choices come in the same order again"
    return holds(not found, "There is no grid and no order: a second call draws anew", found)


def _keeps_choices(student, rng):
    """Criterion: choices are the very objects of the list, with their types."""
    options = [(64, 32), (32, 16)], ["relu", "tanh"], [None, 0.5, "l2"], [[8], (8,), True], [(7,)]
    space = {f"choice_{i}": choices for i, choices in enumerate(options)}
    generator, changed = fresh(rng), set()
    for trial in _ask(student, space, 60, generator):
        for name, choices in space.items():
            value = trial[name]
            if not any(type(value) is type(each) and _equal(value, each) for each in choices):
                changed.add(f"one of {choices} becomes {describe(value)}")
    sentence = "Choices of any type come back as they are"
    found = min(changed, default="")
    return holds(
        not changed, sentence, found, sorted({c.partition(" becomes")[0] for c in changed})
    ).worth(4)


def _equal(one, other):
    return not isinstance(one, np.ndarray) and one == other


for wrong in searches.MISTAKES:
    random_search.mistake(" ".join(wrong.__doc__.split()))(wrong)


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
