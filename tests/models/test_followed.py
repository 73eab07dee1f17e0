"""The clinic's network with code of its own: judged by penalties that are seen from outside."""

import pytest

from grader.exercises import find
from grader.judge import judge
from grader.student import local

pytestmark = pytest.mark.slow


def answer(penalty, on="kernel"):
    """A script that adds its penalties itself: a subclass of Model with a `call`."""

    def clinic_strength(n_features, n_classes):
        import keras

        class Classifier(keras.Model):
            def __init__(self):
                super().__init__()
                self.hidden = [keras.layers.Dense(64, activation="relu") for _ in range(2)]
                self.out = keras.layers.Dense(n_classes, activation="softmax")

            def call(self, x):
                for layer in self.hidden:
                    x = layer(x)
                    self.add_loss(penalty(getattr(layer, on)))
                return self.out(x)

        model = Classifier()
        model.build((None, n_features))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return clinic_strength


def l2(strength):
    def penalty(w):
        import keras

        return strength * keras.ops.sum(keras.ops.square(w))

    return penalty


def l1(w):
    import keras

    return 0.0003 * keras.ops.sum(keras.ops.abs(w))


def judged(*args):
    return judge(find("clinic_strength"), local(answer(*args)), 3)


@pytest.mark.parametrize("penalty", [l2(0.001), l1], ids=["L2", "L1"])
def test_a_right_penalty_passes(penalty):
    """Is a penalty judged by what it adds, wherever it is written?"""
    assert judged(penalty).status == "passed"


@pytest.mark.parametrize(
    ("strength", "mistake"), [(1.0, "far_too_strong"), (1e-5, "too_weak_to_be_felt")]
)
def test_a_wrong_strength_is_recognized(strength, mistake):
    """Does code of one's own hide the mistake that the exercise is about?"""
    verdict = judged(l2(strength))
    assert verdict.status != "passed"
    assert verdict.mistake == mistake


def test_a_penalty_on_the_biases_is_named():
    """Is what cannot be followed refused in words that say what it is?"""
    verdict = judged(lambda w: 0.1 + l2(0.001)(w), "bias")
    assert verdict.status != "passed"
    assert "Expected L1 or L2 on the hidden kernels" in verdict.message
