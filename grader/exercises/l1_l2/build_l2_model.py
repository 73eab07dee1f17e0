"""A small binary classifier with an L2 penalty."""

from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import l1_l2_models as reference


@exercise(
    reference=reference.build_l2_model,
    points=2,
    hints=(
        "Build and compile the model without a penalty first: keras.Input((n_features,)), the "
        "hidden Dense layer, the output layer.",
        "A penalty belongs to a layer's kernel: `kernel_regularizer` of Dense takes an object from "
        "keras.regularizers, made with the strength that is handed in.",
    ),
)
def build_l2_model(student, rng):
    """Dense(64, relu) with an L2 penalty on its kernel alone, Dense(1, sigmoid), compiled."""
    n_features = int(rng.integers(3, 30))
    strength = float(rng.choice([0.03, 0.04, 0.06]))
    answer = student(n_features, strength)
    x, y = rng.normal(size=(24, n_features)), rng.integers(0, 2, size=(24, 1))
    expected = reference.build_l2_model(n_features, strength)
    yield from same_model(answer, expected, (x.astype("float32"), y), rng, passes=2)


def _model(n_features, hidden=None, output=None, compiled=None, units=64):
    """The model with other settings of its layers or of compile."""
    import keras
    from keras.layers import Dense

    hidden = {"activation": "relu"} | (hidden or {})
    output = {"activation": "sigmoid"} | (output or {})
    layers = Dense(units, **hidden), Dense(1, **output)
    model = keras.Sequential([keras.Input((n_features,)), *layers])
    settings = {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy"]}
    model.compile(**settings | (compiled or {}))
    return model


def _l2(strength):
    import keras

    return keras.regularizers.L2(strength)


@build_l2_model.mistake("There is no penalty in the model: give the hidden layer a regularizer.")
def without_penalty(n_features, strength):
    return _model(n_features)


@build_l2_model.mistake("The penalty has Keras' default strength 0.01, not the one handed in.")
def default_strength(n_features, strength):
    return _model(n_features, {"kernel_regularizer": "l2"})


@build_l2_model.mistake(
    "The strength is halved; in Keras the penalty is strength * sum of w^2, without a half."
)
def half_the_strength(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength / 2)})


@build_l2_model.mistake("The strength is doubled; Keras takes it as it is.")
def twice_the_strength(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(2 * strength)})


@build_l2_model.mistake(
    "This is an L1 penalty; the first argument of L1L2 is l1, and it is l2 that is asked for."
)
def l1_instead(n_features, strength):
    import keras

    return _model(n_features, {"kernel_regularizer": keras.regularizers.L1(strength)})


@build_l2_model.mistake("This is an L1 penalty as well as an L2 penalty; L2 alone is asked for.")
def l1_as_well(n_features, strength):
    import keras

    both = keras.regularizers.L1L2(l1=strength, l2=strength)
    return _model(n_features, {"kernel_regularizer": both})


@build_l2_model.mistake(
    "The penalty is on the output layer; it is the hidden layer's kernel that should have it."
)
def on_the_output_layer(n_features, strength):
    return _model(n_features, output={"kernel_regularizer": _l2(strength)})


@build_l2_model.mistake("Both layers have the penalty; only the hidden one's kernel should.")
def on_both_layers(n_features, strength):
    penalty = {"kernel_regularizer": _l2(strength)}
    return _model(n_features, penalty, penalty)


@build_l2_model.mistake(
    "The penalty is on the bias: `bias_regularizer` leaves the weights free. Penalise the kernel."
)
def on_the_bias(n_features, strength):
    return _model(n_features, {"bias_regularizer": _l2(strength)})


@build_l2_model.mistake("The bias is penalised too; biases are left out, only the kernel is meant.")
def on_kernel_and_bias(n_features, strength):
    penalty = _l2(strength)
    return _model(n_features, {"kernel_regularizer": penalty, "bias_regularizer": penalty})


@build_l2_model.mistake(
    "`activity_regularizer` penalises what the layer puts out; the weights are meant: "
    "`kernel_regularizer`."
)
def on_the_activity(n_features, strength):
    return _model(n_features, {"activity_regularizer": _l2(strength)})


@build_l2_model.mistake(
    "Weight decay in the optimizer stands in for the penalty: under Adam the two differ. The "
    "penalty belongs to the layer, the optimizer is plain adam."
)
def weight_decay_by_adamw(n_features, strength):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=strength)
    return _model(n_features, compiled={"optimizer": optimizer})


@build_l2_model.mistake(
    "`weight_decay` of Adam stands in for the penalty: under Adam the two differ. The penalty "
    "belongs to the layer."
)
def weight_decay_by_adam(n_features, strength):
    import keras

    optimizer = keras.optimizers.Adam(weight_decay=strength)
    return _model(n_features, compiled={"optimizer": optimizer})


@build_l2_model.mistake(
    "The weights shrink twice: by the penalty and by the weight decay of the optimizer, which "
    "should be plain adam."
)
def penalty_and_adamw(n_features, strength):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=strength)
    penalty = {"kernel_regularizer": _l2(strength)}
    return _model(n_features, penalty, compiled={"optimizer": optimizer})


@build_l2_model.mistake("A constraint caps the weights' norm; a penalty is asked for.")
def constraint_instead(n_features, strength):
    return _model(n_features, {"kernel_constraint": "max_norm"})


@build_l2_model.mistake("The hidden layer has no ReLU, so the whole model is linear.")
def without_relu(n_features, strength):
    return _model(n_features, {"activation": None, "kernel_regularizer": _l2(strength)})


@build_l2_model.mistake("The output has no sigmoid: it is a logit, not a probability.")
def without_sigmoid(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength)}, {"activation": None})


@build_l2_model.mistake("A softmax over one single unit is always 1; one unit needs a sigmoid.")
def softmax_of_one(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength)}, {"activation": "softmax"})


@build_l2_model.mistake("The hidden layer has another size than 64 units.")
def another_size(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength)}, units=32)


@build_l2_model.mistake("The loss for one sigmoid unit is binary_crossentropy.")
def loss_of_a_regression(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength)}, compiled={"loss": "mse"})


@build_l2_model.mistake("The optimizer is not adam.")
def another_optimizer(n_features, strength):
    penalty = {"kernel_regularizer": _l2(strength)}
    return _model(n_features, penalty, compiled={"optimizer": "sgd"})


@build_l2_model.mistake("The accuracy is not among the metrics.")
def without_metric(n_features, strength):
    return _model(n_features, {"kernel_regularizer": _l2(strength)}, compiled={"metrics": None})


@build_l2_model.mistake("The model is not compiled.")
def not_compiled(n_features, strength):
    import keras
    from keras.layers import Dense

    hidden = Dense(64, activation="relu", kernel_regularizer=_l2(strength))
    return keras.Sequential([keras.Input((n_features,)), hidden, Dense(1, "sigmoid")])


@build_l2_model.alternative
def functional(n_features, strength):
    import keras
    from keras import layers, regularizers

    inputs = keras.Input(shape=(n_features,))
    dense = layers.Dense(64, kernel_regularizer=regularizers.l2(strength), name="hidden")
    hidden = layers.Activation("relu")(dense(inputs))
    outputs = layers.Dense(1, activation=keras.activations.sigmoid)(hidden)
    model = keras.Model(inputs, outputs)
    loss = keras.losses.BinaryCrossentropy()
    model.compile(keras.optimizers.Adam(0.01), loss, metrics=[keras.metrics.BinaryAccuracy()])
    return model


@build_l2_model.alternative
def nested_with_both_strengths_named(n_features, strength):
    import keras
    from keras import layers

    penalty = keras.regularizers.L1L2(l1=0.0, l2=strength)
    block = keras.Sequential([layers.Dense(64, kernel_regularizer=penalty), layers.ReLU()])
    model = keras.Sequential()
    model.add(keras.Input((n_features,)))
    model.add(block)
    model.add(layers.Dense(1, "sigmoid"))
    model.compile("Adam", keras.losses.binary_crossentropy, metrics=["acc"])
    return model


@build_l2_model.alternative
def with_a_function(n_features, strength):
    import keras

    penalty = {"kernel_regularizer": lambda w: strength * keras.ops.sum(w * w)}
    return _model(n_features, penalty | {"kernel_initializer": "he_normal"})


@build_l2_model.alternative
def with_a_class_of_its_own(n_features, strength):
    import keras

    class Ridge(keras.regularizers.Regularizer):
        def __init__(self, factor):
            self.factor = factor

        def __call__(self, w):
            return self.factor * keras.ops.sum(keras.ops.square(w))

        def get_config(self):
            return {"factor": self.factor}

    return _model(n_features, {"kernel_regularizer": Ridge(strength)})
