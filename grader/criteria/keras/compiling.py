"""How a model was compiled, whichever way it was spelled."""

import numpy as np

from grader.remote import built_in

USUAL = {
    "from_logits": False,
    "label_smoothing": 0.0,
    "ignore_class": None,
    "reduction": "sum_over_batch_size",
    "alpha": None,
    "gamma": None,
}
"""Settings of a loss that change its value, and what they are where nobody asked for them."""

FREE = ("name", "learning_rate", "trainable", "loss_scale_factor")


def single(value):
    """The one loss of a model: itself, or alone in a list or a dict."""
    while isinstance(value, list | tuple | dict) and len(value) == 1 and "class_name" not in value:
        (value,) = value.values() if isinstance(value, dict) else value
    return value


def flat(value):
    """All metrics in one list: alone, in lists of lists, in dicts by the output's name."""
    if isinstance(value, dict) and "class_name" not in value:
        value = list(value.values())
    if not isinstance(value, list | tuple):
        return [] if value is None else [value]
    return [metric for item in value for metric in flat(item)]


class Settings:
    """The compile settings of a model that was written down.

    Parameters
    ----------
    compiled : str
        JSON text.

    Attributes
    ----------
    arguments : dict
        For ``compile_from_config``: those parts that are built into Keras.
    complete : bool
        Whether that is all: no code of the learner's in loss or metrics.
    """

    def __init__(self, compiled):
        tree = built_in.parsed(compiled)
        loss = single(tree.get("loss"))
        metrics = {name: flat(tree.get(name)) for name in ("metrics", "weighted_metrics")}
        known = {
            name: [m for m in found if built_in.is_setting(m)] for name, found in metrics.items()
        }
        self.complete = known == metrics and built_in.is_setting(loss)
        self.arguments = {
            "optimizer": "adam",
            "loss": loss if built_in.is_setting(loss) else None,
            "loss_weights": tree.get("loss_weights"),
            **known,
            "run_eagerly": True,
        }
        self._optimizer = tree.get("optimizer")
        self._loss = loss

    @property
    def optimizer(self):
        """Class and settings, the free ones left out."""
        import keras

        if not built_in.is_setting(self._optimizer):
            name = self._optimizer.get("class_name") if isinstance(self._optimizer, dict) else None
            return f"{name or 'none'}, which is not one of Keras' own", {}
        made = keras.optimizers.get(self._optimizer)
        made = getattr(made, "inner_optimizer", made)
        return type(made).__name__, bound(made.get_config())

    @property
    def loss_name(self):
        """What the loss is called, for a message."""
        if self._loss is not None and not built_in.is_setting(self._loss):
            return "a loss of its own"
        settings = self._loss.get("config") if isinstance(self._loss, dict) else self._loss
        return settings.get("name", "none") if isinstance(settings, dict) else str(settings)

    @property
    def loss_in_words(self):
        """The loss with those of its settings that change its value."""
        settings = self._loss.get("config") if isinstance(self._loss, dict) else None
        given = settings if isinstance(settings, dict) else {}
        changed = [f"{k}={v}" for k, v in given.items() if k in USUAL and v != USUAL[k]]
        weights = self.arguments["loss_weights"]
        changed += [f"loss_weights={weights}"] if weights is not None else []
        return f"{self.loss_name} with {' and '.join(changed)}" if changed else self.loss_name


def bound(config):
    """The settings of an optimizer that are not free; of the learning rate only its sign is not."""
    rate = config.get("learning_rate")
    upward = {"learning_rate": rate} if isinstance(rate, float) and rate <= 0 else {}
    return {name: value for name, value in config.items() if name not in FREE} | upward


def named_loss(loss, y, outputs):
    """A loss of Keras, of predicted numbers alone, as `of_predictions` gives it."""
    import keras

    return of_predictions(keras.losses.get(loss), y, outputs)


def of_predictions(loss, y, outputs):
    """What a function makes of labels and predicted numbers: of all rows, and of the first half.

    In one mean the rows that are right and those that are wrong can make up for each other, as
    with label smoothing; of `telling_labels` the first half is right throughout.

    Returns
    -------
    ndarray, shape (2,)
    """
    y, outputs = y.astype("float32"), outputs.astype("float32")
    rows = slice(None), slice(len(y) // 2)
    return np.array([np.mean(np.asarray(loss(y[part], outputs[part]))) for part in rows])


def accuracy_of(loss, y, outputs):
    """The accuracy that belongs to a loss."""
    if loss == "binary_crossentropy":
        return float(np.mean((outputs > 0.5) == (y > 0.5)))
    classes = y if loss.startswith("sparse") else y.argmax(axis=1)
    return float(np.mean(outputs.argmax(axis=1) == classes))


def telling_labels(loss, y, outputs, share=0.625):
    """Labels of the form of `y` of which a model gets this share right: no metric's usual value.

    Of the wrong ones every second is the class that comes second, which some metrics count as
    right; the others are the first or the last class, which some losses leave out.
    """
    right = np.arange(len(y)) < share * len(y)
    if loss == "binary_crossentropy":
        said = outputs > 0.5
        return np.where(right[:, np.newaxis], said, ~said).astype("float32")
    said = outputs.argmax(axis=1)
    second = np.argsort(outputs, axis=1)[:, -2]
    place = np.arange(len(y))
    end = np.where(place % 4 == 1, 0, outputs.shape[1] - 1)
    wrong = np.where((place % 2 == 0) | (end == said), second, end)
    classes = np.where(right, said, wrong)
    return classes if loss.startswith("sparse") else np.eye(y.shape[1], dtype="float32")[classes]
