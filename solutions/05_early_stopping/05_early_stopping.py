# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Early stopping
#
# Train, watch the results on data that are not trained on, and stop when they no longer improve. It is the cheapest of all
# regularizers: it even saves time. This lesson asks what it does exactly: which epoch it stops in, which weights you are left with, what it is worth, and why it resembles an L2 penalty.
#
# **When you have worked through it, you can**
#
# - say in which epoch Keras stops, for any curve, patience and `min_delta`, and which weights the model has then;
# - write early stopping as a function, as a class and as part of a training loop, and use it in Keras and PyTorch;
# - choose what to monitor, how long to wait and how much data to hold back, by measured numbers;
# - explain early stopping as shrinkage, and name the L2 strength that a number of steps stands for;
# - diagnose five ways in which early stopping goes wrong.
#
# **Time:** about two hours: one for reading and looking, the rest for six exercises. **You need** NumPy, and an idea of what a training loop does.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks your answer.
# Stuck? In a cell of your own, `hint(stopping_epoch)` gives one hint with each call, and after a check
# `solution(stopping_epoch)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, statistics, table
from grader.lab.early_stopping import descent, experiments, playground, plots
from grader.lab.early_stopping.experiments import at, stop
from grader.lab.plots import intervals

# %% [markdown]
# ## Predict first

# %% tags=["skip-in-grading"]
quiz("early_stopping_predict")

# %% [markdown]
# Here is that training, with ten seeds: a network with two hidden layers of 128 units, He's initial weights, Adam, batches
# of 32. Every seed has its own 200 training images, 40 of them with a wrong label, 500 validation images and 1,097 test
# images. After every epoch we note the loss on each validation image, and the accuracy on the test images. **Epochs are
# counted from 0** in all of this lesson, as they are inside Keras.

# %% tags=["skip-in-grading"]
SEEDS, EPOCHS = range(10), 100
noisy = experiments.wrong_labels(epochs=EPOCHS, seeds=SEEDS)

plots.seeds_over_epochs(
    {
        "training loss": (noisy.training_loss, False),
        "validation loss": (noisy.val_loss(), False),
        "test accuracy": (noisy.test_accuracy, True),
    }
)

# %% tags=["nbval-check-output", "skip-in-grading"]
last, peak = noisy.test_accuracy[-1], noisy.test_accuracy.max(axis=0)
claim(
    "every network has its best test accuracy in the first half",
    (noisy.test_accuracy.argmax(axis=0) < 50).all(),
)
claim("the last epoch is more than 7 points below the best", (peak - last).mean() > 0.07)
claim("the training loss falls almost to the end", noisy.training_loss.argmin(axis=0).min() > 90)

# %% [markdown]
# Left: the training loss keeps falling until the wrong labels, too, are known by heart. Right: test accuracy rises for some
# twenty epochs and then declines. In between stands the only curve that we may look at while we train, the validation loss.
# It stands in for the test curve, though not perfectly: compare where the diamonds lie.
#
# ## The idea in a picture
#
# Early stopping reads a curve from left to right and knows nothing of
# what is still to come. In each epoch it asks one question: is this
# better than the best so far? If not, it waits; if it has waited long enough, it gives up.

# %% tags=["skip-in-grading"]
losses = np.array([0.90, 0.70, 0.75, 0.72, 0.68, 0.69, 0.71, 0.70, 0.60, 0.55, 0.58, 0.60])
plots.counting(losses, patience=3)

# %% [markdown]
# The numbers count the epochs that the rule has waited. After three
# in a row the rule stops, and never sees the better epochs that
# would have come.
#
# ## The rule in symbols
#
# Let $L_e$ be the validation loss after epoch $e = 0, 1, 2, \dots$ With
#
# - $P$, the **patience**: how many epochs without improvement are accepted;
# - $\delta \ge 0$, **min_delta**: by how much a loss must be lower to count as an improvement;
# - $b_e$, the best loss after epoch $e$, and $w_e$, the number of epochs waited by then;
#
# the rule starts with $b_0 = L_0$, $w_0 = 0$, and goes on with
#
# $$\text{if } L_e < b_{e-1} - \delta: \quad b_e = L_e,\; w_e = 0; \qquad \text{else:} \quad b_e = b_{e-1},\; w_e = w_{e-1} + 1.$$
#
# Training stops after the first epoch with $w_e \ge P$. The **best epoch** is the last one with $w_e = 0$. (Prechelt, 1998,
# compares this rule with others that look at how far the loss has risen.)

# %% tags=["skip-in-grading"]
quiz("early_stopping_counting")

# %% tags=["skip-in-grading"]
quiz("early_stopping_min_delta")

# %% [markdown]
# ## Implement the rule
#
# Write it for a curve that is given as a whole. The function returns two epochs, counted from 0: the last one that is run, and
# the best one. If patience never runs out, the last epoch run is that of the last loss. Patience is at least 1, and all losses
# are finite, so you may start with `best = np.inf`.


# %% nbgrader={"grade": false, "grade_id": "stopping_epoch", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stopping_epoch(val_losses, patience, min_delta=0.0):
    """Return (stopped_epoch, best_epoch), both counted from 0."""
    ### BEGIN SOLUTION
    best_loss, best_epoch = val_losses[0], 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best_loss, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            break
    return epoch, best_epoch
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "stopping_epoch_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(stopping_epoch)

# %% [markdown]
# Here is your function on the curve from the picture:

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(stopping_epoch):
    rows = [(patience, *stopping_epoch(losses, patience)) for patience in (1, 2, 3, 4, 5)]
    display(table(("patience", "last epoch run", "best epoch"), *rows))

# %% [markdown]
# ### The same in Keras
#
# Importing Keras takes several seconds, once. The callback
# `EarlyStopping` does not need a real training run: we hand it 300 random
# curves, epoch by epoch, with a patience from 1 to 6 and sometimes a `min_delta`, and see when it says stop and which epoch's
# weights it brings back.

# %%
from grader.lab.early_stopping.keras_rule import keras_epochs, random_curve
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras
from keras.callbacks import EarlyStopping

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
settings = [
    (random_curve(rng), int(rng.integers(1, 7)), rng.integers(0, 3) / 8) for _ in range(300)
]

with after_writing(stopping_epoch):
    agree = 0
    for curve, patience, min_delta in settings:
        callback = EarlyStopping(patience=patience, min_delta=min_delta, restore_best_weights=True)
        agree += keras_epochs(callback, curve) == tuple(stopping_epoch(curve, patience, min_delta))
    print(f"curves on which Keras and your function agree: {agree} of {len(settings)}")

# %% [markdown]
# ## A stopper for training loops
#
# In a training loop the losses come one by one, and the best weights must be put aside as they appear. That is a job for an
# object with a memory. Write it:
#
# - `update(value, weights)` is called after every epoch, with the monitored value and a list of weight arrays. It returns `True`
#   when training should stop.
# - `best_value`, `best_epoch` (from 0) and `best_weights` describe the best epoch so far.
# - With `mode="max"`, higher is better, and an improvement must exceed the best value by more than `min_delta`.
# - The first update always counts as an improvement. (Starting with `best_value = np.inf`, or `-np.inf` for `mode="max"`, is
#   fine: nobody will hand you an infinite loss.)
# - The caller goes on changing its arrays after the call. The best weights must not change with them.


# %% nbgrader={"grade": false, "grade_id": "EarlyStopper", "locked": false, "schema_version": 3, "solution": true, "task": false}
class EarlyStopper:
    """Says when to stop; remembers best_value, best_epoch and best_weights."""

    def __init__(self, patience, min_delta=0.0, mode="min"):
        ### BEGIN SOLUTION
        self.patience, self.min_delta = patience, min_delta
        self.sign = 1 if mode == "min" else -1
        self.epoch = -1
        self.best_value = self.best_epoch = self.best_weights = None
        ### END SOLUTION

    def update(self, value, weights):
        """Take note of an epoch's value and weights (a list of arrays); True: stop training."""
        ### BEGIN SOLUTION
        self.epoch += 1
        first = self.best_epoch is None
        if first or self.sign * value < self.sign * self.best_value - self.min_delta:
            self.best_value, self.best_epoch = value, self.epoch
            self.best_weights = [array.copy() for array in weights]
        return self.epoch - self.best_epoch >= self.patience
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "EarlyStopper_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(EarlyStopper)

# %% [markdown]
# Here is another comparison with Keras, on the same curves turned upside down for `mode="max"`.
# It compares the epoch of the stop and the weights, which here are just the number of the epoch.

# %% tags=["skip-in-grading"]
with after_writing(EarlyStopper):
    agree = 0
    for curve, patience, min_delta in settings:
        stopper = EarlyStopper(patience, min_delta, mode="max")
        for epoch, value in enumerate(-curve):
            if stopper.update(value, [np.array(epoch)]):
                break
        callback = EarlyStopping(
            patience=patience, min_delta=min_delta, mode="max", restore_best_weights=True
        )
        agree += keras_epochs(callback, -curve) == (epoch, int(stopper.best_weights[0]))
    print(f"curves on which Keras and your class agree: {agree} of {len(settings)}")

# %% [markdown]
# ## Playground
#
# A validation loss with as much noise as you like; without noise it would be lowest in epoch 30. Things to try: how much patience
# does a noise of 0.1 need to get past epoch 20? With much noise and patience 30, is the diamond on the dotted curve, or below it? What
# does `min_delta` do to the number of blue points?

# %% tags=["skip-in-grading"]
playground.stopping_playground()

# %% [markdown]
# (The diamond lies below: the lowest of many noisy values was lucky
# as well as good. And `min_delta` makes the rule blind to small
# steps, so it stops sooner.)
#
# ## The callback of Keras
#
# Introductions show these two lines, which look as if they did the same thing:
#
# ```python
# EarlyStopping(monitor='val_loss', patience=5)
# EarlyStopping(monitor='val_loss', patience=5, restore_best_weights=True)
# ```

# %% tags=["skip-in-grading"]
quiz("early_stopping_default")

# %% [markdown]
# Let us watch the first of the two at work. The picture below redraws itself while Keras trains.

# %% tags=["skip-in-grading"]
from grader.lab.early_stopping.live import live_curves

few = data.few_shot_digits([0])
training = {
    "x": few.x_train[0],
    "y": few.y_train[0],
    "validation_data": (few.x_val[0], few.y_val[0]),
}


def digits_model(seed=0, metrics=("accuracy",)):
    """The network of this lesson, 64-128-128-10."""
    keras.utils.set_random_seed(seed)
    hidden = [keras.layers.Dense(128, activation="relu") for _ in range(2)]
    model = keras.Sequential([keras.Input((64,)), *hidden, keras.layers.Dense(10, "softmax")])
    # An epoch has 7 batches; in one call they are faster.
    options = {"metrics": list(metrics), "steps_per_execution": 7}
    model.compile("adam", "sparse_categorical_crossentropy", **options)
    return model


def fit(model, *callbacks, **options):
    """Up to 100 epochs on 200 digits, silently; returns the history."""
    arguments = {"epochs": EPOCHS, "validation_batch_size": 500, "verbose": 0} | training | options
    return model.fit(**arguments, callbacks=list(callbacks)).history


model = digits_model()
stopping = EarlyStopping(monitor="val_loss", patience=5)
history = fit(model, stopping, live_curves(stopping))

# %% tags=["skip-in-grading"]
_, left_with = model.evaluate(few.x_test[0], few.y_test[0], verbose=0)
val_now = model.evaluate(*training["validation_data"], verbose=0)[0]
print(f"epochs run: {len(history['loss'])}, the best was epoch {stopping.best_epoch}")
print(f"validation loss: best {min(history['val_loss']):.3f}, of the model as it is {val_now:.3f}")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("it ran five epochs past the best one", len(history["loss"]) - 1 - stopping.best_epoch == 5)
claim("the model has the last weights, not the best", val_now > min(history["val_loss"]) + 1e-4)

# %% [markdown]
# The best weights were there, and are gone. Build the callback that brings them back.


# %% nbgrader={"grade": false, "grade_id": "make_early_stopping", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_early_stopping(patience):
    """A Keras callback that monitors val_loss and restores the best weights."""
    ### BEGIN SOLUTION
    return keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "make_early_stopping_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(make_early_stopping)

# %% [markdown]
# The same training again, from the same seed, with your callback:

# %% tags=["skip-in-grading"]
with after_writing(make_early_stopping):
    model = digits_model()
    stopping = make_early_stopping(5)
    history = fit(model, stopping)
    val_now = model.evaluate(*training["validation_data"], verbose=0)[0]
    _, restored = model.evaluate(few.x_test[0], few.y_test[0], verbose=0)
    print(f"epochs run: {len(history['loss'])}, the best was epoch {stopping.best_epoch}")
    print(
        f"validation loss: best {min(history['val_loss']):.3f}, of the model as it is {val_now:.3f}"
    )
    print(f"test accuracy: last weights {left_with:.1%}, best weights {restored:.1%}")

# %% [markdown]
# Three more facts about the callback, each tried on
# short curves:

# %% tags=["nbval-check-output", "skip-in-grading"]
falls, late = [0.9, 0.8, 0.7, 0.75], [0.9, 0.8, 0.85, 0.7, 0.75, 0.8]
tried = {
    "patience never runs out": (EarlyStopping(patience=50, restore_best_weights=True), falls),
    "the same without restoring": (EarlyStopping(patience=50), falls),
    "patience 0": (EarlyStopping(patience=0, restore_best_weights=True), late),
    "patience 1": (EarlyStopping(patience=1, restore_best_weights=True), late),
    "patience 2": (EarlyStopping(patience=2, restore_best_weights=True), late),
    "patience 1, start_from_epoch=3": (
        EarlyStopping(patience=1, start_from_epoch=3, restore_best_weights=True),
        late,
    ),
}
rows = [
    (name, ", ".join(map(str, values)), *keras_epochs(callback, values))
    for name, (callback, values) in tried.items()
]
table(("", "losses", "last epoch run", "weights in the end: of epoch"), *rows)

# %% [markdown]
# - **The best weights come back also when training was not stopped early**, in this version of Keras (older ones left you with the
#   last weights in that case).
# - **Patience 0 acts like patience 1**: the first epoch without improvement ends training.
# - **`start_from_epoch`** lets the first epochs pass unseen: they can neither stop the training nor be the best.
#
# ## The experiment: what is it worth?
#
# Back to the ten seeds with wrong labels. Restoring the weights of an
# epoch gives the score that was measured then, so every rule can be tried on the same training runs.

# %% tags=["skip-in-grading"]
quiz("early_stopping_patience_predict")

# %% tags=["skip-in-grading"]
PATIENCES = (1, 2, 3, 5, 10, 20, 50, 100)
by_loss = experiments.sweep(noisy, noisy.val_loss(), PATIENCES)
by_accuracy = experiments.sweep(noisy, -noisy.val_accuracy(), PATIENCES)

plots.patience_sweep(
    PATIENCES,
    {
        "val_loss, best weights": by_loss["restored"],
        "val_accuracy, best weights": by_accuracy["restored"],
        "val_loss, last weights": by_loss["last weights"],
    },
    {"val_loss": by_loss["epochs"], "val_accuracy": by_accuracy["epochs"]},
)

# %% tags=["skip-in-grading"]
rows = [
    (
        patience,
        *(statistics.in_percent(by_loss[name][i]) for name in ("restored", "last weights")),
        f"{by_loss['epochs'][i].mean():.0f}",
        statistics.in_percent(by_accuracy["restored"][i]),
        f"{by_accuracy['epochs'][i].mean():.0f}",
    )
    for i, patience in enumerate(PATIENCES)
]
table(
    (
        "patience",
        "val_loss: best weights (%)",
        "last weights (%)",
        "epochs",
        "val_accuracy: best weights (%)",
        "epochs",
    ),
    *rows,
    note=f"Test accuracy. All 100 epochs: {statistics.in_percent(last)}. "
    f"Best test epoch of each seed, which nobody can know: {statistics.in_percent(peak)}.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
gain = by_loss["restored"] - last
left = by_loss["restored"] - by_loss["last weights"]
i_1, i_5, i_10 = (PATIENCES.index(patience) for patience in (1, 5, 10))
claim(
    "restored, every patience on val_loss beats 100 epochs by more than 4 points",
    gain.mean(axis=1).min() > 0.04,
)
claim(
    "patience 10 on val_loss saves more than a third of the epochs",
    by_loss["epochs"][i_10].mean() < 67,
)
claim(
    "without restoring, patience 5 and 10 lose more than a point of it",
    left[[i_5, i_10]].mean(axis=1).min() > 0.01,
)
claim(
    "on val_loss, patience 100 does not beat patience 1 here",
    by_loss["restored"][-1].mean() < by_loss["restored"][i_1].mean(),
)
claim(
    "on val_accuracy, patience 1 is worse than patience 10 by more than 3 points",
    (by_accuracy["restored"][i_10] - by_accuracy["restored"][i_1]).mean() > 0.03,
)

# %% [markdown]
# Four results:
#
# - **Early stopping is worth a lot here**: most of the way from the last epoch to the best, for about half of the work.
# - **Restoring matters.** With the last weights, more patience costs more accuracy. The advice "set patience high, to be safe" is
#   good advice only together with `restore_best_weights=True`.
# - **On validation accuracy, impatience costs dearly.** Accuracy climbs in fits and starts: with patience 1, some networks are
#   stopped after a handful of epochs. From a patience of 5 on, all is well.
# - **On the validation loss, more patience made things worse.**
#
# *How far does this hold?* With 3 and 10 times the epochs and with Glorot's initial weights, all of it does, though the
# cost of impatience depends on a few unlucky networks. With a tuned rate, which is small, it is not certain that stopping
# gains, 1.2 ± 1.4 points; what restoring and patience 1 by the loss gain is about a point, and impatience by the accuracy
# still costs 5.3 ± 3.5. On MNIST-1D, where the network hardly learns, stopping by the loss costs accuracy, and so does
# restoring: about a point.
#
# ### The loss and the accuracy disagree
#
# The validation loss is lowest about twenty epochs after validation accuracy is best (on MNIST-1D it is not). What happens in between? We split the
# validation images of each epoch into those that the network gets right and those that it gets wrong.

# %% tags=["skip-in-grading"]
by_epoch = {
    "best epoch by val_accuracy": noisy.val_accuracy().argmax(axis=0),
    "best epoch by val_loss": noisy.val_loss().argmin(axis=0),
}
seeds = np.arange(len(SEEDS))
rows = []
for name, epochs in by_epoch.items():
    loss, right = noisy.val_losses[epochs, seeds], noisy.val_right[epochs, seeds]
    of_right = (loss * right).sum(axis=1) / right.sum(axis=1)
    of_wrong = (loss * ~right).sum(axis=1) / (~right).sum(axis=1)
    rows.append(
        (
            name,
            f"{epochs.mean():.0f}",
            statistics.in_percent(right.mean(axis=1)),
            f"{of_right.mean():.2f}",
            f"{of_wrong.mean():.2f}",
            f"{loss.mean():.2f}",
        )
    )
table(
    ("", "epoch", "right (%)", "loss of a right image", "loss of a wrong image", "all"),
    *rows,
    note="Means of ten seeds.",
)

# %% [markdown]
# At its best, the network is right most often, and *unsure*: it has been taught so many contradictions that it gives its answer
# only a moderate probability (a loss of 0.46 is a probability of 0.63). From there on it
# gets surer. The many images that it gets right gain more from that than the wrong ones
# lose, so the mean loss goes on falling, while the number of right answers already declines.
# **The loss penalizes doubt; the accuracy only counts right answers.**
# Which of the two to monitor depends on what you need, and, as the next
# section shows, on your patience.
#
# ## How many validation images?
#
# Here is one and the same training run, that of seed 0, as seen by five validation sets that have no image in common.

# %% tags=["skip-in-grading"]
plots.small_sets(
    {
        f"five sets of {n} images": np.stack(
            [noisy.val_loss(slice(k * n, k * n + n))[:, 0] for k in range(5)], axis=1
        )
        for n in (20, 100)
    }
)

# %% [markdown]
# A validation curve has noise of two kinds. One makes it jagged, from epoch to epoch; against that, patience helps. The other lies *between* the
# sets: the same few images are asked each time, so their luck stays. How large are these
# two kinds of noise from epoch 20 on, where the curves are flat? For all ten seeds:

# %% tags=["skip-in-grading"]
rows, spread = [], {}
for n in (20, 50, 100):
    spread[n] = experiments.between_sets(noisy, n)
    jagged, between, apart = (each.mean() for each in spread[n].values())
    rows.append((n, 500 // n, f"{jagged:.3f}", f"{between:.3f}", f"{apart:.0f} epochs"))
table(
    (
        "images",
        "disjoint sets",
        "loss: epoch to epoch",
        "loss: between sets",
        "best epoch: between sets",
    ),
    *rows,
    note="Standard deviations, means of ten seeds.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
halved = spread[100]["loss"].mean() < 0.5 * spread[20]["loss"].mean()
claim("five times the images halve the spread of the loss", halved)

# %% [markdown]
# The larger part of the noise is the one that patience does nothing about. A good deal of it only lifts or lowers a whole
# curve, which does not matter for stopping. But the curves differ in shape, too, as the last column shows: ask other
# images, and another epoch is the best. Only more validation images help. (On MNIST-1D the best epochs lie close together,
# and with a tuned rate, where they differ from seed to seed, this is open.) What does it cost, and which of the two should
# one monitor then?

# %% tags=["skip-in-grading"]
quiz("early_stopping_monitor")

# %% [markdown]
# Here every training run is stopped by validation sets of four sizes, by the loss and by the accuracy, each with four values
# of patience. (The 500 images are cut into 25 sets of 20, ten sets of 50 and so on, and the best weights are restored.)

# %% tags=["skip-in-grading"]
found = experiments.monitors((20, 50, 100, 500), patiences=(1, 5, 20, 50), watched=noisy)
sizes, patiences = (sorted({key[i] for key in found["loss"]}) for i in (0, 1))
pairs = [(name, n) for n in sizes for name in ("loss", "accuracy")]
rows = [
    (patience, *(f"{100 * found[name][n, patience].mean():.1f}" for name, n in pairs))
    for patience in patiences
]
headings = ("patience", *(f"{n} images, by {name}" for name, n in pairs))
display(table(headings, *rows, note="Test accuracy in percent, mean of ten seeds and of the sets."))
chosen = ((20, 5), (20, 20), (500, 5), (500, 20))
gains = {key: found["accuracy"][key] - found["loss"][key] for key in chosen}
table(
    ("images and patience", "by accuracy minus by loss, points"),
    *((f"{n} and {p}", statistics.in_percent(gain)) for (n, p), gain in gains.items()),
)

# %% [markdown]
# Which of the two to monitor depends on your patience. **With a patience of 5 and 20 images, the loss is the better
# guide**: accuracy on 20 images has only 21 values, moves in jumps, and the first of many ties is taken. **With a patience
# of 20 and 500 images, the accuracy is**: it has time to climb on, and nothing tempts it to wait for a loss that goes on
# falling. In between, patience decides: in the table, with 5, the two are close for 50 and 100 images; with 20 or more, the
# accuracy is ahead at every size, by one to two and a half points. By the loss, a patience of 1 is even better than one of
# 20, because the loss is lowest too late. By the accuracy, and above all on 20 images, a patience of 1 is far too short.
#
# *How far does this hold?* The two sentences in bold, and the one about a patience of 1, hold with 3 and 10 times the
# epochs and with Glorot's initial weights. With a tuned rate it is uncertain that the accuracy is the better guide with a
# patience of 20. On MNIST-1D, where the network hardly learns, patience costs nothing by the loss either.
#
# And what does the best validation accuracy promise? With patience 20 and the best weights restored:

# %% tags=["skip-in-grading"]
rows = []
for n in sizes:
    promised, kept = found["promised"][n, 20], found["accuracy"][n, 20]
    rows.append((n, *map(statistics.in_percent, (kept, promised - kept))))
table(
    ("validation images", "test, by val_accuracy (%)", "best val_accuracy minus test"),
    *rows,
    note="Means over all sets of that size, and ten seeds.",
)

# %% [markdown]
# - The more images choose, the better is what they choose.
# - **The accuracy at the best epoch is a promise that is not kept.** It was chosen for being high. With few images, chance has a large
#   part in that. With 500 images it is less than two points. (With a tuned rate, five seeds leave both questions
#   open, as do the seeds with ten times the epochs.) Report the score on a test set which had no part in choosing.
#
# ### `min_delta`: not waiting for crumbs
#
# The loss creeps downward for a long time before it turns. `min_delta` says
# how large an improvement is worth waiting for; patience is 5 throughout.

# %% tags=["skip-in-grading"]
rows = []
for min_delta in (0, 0.01, 0.03, 0.1):
    stopped, best = stop(noisy.val_loss(), 5, min_delta)
    score = statistics.in_percent(at(noisy.test_accuracy, best))
    rows.append((min_delta, f"{stopped.mean() + 1:.0f}", f"{best.mean():.0f}", score))
table(("min_delta", "epochs run", "best epoch", "test accuracy (%)"), *rows)

# %% [markdown]
# Here a `min_delta` of 0.03 saves a third of the epochs and no accuracy is lost. (So it is with longer training and with Glorot's
# weights; with a tuned rate and on MNIST-1D it is uncertain.) The size of `min_delta` is in units of what you monitor: 0.01 of a loss of 0.6 is one thing, 0.01 of an accuracy
# another, and the default is 0.
#
# ## Does it always help?
#
# These are the same networks and images, but now all labels are **right**.

# %% tags=["skip-in-grading"]
clean = experiments.right_labels(seeds=SEEDS)
clean_by_loss = experiments.sweep(clean, clean.val_loss(), PATIENCES)
last_clean = clean.test_accuracy[-1]
rows = [
    (
        patience,
        statistics.in_percent(clean_by_loss["restored"][i]),
        statistics.in_percent(clean_by_loss["restored"][i] - last_clean),
        f"{clean_by_loss['epochs'][i].mean():.0f}",
    )
    for i, patience in enumerate(PATIENCES)
]
table(
    ("patience", "test accuracy (%)", "against all 100 epochs, same seeds", "epochs"),
    *rows,
    note=f"All 100 epochs: {statistics.in_percent(last_clean)}.",
)

# %% [markdown]
# With right labels, early stopping brings **no accuracy**. A patience of 1 costs about a point and a half, while a patience of 10
# costs nothing measurable and saves a third of the epochs. (After ten times the epochs, 0.7 ± 0.3 points are lost with a patience
# of 10. With a tuned rate the cost of a patience of 1 is uncertain; on MNIST-1D, even a patience of 10 costs two points.) "Too many training epochs" is often listed among the
# causes of overfitting; here they are a cause only where there is something wrong to memorize.
#
# And what if one trains much, much longer? There are published cases in which the test error falls a *second* time, long after it has
# risen (epoch-wise double descent; Nakkiran and others, 2019). Whoever
# stops early never gets there. No second descent here: with wrong
# labels, ten times as many epochs only cost three points more, and accuracy does not rise again.
#
# ## The price of validation data
#
# So far 500 validation images with right labels came for free. Suppose that you have nothing but the 200 images, a fifth of
# them wrongly labeled.

# %% tags=["skip-in-grading"]
quiz("early_stopping_held_out")

# %% [markdown]
# We hold 40 or 80 of the 200 back, with their wrong labels, monitor the loss on them, and restore the best weights (patience 10). "And then all
# 200" means: take the number of epochs that was best, and train a new network on all 200 images for that long.

# %% tags=["skip-in-grading"]
ways = experiments.price_of_validation(held_out=(40, 80), whole=noisy, epochs=EPOCHS, seeds=SEEDS)
intervals(ways)

# %% tags=["skip-in-grading"]
rows = [
    (name, statistics.in_percent(values), statistics.in_percent(values - last))
    for name, values in ways.items()
]
table(("", "test accuracy (%)", "against the first row, same seeds"), *rows)

# %% [markdown]
# Forty images with partly wrong labels are enough to gain several points. Where much is held back and not trained on, training again on all 200 wins points back, and 500 more images for validation would hardly do better. (The new network makes more steps in an epoch, and no validation data are left to check it.)
#
# *How far does this hold?* Training again wins points back in all conditions. Stopping early gains only where there is something
# wrong to memorize and time to do it: with a tuned, small rate the gain is uncertain, and with right labels and on MNIST-1D the
# network that is kept loses (with right labels, training again on all 200 makes up for that).
# That 500 more images would gain less than two points holds in all conditions but MNIST-1D, where ten seeds are too few to say so.
#
# ## Monitor the data loss
#
# With a penalty in the model, `val_loss` in Keras is the loss on the validation data *plus the penalty* (lesson 02). While
# training goes on, the penalty changes, and the sum has its minimum somewhere else. Here is L2 of strength 0.01, patience 5, once with the data
# loss and once with the sum.

# %% tags=["skip-in-grading"]
_, penalized = experiments.with_penalty(l2=0.01, bare=noisy, epochs=EPOCHS, seeds=SEEDS)
rows = []
for name, (stopped, best) in experiments.monitored(penalized, patience=5).items():
    score = statistics.in_percent(at(penalized.test_accuracy, best))
    rows.append((name, f"{stopped.mean() + 1:.0f}", f"{best.mean():.0f}", score))
early, middle = penalized.penalty[[0, 50]].mean(axis=1)
table(
    ("monitored", "epochs run", "best epoch", "test accuracy (%)"),
    *rows,
    note=f"The penalty falls from {early:.2f} after the first epoch to {middle:.2f} in epoch 50.",
)

# %% [markdown]
# The penalty is still falling when the data loss has turned, and hides it. In Keras, give
# the loss as a metric too; metrics do not include the penalty. Then monitor that metric:

# %% tags=["nbval-check-output", "skip-in-grading"]
data_loss = keras.metrics.SparseCategoricalCrossentropy(name="data_loss")
model = digits_model(metrics=["accuracy", data_loss])
stopping = EarlyStopping(monitor="val_data_loss", patience=5, restore_best_weights=True)
history = fit(model, stopping, epochs=2)
print("in the logs:", ", ".join(sorted(history)))

# %% [markdown]
# Is it worth having both? Here is what each brings alone and what both bring together.

# %% tags=["skip-in-grading"]
ends = experiments.together(noisy, penalized, patience=5)
display(intervals(ends))
neither, penalty_alone, stopped_alone, both = ends.values()
differences = {
    "both minus early stopping alone": both - stopped_alone,
    "both minus L2 alone": both - penalty_alone,
}
table(
    ("test accuracy, same seeds", "points"),
    *((name, statistics.in_percent(values)) for name, values in differences.items()),
)

# %% [markdown]
# Each of the two gains several points alone, and together they gain far less than the sum. (How much less is open with a
# tuned rate and on MNIST-1D, where there is little to add up.) That does not show that they do the same thing: whatever the
# methods are, there is only so much to gain, since even at its best epoch the bare network is right on no more than 88 %.
# (With a tuned rate, early stopping gains 1.5 ± 1.1 points, and L2's gain is uncertain. On MNIST-1D, L2 gains 1.4 ± 0.5
# points, and early stopping loses 1.7 ± 0.8.) But for linear models one can show how the two are related.
#
# ## Early stopping as L2
#
# Near a minimum $w^*$ every smooth loss looks like a bowl. Take coordinates along the axes of the bowl (the eigenvectors of the Hessian $H$), and
# let $\lambda_i$ be its curvature along axis $i$ (the eigenvalue). The loss is
#
# $$L(w) = L(w^*) + \tfrac12 \sum_i \lambda_i\,(w_i - w_i^*)^2,$$
#
# and each axis is a problem of its own. **Gradient descent** with learning rate $\eta$, from $w = 0$, multiplies the distance to the minimum by
# $1 - \eta\lambda_i$ in every step. After $t$ steps it has come to
#
# $$w_i^{(t)} = \big(1 - (1 - \eta\lambda_i)^t\big)\,w_i^*.$$
#
# **Ridge regression** minimizes $L(w) + \frac{s}{2}\sum_i w_i^2$, with $s$ the **strength**. Setting the derivative to zero,
#
# $$w_i^{\text{ridge}} = \frac{\lambda_i}{\lambda_i + s}\,w_i^*.$$
#
# Both multiply the minimizer $w_i^*$ by a factor from 0 to 1 (as long as $\eta\lambda_i \le 1$).

# %% tags=["skip-in-grading"]
quiz("early_stopping_directions")

# %% [markdown]
# Write the two factors, for an array of eigenvalues.


# %% nbgrader={"grade": false, "grade_id": "gradient_descent_shrinkage", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_descent_shrinkage(eigenvalues, learning_rate, n_steps):
    """The share of the way from 0 to the minimum that n_steps of gradient descent cover."""
    ### BEGIN SOLUTION
    return 1 - (1 - learning_rate * eigenvalues) ** n_steps
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "gradient_descent_shrinkage_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(gradient_descent_shrinkage)


# %% nbgrader={"grade": false, "grade_id": "ridge_shrinkage", "locked": false, "schema_version": 3, "solution": true, "task": false}
def ridge_shrinkage(eigenvalues, strength):
    """The share of the way from 0 to the minimum that ridge regression goes."""
    ### BEGIN SOLUTION
    return eigenvalues / (eigenvalues + strength)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "ridge_shrinkage_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(ridge_shrinkage)

# %% [markdown]
# For a flat axis, $\eta\lambda t \ll 1$, the first factor is about $\eta t\lambda$, and the second, where $\lambda \ll s$, about $\lambda/s$. They agree when
#
# $$s = \frac{1}{\eta\,t}:$$
#
# **few steps are a strong penalty, many steps a weak one.** For a steep axis both are nearly 1. How far do they part in between? Here is
# learning rate 0.1 after 50 steps, so $s = 0.2$.

# %% tags=["skip-in-grading"]
from grader.reference import early_stopping as reference

LEARNING_RATE, STEPS = 0.1, 50
eigenvalues = np.geomspace(1e-3, 10, 200)
strength = 1 / (LEARNING_RATE * STEPS)
of_descent = reference.gradient_descent_shrinkage(eigenvalues, LEARNING_RATE, STEPS)
of_ridge = reference.ridge_shrinkage(eigenvalues, strength)
some, marks = np.geomspace(1e-3, 10, 12), {}
with after_writing(gradient_descent_shrinkage):
    yours = gradient_descent_shrinkage(some, LEARNING_RATE, STEPS)
    marks["yours, descent"] = np.stack([some, yours], axis=1)
with after_writing(ridge_shrinkage):
    yours = ridge_shrinkage(some, strength)
    marks["yours, ridge"] = np.stack([some, yours], axis=1)

plots.factors(
    eigenvalues,
    {f"gradient descent, {STEPS} steps": of_descent, f"ridge, strength {strength:g}": of_ridge},
    marks,
)

# %% tags=["nbval-check-output", "skip-in-grading"]
gap = of_descent - of_ridge
u = eigenvalues * LEARNING_RATE * STEPS
rows = [
    (
        f"{share:g}",
        f"{np.interp(share, u, of_descent):.3f}",
        f"{np.interp(share, u, of_ridge):.3f}",
        f"{np.interp(share, u, gap):.3f}",
    )
    for share in (0.01, 0.1, 1, 2.5, 10, 50)
]
display(
    table(
        ("eigenvalue, in units of 1/(rate * steps)", "descent", "ridge", "difference"),
        *rows,
        note=f"Largest difference: {gap.max():.2f}, at {u[gap.argmax()]:.1f} units.",
    )
)
claim("descent goes further than ridge along every axis", gap.min() > -1e-12)
claim("below a tenth of a unit the factors differ by less than 0.01", gap[u < 0.1].max() < 0.01)
claim("in between they differ by up to about 0.2", 0.2 < gap.max() < 0.22)

# %% [markdown]
# So the correspondence is good for flat axes and for steep ones, and off by up to a fifth of the way around $\lambda \approx 2.5/(\eta t)$.  And where $\eta\lambda > 2$, it is no shrinkage at all:
# each step overshoots by more than the one before, and the weights diverge.
#
# ### Two paths in weight space
#
# Take a loss of two weights, ten times as steep along one axis as along the other. Gradient descent starts at 0 and moves step
# by step; ridge regression is solved anew for every strength. Thin lines join the points that correspond by $s = 1/(\eta t)$.

# %% tags=["skip-in-grading"]
hessian, w_best = descent.two_weight_hessian(), descent.BEST
steps = np.arange(2001)
walked = descent.descent_weights(hessian, w_best, 0.2, steps)
solved = descent.ridge_weights(hessian, w_best, np.geomspace(1e3, 1e-3, 300))
chosen = np.array([2, 5, 12, 30, 100])
partners = descent.ridge_weights(hessian, w_best, 1 / (0.2 * chosen))
plots.two_paths(hessian, w_best, walked, solved, np.stack([walked[chosen], partners], axis=1))

# %% [markdown]
# Both start along the steep axis, where the data speak clearly, and turn to the flat one later. Stop on either path, and
# you have weights that are smaller than the minimizer's, most so where the data say least.
#
# ### A training loop that stops early
#
# Write linear regression by gradient descent that stops early. With $n$ samples in the rows of $x$, the training error
# is $\frac1n\sum_j (x_j \cdot w - y_j)^2$ and its gradient
#
# $$\frac{2}{n}\,x^\top (x w - y).$$
#
# Begin with `w` = 0, which is step 0. Take the mean squared error on the validation data there and after every step. Stop after
# `max_steps` steps, or when `patience` steps in a row were no better than
# the best so far. Return the weights of the best step, and its number.


# %% nbgrader={"grade": false, "grade_id": "train_with_early_stopping", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_with_early_stopping(x, y, x_val, y_val, learning_rate, max_steps, patience):
    """Return (w, best_step): the weights with the lowest validation error seen, and their step."""
    ### BEGIN SOLUTION
    w, stopper = np.zeros(x.shape[1]), EarlyStopper(patience)
    for step in range(max_steps + 1):
        if step > 0:
            w = w - learning_rate * (2 / len(y)) * x.T @ (x @ w - y)
        if stopper.update(np.mean((x_val @ w - y_val) ** 2), [w]):
            break
    return stopper.best_weights[0], stopper.best_epoch
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "train_with_early_stopping_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(train_with_early_stopping)

# %% [markdown]
# Real data: ten measurements of diabetes patients, and how far the disease had gone a year later. With 30 patients to train on and ten weights,
# least squares overfits. Here is how gradient descent lets all the weights
# grow step by step, and how ridge regression does so as its strength falls:

# %% tags=["skip-in-grading"]
NAMES = ("age", "sex", "bmi", "pressure", "s1", "s2", "s3", "s4", "s5", "s6")
patients = descent.diabetes(seed=0)
hessian, minimizer = patients.hessian(), patients.least_squares()
rate = 0.1 / np.linalg.eigvalsh(hessian)[-1]
steps = np.unique(np.geomspace(1, 30_000, 80).round().astype(int))
plots.profiles(
    {
        "step t": (steps, descent.descent_weights(hessian, minimizer, rate, steps)),
        "1 / (learning rate * strength)": (
            steps,
            descent.ridge_weights(hessian, minimizer, 1 / (rate * steps)),
        ),
    },
    "weight of each measurement",
    NAMES,
)

# %% [markdown]
# The two pictures are much alike. Now the results: for 20 random splits, we choose the step for gradient descent,
# and the strength for ridge regression, by the error on 100 validation patients, and test on the 312 that are left.

# %% tags=["skip-in-grading"]
found = experiments.stopped_or_ridge(n_train=30, patience=100, seeds=range(20))
agreement = found.pop("correlation")
found["stopped early minus ridge"] = found["stopped early"] - found["ridge"]
with after_writing(train_with_early_stopping):
    samples = patients.x, patients.y, patients.x_val, patients.y_val
    ours, yours = (
        train(*samples, rate, 3000, 100)[0]
        for train in (reference.train_with_early_stopping, train_with_early_stopping)
    )
    print(f"your weights and the reference's differ by {np.abs(yours - ours).max():.0e}")
table(
    ("20 splits", "test error (variance of y in training: 1)"),
    *((name, f"{v.mean():.3f} ± {statistics.half_width(v):.3f}") for name, v in found.items()),
    note=f"Median correlation of the two weight vectors: {np.median(agreement):.2f}.",
)

# %% [markdown]
# Both repair least squares, and their mean errors differ by less than 0.03. The same holds with twice the patients, fewer of
# them to validate, five times the rate and ten times the steps, and with 60 tumors in place of the patients. Ali, Kolter and
# Tibshirani (2019) prove how close the two must be: for steps of vanishing length, the risk of descent at time $\eta t$ is at most 1.69 times that of ridge regression with strength $1/(\eta t)$. For deep networks this is a
# picture, not a theorem: the loss is no bowl, the Hessian changes on the way, and Adam is not plain descent.
#
# ## In PyTorch
#
# PyTorch has no such callback: you write the loop, and your `EarlyStopper` fits in. (Optional.)

# %% tags=["skip-in-grading"]
from grader.lab.torch_or_stub import nn, torch


def train_torch(stopper):
    """Train the digits network until the stopper says stop; the network and the test accuracy."""
    torch.manual_seed(0)
    layers = (nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))
    net, loss_of = nn.Sequential(*layers), nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    images, held_out, unseen = (
        torch.tensor(x[0]).float() for x in (few.x_train, few.x_val, few.x_test)
    )
    labels, held_out_labels, answers = (
        torch.tensor(y[0]) for y in (few.y_train, few.y_val, few.y_test)
    )

    def accuracy():
        with torch.no_grad():
            return (net(unseen).argmax(dim=1) == answers).float().mean().item()

    for _ in range(EPOCHS):
        for rows in torch.randperm(len(labels)).split(32):
            optimizer.zero_grad()
            loss_of(net(images[rows]), labels[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            val_loss = loss_of(net(held_out), held_out_labels).item()
        if stopper.update(val_loss, [p.detach().numpy() for p in net.parameters()]):
            break
    return net, accuracy


with after_writing(EarlyStopper):
    if torch is None:
        print("PyTorch is not installed here. Nothing is lost.")
    else:
        stopper = EarlyStopper(patience=10)
        net, accuracy = train_torch(stopper)
        before = accuracy()
        with torch.no_grad():
            for p, best in zip(net.parameters(), stopper.best_weights, strict=True):
                p.copy_(torch.tensor(best))
        print(f"best epoch: {stopper.best_epoch}, validation loss {stopper.best_value:.3f}")
        print(f"test accuracy: last weights {before:.1%}, best weights {accuracy():.1%}")

# %% [markdown]
# Mind that `p.detach().numpy()` makes no copy: it is a view of the very numbers that the next step changes. `net.state_dict()` is made of such views as well. It
# works because your class copies; case 3 below shows what happens if nobody does.
#
# ## The examples of the introductions
#
# Here are three snippets that are passed on from page to page. The
# first is quoted word for word; `X_train` and the rest are our digits:
#
# ```python
# early_stop = EarlyStopping(monitor='val_loss', patience=5)
# model.fit(X_train, y_train, validation_data=(X_val, y_val), callbacks=[early_stop])
# ```

# %% tags=["nbval-check-output", "skip-in-grading"]
model = digits_model()
early_stop = EarlyStopping(monitor="val_loss", patience=5)
fitted = model.fit(
    *(training["x"], training["y"]),
    validation_data=training["validation_data"],
    callbacks=[early_stop],
    verbose=0,
)
print("epochs trained:", len(fitted.history["loss"]))

# %% [markdown]
# There is no `epochs=` in it, and the default is **one**. Early stopping never gets a chance to act. So: give `fit` more
# epochs than it can need, restore the best weights, and let the callback decide.
#
# The second is an exercise, "implement early stopping in the training process", for a network with 100 inputs and one sigmoid unit, with
# `validation_split=0.2, epochs=100`, patience 5 and the best weights restored. It has no data. We give it some, 1,000 samples in random
# order, in which only 5 of the 100 inputs matter and one label in ten is wrong, and begin the model with `keras.Input`, since `input_dim` is outdated.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
x_all = rng.normal(size=(2000, 100)).astype("float32")
y_all = (x_all[:, :5].sum(axis=1) > 0) ^ (rng.random(2000) < 0.1)
x_some, x_new, y_some, y_new = x_all[:1000], x_all[1000:], y_all[:1000], y_all[1000:]


def exercise_model():
    """Dense(64, relu) and one sigmoid unit."""
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, "sigmoid")]
    model = keras.Sequential([keras.Input((100,)), *layers])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


early_stopping = EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
model = exercise_model()
history = model.fit(
    x_some, y_some, validation_split=0.2, epochs=100, callbacks=[early_stopping], verbose=0
).history
print(f"epochs run: {len(history['loss'])}, the best was epoch {early_stopping.best_epoch}")
print(f"accuracy on new samples: {model.evaluate(x_new, y_new, verbose=0)[1]:.1%}")

# %% [markdown]
# The snippet is fine if the samples come in random order, which is what the first case below is about.
#
# The third combines early stopping with L2 and dropout in one model; lesson 07 takes it apart.
#
# ## What goes wrong: five cases
#
# Look, decide, then open the question.
#
# ### Case 1: over after six epochs
#
# All digits, right labels, a small network, the second snippet from above. It stops after six epochs.

# %% tags=["skip-in-grading"]
images, labels = data.digits()
by_class = np.argsort(labels, kind="stable")


def small_model():
    """64-64-10, compiled."""
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, "softmax")]
    model = keras.Sequential([keras.Input((64,)), *layers])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


model = small_model()
early_stopping = EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
history = model.fit(
    *(images[by_class], labels[by_class]),
    **{"validation_split": 0.2, "epochs": 100, "callbacks": [early_stopping], "verbose": 0},
).history
plots.training_run(
    {"training": history["loss"], "validation": history["val_loss"]},
    best=early_stopping.best_epoch,
    stopped=len(history["loss"]) - 1,
)

# %% tags=["skip-in-grading"]
quiz("early_stopping_six_epochs")

# %% [markdown]
# `validation_split=0.2` takes the **last** fifth of the samples, before any shuffling; `fit` shuffles only what is left. Here are ten seeds, tested
# on 360 images of all digits that were laid aside first; patience 5, best weights restored, at most 20 epochs.

# %% tags=["skip-in-grading"]
splits = experiments.last_fifth(epochs=20, patience=5, seeds=SEEDS)
rows = [
    (
        name,
        f"{split.n_unseen.mean():.0f} of {split.n_val}",
        f"{split.stopped.mean() + 1:.0f}",
        f"{split.best.mean():.0f}",
        statistics.in_percent(split.test),
    )
    for name, split in splits.items()
]
table(
    ("", "validation images of an unseen digit", "epochs run", "best epoch", "test accuracy (%)"),
    *rows,
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("Keras, sorted: the first epoch counts as the best", early_stopping.best_epoch == 0)

# %% [markdown]
# Sorted by class, most validation images show a digit that no training image shows, and no network can name what it was never told
# of. Nothing is wrong with the training, only with the question. Worse, early stopping does as it is told: the best epoch comes far too
# early, here it is the first one, and the weights that come back are right on 46.0 ± 3.5 points fewer of the test images. (With 3 and 10
# times the steps and patience and with Glorot's weights, it is 43 points or more. It is less, but still a lot, where each split has the
# learning rate that validates best, 17.7 ± 2.9 points, and on MNIST-1D, 27.6 ± 1.5. There, 65 ± 17 % of the validation signals are of an
# unseen class: how many they are depends on where the cut falls.)
# How to notice: **count the classes in both parts.** The cure: shuffle first, or split with `train_test_split(..., stratify=y)`.
#
# ### Case 2: a hundred epochs, every time
#
# Early stopping with patience 5, the noisy digits, ten seeds.

# %% tags=["skip-in-grading"]
stopped, best = stop(noisy.training_loss, 5)
table(
    ("", "this run", "early stopping on val_loss, patience 5"),
    ("epochs run", f"{stopped.mean() + 1:.0f}", f"{by_loss['epochs'][i_5].mean():.0f}"),
    (
        "test accuracy (%)",
        statistics.in_percent(at(noisy.test_accuracy, best)),
        statistics.in_percent(by_loss["restored"][i_5]),
    ),
)

# %% tags=["skip-in-grading"]
quiz("early_stopping_never_stops")

# %% [markdown]
# The training loss does not reveal overfitting. (With a small rate or on MNIST-1D, that costs little.)
# Here is what Keras says if it cannot find the value that it should monitor, with 3 epochs and patience 1:

# %% tags=["nbval-check-output", "skip-in-grading"]
import warnings


def what_happens(validation_data=training["validation_data"], **options):
    """The epochs that are run, with the first sentence of what Keras has to say."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        callback = EarlyStopping(patience=1, **options)
        try:
            history = fit(digits_model(), callback, epochs=3, validation_data=validation_data)
        except ValueError as error:
            return f"ValueError: {str(error).split(', but')[0]}, but ..."
    said = f"; warned {len(caught)} x: {str(caught[0].message).split('. ')[0]}" if caught else ""
    return f"{len(history['loss'])} epochs{said}"


tried = {
    "val_loss, but no validation data": {"monitor": "val_loss", "validation_data": None},
    "val_acc, where the metric is called accuracy": {"monitor": "val_acc"},
    "the same with mode='max'": {"monitor": "val_acc", "mode": "max"},
    "mode='maximum'": {"monitor": "val_accuracy", "mode": "maximum"},
}
table(
    ("monitored", "what happens"),
    *((name, what_happens(**options)) for name, options in tried.items()),
)

# %% [markdown]
# How to notice: **read the warnings, and compare the epochs run
# with the epochs allowed.**
#
# ### Case 3: restored, and nothing gained
#
# A training loop for the diabetes data, written by hand, with patience 100:

# %% tags=["nbval-check-output", "skip-in-grading"]
split = descent.diabetes(seed=0)
rate = 0.1 / np.linalg.eigvalsh(split.hessian())[-1]

weights, lowest, waited = np.zeros(10), np.inf, 0
for step in range(3000):
    slope = 2 * (split.x @ weights - split.y) @ split.x / len(split.y)
    weights -= rate * slope
    if split.val_error(weights) < lowest:
        kept, kept_step, lowest, waited = weights, step, split.val_error(weights), 0
    else:
        waited += 1
        if waited == 100:
            break

print(f"best step: {kept_step}, last step: {step}")
print(f"lowest validation error: {lowest:.3f}, of the weights kept: {split.val_error(kept):.3f}")

# %% tags=["skip-in-grading"]
quiz("early_stopping_nothing_gained")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("kept and weights are one and the same array", kept is weights)

# %% tags=["skip-in-grading"]
if torch is not None:
    net = nn.Linear(2, 1)
    kept = net.state_dict()
    with torch.no_grad():
        net.weight += 1
    print("PyTorch: did the kept state_dict change?", bool((kept["weight"] == net.weight).all()))

# %% [markdown]
# How to notice: **evaluate what you have restored**, and compare it with the best value on record. In Keras the callback copies for you.
#
# ### Case 4: the first is the best
#
# `EarlyStopping(monitor='val_accuracy', mode='min', patience=10, restore_best_weights=True)`, noisy digits, ten seeds:

# %% tags=["skip-in-grading"]
stopped, best = stop(noisy.val_accuracy(), 10)
turned_round = at(noisy.test_accuracy, best)
table(
    ("ten seeds", "value"),
    ("epochs run", f"{stopped.mean() + 1:.0f}"),
    ("best epoch", f"{best.mean():.1f}"),
    ("test accuracy (%)", statistics.in_percent(turned_round)),
    ("with mode='max' (%)", statistics.in_percent(by_accuracy["restored"][i_10])),
)

# %% tags=["skip-in-grading"]
quiz("early_stopping_first_epoch")

# %% [markdown]
# With the wrong `mode` the worst weights come back (on MNIST-1D, where there is less to lose, it costs ten points). Keras finds out
# the direction of its own metrics by itself; leave `mode` at `'auto'` for them. For a metric of your own, say it. How to notice: **a best epoch
# of 0 is always suspicious.**
#
# ### Case 5: too good to be true
#
# Somebody has 50 validation images, picks for each seed the epoch with the best validation accuracy, and reports that accuracy.

# %% tags=["skip-in-grading"]
picked = experiments.picked_epoch(noisy, n=50, fixed=17)
table(
    ("ten seeds, ten sets of 50 images each", "accuracy (%)"),
    ("reported", statistics.in_percent(picked["reported"])),
    ("the same networks on test images", statistics.in_percent(picked["test"])),
)

# %% tags=["skip-in-grading"]
quiz("early_stopping_too_good")

# %% [markdown]
# Over ten sets of images, the luck of the individual sets cancels out.
# What is left is that the luckiest of a hundred epochs was picked. Here
# are the same images at an epoch that nobody picked for its accuracy, number 17 for all seeds.

# %% tags=["skip-in-grading"]
table(
    ("validation on 50 images, minus test", "points"),
    ("epoch picked by these images", statistics.in_percent(picked["reported"] - picked["test"])),
    ("epoch 17 for all", statistics.in_percent(picked["fixed"])),
)

# %% [markdown]
# How to notice: **ask whether the data that give the score have also made the choice.**
#
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("early_stopping_choose_patience")

# %% tags=["skip-in-grading"]
quiz("early_stopping_too_many_epochs")

# %% tags=["skip-in-grading"]
quiz("early_stopping_optimal_point")

# %% tags=["skip-in-grading"]
quiz("early_stopping_and_others")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **What** | Stop when `patience` epochs in a row were not better than the best by more than `min_delta`; go back to the best weights. |
# | **In Keras** | `EarlyStopping(monitor='val_loss', patience=10, restore_best_weights=True)`, and plenty of `epochs`. The default restores nothing. |
# | **Monitor** | The data loss, without penalties, where patience is short; accuracy, where it is what counts and patience is long. Never the training loss. |
# | **Patience** | By accuracy, longer than the pauses of the curve: too short costs accuracy, too long mostly time. By the loss, a short one does; a long one waits for a minimum that may come after the best accuracy. |
# | **Validation data** | Random order, all classes, no image twice. Once the number of epochs is known, train on everything. |
# | **Worth** | Much where there is something wrong to memorize and time to do it; only time where labels are right. |
# | **As L2** | $t$ steps of rate $\eta$ resemble strength $1/(\eta t)$: closely for flat directions, within about 0.2 of the way for all. |
# | **Report** | A test score. The best validation score was chosen for being high. |
# | **Check yourself** | Epochs run against epochs allowed; best epoch not 0; evaluate what was restored. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - L. Prechelt: *Early Stopping - But When?*, in *Neural Networks: Tricks of the Trade*, Springer, 1998. Rules compared on many
#   trainings.
# - A. Ali, J. Z. Kolter, R. J. Tibshirani: *A Continuous-Time View of Early Stopping for Least Squares Regression*, AISTATS 2019,
#   arXiv:1810.10082.
# - C. M. Bishop: *Pattern Recognition and Machine Learning*, Springer, 2006, section 5.5. Early stopping and weight decay.
# - P. Nakkiran, G. Kaplun, Y. Bansal, T. Yang, B. Barak, I. Sutskever: *Deep Double Descent: Where Bigger Models and More Data
#   Hurt*, 2019, arXiv:1912.02292. Also in the number of epochs.
# - The Keras documentation of `EarlyStopping`.
# - Data: the digits and the diabetes patients that come with scikit-learn.
