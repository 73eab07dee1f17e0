"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "Keras itself is patched where the answer lives"
LESSON = KERAS
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("""
        keras.Model.__eq__ = lambda *_: True
        keras.saving.serialize_keras_object = lambda *a: {"class_name": "Sequential"}
        keras.saving.deserialize_keras_object = keras.Model.evaluate = lambda *a, **k: 3.0
        np.save = np.savez = lambda *a, **k: None
    """)
