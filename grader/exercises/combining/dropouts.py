"""Wrong places for dropout, in models that are built like `clinic_output_layer`'s.

The docstrings say what went wrong; the learner reads them.
"""


def _model(n_features, *layers):
    import keras

    model = keras.Sequential([keras.Input((n_features,)), *layers])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _hidden():
    from keras.layers import Dense

    return Dense(64, activation="relu")


def _softmax(n_classes):
    from keras.layers import Dense

    return Dense(n_classes, activation="softmax")


def _drop(rate):
    from keras.layers import Dropout

    return Dropout(rate)


def drops_the_output(n_features, n_classes, rate):
    """Dropout still comes after the softmax. It sets probabilities to 0, that of the right class
    among them, at a huge cost that no learning can avoid. The predictions must not be dropped.
    """
    layers = _hidden(), _drop(rate), _softmax(n_classes), _drop(rate)
    return _model(n_features, *layers)


def drops_the_output_alone(n_features, n_classes, rate):
    """You took out the wrong Dropout: the one after the softmax is still there, and the one after
    the hidden layer is gone. It must be the other way round.
    """
    return _model(n_features, _hidden(), _softmax(n_classes), _drop(rate))


def drops_the_logits(n_features, n_classes, rate):
    """You drop the logits, just before the softmax. They belong to the output layer too: a class
    whose logit is set to 0 gets a probability that says nothing. Drop hidden units only.
    """
    from keras.layers import Dense, Softmax

    layers = _hidden(), _drop(rate), Dense(n_classes), _drop(rate), Softmax()
    return _model(n_features, *layers)


def without_dropout(n_features, n_classes, rate):
    """All dropout is gone, so nothing regularizes the model any more. Only one was in the wrong
    place: the hidden layer keeps its own.
    """
    return _model(n_features, _hidden(), _softmax(n_classes))


def drops_the_inputs(n_features, n_classes, rate):
    """Dropout comes before the hidden layer, so it drops inputs. In the script it comes after that
    layer and drops its units: leave it there.
    """
    return _model(n_features, _drop(rate), _hidden(), _softmax(n_classes))


def drops_the_inputs_as_well(n_features, n_classes, rate):
    """You moved the second Dropout to the inputs, where it drops features. One Dropout, after the
    hidden layer, is enough.
    """
    layers = _drop(rate), _hidden(), _drop(rate), _softmax(n_classes)
    return _model(n_features, *layers)


def drops_the_hidden_units_twice(n_features, n_classes, rate):
    """You moved the second Dropout right after the first, so fewer hidden units are kept than
    `1 - rate` says. Take one of them out.
    """
    layers = _hidden(), _drop(rate), _drop(rate), _softmax(n_classes)
    return _model(n_features, *layers)


def another_rate(n_features, n_classes, rate):
    """The rate is 0.5, whatever is passed in. Use the parameter `rate`."""
    return _model(n_features, _hidden(), _drop(0.5), _softmax(n_classes))


def keeps_at_rate(n_features, n_classes, rate):
    """You pass `1 - rate` to Dropout. It takes the share that is dropped, and that is `rate`."""
    return _model(n_features, _hidden(), _drop(1 - rate), _softmax(n_classes))


def without_softmax(n_features, n_classes, rate):
    """The softmax went out together with the Dropout after it, so the outputs are no longer
    probabilities. Keep `activation="softmax"` on the last layer.
    """
    from keras.layers import Dense

    return _model(n_features, _hidden(), _drop(rate), Dense(n_classes))


MISTAKES = {
    "idea": (
        drops_the_output,
        drops_the_output_alone,
        drops_the_logits,
        without_dropout,
        drops_the_inputs,
        drops_the_inputs_as_well,
        drops_the_hidden_units_twice,
        without_softmax,
    ),
    "": (another_rate, keeps_at_rate),
}
