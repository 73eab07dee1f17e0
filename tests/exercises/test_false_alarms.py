"""A right answer that draws random numbers passes; ``make alarms`` asks 2,000 times each."""

import os

import numpy as np
import pytest

from grader.criteria.keras.behavior import predictions, random_weights, same_distribution
from grader.exercises import find
from grader.judge import Trial
from grader.reference import dropout_models
from grader.student import local

pytestmark = pytest.mark.slow

RUNS = int(os.environ.get("RUNS", "120"))
"""Fresh inputs for each exercise; for all of them together that makes 2,000 in each run."""
SLOW = ("_by_unit", "_by_label", "sample_by_sample", "with_scikit_learn")
RANDOM = {
    "overfitting": ("split_indices", "k_fold", "corrupt_labels"),
    "dropout": (
        "dropout_forward",
        "dropconnect_forward",
        "spatial_dropout_forward",
        "monte_carlo_dropout",
    ),
    "augmentation": ("random_flip", "random_shift", "add_noise", "cutout", "mixup"),
    "combining": ("random_search", "clinic_augmentation"),
}


def pytest_generate_tests(metafunc):
    """Give each topic's class its exercises."""
    if "exercise_id" in metafunc.fixturenames:
        metafunc.parametrize("exercise_id", RANDOM[metafunc.cls.topic])


class Chance:
    """What must hold for the exercises of any topic; one class each, to be shared out."""

    topic: str

    def test_no_right_answer_is_rejected(self, exercise_id):
        """Do the reference and the alternatives, taken in turn, hold on fresh seeds?"""
        exercise = find(exercise_id)
        # What takes long is left to the other tests: it says nothing more about chance.
        answers = [
            f for f in (exercise.reference, *exercise.alternatives) if not f.__name__.endswith(SLOW)
        ]
        seeds = np.random.SeedSequence().generate_state(RUNS)
        rejected = []
        for run, seed in enumerate(seeds):
            answer = answers[run % len(answers)]
            trial = Trial(exercise, local(answer), int(seed))
            if not trial.clean or trial.notes.breaches():
                rejected.append((answer.__name__, int(seed)))
        assert not rejected


class TestOverfitting(Chance):
    topic = "overfitting"


class TestDropout(Chance):
    topic = "dropout"


class TestAugmentation(Chance):
    topic = "augmentation"


class TestCombining(Chance):
    topic = "combining"


@pytest.mark.parametrize(
    "build", [dropout_models.build_dropout_mlp, dropout_models.build_dropout_cnn]
)
def test_random_passes_of_one_model_are_never_told_apart(build):
    """Does comparing a model's random passes with its own ever reject?"""
    rng = np.random.default_rng()
    model = build()
    samples = []
    for _ in range(8):
        model.set_weights(random_weights(model, rng))
        x = rng.normal(size=(1, *model.input_shape[1:])).astype("float32")
        samples.append(predictions(model, np.repeat(x, 4000, axis=0), training=True))
    for run in range(RUNS):
        passes = samples[run % len(samples)]
        order = rng.permutation(len(passes))
        assert same_distribution(passes[order[:300]], passes[order[300:600]])


def test_another_rate_is_always_told_apart():
    """Do the random passes see a rate of 0.5 where 0.3 was meant, if the weights are equal?"""
    rng = np.random.default_rng()
    from keras import Input, Sequential
    from keras.layers import Dense, Dropout

    models = [
        Sequential([Input((6,)), Dense(64, "relu"), Dropout(rate), Dense(1, "sigmoid")])
        for rate in (0.5, 0.3)
    ]
    weights = random_weights(models[0], rng)
    x = np.repeat(rng.normal(size=(1, 6)).astype("float32"), 3000, axis=0)
    for model in models:
        model.set_weights(weights)
    for _ in range(20):
        assert not same_distribution(*(predictions(m, x, training=True) for m in models))
