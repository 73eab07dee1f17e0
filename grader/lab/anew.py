"""A Keras model that is trained with one seed after the other."""


class Anew:
    """Begins each training with a fresh model's values, in the first one of them.

    Keras takes a second or more to trace a model that it trains, and these take as long to train.
    """

    def __init__(self):
        self._first = None

    def begin(self, fresh):
        """Have the first model begin as a fresh one of the same kind would, and return it.

        Parameters
        ----------
        fresh : keras.Model
            Built, compiled, and not trained. Its initial weights, its optimizer and the seeds of
            its random layers count.

        Returns
        -------
        keras.Model
        """
        fresh.optimizer.build(fresh.trainable_variables)
        if self._first is None:
            self._first = fresh
        for own, other in zip(_state(self._first), _state(fresh), strict=True):
            own.assign(other)
        return self._first


def _state(model):
    """All that training changes: Keras itself begins anew with the metrics."""
    of_layers = [variable for layer in model.layers for variable in layer.variables]
    return of_layers + model.optimizer.variables
