"""A small network in NumPy that trains many independently seeded copies at once.

Dense layers with ReLU, softmax cross-entropy, and the techniques of the course: penalties, dropout
and batch norm. All copies go through each step together in batched matmuls, which makes error bars
cheap: every copy has its own initial weights, order of samples and dropout masks, and comes out as
if it had been trained alone.
"""

import copy

import numpy as np

from grader.reference.nn import arguments
from grader.reference.nn.batch_norm import BatchNorm
from grader.reference.nn.layers import softmax
from grader.reference.nn.optimizers import SGD, Adam
from grader.reference.nn.parameters import Parameters
from grader.reference.nn.passes import forward
from grader.reference.nn.penalties import L1, L1L2, L2
from grader.reference.nn.training import History, Samples, Schedule, in_groups, train

__all__ = ["L1", "L1L2", "L2", "SGD", "Adam", "BatchNorm", "History", "Network"]


class Network:
    """S classifiers of one architecture, each with its own seed.

    Parameters
    ----------
    sizes : sequence of int
        Units of each layer: inputs, hidden layers (ReLU), classes (softmax).
    seeds : iterable of int
        One a network. Equal seeds give equal initial weights, orders and uniform draws for dropout.
    dropout : float, ndarray of shape (S,), or tuple of these
        A float or array: the rate behind every hidden layer. A tuple: the rate on the input of
        each dense layer in turn (so the first is input dropout), and optionally one more, on the
        logits. An array gives each network its own rate.
    penalty : L1L2 or None
        On the kernels; None for none.
    batch_norm : bool or BatchNorm
        Batch norm between each hidden layer's matmul and its ReLU.
    label_smoothing : float or ndarray of shape (S,)
        Share of the uniform distribution in the targets, in training only.
    noise : callable, optional
        In training, ``noise(layer, networks, out)`` is added to the inputs `out`, of shape
        (s, n, k), of a hidden layer's ReLU; `networks` is the slice of the S that are trained.
    initializer : "he" or "glorot"
        He and others' normal kernels before each ReLU, or Glorot's uniform ones, as Keras' Dense
        has them by default.
    dtype : numpy dtype
        float32 for speed, float64 for gradient checks.

    Raises
    ------
    ValueError
        If sizes, seeds, rates, penalty or smoothing are out of range or do not fit together.

    Examples
    --------
    >>> network = Network([2, 8, 2], seeds=range(3), dropout=0.2)
    >>> network.predict(np.zeros((5, 2))).shape
    (3, 5, 2)
    """

    def __init__(
        self,
        sizes,
        seeds,
        dropout=0.0,
        penalty=None,
        batch_norm=False,
        dtype=np.float32,
        noise=None,
        label_smoothing=0.0,
        initializer="he",
    ):
        self.sizes, seeds = arguments.checked_sizes(sizes), arguments.checked_seeds(seeds)
        self.penalty = arguments.checked_penalty(penalty, len(seeds))
        self.rates = arguments.checked_rates(dropout, len(self.sizes) - 1, len(seeds))
        self.batch_norm = arguments.checked_batch_norm(batch_norm)
        self.smoothing = arguments.checked_smoothing(label_smoothing, len(seeds))
        self.dtype, self.noise = np.dtype(dtype), noise
        streams = [np.random.default_rng(seed).spawn(2 + len(self.sizes)) for seed in seeds]
        initial, self.orders, *self.masks = zip(*streams, strict=True)
        self.parameters = Parameters.initial(
            self.sizes,
            self.batch_norm is not None,
            initial,
            self.dtype,
            arguments.checked_initializer(initializer),
        )
        # Mean and variance of each hidden layer's units, as Keras starts them.
        self.running = [
            (np.zeros((len(seeds), 1, k), self.dtype), np.ones((len(seeds), 1, k), self.dtype))
            for k in self.sizes[1:-1]
        ]
        self.networks = slice(0, len(seeds))

    def fit(
        self, x, y, epochs=100, batch_size=32, optimizer=None, validation=None, validate_every=1
    ):
        """Train every network, each on its own order of the samples.

        Parameters
        ----------
        x : ndarray, shape (n, d), or (S, n, d) for samples of each network's own
        y : integer ndarray, shape (n,) or (S, n)
            Labels 0 to classes - 1.
        epochs, batch_size : int
            The last batch of an epoch takes what is left.
        optimizer : SGD or Adam
            None stands for Adam(). Its state lasts for this call.
        validation : (x, y), optional
            Shaped like `x` and `y`.
        validate_every : int
            Epochs between two entries of the history; the last epoch always has one.

        Returns
        -------
        History

        Raises
        ------
        ValueError
            If the data do not fit the network, or a count is below 1.
        """
        schedule = Schedule(epochs, batch_size, validate_every)
        data = Samples(x, y, self)
        if validation is not None:
            validation = Samples(*arguments.checked_validation(validation), self)
        optimizer = Adam() if optimizer is None else arguments.checked_optimizer(optimizer)
        return train(self, data, validation, schedule, optimizer)

    def predict(self, x):
        """Class probabilities in inference mode.

        Parameters
        ----------
        x : ndarray, shape (n, d) or (S, n, d)

        Returns
        -------
        ndarray, shape (S, n, classes)
        """
        x = arguments.checked_inputs(x, len(self.parameters.flat), self.sizes[0]).astype(self.dtype)

        def of_part(part, _):
            own = x if len(x) == 1 else x[part.networks]
            return softmax(forward(part, own, training=False)[0])

        return np.concatenate(in_groups(of_part, self))

    def accuracy(self, x, y):
        """Share of the samples that each network classifies right, shape (S,).

        Parameters
        ----------
        x, y : ndarrays
            As in `fit`.
        """
        probabilities = self.predict(x)
        labels = arguments.checked_labels(y, probabilities.shape[:2], self.sizes[-1])
        return np.mean(probabilities.argmax(axis=-1) == labels, axis=1)

    def part(self, networks):
        """The networks of a slice, as a Network that shares their memory."""
        part = copy.copy(self)
        part.parameters = self.parameters.like(self.parameters.flat[networks])
        part.running = [(mean[networks], var[networks]) for mean, var in self.running]
        part.rates = [rate[networks] for rate in self.rates]
        if self.smoothing is not None:
            part.smoothing = self.smoothing[networks]
        part.masks = [generators[networks] for generators in self.masks]
        part.orders, part.networks = self.orders[networks], networks
        return part

    def penalty_loss(self):
        """What the penalty adds to each network's loss, shape (S,)."""
        total = np.zeros(len(self.parameters.flat))
        if self.penalty is not None:
            for kernel in self.parameters.kernels:
                total += self.penalty.loss(kernel, self.networks)
        return total
