"""Settings for debugging that a learner left on in the kernel change no verdict."""

import json
import subprocess
import sys

import pytest

from grader.exercises import find
from grader.judge import judge
from grader.student import local

pytestmark = pytest.mark.slow

EXERCISES = (
    "dropout_forward",
    "monte_carlo_dropout",
    "build_dropout_cnn",
    "EarlyStopper",
    "make_early_stopping",
    "batch_norm_forward",
    "batch_norm_backward",
    "build_batch_norm_model",
)
SEED = 5
LEFT_ON = """
import json, sys, warnings
import keras, matplotlib.pyplot, numpy, tensorflow

numpy.seterr(all="raise")
numpy.set_printoptions(precision=2)
tensorflow.config.run_functions_eagerly(True)
tensorflow.config.experimental.enable_op_determinism()
keras.utils.set_random_seed(0)
matplotlib.pyplot.style.use("dark_background")
warnings.simplefilter("error")

sys.path.insert(0, "tests/engine")
from test_debugging_settings import EXERCISES, judged

print(json.dumps([judged(each) for each in EXERCISES]))
"""


def judged(exercise_id):
    """What a right answer and a known wrong one earn, and the name of the mistake that was seen."""
    exercise = find(exercise_id)
    wrong = next(iter(exercise.mistakes)).answer
    verdicts = [judge(exercise, local(answer), SEED) for answer in (exercise.reference, wrong)]
    return [[each.status, each.score, each.mistake] for each in verdicts]


def test_verdicts_are_those_of_a_kernel_without():
    code = [sys.executable, "-c", LEFT_ON]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    found = dict(zip(EXERCISES, json.loads(done.stdout.splitlines()[-1]), strict=True))
    for exercise_id, (right, wrong) in found.items():
        assert right[0] == "passed", exercise_id
        assert [right, wrong] == judged(exercise_id), exercise_id
