"""Styles of models in models."""

from .assemblies import functional, style


@style
def nested_body_and_head(plan, layers):
    import keras

    body = [keras.Sequential(layers[:-1])] if layers[1:] else []
    return keras.Sequential([keras.Input(plan.inputs), *body, layers[-1]])


@style
def nested_halves(plan, layers):
    import keras

    half = len(layers) // 2
    halves = [keras.Sequential(part) for part in (layers[:half], layers[half:]) if part]
    return keras.Sequential([keras.Input(plan.inputs), *halves])


@style
def a_model_in_a_sequential(plan, layers):
    import keras

    return keras.Sequential([keras.Input(plan.inputs), functional(plan, layers)])


@style
def a_sequential_called_on_an_input(plan, layers):
    import keras

    inputs = keras.Input(plan.inputs)
    return keras.Model(inputs, keras.Sequential(layers)(inputs))


@style
def nested_three_deep(plan, layers):
    import keras

    inner = keras.Sequential([keras.Sequential([keras.Sequential(layers)])])
    return keras.Sequential([keras.Input(plan.inputs), inner])
