"""Wrong ways to send the gradient back, called like `dropout_backward`."""

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(about="idea")
def forgets_the_scale(d_out, mask, rate):
    """The factor is missing. The forward pass divides the kept units by 1 - `rate`, so a change of
    `x` changes the output by 1 / (1 - rate) times as much, and the gradient has the same factor.
    Without it, the layers below learn too slowly.
    """
    return d_out * mask


@wrong(about="idea")
def multiplies_by_the_keep_probability(d_out, mask, rate):
    """The gradient is multiplied by 1 - `rate`, where the forward pass divides by it. Backward, a
    factor is not undone: the derivative of x * c with respect to x is c itself. Divide here too.
    """
    return d_out * mask * (1 - rate)


@wrong(about="idea")
def divides_by_the_rate(d_out, mask, rate):
    """The gradient is divided by `rate`, which is the share that was dropped. The forward pass
    divides by the share that is kept, 1 - `rate`, and the gradient gets the same factor.
    """
    return d_out * mask / rate


@wrong(about="idea")
def scales_twice(d_out, mask, rate):
    """The factor 1 / (1 - rate) is applied twice. The forward pass applies it once, and its
    derivative has it once. Your mask holds True and False, so it has no factor in it.
    """
    return d_out * mask / (1 - rate) ** 2


@wrong(about="idea")
def ignores_the_mask(d_out, mask, rate):
    """The gradient reaches dropped units too. Their output was 0 whatever `x` is, so `x` has no
    influence on the loss there, and the gradient is 0. Let it pass only where `mask` is True.
    """
    return d_out / (1 - rate)


@wrong(about="idea")
def passes_everything(d_out, mask, rate):
    """The gradient comes back as it came in, without the mask and without the scale. Dropout
    multiplied each unit by a constant, 0 or 1 / (1 - rate), and the chain rule multiplies the
    gradient by the same constant.
    """
    return d_out.copy()


@wrong(about="idea")
def gradient_of_the_dropped(d_out, mask, rate):
    """The gradient passes the dropped units and stops at the kept ones. True in `mask` means kept,
    and only the kept units took part in the output. Let it pass where `mask` is True.
    """
    return d_out * ~mask / (1 - rate)


@wrong(about="idea")
def forgets_the_chain_rule(d_out, mask, rate):
    """This is the derivative of dropout's output with respect to its input. The gradient of the
    LOSS is asked for: by the chain rule, multiply by `d_out`, the gradient with respect to the
    output.
    """
    return mask / (1 - rate)


@wrong()
def only_the_kept(d_out, mask, rate):
    """You return the gradients of the kept units alone, in one row, so nobody knows any more which
    unit each belongs to. The gradient has the shape of `x`, with 0 for the units that were dropped.
    """
    return d_out[mask] / (1 - rate)
