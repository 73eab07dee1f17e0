"""Wrong models, built like `build_batch_norm_model` builds its own."""

from grader.exercises.sequential import compiled
from grader.exercises.wrong import Wrong

wrong = Wrong()


def _hidden(units, activation="relu", use_bias=False, norm=None, **settings):
    """One block of hidden layers as it should be, but for what the arguments change."""
    from keras import layers

    norm = norm or layers.BatchNormalization
    return [layers.Dense(units, use_bias=use_bias), norm(**settings), layers.Activation(activation)]


def _model(n_features, n_classes, blocks, behind=(), **settings):
    from keras.layers import Dense

    hidden = [layer for block in blocks for layer in block]
    output = Dense(n_classes, activation="softmax")
    return compiled((n_features,), [*hidden, output, *behind], **settings)


@wrong(
    "Batch norm comes after the ReLU, so it normalizes values that are already cut off at "
    "zero. That can work, but the form that is asked for has it between the Dense layer and "
    "its ReLU.",
    about="idea",
)
def behind_the_relu(n_features, n_classes, hidden_units):
    blocks = map(_hidden, hidden_units)
    return _model(n_features, n_classes, [(dense, relu, norm) for dense, norm, relu in blocks])


@wrong(
    "The hidden Dense layers have a bias that does nothing: batch norm subtracts it again with "
    "the mean, and beta takes its place. Leave it out with `use_bias=False`.",
    about="slip",
)
def with_a_bias(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, use_bias=True) for u in hidden_units])


@wrong(
    "The Dense layers have a ReLU of their own, so batch norm comes after the ReLU and "
    "normalizes values that are already cut off at zero. The form that is asked for has it "
    "between the two, where the Dense layer needs no bias.",
    about="idea",
)
def behind_a_dense_relu(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization, Dense

    blocks = [(Dense(units, activation="relu"), BatchNormalization()) for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@wrong(
    "The Dense layer has a ReLU, and another one follows batch norm, so batch norm normalizes "
    "values that are already cut off at zero. Keep only the second ReLU.",
    about="idea",
)
def two_relus(n_features, n_classes, hidden_units):
    from keras.layers import Activation, BatchNormalization, Dense

    blocks = [
        (Dense(u, activation="relu", use_bias=False), BatchNormalization(), Activation("relu"))
        for u in hidden_units
    ]
    return _model(n_features, n_classes, blocks)


@wrong(
    "There is no BatchNormalization in the model, so nothing is normalized. Add one after each "
    "hidden Dense layer.",
    about="idea",
)
def without_batch_norm(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(units)[::2] for units in hidden_units])


@wrong(
    "There is no BatchNormalization in the model, only Dense layers with their ReLU, so "
    "nothing is normalized. Add one between each hidden Dense layer and its ReLU.",
    about="idea",
)
def dense_alone(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, use_bias=True)[::2] for u in hidden_units])


@wrong(
    "There is no ReLU, so the whole model is linear once it is trained, however many layers it "
    "has. Add a ReLU after each batch norm."
)
def without_relu(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(units)[:2] for units in hidden_units])


@wrong(
    "The layers are LayerNormalization, which normalizes each row by its own statistics and "
    "knows no batch. Use BatchNormalization.",
    about="idea",
)
def layer_norm_instead(n_features, n_classes, hidden_units):
    from keras.layers import LayerNormalization

    blocks = [_hidden(units, norm=LayerNormalization) for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@wrong(
    "Batch norm has no beta (`center=False`), and the Dense layer has no bias, so nothing can "
    "shift the values before the ReLU. Keep Keras' default."
)
def without_center(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, center=False) for u in hidden_units])


@wrong(
    "Batch norm has no gamma (`scale=False`), so all units keep a spread of 1. Keep Keras' default."
)
def without_scale(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, scale=False) for u in hidden_units])


@wrong(
    "Batch norm is frozen (`trainable=False`). A frozen batch norm never uses the statistics "
    "of the batch, and it learns nothing. Keep it trainable.",
    about="idea",
)
def frozen(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, trainable=False) for u in hidden_units])


@wrong(
    "`training=True` is written into the graph, so where nobody says otherwise batch norm uses "
    "the batch's statistics at inference too, and a prediction depends on its neighbors. Leave "
    "`training` to Keras.",
    about="idea",
)
def always_batch_statistics(n_features, n_classes, hidden_units):
    import keras

    inputs = hidden = keras.Input((n_features,))
    for dense, norm, relu in map(_hidden, hidden_units):
        hidden = relu(norm(dense(hidden), training=True))
    outputs = keras.layers.Dense(n_classes, activation="softmax")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong(
    "Batch norm comes after the output too, so the probabilities no longer add up to 1. "
    "Normalize the hidden layers only."
)
def normalizes_the_probabilities(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization

    return _model(n_features, n_classes, map(_hidden, hidden_units), behind=[BatchNormalization()])


@wrong(
    "Batch norm comes before the first layer too, so the inputs are normalized as well. The "
    "exercise asks for the hidden layers only."
)
def normalizes_the_inputs(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization

    return _model(n_features, n_classes, [[BatchNormalization()], *map(_hidden, hidden_units)])


@wrong(
    "Only the first hidden layer is built, so a longer list does not make the model any "
    "deeper. Add one block for each size, in a loop."
)
def first_layer_alone(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(units) for units in hidden_units[:1]])


@wrong(
    "Dropout was added, which nobody asked for. Behind batch norm it also changes the variance "
    "between training and inference. Leave it out."
)
def with_dropout(n_features, n_classes, hidden_units):
    from keras.layers import Dropout

    blocks = [[*_hidden(units), Dropout(0.5)] for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@wrong(
    "`categorical_crossentropy` takes one-hot rows, and these labels are class numbers, so "
    "Keras compares arrays of different shapes. For class numbers the loss is "
    "`sparse_categorical_crossentropy`."
)
def loss_of_one_hot_labels(n_features, n_classes, hidden_units):
    loss = "categorical_crossentropy"
    return _model(n_features, n_classes, map(_hidden, hidden_units), loss=loss)
