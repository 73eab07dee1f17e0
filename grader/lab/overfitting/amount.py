"""Few and many training samples, at equally many steps and at equally many epochs."""

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, experiment

HIDDEN = (128, 128)


@experiment(TRAINING)
def amount_of_data(
    counts=(50, 200, 800),
    epochs=60,
    seeds=range(10),
    wrong=0.2,
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on few and on many samples, for equally many steps and for equally many epochs.

    Parameters
    ----------
    counts : sequence of int
        Training samples.
    epochs : int
        Passes through the data; with 200 samples these are the equal number of steps too.
    seeds : sequence of int
    wrong : float
    steps, initializer, tuned, data
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict of int to dict
        By number of samples: ``training``, ``validation``, ``test``, each of shape (2, seeds),
        after as many steps as 200 samples get and after as many epochs.
    """
    found, epochs = {}, epochs * steps
    for n in counts:
        few = lessons_data.few_shot(data, seeds, n, wrong, 200)
        same_steps = max(1, round(epochs * 7 / -(-n // 32)))
        moments = sorted({same_steps, epochs})

        def run(rate, few=few, moments=moments):
            network = training.make(few, HIDDEN, seeds, initializer)
            look = training.accuracies(few)
            return training.watched(network, few.x_train, few.y_train, moments, look, rate)

        seen = training.at_own_rate(run, tuned)
        both = [moments.index(same_steps), moments.index(epochs)]
        found[n] = {name: values[both] for name, values in seen.items()}
    return found


@amount_of_data.concludes(
    "At equally many steps, 800 samples beat 200",
    quote="With equally many training steps, 800 images are better than 200",
)
def _(found):
    return found[800]["test"][0] - found[200]["test"][0]


@amount_of_data.concludes(
    "With equally many epochs, 800 samples beat 200",
    quote="with equally many passes through the data they are better as well",
)
def _(found):
    return found[800]["test"][1] - found[200]["test"][1]


@amount_of_data.concludes(
    "Trained on, 800 samples are memorized as well",
    quote="even the 800 images are partly memorized",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found[800]["training"][1] - found[800]["training"][0]
