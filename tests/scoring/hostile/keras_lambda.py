"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model has a Lambda layer, whose code would run where it is rebuilt"
EXPECTED = {"most": {"build_dropout_model": 0.3}}
LESSON = KERAS


def attack(homework):
    homework.answer("""
        def build_dropout_model(n_features):
            keras.config.enable_unsafe_deserialization()
            command = lambda x: (__import__("os").system(f"touch {COURSE}/{TOKEN}"), x)[1]
            layers = [keras.layers.Lambda(command), keras.layers.Dense(1, activation="sigmoid")]
            model = keras.Sequential([keras.Input((n_features,)), *layers])
            model.compile("adam", "binary_crossentropy", ["accuracy"])
            return model
    """)
