"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model has a layer of its own that calls itself Keras' own Dropout"
LESSON = KERAS
EXPECTED = {"scores": {"dropout_backward": 2.0}, "most": {"build_dropout_model": 1.0}}


def attack(homework):
    homework.answer("""
        class Dropout(keras.layers.Layer):
            __module__ = "keras.src.layers.regularization.dropout"

            def __init__(self, rate=0.5, **options):
                super().__init__(**options)
                self.rate = rate

            def call(self, x, training=None):
                return x

            def get_config(self):
                return {"name": "dropout", "rate": 0.1}

        def build_dropout_model(n_features):
            layers = keras.layers.Dense(64, activation="relu"), Dropout()
            model = keras.Sequential([keras.Input((n_features,)), *layers, keras.layers.Dense(1)])
            model.compile("adam", "binary_crossentropy", ["accuracy"])
            return model
    """)
