"""What the models of the builder exercises are, step by step."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """A model to be built and compiled.

    Parameters
    ----------
    inputs : tuple of int
        Shape of one sample.
    steps : tuple of tuple
        Each a kind and its values: ("dense", units, activation, strengths, use_bias), where
        strengths are (l1, l2) or None; ("conv", filters); ("dropout", rate); ("norm",);
        ("relu",); ("pool",); ("flatten",).
    loss : str
        Keras' name of it.
    """

    inputs: tuple
    steps: tuple
    loss: str

    @property
    def kinds(self):
        """The kinds of its steps, and "penalty" where a layer has one."""
        found = {step[0] for step in self.steps}
        penalized = any(step[0] == "dense" and step[3] for step in self.steps)
        return found | ({"penalty"} if penalized else set())


def hidden(units, strengths=None):
    """A dense layer with a ReLU."""
    return "dense", units, "relu", strengths, True


def softmax(units):
    return "dense", units, "softmax", None, True


SIGMOID = ("dense", 1, "sigmoid", None, True)
SPARSE, ONE_HOT, BINARY = (
    "sparse_categorical_crossentropy",
    "categorical_crossentropy",
    "binary_crossentropy",
)


def build_classifier(n_features, n_classes, hidden_units):
    return Plan((n_features,), (*map(hidden, hidden_units), softmax(n_classes)), SPARSE)


def build_l2_model(n_features, strength):
    return Plan((n_features,), (hidden(64, (0.0, strength)), SIGMOID), BINARY)


def build_elastic_net_model(n_features, n_classes, l1, l2):
    return Plan((n_features,), (hidden(64, (l1, l2)), softmax(n_classes)), SPARSE)


def build_dropout_model(n_features):
    return Plan((n_features,), (hidden(64), ("dropout", 0.5), SIGMOID), BINARY)


def build_dropout_mlp():
    first, second = (hidden(128), ("dropout", 0.5)), (hidden(64), ("dropout", 0.3))
    return Plan((784,), (*first, *second, softmax(10)), ONE_HOT)


def build_dropout_cnn():
    features = ("conv", 32), ("pool",), ("conv", 64), ("pool",), ("flatten",)
    return Plan((28, 28, 1), (*features, hidden(128), ("dropout", 0.5), softmax(10)), ONE_HOT)


def build_batch_norm_model(n_features, n_classes, hidden_units):
    steps = []
    for units in hidden_units:
        steps += [("dense", units, None, None, False), ("norm",), ("relu",)]
    return Plan((n_features,), (*steps, softmax(n_classes)), SPARSE)


def build_combined_model(n_features, n_classes, l2, rate):
    block = hidden(64, (0.0, l2)), ("dropout", rate)
    return Plan((n_features,), (*block, *block, softmax(n_classes)), SPARSE)


def clinic_output_layer(n_features, n_classes, rate):
    return Plan((n_features,), (hidden(64), ("dropout", rate), softmax(n_classes)), SPARSE)


def clinic_strength(n_features, n_classes, l2=0.001):
    steps = hidden(64, (0.0, l2)), hidden(64, (0.0, l2)), softmax(n_classes)
    return Plan((n_features,), steps, SPARSE)


PLANS = {
    build_classifier: (6, 3, [8, 5]),
    build_l2_model: (6, 0.02),
    build_elastic_net_model: (6, 3, 0.01, 0.02),
    build_dropout_model: (6,),
    build_dropout_mlp: (),
    build_dropout_cnn: (),
    build_batch_norm_model: (6, 3, [8, 5]),
    build_combined_model: (6, 3, 0.02, 0.4),
    clinic_output_layer: (6, 3, 0.4),
    clinic_strength: (6, 3),
}
"""The plans, each with some arguments."""

BY_NAME = {plan.__name__: plan for plan in PLANS}
EXAMPLES = {plan.__name__: plan(*arguments) for plan, arguments in PLANS.items()}
