"""Wrong ways to drop weights, called like `dropconnect_forward`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(about="idea")
def drops_inputs(x, w, b, rate, rng, training=True):
    """Your function drops inputs: that is ordinary dropout, which takes all weights of an input
    away together. DropConnect drops each weight for itself. Give the mask the shape of `w` and
    apply it to `w`.
    """
    if training:
        x = x * (rng.random(x.shape) >= rate) / (1 - rate)
    return x @ w + b


@wrong(about="idea")
def drops_outputs(x, w, b, rate, rng, training=True):
    """Your function drops outputs, bias and all: that is ordinary dropout after the layer.
    DropConnect drops the weights inside it, so every output still gets something. Give the mask the
    shape of `w` and apply it to `w`.
    """
    out = x @ w + b
    if training:
        out = out * (rng.random(out.shape) >= rate) / (1 - rate)
    return out


@wrong(about="idea")
def drops_outputs_before_the_bias(x, w, b, rate, rng, training=True):
    """Your function drops the products `x @ w`, each as a whole: that is ordinary dropout of the
    outputs. DropConnect drops the single weights that such a product is made of. Mask `w` before
    you multiply.
    """
    out = x @ w
    if training:
        out = out * (rng.random(out.shape) >= rate) / (1 - rate)
    return out + b


@wrong(about="idea")
def drops_columns(x, w, b, rate, rng, training=True):
    """Your function draws one number for each column of `w`, so an output unit loses all its
    weights or none: that is ordinary dropout of the output units. Draw one number for each weight,
    with the shape of `w`.
    """
    if training:
        w = w * (rng.random(w.shape[1]) >= rate) / (1 - rate)
    return x @ w + b


@wrong(about="idea")
def drops_rows(x, w, b, rate, rng, training=True):
    """Your function draws one number for each row of `w`, so an input loses all its weights or
    none: that is ordinary dropout of the inputs. Draw one number for each weight, with the shape of
    `w`.
    """
    if training:
        w = w * (rng.random((len(w), 1)) >= rate) / (1 - rate)
    return x @ w + b


@wrong(about="idea")
def forgets_the_scale(x, w, b, rate, rng, training=True):
    """The kept weights are not scaled, so in training the products are smaller, on average, than at
    prediction, when all weights are there. Divide the kept weights by 1 - `rate`: then the mean
    stays the same.
    """
    if training:
        w = w * (rng.random(w.shape) >= rate)
    return x @ w + b


@wrong(about="idea")
def scales_at_prediction(x, w, b, rate, rng, training=True):
    """You make the weights smaller at prediction. Inverted scaling leaves prediction alone, so that
    a trained layer needs no change: divide the kept weights by 1 - `rate` in training instead.
    """
    if not training:
        return x @ (w * (1 - rate)) + b
    return x @ (w * (rng.random(w.shape) >= rate)) + b


@wrong(about="idea")
def divides_by_the_rate(x, w, b, rate, rng, training=True):
    """The kept weights are divided by `rate`, which is the share that was dropped. The mean stays
    the same only if you divide by the share that is left, 1 - `rate`.
    """
    if training:
        w = w * (rng.random(w.shape) >= rate) / rate
    return x @ w + b


@wrong(about="idea")
def keeps_at_rate(x, w, b, rate, rng, training=True):
    """Your function keeps each weight with probability `rate` and drops it with 1 - `rate`; it is
    the other way round. A uniform number lies below `rate` with probability `rate`, so keep the
    weights whose number is NOT below it.
    """
    if training:
        w = w * (rng.random(w.shape) < rate) / (1 - rate)
    return x @ w + b


@wrong(about="idea")
def rate_is_the_keep_probability(x, w, b, rate, rng, training=True):
    """`rate` is read as the probability of being KEPT, in the mask and in the scale. Here it is the
    probability of being dropped: a share 1 - `rate` of the weights is kept and divided by 1 -
    `rate`.
    """
    if training:
        w = w * (rng.random(w.shape) < rate) / rate
    return x @ w + b


@wrong(about="idea")
def always_drops(x, w, b, rate, rng, training=True):
    """Your function ignores `training`, so it drops weights at prediction too, and the same input
    gets another prediction each time. With training=False, use `w` as it is.
    """
    return x @ (w * (rng.random(w.shape) >= rate) / (1 - rate)) + b


@wrong(about="idea")
def never_drops(x, w, b, rate, rng, training=True):
    """Your function drops nothing where it is not told that this is a prediction. With
    training=True, which is the default, draw a mask of the shape of `w` and set the weights that it
    drops to 0.
    """
    return x @ w + b


@wrong(about="idea")
def seeds_inside(x, w, b, rate, rng, training=True):
    """Every call drops the very same weights: a seed is set inside your function, or the first mask
    is kept. They never learn anything, and the layer is just a smaller one. Draw from the `rng`
    that is handed in, in every call: it moves on with every draw.
    """
    if training:
        mask = np.random.default_rng(0).random(w.shape) >= rate
        w = w * mask / (1 - rate)
    return x @ w + b


@wrong()
def drops_the_bias(x, w, b, rate, rng, training=True):
    """Your function drops entries of the bias too. A bias sets the level of an output whatever the
    inputs are; it causes little overfitting and is left alone. Mask `w` only.
    """
    if training:
        w = w * (rng.random(w.shape) >= rate) / (1 - rate)
        b = b * (rng.random(b.shape) >= rate) / (1 - rate)
    return x @ w + b


@wrong()
def forgets_the_bias(x, w, b, rate, rng, training=True):
    """The bias is missing. DropConnect changes which weights are used and nothing else about the
    dense layer: add `b` at the end.
    """
    if training:
        w = w * (rng.random(w.shape) >= rate) / (1 - rate)
    return x @ w


@wrong()
def scales_the_bias(x, w, b, rate, rng, training=True):
    """The bias is divided by 1 - `rate` together with the products. The factor makes up for weights
    that are missing, and no bias is ever missing. Scale before you add `b`.
    """
    if not training:
        return x @ w + b
    return (x @ (w * (rng.random(w.shape) >= rate)) + b) / (1 - rate)


@wrong()
def drops_an_exact_share(x, w, b, rate, rng, training=True):
    """Exactly a share `rate` of the weights is dropped in every call. Then whether one weight is
    dropped depends on the others. Let every weight toss its own coin, so that the number varies.
    """
    if training:
        mask = np.arange(w.size) >= round(rate * w.size)
        w = w * rng.permutation(mask).reshape(w.shape) / (1 - rate)
    return x @ w + b


@wrong(about="slip")
def one_mask_a_row(x, w, b, rate, rng, training=True):
    """Each row of the batch gets a mask of its own. So do the authors of DropConnect, but it takes
    a product for every row; this exercise asks for the simpler form, in which one mask a call
    serves all rows.
    """
    if not training:
        return x @ w + b
    return np.array([row @ (w * (rng.random(w.shape) >= rate) / (1 - rate)) + b for row in x])


@wrong(about="slip")
def draws_globally(x, w, b, rate, rng, training=True):
    """Your draws do not come from `rng`, so the same state drops other weights each time, and no
    experiment can be repeated. Call the methods of the generator that is handed in, such as
    `rng.random(w.shape)`.
    """
    if training:
        w = w * (np.random.random(w.shape) >= rate) / (1 - rate)
    return x @ w + b
