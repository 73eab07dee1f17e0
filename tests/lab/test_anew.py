"""One compiled model begins anew with each seed, as a model of its own would."""

import numpy as np

from grader.lab.anew import Anew


def trained(seed, begin):
    """The weights after some steps of a network with dropout and batch norm."""
    import keras
    from keras import layers

    keras.utils.set_random_seed(seed)
    parts = [layers.Dense(8, "relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([keras.Input((4,)), *parts, layers.Dense(3, "softmax")])
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    rng = np.random.default_rng(seed)
    model = begin(model)
    model.fit(rng.normal(size=(64, 4)), rng.integers(0, 3, 64), epochs=2, verbose=0)
    return model.get_weights()


def test_each_training_is_that_of_a_model_of_its_own():
    """Do weights, running statistics, the optimizer and dropout's draws begin as they would?"""
    begin = Anew().begin
    for seed in (0, 1, 2):
        own = trained(seed, lambda model: model)
        for one, other in zip(trained(seed, begin), own, strict=True):
            np.testing.assert_array_equal(one, other)


def test_only_the_first_model_is_trained():
    """Is it the one that has been traced already?"""
    begin, seen = Anew().begin, []

    def noted(model):
        seen.append(begin(model))
        return seen[-1]

    for seed in (0, 1):
        trained(seed, noted)
    assert seen[0] is seen[1]
