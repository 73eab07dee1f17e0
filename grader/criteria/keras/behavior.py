"""What two Keras models of the same weights compute: predictions, random passes, an evaluation."""

import numpy as np

from grader.criteria.keras import compiling, structure

# A right answer is taken for a wrong one less often than this, in each comparison.
FALSE_ALARM = 1e-9
KERAS_EPSILON = 1e-3
"""What a batch norm adds to the variance unless told otherwise."""


def random_weights(model, rng):
    """Weights for all arrays of a model: activations stay near 1, biases are random too.

    A batch norm's scale, shift and running mean are random like biases; its running variance is
    positive.
    """
    weights = []
    for weight in model.weights:
        shape = tuple(weight.shape)
        if weight.name == "moving_variance":
            weights.append(rng.uniform(0.2, 3.0, size=shape))
            continue
        fan_in = np.prod(shape[:-1]) if len(shape) > 1 else 8.0
        weights.append(rng.normal(scale=1.3 / np.sqrt(fan_in), size=shape))
    return weights


def predictions(model, x, training=False):
    """The model's output as an array."""
    return np.asarray(model(x, training=training))


def take_over_epsilons(expected, epsilons):
    """Give the batch norms of `expected` the epsilons of another model's, where that is possible.

    Epsilon and momentum are free: the one shows in what a model computes, the other nowhere.

    Parameters
    ----------
    expected : keras.Model
    epsilons : list of float
        Where it has another number of batch norms, Keras' own epsilon is taken.
    """
    own = structure.batch_norms(expected)
    if len(epsilons) != len(own):
        epsilons = [KERAS_EPSILON] * len(own)
    for layer, epsilon in zip(own, epsilons, strict=True):
        layer.epsilon = epsilon


def same_distribution(one, other):
    """Whether two samples of random outputs may come from one distribution.

    Parameters
    ----------
    one, other : ndarray, shape (passes, outputs)
        Probabilities.

    Returns
    -------
    bool
        By a Kolmogorov-Smirnov test of each output (``scipy.stats.ks_2samp``) and by the variance
        of its logit, which sees a wrong rate sooner.
    """
    from scipy import stats

    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        return False
    one, other = _logits(one), _logits(other)
    for a, b in zip(one.T, other.T, strict=True):
        if stats.ks_2samp(a, b, method="asymp").pvalue < FALSE_ALARM / one.shape[1]:
            return False
    return _same_spread(one, other)


def _logits(probabilities):
    """Logits, rounded: equal numbers must count as ties."""
    clipped = np.clip(np.asarray(probabilities, dtype=float), 1e-7, 1 - 1e-7)
    return np.round(np.log(clipped / (1 - clipped)), 4)


def _same_spread(one, other):
    """Compare log variances; their standard error comes from the samples' own kurtosis."""
    from scipy import stats

    variances = np.stack([one.var(axis=0), other.var(axis=0)])
    if (variances < 1e-8).any():
        return bool((variances < 1e-8).all())
    excess = np.max([stats.kurtosis(one), stats.kurtosis(other)], axis=0)
    sigma = np.sqrt(2 * (2 + np.maximum(excess, 0)) / len(one))
    return bool(np.all(np.abs(np.log(variances[0] / variances[1])) < 7 * sigma))


def evaluation(model, settings, x, y, outputs):
    """What a model in this process reports of one batch.

    Parameters
    ----------
    model : keras.Model
    settings : grader.criteria.keras.compiling.Settings
    x, y : ndarray
    outputs : ndarray
        What the model predicts for x.

    Returns
    -------
    losses : ndarray, shape (3,)
        Without penalties: as evaluated, and of the predicted numbers alone, as
        `compiling.of_predictions` gives them.
    metrics : dict of str to float

    Raises
    ------
    Exception
        Whatever Keras makes of settings with which nothing can be evaluated.
    """
    import keras

    model.compile_from_config(settings.arguments)
    if not model.compiled:
        raise ValueError("the compile settings cannot be read")
    # One batch, so that what penalties on activities add is still there to be taken off; and not by
    # `evaluate`: where that fails, its data set waits for the garbage collector, which then waits
    # for the data set's thread, at times for a minute.
    metrics = model.test_on_batch(np.asarray(x, "float32"), y, return_dict=True)
    data_loss = metrics.pop("loss") - sum(float(loss) for loss in model.losses)
    alone = compiling.of_predictions(keras.losses.get(model.loss), y, outputs)
    return np.array([data_loss, *alone]), {name: float(value) for name, value in metrics.items()}
