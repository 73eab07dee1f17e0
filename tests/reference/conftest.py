"""What several test modules of the references share."""

import pytest


@pytest.fixture(scope="module")
def keras64():
    """Keras in float64, for comparisons to 1e-6."""
    import keras

    before = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    # The policy of layers is kept from the first layer that anybody made in this process.
    keras.config.set_dtype_policy("float64")
    yield keras
    keras.config.set_floatx(before[0])
    keras.config.set_dtype_policy(before[1])
