"""A small classifier with an L1 and an L2 penalty."""

from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import l1_l2_models as reference


@exercise(
    reference=reference.build_elastic_net_model,
    points=2,
    hints=(
        "keras.regularizers has one regularizer with both strengths. What are its arguments "
        "called, and which defaults do they have?",
        "A softmax needs one unit a class, and labels that are class numbers need a sparse loss.",
    ),
)
def build_elastic_net_model(student, rng):
    """Dense(64, relu) with L1 and L2 on its kernel alone, then a softmax, compiled."""
    n_features, n_classes = int(rng.integers(4, 20)), int(rng.integers(3, 7))
    l1, l2 = (float(s) for s in rng.permutation([0.002, 0.03, 0.005])[:2])
    answer = student(n_features, n_classes, l1, l2)
    x, y = rng.normal(size=(24, n_features)), rng.integers(0, n_classes, size=24)
    expected = reference.build_elastic_net_model(n_features, n_classes, l1, l2)
    yield from same_model(answer, expected, (x.astype("float32"), y), rng, passes=2)


def _model(n_features, n_classes, hidden=None, output=None, compiled=None):
    """The model with other settings of its layers or of compile."""
    import keras
    from keras.layers import Dense

    hidden = {"activation": "relu"} | (hidden or {})
    output = {"activation": "softmax"} | (output or {})
    layers = Dense(64, **hidden), Dense(n_classes, **output)
    model = keras.Sequential([keras.Input((n_features,)), *layers])
    settings = {"optimizer": "adam", "loss": "sparse_categorical_crossentropy"}
    model.compile(**settings | {"metrics": ["accuracy"]} | (compiled or {}))
    return model


def _penalty(l1=0.0, l2=0.0):
    import keras

    return {"kernel_regularizer": keras.regularizers.L1L2(l1=l1, l2=l2)}


@build_elastic_net_model.mistake("There is no penalty in the model.")
def without_penalty(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes)


@build_elastic_net_model.mistake("The L1 part is missing.")
def without_l1(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l2=l2))


@build_elastic_net_model.mistake("The L2 part is missing.")
def without_l2(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1=l1))


@build_elastic_net_model.mistake("The strengths are exchanged: the first of L1L2 is l1.")
def exchanges_the_strengths(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l2, l1))


@build_elastic_net_model.mistake(
    "The penalty has Keras' default strengths of 0.01, not those handed in."
)
def default_strengths(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(0.01, 0.01))


@build_elastic_net_model.mistake("The L2 strength is halved; Keras' penalty has no half.")
def half_of_l2(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2 / 2))


@build_elastic_net_model.mistake("Both layers have the penalty; only the hidden one should.")
def on_both_layers(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2), _penalty(l1, l2))


@build_elastic_net_model.mistake("The penalty is on the output layer; the hidden one is meant.")
def on_the_output_layer(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, output=_penalty(l1, l2))


@build_elastic_net_model.mistake(
    "L1 is on one layer and L2 on the other; both belong to the hidden layer's kernel."
)
def one_layer_each(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1=l1), _penalty(l2=l2))


@build_elastic_net_model.mistake(
    "L1 is on the kernel and L2 on the bias; both belong to the kernel, and biases are left out."
)
def one_for_the_bias(n_features, n_classes, l1, l2):
    import keras

    bias = {"bias_regularizer": keras.regularizers.L2(l2)}
    return _model(n_features, n_classes, _penalty(l1=l1) | bias)


@build_elastic_net_model.mistake("The bias is penalised too; only the kernel is meant.")
def on_kernel_and_bias(n_features, n_classes, l1, l2):
    penalty = _penalty(l1, l2)
    bias = {"bias_regularizer": penalty["kernel_regularizer"]}
    return _model(n_features, n_classes, penalty | bias)


@build_elastic_net_model.mistake(
    "`activity_regularizer` penalises what the layer puts out; `kernel_regularizer` is meant."
)
def on_the_activity(n_features, n_classes, l1, l2):
    activity = {"activity_regularizer": _penalty(l1, l2)["kernel_regularizer"]}
    return _model(n_features, n_classes, activity)


@build_elastic_net_model.mistake(
    "L2 is left to the weight decay of the optimizer: under Adam that is another thing. Both "
    "penalties belong to the layer, and the optimizer is plain adam."
)
def weight_decay_for_l2(n_features, n_classes, l1, l2):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=l2)
    return _model(n_features, n_classes, _penalty(l1=l1), compiled={"optimizer": optimizer})


@build_elastic_net_model.mistake("The hidden layer has no ReLU, so the whole model is linear.")
def without_relu(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2) | {"activation": None})


@build_elastic_net_model.mistake(
    "The output is a sigmoid for each class; one class of several is right: a softmax."
)
def sigmoids(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2), {"activation": "sigmoid"})


@build_elastic_net_model.mistake("The output has no softmax: it gives logits, not probabilities.")
def without_softmax(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2), {"activation": None})


@build_elastic_net_model.mistake(
    "categorical_crossentropy wants one-hot labels; these are class numbers: "
    "sparse_categorical_crossentropy."
)
def loss_of_one_hot_labels(n_features, n_classes, l1, l2):
    compiled = {"loss": "categorical_crossentropy"}
    return _model(n_features, n_classes, _penalty(l1, l2), compiled=compiled)


@build_elastic_net_model.mistake(
    "binary_crossentropy is for one sigmoid; a softmax over class numbers needs "
    "sparse_categorical_crossentropy."
)
def loss_of_two_classes(n_features, n_classes, l1, l2):
    compiled = {"loss": "binary_crossentropy"}
    return _model(n_features, n_classes, _penalty(l1, l2), compiled=compiled)


@build_elastic_net_model.mistake("The optimizer is not adam.")
def another_optimizer(n_features, n_classes, l1, l2):
    compiled = {"optimizer": "sgd"}
    return _model(n_features, n_classes, _penalty(l1, l2), compiled=compiled)


@build_elastic_net_model.mistake("The accuracy is not among the metrics.")
def without_metric(n_features, n_classes, l1, l2):
    return _model(n_features, n_classes, _penalty(l1, l2), compiled={"metrics": None})


@build_elastic_net_model.alternative
def functional(n_features, n_classes, l1, l2):
    import keras
    from keras import layers

    inputs = keras.Input((n_features,))
    penalty = keras.regularizers.l1_l2(l1=l1, l2=l2)
    hidden = layers.ReLU()(layers.Dense(64, kernel_regularizer=penalty)(inputs))
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs=inputs, outputs=outputs)
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile("adam", loss, metrics=[keras.metrics.SparseCategoricalAccuracy()])
    return model


@build_elastic_net_model.alternative
def with_a_function(n_features, n_classes, l1, l2):
    import keras

    def elastic_net(w):
        return l1 * keras.ops.sum(keras.ops.abs(w)) + l2 * keras.ops.sum(w**2)

    return _model(n_features, n_classes, {"kernel_regularizer": elastic_net})


@build_elastic_net_model.alternative
def sum_of_two_regularizers(n_features, n_classes, l1, l2):
    import keras

    class Both(keras.regularizers.Regularizer):
        def __call__(self, w):
            return keras.regularizers.L1(l1)(w) + keras.regularizers.L2(l2)(w)

    return _model(n_features, n_classes, {"kernel_regularizer": Both(), "name": "hidden"})
