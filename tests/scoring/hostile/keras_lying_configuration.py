"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model of a type of its own whose configuration hangs, lies, or is the right one's"
LESSON = KERAS


def attack(homework):
    homework.answer("""
        class Lying(keras.Model):
            get_config = lambda self: {"name": "<script>", "layers": []}
            get_compile_config = lambda self: {"optimizer": "adam", "loss": "binary_crossentropy"}
            call = lambda self, x, training=None: x
            inputs = outputs = layers = property(lambda self: [keras.Input((3,))])
            get_weights = lambda self: [np.ones(1)]
            compiled = True
            __reduce__ = lambda self: (os.system, (f"touch {COURSE}/{TOKEN}",))

        def build_dropout_model(n_features):
            return Lying()
    """)
