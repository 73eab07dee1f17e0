"""Spellings of the clinic's trained answers and of the capstone: a handful, for each takes long."""

import numpy as np

from ..rewrite import Rewrite, spoken

STYLES = []


def style(exercise_id):
    """Register an answer to an exercise."""

    def register(function):
        STYLES.append((exercise_id, function))
        return function

    return register


def rewrites(exercise):
    """The spellings of an exercise's answer."""
    for exercise_id, answer in STYLES:
        if exercise_id == exercise.id:
            yield Rewrite(exercise, "reference", "trainings", spoken(answer), answer)


@style("clinic_prediction")
def predicted_in_one_batch(model, x):
    return model.predict(x, batch_size=len(x), verbose=2)


@style("clinic_prediction")
def called_on_a_tensor(model, x):
    import keras

    return keras.ops.convert_to_numpy(model(keras.ops.convert_to_tensor(x), training=False))


@style("clinic_prediction")
def called_and_left_as_it_is(model, x):
    return model(x, training=False)


@style("clinic_prediction")
def predicted_on_a_batch(model, x):
    return model.predict_on_batch(x).astype(np.float64)


@style("clinic_prediction")
def in_a_compiled_function(model, x):
    import tensorflow as tf

    return tf.function(lambda images: model(images, training=False))(x).numpy()


@style("clinic_prediction")
def by_a_clone(model, x):
    import keras

    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    return twin.predict(x, verbose=0)


@style("clinic_prediction")
def the_average_of_many_equal_passes(model, x):
    return np.mean([model(x, training=False) for _ in range(5)], axis=0)


def fitted(model, data, callbacks, **settings):
    """The model, compiled and trained."""
    import keras

    x_train, y_train, x_val, y_val = data
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    settings = {"epochs": 100, "verbose": 0, "validation_data": (x_val, y_val)} | settings
    model.fit(x_train, y_train, callbacks=callbacks, **settings)
    return model


def stopping(**settings):
    import keras

    return keras.callbacks.EarlyStopping(**{"restore_best_weights": True} | settings)


@style("clinic_early_stopping")
def fitted_with_a_list(model, x_train, y_train, x_val, y_val):
    return fitted(model, (x_train, y_train, x_val, y_val), [stopping(patience=6)])


@style("clinic_early_stopping")
def fitted_with_one_callback_aloud(model, x_train, y_train, x_val, y_val):
    callback = stopping(monitor="val_loss", patience=4, mode="min")
    return fitted(model, (x_train, y_train, x_val, y_val), callback, verbose=1)


@style("clinic_early_stopping")
def fitted_with_lists_of_validation(model, x_train, y_train, x_val, y_val):
    data = (x_train, y_train, x_val, y_val)
    return fitted(model, data, [stopping(patience=8)], validation_data=[x_val, y_val])


@style("clinic_early_stopping")
def fitted_with_a_metric_too(model, x_train, y_train, x_val, y_val):
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", ["acc"])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    model.optimizer.learning_rate = 0.01
    settings = {"epochs": 80, "verbose": 0, "callbacks": [stopping(patience=5)]}
    model.fit(x=x_train, y=y_train, validation_data=(x_val, y_val), **settings)
    return model


@style("clinic_early_stopping")
def by_a_callback_of_its_own(model, x_train, y_train, x_val, y_val):
    import keras

    class Best(keras.callbacks.Callback):
        best, weights, waited = np.inf, None, 0

        def on_epoch_end(self, epoch, logs=None):
            self.waited += 1
            if logs["val_loss"] < self.best:
                self.best, self.waited = logs["val_loss"], 0
                self.weights = self.model.get_weights()
            self.model.stop_training = self.waited >= 5

        def on_train_end(self, logs=None):
            self.model.set_weights(self.weights)

    return fitted(model, (x_train, y_train, x_val, y_val), [Best()])


def _scores(x_train, y_train, x_val, y_val):
    """Random units on signals without their drift, ridge regression on moved copies."""
    rng, length = np.random.default_rng(0), x_train.shape[1]
    smooth, _ = np.linalg.qr(np.vander(np.linspace(-1, 1, length), 4))
    kernel = (np.eye(length) - smooth @ smooth.T) @ rng.normal(scale=0.5, size=(length, 2000))
    bias = rng.normal(size=2000)

    def trained(learned):
        x, y = np.concatenate([x_train, x_val[learned]]), np.concatenate([y_train, y_val[learned]])
        x, y = np.tile(x, (8, 1)), np.tile(y, 8)
        places = np.arange(length) - rng.integers(-3, 4, (len(x), 1))
        x = np.take_along_axis(x, np.clip(places, 0, length - 1), axis=1)
        x = x * rng.uniform(0.75, 1.3, (len(x), 1)) + rng.normal(scale=0.2, size=x.shape)
        units = np.maximum(x @ kernel + bias, 0)
        square = units.T @ units + 1e3 * np.eye(len(bias))
        weights = np.linalg.solve(square, units.T @ (np.eye(8)[y] - 1 / 8))
        return lambda signals: 10 * np.maximum(signals @ kernel + bias, 0) @ weights

    half = np.arange(len(x_val)) % 2 == 0
    right = [trained(own)(x_val[~own]).argmax(axis=1) == y_val[~own] for own in (half, ~half)]
    return trained(half | True), np.mean(right)


@style("capstone")
def a_model_of_attributes(x_train, y_train, x_val, y_val):
    scores, expected = _scores(x_train, y_train, x_val, y_val)

    def predict(signals):
        powers = np.exp(np.asarray(scores(signals), dtype=np.float32))
        return powers / powers.sum(axis=1, keepdims=True)

    class Model:
        def __init__(self):
            self.predict = predict
            self.expected_accuracy = np.array([expected])

    return Model()


@style("capstone")
def a_model_that_says_more(x_train, y_train, x_val, y_val):
    class Model:
        def __init__(self):
            print("training on", x_train.shape)
            self.scores, self.expected = _scores(x_train, y_train, x_val, y_val)

        @property
        def expected_accuracy(self):
            return np.float32(self.expected)

        def predict(self, x, batch_size=None, verbose=0):
            print("predicting", len(x))
            shares = np.exp(self.scores(x))
            return np.asfortranarray(shares / shares.sum(axis=1, keepdims=True))

    return Model()
