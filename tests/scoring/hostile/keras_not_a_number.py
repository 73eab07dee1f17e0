"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model whose weights are not numbers, so that all that it gives is not one either"
LESSON = KERAS
EXPECTED = {
    "scores": {"dropout_backward": 2.0},
    "says": {"build_dropout_model": "not finite numbers"},
}


def attack(homework):
    right = "".join(homework.cell("build_dropout_model")["source"])
    homework.answer(right.replace("build_dropout_model", "honest"))
    homework.cell("build_dropout_model")["source"] += """


def build_dropout_model(n_features):
    model = honest(n_features)
    model.set_weights([np.full(weights.shape, np.nan) for weights in model.get_weights()])
    return model"""
