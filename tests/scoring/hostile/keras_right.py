"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a right model, after a fit and with weights of its own, beside hostile files"
LESSON = KERAS
EXPECTED = {"scores": {"build_dropout_model": 2.0, "dropout_backward": 2.0}}


def attack(homework):
    homework.files = {"keras.json": b'{"backend": "jax"}', ".keras/keras.json": b"{"}
    homework.add("""
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
        model.compile("adam", "mse")
        model.fit(np.ones((8, 3)), np.ones((8, 2)), verbose=0)
    """)
