"""Which images a network should doubt: by its softmax, and by passes with dropout left on."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.dropout.asking import LEAD, SOFTMAX, SPREAD, VOTES, answered, turned
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.margin import within

HIDDEN = (256,)
PARTS = ("least sure tenth", "rest")


@experiment(TRAINING)
def doubt(
    passes=50,
    rate=0.5,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on 200 right labels with dropout, then ask with dropout off and with dropout on.

    Parameters
    ----------
    passes : int
    rate : float
        Of dropout.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        ``accuracy`` by way of asking. For each way of doubting, the area under the ROC curve:
        ``wrong``, of telling right from wrong answers; ``turned`` and ``noise``, of telling test
        images from the same ones turned by a quarter and from noise. 0.5 is guessing. And the
        shares of wrong answers in the ``least sure tenth`` of the test images and in the ``rest``.
    """
    few = lessons_data.few_shot(data, seeds, wrong=0.0)

    def run(learning_rate):
        options = {"dropout": rate}
        network = training.make(few, HIDDEN, seeds, initializer, **options)
        moments = (steps * epochs,)
        seen = training.watched(
            network, few.x_train, few.y_train, moments, training.accuracies(few), learning_rate
        )
        return seen | {"network": network}

    return _asked(training.at_own_rate(run, tuned)["network"], few, seeds, passes, rate)


def _asked(network, few, seeds, passes, rate):
    found = {name: {} for name in ("accuracy", "wrong", "turned", "noise", *PARTS)}
    for place, seed in enumerate(seeds):
        rng = np.random.default_rng(seed)
        x, y = few.x_test[place], few.y_test[place]
        others = {"turned": turned(x), "noise": rng.permuted(x, axis=1)}
        answers = {
            name: answered(network, place, inputs, passes, rate, rng)
            for name, inputs in ({"test": x} | others).items()
        }
        for way, (sureness, said) in answers["test"].items():
            right = said == y
            _add(found["accuracy"], way, right.mean())
            _add(found["wrong"], way, _area(right, sureness))
            for part, wrong in zip(PARTS, _parted(~right, sureness), strict=True):
                _add(found[part], way, wrong)
            for name in others:
                strange = answers[name][way][0]
                is_test = np.repeat([True, False], [len(sureness), len(strange)])
                _add(found[name], way, _area(is_test, np.concatenate([sureness, strange])))
    return {name: {w: np.array(v) for w, v in ways.items()} for name, ways in found.items()}


def _add(found, way, value):
    found.setdefault(way, []).append(float(value))


def _parted(wrong, sureness):
    """Shares of wrong answers in the least sure tenth, and in the rest."""
    *rest, last = np.array_split(wrong[np.argsort(-sureness)], 10)
    return last.mean(), np.concatenate(rest).mean()


def _area(is_one, scores):
    from sklearn.metrics import roc_auc_score

    return roc_auc_score(is_one, scores)


@doubt.concludes(
    "Softmax with dropout off tells wrong answers better than the lead of 50 passes",
    quote="the softmax with dropout off tells wrong answers from right ones better than the lead "
    "of 50 passes",
)
def _(found):
    return found["wrong"][SOFTMAX] - found["wrong"][LEAD]


@doubt.concludes(
    "The average of 50 passes is as accurate as dropout switched off",
    quote="the average of 50 passes is as accurate as dropout switched off",
)
def _(found):
    return within(0.01, found["accuracy"][VOTES] - found["accuracy"][SOFTMAX])


@doubt.concludes(
    "The lead of 50 passes notices turned digits better than softmax",
    quote="the lead of 50 passes is better at noticing digits that are turned",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found["turned"][LEAD] - found["turned"][SOFTMAX]


@doubt.concludes(
    "The mean softmax of 50 passes notices noise better than softmax",
    quote="the mean softmax of 50 passes is better at noticing noise",
)
def _(found):
    return found["noise"][VOTES] - found["noise"][SOFTMAX]


@doubt.concludes(
    "The tenth with the smallest lead is wrong more than three times as often as the rest",
    quote="images with a small lead are wrong many times as often as the others",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return found["least sure tenth"][LEAD] - 3 * found["rest"][LEAD]


@doubt.concludes(
    "The tenth in which the winning logit spreads most is wrong less often than the rest",
    quote="The spread of the winning logit *alone* points the wrong way here",
)
def _(found):
    return found["rest"][SPREAD] - found["least sure tenth"][SPREAD]


@doubt.concludes(
    "The spread of the winning logit alone notices turned digits better than the lead",
    quote="the spread of the winning logit alone notices them best",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found["turned"][SPREAD] - found["turned"][LEAD]
