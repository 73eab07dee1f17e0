"""Mistakes in how a model is compiled: the same for every exercise that builds one."""

OPTIMIZER = (
    "The optimizer is another than adam, so results cannot be compared with those of the lesson. "
    'Compile the model with `optimizer="adam"`.'
)
METRIC = (
    "The accuracy is not among the metrics, so `fit` and `evaluate` report the loss alone. Add "
    '`metrics=["accuracy"]` to compile.'
)
POSITION = (
    '`["accuracy"]` is handed to compile as its third argument, which is `loss_weights` and not '
    "`metrics`; Keras notices that only when it evaluates. Name the argument: "
    '`metrics=["accuracy"]`.'
)
COMPILED = (
    "The model is not compiled, so it has no optimizer and no loss, and `fit` cannot train it. "
    "Call `model.compile(...)` before you return the model."
)
TWO_CLASSES = (
    "For two classes you compile the model with `binary_crossentropy`, which is made for a single "
    "sigmoid unit. This model still has a softmax with a unit for each class, and its labels are "
    "class numbers, so the loss stays `sparse_categorical_crossentropy`."
)


def teach(exercise, loss):
    """Register them for an exercise.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    loss : str
        The right one.
    """

    @exercise.mistake(OPTIMIZER, about="slip")
    def another_optimizer(*args, **kwargs):
        model = exercise.reference(*args, **kwargs)
        model.compile("sgd", loss, metrics=["accuracy"])
        return model

    @exercise.mistake(METRIC, about="slip")
    def without_metric(*args, **kwargs):
        model = exercise.reference(*args, **kwargs)
        model.compile("adam", loss)
        return model

    @exercise.mistake(POSITION)
    def metrics_by_position(*args, **kwargs):
        model = exercise.reference(*args, **kwargs)
        model.compile("adam", loss, ["accuracy"])
        return model

    @exercise.mistake(COMPILED)
    def not_compiled(*args, **kwargs):
        import keras

        model = exercise.reference(*args, **kwargs)
        return keras.Model(model.inputs[0], model.outputs[0])


def teach_two_classes(exercise):
    """Register the mistake of another loss for two classes, where a softmax has a unit for each."""

    @exercise.mistake(TWO_CLASSES)
    def another_loss_for_two_classes(*args, **kwargs):
        model = exercise.reference(*args, **kwargs)
        if model.output_shape[-1] == 2:
            model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model
