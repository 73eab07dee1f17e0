"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "the answer makes a model of 10^9 parameters, which takes 4 GB"
LESSON = KERAS
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.answer("""
        def build_dropout_model(n_features):
            layers = [keras.layers.Dense(30_000), keras.layers.Dense(30_000), keras.layers.Dense(1)]
            return keras.Sequential([keras.Input((n_features,)), *layers])
    """)
