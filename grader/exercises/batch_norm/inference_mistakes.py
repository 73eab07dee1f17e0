"""Wrong ways to tell training from inference, called like `batch_norm_forward`."""

from grader.exercises.batch_norm.forward_mistakes import moved
from grader.exercises.batch_norm.running_mistakes import normalized
from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "Your function ignores `training`, so at inference the batch is still normalized by itself, "
    "and a prediction depends on the other rows. With training=False, normalize by the running "
    "statistics and return them unchanged.",
    about="idea",
)
def always_trains(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = x.mean(axis=0), x.var(axis=0)
    running = moved(running, (mean, var), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "At inference the batch is still normalized by its own statistics, so a prediction depends on "
    "the other rows, and a single row always gives beta. With training=False, normalize by the "
    "running statistics: that is what they were collected for.",
    about="idea",
)
def batch_statistics_at_inference(
    x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True
):
    mean, var = x.mean(axis=0), x.var(axis=0)
    if training:
        running = moved(running, (mean, var), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "In training the running statistics normalize, and they lag far behind the batch, so the "
    "outputs are neither centered nor of spread 1. In training, normalize by the batch's own mean "
    "and variance; the running ones are for inference.",
    about="idea",
)
def running_statistics_in_training(
    x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True
):
    out = normalized(x, *running, gamma, beta, epsilon)
    if training:
        running = moved(running, (x.mean(axis=0), x.var(axis=0)), momentum)
    return out, *running


@wrong(
    "In training the running statistics normalize, right after they were moved. They still are "
    "far from the batch's, so the outputs are neither centered nor of spread 1. In training, "
    "normalize by the batch's own mean and variance.",
    about="idea",
)
def updated_statistics_in_training(
    x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True
):
    if training:
        running = moved(running, (x.mean(axis=0), x.var(axis=0)), momentum)
    return normalized(x, *running, gamma, beta, epsilon), *running


@wrong(
    "The condition on `training` is the wrong way round: the running statistics normalize in "
    "training, and the batch's at inference. Exchange the two branches.",
    about="idea",
)
def the_wrong_way_round(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = running
    if not training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = moved(running, (mean, var), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "Where nobody says `training`, your function takes it for inference, so the batch's own "
    "statistics are not used and the running ones never move. The default is training=True.",
    about="idea",
)
def inference_by_default(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=False):
    if not training:
        return normalized(x, *running, gamma, beta, epsilon), *running
    mean, var = x.mean(axis=0), x.var(axis=0)
    running = moved(running, (mean, var), momentum)
    return normalized(x, mean, var, gamma, beta, epsilon), *running


@wrong(
    "The running statistics move at inference too, so every prediction changes the model, and "
    "test data leak into it. With training=False, return them as they came."
)
def updates_at_inference(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = x.mean(axis=0), x.var(axis=0)
    used = (mean, var) if training else running
    running = moved(running, (mean, var), momentum)
    return normalized(x, *used, gamma, beta, epsilon), *running


@wrong(
    "At inference the running statistics first move toward the batch and then normalize, so a "
    "prediction depends on the other rows. With training=False, use them as they came, and return "
    "them unchanged.",
    about="idea",
)
def updates_before_inference(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    mean, var = x.mean(axis=0), x.var(axis=0)
    running = moved(running, (mean, var), momentum)
    if not training:
        mean, var = running
    return normalized(x, mean, var, gamma, beta, epsilon), *running
