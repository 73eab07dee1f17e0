"""What several test modules of the references share."""

import pytest


@pytest.fixture(scope="module")
def keras64():
    """Keras in float64, for comparisons to 1e-6."""
    import keras

    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    yield keras
    keras.config.set_floatx(before)
