"""Wrong models for `build_combined_model`, in what they penalize.

The docstrings say what went wrong; the learner reads them.
"""

from grader.exercises.combining.combined_models import build, l2_penalty


def without_penalty(n_features, n_classes, l2, rate):
    """There is no penalty in the model, so only dropout regularizes. Give both hidden layers an
    L2 penalty.
    """
    return build(n_features, n_classes, l2, rate, ({}, {}, {}))


def penalty_on_the_first(n_features, n_classes, l2, rate):
    """Only the first hidden layer has the penalty, so the second one's weights stay free. Give
    it to both.
    """
    return build(n_features, n_classes, l2, rate, (l2_penalty(l2), {}, {}))


def penalty_on_the_second(n_features, n_classes, l2, rate):
    """Only the second hidden layer has the penalty, so the first one's weights stay free. Give
    it to both.
    """
    return build(n_features, n_classes, l2, rate, ({}, l2_penalty(l2), {}))


def penalty_everywhere(n_features, n_classes, l2, rate):
    """The softmax layer has the penalty too, so the predictions themselves are held back. The
    exercise asks for it on the hidden layers only.
    """
    return build(n_features, n_classes, l2, rate, (l2_penalty(l2), l2_penalty(l2), l2_penalty(l2)))


def l1_instead(n_features, n_classes, l2, rate):
    """The penalty is L1, which pulls small weights all the way to zero. The exercise asks for
    L2.
    """
    import keras

    penalty = {"kernel_regularizer": keras.regularizers.L1(l2)}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def default_strength(n_features, n_classes, l2, rate):
    """The strength is Keras' default of 0.01, so the argument `l2` changes nothing. Hand it on
    to the regularizer.
    """
    return build(n_features, n_classes, 0.01, rate)


def half_the_strength(n_features, n_classes, l2, rate):
    """The strength is halved. Keras' penalty is strength * sum of w^2, without a half: hand the
    strength on as it is.
    """
    return build(n_features, n_classes, l2 / 2, rate)


def penalty_on_the_bias(n_features, n_classes, l2, rate):
    """The biases are penalized and the weights stay free. Use `kernel_regularizer`."""
    penalty = {"bias_regularizer": l2_penalty(l2)["kernel_regularizer"]}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def penalty_on_the_activity(n_features, n_classes, l2, rate):
    """What the layers output is penalized, which depends on the data, and the weights stay free.
    Use `kernel_regularizer`.
    """
    penalty = {"activity_regularizer": l2_penalty(l2)["kernel_regularizer"]}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def weight_decay_instead(n_features, n_classes, l2, rate):
    """Weight decay in the optimizer stands in for the penalty. Under Adam the two are different,
    because Adam rescales the gradient of a penalty and not the decay. The penalty belongs to
    the layers, and the optimizer is plain adam.
    """
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=l2)
    return build(n_features, n_classes, l2, rate, ({}, {}, {}), optimizer=optimizer)


MISTAKES = {
    "idea": (
        without_penalty,
        penalty_on_the_first,
        penalty_on_the_second,
        l1_instead,
        default_strength,
        half_the_strength,
        penalty_on_the_bias,
        penalty_on_the_activity,
        weight_decay_instead,
    ),
    "": (penalty_everywhere,),
}
