"""A loss is compared on rows that cannot make up for each other."""

import numpy as np

from grader.criteria.keras import compiled, compiling


def test_smoothing_shows_where_right_and_wrong_rows_make_up_for_each_other():
    """Is label smoothing seen where the mean over all rows is the same with and without it?"""
    import keras

    logits = np.array([0.6] * 15 + [1.0] * 9)[:, np.newaxis]
    outputs = 1 / (1 + np.exp(-logits))
    y = compiling.telling_labels("binary_crossentropy", np.zeros((24, 1)), outputs)
    smoothed = keras.losses.BinaryCrossentropy(label_smoothing=0.2)
    right = compiling.named_loss("binary_crossentropy", y, outputs)
    got = compiling.of_predictions(smoothed, y, outputs)
    assert np.isclose(got[0], right[0], rtol=1e-4)
    assert not np.isclose(got[1], right[1], rtol=1e-2)


class Sure:
    """A model that is the surer, the larger its inputs are."""

    def outputs(self, x):
        logits = np.array([[9.0, 1.0, -8.0], [-9.0, 2.0, 8.0]]) * x
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


def test_no_loss_has_to_clip_what_it_is_compared_on():
    """Are inputs made smaller until the clipped loss is that of the logits?"""
    x, outputs = compiled._unsaturated(Sure(), np.ones((2, 1)))
    np.testing.assert_array_equal(outputs, Sure().outputs(x))
    wrong = outputs.argmin(axis=1)
    clipped = compiling.named_loss("sparse_categorical_crossentropy", wrong, outputs)[0]
    assert np.isclose(clipped, -np.mean(np.log(outputs[[0, 1], wrong])), rtol=1e-5)
