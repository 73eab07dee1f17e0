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
# # Data augmentation
#
# A photo of a temple, moved a little to the left, is still a photo of a temple. You know that; a network that
# has seen one photo does not. Data augmentation tells it, by showing changed copies with the same label. This
# lesson builds the usual changes from scratch, measures which of them help, and which do harm.
#
# **When you have worked through it, you can**
#
# - flip, shift and turn images in NumPy, add noise, cut holes, and mix samples;
# - say which changes keep a label and which do not, and check it by measurement;
# - augment the right part of the data, at the right time;
# - use Keras' `Random*` layers, and translate an old `ImageDataGenerator` into them;
# - augment signals as well as images;
# - diagnose the mistakes that augmentation invites.
#
# **Time:** about two and a half hours, most of it for seven exercises. **You need** NumPy, and an idea of what training and
# test accuracy are.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks your
# answer. Stuck? In a cell of your own, `hint(random_flip)` gives one hint with each call, and after a check
# `solution(random_flip)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, show_code, statistics, table
from grader.lab.augmentation import (
    cases,
    experiments,
    images,
    photos,
    playground,
    plots,
    shapes,
    signals,
)
from grader.lab.augmentation.warp import Augment
from grader.lab.plots import intervals
from grader.reference import augmentation as reference

SEEDS = range(10)

# %% [markdown]
# ## Predict first
#
# A guess that you have made yourself, right or wrong, makes the answer stick.

# %% tags=["skip-in-grading"]
quiz("augmentation_predict_shift")

# %% [markdown]
# Here is the measurement. Ten networks learn scikit-learn's digits, $8 \times 8$ pixels, each from 1,000 images that it
# draws for itself, and all labels are right.

# %% tags=["skip-in-grading"]
upright = experiments.upright(n_train=1000, epochs=30, seeds=SEEDS)
table(
    ("test images", "accuracy (%)"),
    ("as they are", statistics.in_percent(upright.still)),
    ("moved one pixel to the right", statistics.in_percent(upright.moved)),
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "one pixel to the right costs more than 30 points", (upright.still - upright.moved).mean() > 0.3
)

# %% [markdown]
# More than 30 points are lost, and that is so with 3 and 10 times the steps, with Glorot's initial weights and with a tuned
# rate, too. One pixel is an eighth of the image, but to your eye nothing has happened. The network has learned which *pixels*
# are bright in a 3, and after the shift, different pixels are bright. Nothing in its training data told it that this does not
# matter. (Where the training data do tell, little is lost: the signals of MNIST-1D, which this lesson comes to later, may stand
# at any place in training, too, and moving them by one place costs 1.0 ± 0.7 points.)
#
# ## The idea in pictures
#
# **Data augmentation** trains on randomly changed copies of the training data, drawn anew each time, with labels that still
# hold. Here are the usual changes on three kinds of images: a digit, a drawn shape of $32 \times 32$ pixels, and a photo.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(4)
changes = {
    "original": lambda image: image,
    "flip": lambda image: image[:, ::-1],
    "shift": lambda image: reference.random_shift(image[None], len(image) // 4, rng)[0],
    "rotate": lambda image: reference.rotate(image, 20),
    "shear": lambda image: reference.shear(image, 0.3),
    "zoom": lambda image: reference.zoom(image, 1.3),
    "noise": lambda image: reference.add_noise(image, 0.15, rng),
    "cutout": lambda image: reference.cutout(
        image[None], len(image) * 3 // 8, np.random.default_rng(1)
    )[0],
}
rows = {
    name: [change(image) for change in changes.values()]
    for name, image in images.three_kinds().items()
}
plots.gallery(rows, "Each column is one change, on three kinds of images.", list(changes))

# %% [markdown]
# Look down the columns. A flipped temple is a temple, and no one would notice. A flipped 2 is no digit at all, and a flipped
# arrow points the other way. Whether a change is harmless does not depend on the change alone; it depends on **what the label
# says**.

# %% tags=["skip-in-grading"]
quiz("augmentation_arrow")

# %% [markdown]
# Introductions say that augmentation "artificially increases the size and diversity of the training data". Size or
# diversity? We come back to that with numbers.
#
# ## The mathematics
#
# Training without augmentation makes the mean loss over the $n$ training samples small,
#
# $$\frac{1}{n}\sum_{i=1}^{n} L\big(f(x_i),\, y_i\big),$$
#
# where $x_i$ is an input, $y_i$ its label, $f$ the network, and $L$ the loss of one sample. Augmentation replaces each term
# by its **expectation** over a random transform $T$:
#
# $$\frac{1}{n}\sum_{i=1}^{n} \mathbb{E}_T\Big[ L\big(f(T(x_i)),\, y_i\big)\Big].$$
#
# Nobody computes that expectation. Each training step draws one $T$ per sample, and many steps average over many
# draws. The label $y_i$ appears there unchanged, and this is the assumption behind the method: that $T(x_i)$ has the same
# label as $x_i$. (mixup, below, gives it up and changes the label too.)
#
# For one transform the expectation can be written down. Take a linear model $f(x) = x^\top w$ with weights $w$ and the
# squared loss, and let $T$ add independent noise $\varepsilon$ of mean 0 and standard deviation $\sigma$ to every input:
#
# $$\mathbb{E}\big[(y_i - (x_i + \varepsilon)^\top w)^2\big] = (y_i - x_i^\top w)^2 + \sigma^2 \lVert w \rVert^2,$$
#
# since the cross term has mean 0 and $\mathbb{E}[(\varepsilon^\top w)^2] = \sigma^2 \lVert w \rVert^2$. Summed over the
# samples, **input noise is L2 regularization** with strength $n\sigma^2$ (Bishop, 1995). Below, least squares on noisy copies
# of 30 samples comes to the weights of ridge regression.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
n, sigma = 30, 0.5
x = rng.normal(size=(n, 4))
y = x @ [2.0, -1.0, 0.5, 0.0] + rng.normal(scale=0.3, size=n)

ridge = np.linalg.solve(x.T @ x + n * sigma**2 * np.eye(4), x.T @ y)
rows = [("no noise, no penalty", *np.linalg.lstsq(x, y)[0].round(2))]
for copies in (1, 10, 10_000):
    many = np.tile(x, (copies, 1))
    noisy = many + rng.normal(scale=sigma, size=many.shape)
    weights = np.linalg.lstsq(noisy, np.tile(y, copies))[0]
    rows.append((f"noise, {copies:,} copies of each sample", *weights.round(2)))
table(("", "w1", "w2", "w3", "w4"), *rows, ("ridge, strength n sigma²", *ridge.round(2)))

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("10,000 noisy copies give the ridge weights to 0.02", np.abs(weights - ridge).max() < 0.02)

# %% [markdown]
# So augmentation is regularization in the narrow sense too. For a deep network the formula holds only approximately and for
# small noise, but the direction is the same: a function that must not change when its input does is a smoother function.
#
# ## Implement: mirror and move
#
# Everywhere below, `images` is a batch `(n, h, w)` of gray images or `(n, h, w, c)` with channels, values from 0 to 1. What
# you return has the same shape, and the batch that came in stays as it was.
#
# First the mirror: each image is flipped left to right with the given probability, independently of the others.


# %% nbgrader={"grade": false, "grade_id": "random_flip", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_flip(images, probability, rng):
    """Mirror each image left to right with this probability, independently of the others."""
    ### BEGIN SOLUTION
    out = images.copy()
    flipped = rng.random(len(images)) < probability
    out[flipped] = images[flipped][:, :, ::-1]
    return out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "random_flip_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(random_flip)

# %% tags=["skip-in-grading"]
with after_writing(random_flip):
    batch = np.tile(shapes.shapes()["arrow to the right"], (8, 1, 1))
    flips = {
        "yours": random_flip(batch, 0.5, np.random.default_rng(0)),
        "reference": reference.random_flip(batch, 0.5, np.random.default_rng(1)),
    }
    display(plots.gallery(flips, "Each arrow tosses a coin of its own.", size=0.8))

# %% [markdown]
# Now move each image by whole pixels: $dx$ to the right and $dy$ down, each drawn uniformly from $-m, \dots, m$ with
# $m$ = `max_pixels`, independently for every image. Pixels left empty become 0, and nothing that leaves on one side comes back
# on the other.


# %% nbgrader={"grade": false, "grade_id": "random_shift", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_shift(images, max_pixels, rng):
    """Move each image by dx and dy whole pixels, uniform in -max_pixels..max_pixels; fill with 0."""
    ### BEGIN SOLUTION
    h, w = images.shape[1:3]
    out = np.zeros_like(images)
    for i, image in enumerate(images):
        dx, dy = rng.integers(-max_pixels, max_pixels, size=2, endpoint=True)
        part = image[max(0, -dy) : h - max(0, dy), max(0, -dx) : w - max(0, dx)]
        top, left = max(0, dy), max(0, dx)
        out[i, top : top + part.shape[0], left : left + part.shape[1]] = part
    return out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "random_shift_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(random_shift)

# %% tags=["skip-in-grading"]
with after_writing(random_shift):
    kinds = {
        name: random_shift(np.tile(image, (6, *[1] * image.ndim)), len(image) // 4, rng)
        for name, image in images.three_kinds().items()
    }
    display(plots.gallery(kinds, "Your shifts by up to a quarter of the side.", size=0.9))

# %% tags=["skip-in-grading"]
quiz("augmentation_roll")

# %% [markdown]
# ## Rotate: ask each pixel where it comes from
#
# To turn an image, the first idea is to send each pixel to its new place. But places have to be rounded to whole pixels: some
# are hit twice and some never.

# %% tags=["skip-in-grading"]
plots.pushed_and_pulled(shapes.shapes()["letter L"], 30)

# %% [markdown]
# So turn the question around. For **each pixel of the result**, ask where it comes from, and fetch the value there. To turn by
# an angle $\varphi$ counter-clockwise as displayed, look back by $\varphi$. With $r$ and $c$ the row and column of a pixel,
# counted from the center $\big(\frac{h-1}{2}, \frac{w-1}{2}\big)$, and rows running **down**, its source is
#
# $$r' = \cos(\varphi)\, r + \sin(\varphi)\, c, \qquad c' = -\sin(\varphi)\, r + \cos(\varphi)\, c.$$
#
# Test it at $\varphi = 90°$: the pixel above the center, $(r, c) = (-1, 0)$, comes from $(0, 1)$, to the right of
# the center. What was on the right is now on top, so the turn is counter-clockwise.
#
# The source usually lies between four pixels. **Bilinear interpolation** weights each of them by how near it is. If the
# source lies a fraction $a$ of a pixel below the upper two and a fraction $b$ to the right of the left two, the weights are
# $(1-a)(1-b)$, $(1-a)\,b$, $a\,(1-b)$ and $a\,b$, for the upper left, upper right, lower left and lower right pixel.

# %% tags=["skip-in-grading"]
plots.bilinear(0.3, 0.6)

# %% [markdown]
# Write `rotate` for one gray image `(h, w)`. A source outside of the image counts as 0. (Where the source lies less than a
# pixel outside, 0 and a blend with 0 both pass.)


# %% nbgrader={"grade": false, "grade_id": "rotate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rotate(image, degrees):
    """Turn an image (h, w) counter-clockwise about its center, bilinear, 0 outside."""
    ### BEGIN SOLUTION
    h, w = image.shape
    angle = np.deg2rad(degrees)
    rows, columns = np.indices((h, w))
    r, c = rows - (h - 1) / 2, columns - (w - 1) / 2
    source_r = np.cos(angle) * r + np.sin(angle) * c + (h - 1) / 2
    source_c = -np.sin(angle) * r + np.cos(angle) * c + (w - 1) / 2
    source_r, source_c = np.round(source_r, 9), np.round(source_c, 9)

    # A frame of zeros, and sources far away moved onto it.
    framed = np.pad(image, 1)
    source_r, source_c = np.clip(source_r + 1, 0, h + 1), np.clip(source_c + 1, 0, w + 1)
    top, left = np.minimum(source_r.astype(int), h), np.minimum(source_c.astype(int), w)
    a, b = source_r - top, source_c - left
    upper = (1 - b) * framed[top, left] + b * framed[top, left + 1]
    lower = (1 - b) * framed[top + 1, left] + b * framed[top + 1, left + 1]
    return (1 - a) * upper + a * lower
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "rotate_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(rotate)

# %% tags=["skip-in-grading"]
with after_writing(rotate):
    gray = {
        name: image.mean(axis=2) if image.ndim == 3 else image
        for name, image in images.three_kinds().items()
    }
    angles = (-45, -15, 0, 15, 45, 90)
    turned = {name: [rotate(image, angle) for angle in angles] for name, image in gray.items()}
    titles = [f"{angle}°" for angle in angles]
    display(plots.gallery(turned, "Your rotations; positive angles turn left.", titles))

# %% [markdown]
# `scipy.ndimage.rotate` does the same. It takes degrees, too, and turns the same way; `order=1` is bilinear, and
# `reshape=False` keeps the shape. Here is how far apart the two are over many angles, on an image that is not square, wherever
# all four pixels that are blended lie inside it.

# %% tags=["nbval-check-output", "skip-in-grading"]
from scipy import ndimage

with after_writing(rotate):
    wide, apart = np.random.default_rng(0).random((20, 31)), []
    for angle in range(-180, 181, 7):
        theirs, whole = (
            ndimage.rotate(image, angle, reshape=False, order=1, mode="grid-constant")
            for image in (wide, np.ones_like(wide))
        )
        apart.append(np.abs(rotate(wide, angle) - theirs)[whole > 1 - 1e-9].max())
    claim("yours and scipy's rotation differ by less than 1e-9", max(apart) < 1e-9)

# %% tags=["skip-in-grading"]
quiz("augmentation_rotate_twice")

# %% [markdown]
# ### Shear and zoom come for free
#
# Rotation takes a pixel to its source by a matrix of two rows and two columns. A different matrix gives a different
# transform, and no other line has to change: shear slants (its matrix has the rows $(1, 0)$ and $(s, 1)$, for a slope $s$),
# and zoom magnifies (a matrix with $1/z$ on its diagonal, for a factor $z$). Shifts add a vector. Together these are the
# **affine** transforms.

# %% tags=["skip-in-grading"]
letter = shapes.shapes()["letter L"]
plots.gallery(
    {
        "shear": [reference.shear(letter, s) for s in (-0.4, -0.2, 0, 0.2, 0.4)],
        "zoom": [reference.zoom(letter, z) for z in (0.6, 0.8, 1, 1.2, 1.4)],
        "both": [
            reference.zoom(reference.shear(letter, s), 1 + s) for s in (-0.4, -0.2, 0, 0.2, 0.4)
        ],
    },
    "Shear by slopes of -0.4 to 0.4, zoom by 0.6 to 1.4, and one after the other.",
)

# %% [markdown]
# ## Change the pixels: noise and cutout
#
# Not every transform moves things. **Noise addition** adds a random amount, positive or
# negative, to each pixel. Pixel values have limits, so the result is clipped to $[0, 1]$.


# %% nbgrader={"grade": false, "grade_id": "add_noise", "locked": false, "schema_version": 3, "solution": true, "task": false}
def add_noise(images, std, rng):
    """Add Gaussian noise of this standard deviation, then clip to [0, 1]."""
    ### BEGIN SOLUTION
    noisy = images + std * rng.standard_normal(images.shape)
    return np.minimum(np.maximum(noisy, 0.0), 1.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "add_noise_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(add_noise)

# %% tags=["skip-in-grading"]
with after_writing(add_noise):
    stds = (0.0, 0.05, 0.1, 0.2, 0.4)
    noisy = {
        name: [add_noise(image[None], std, rng)[0] for std in stds]
        for name, image in images.three_kinds().items()
    }
    titles = [f"std {std:g}" for std in stds]
    display(plots.gallery(noisy, "Your noise, from none to much.", titles))

# %% [markdown]
# **Cutout** (DeVries and Taylor, 2017) covers a square. A network that recognizes a 4 by one corner alone has to find a second
# reason. In the paper the square may stick out of the image; here it lies wholly inside, and every place is equally likely.


# %% nbgrader={"grade": false, "grade_id": "cutout", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cutout(images, size, rng):
    """Set one size x size square in each image to 0, wholly inside, anywhere equally likely."""
    ### BEGIN SOLUTION
    out = images.copy()
    h, w = images.shape[1:3]
    for image in out:
        top, left = rng.integers(h - size + 1), rng.integers(w - size + 1)
        image[top : top + size, left : left + size] = 0
    return out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "cutout_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(cutout)

# %% tags=["skip-in-grading"]
with after_writing(cutout):
    covered = {
        name: cutout(np.tile(image, (6, *[1] * image.ndim)), len(image) * 3 // 8, rng)
        for name, image in images.three_kinds().items()
    }
    display(plots.gallery(covered, "Your squares, three eighths of the side.", size=0.9))

# %% tags=["skip-in-grading"]
quiz("augmentation_cutout_places")

# %% [markdown]
# ## mixup: change the label too
#
# Every transform so far keeps the label. **mixup** (Zhang and others, 2017) does not: it blends two samples and blends their
# labels in the same proportion. For sample $i$ with partner $j$, one-hot labels $y$, and a random share $\lambda$,
#
# $$\tilde x_i = \lambda x_i + (1-\lambda)\, x_j, \qquad \tilde y_i = \lambda y_i + (1-\lambda)\, y_j, \qquad
# \lambda \sim \operatorname{Beta}(\alpha, \alpha).$$
#
# The parameter $\alpha > 0$ controls how strongly the samples are mixed.

# %% tags=["skip-in-grading"]
plots.beta_densities((0.2, 1.0, 4.0))

# %% [markdown]
# In the exercise the partners are drawn at random from the batch (a sample may meet itself), and you may draw one $\lambda$ for
# the batch or one for each sample. `x` is `(n, ...)`, of any number of axes, and `y` is `(n, classes)`.


# %% nbgrader={"grade": false, "grade_id": "mixup", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mixup(x, y, alpha, rng):
    """Mix each sample and its one-hot label with a random partner by lambda ~ Beta(alpha, alpha)."""
    ### BEGIN SOLUTION
    partner = rng.permutation(len(x))
    share = rng.beta(alpha, alpha)
    x_mixed = share * x + (1 - share) * x[partner]
    y_mixed = share * y + (1 - share) * y[partner]
    return x_mixed, y_mixed
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mixup_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(mixup)

# %% tags=["skip-in-grading"]
drawn, photo = shapes.shapes(), images.photo()
pairs = {
    "digits": images.digits((0, 1)),
    "shapes": np.stack([drawn["disc"], drawn["cross"]]),
    "photos": np.stack([photo, photo[:, ::-1]]),
}
shares = (1.0, 0.75, 0.5, 0.25, 0.0)
mixed = {name: [s * a + (1 - s) * b for s in shares] for name, (a, b) in pairs.items()}
titles = [f"label {s:g}, {1 - s:g}" for s in shares]
plots.gallery(mixed, "Two images and three mixtures; above, the shares of the two labels.", titles)

# %% [markdown]
# An overlay of two digits is not an image that anyone will come across. What mixup asks for is that the network's answer
# changes *evenly* from one class to the other, along straight lines between samples. Now yours, on a batch of six:

# %% tags=["skip-in-grading"]
with after_writing(mixup):
    batch, labels = images.digits(range(6)), np.eye(6)
    x_mixed, y_mixed = mixup(batch, labels, 1.0, np.random.default_rng(3))
    titles = [" + ".join(f"{s:.2f}×{k}" for k, s in enumerate(y) if s > 0) for y in y_mixed]
    caption = "Mixed by your mixup, with its labels above."
    display(plots.gallery({"": x_mixed}, caption, titles, size=1.25))

# %% tags=["skip-in-grading"]
quiz("augmentation_mixup_labels")

# %% [markdown]
# ## Which transforms keep the label?
#
# "A 6 upside down is a 9" is easily said. Let us ask the ten networks from above, which know upright digits and score 97 %
# on them. Which classes survive which transform?

# %% tags=["skip-in-grading"]
quiz("augmentation_predict_six")

# %% tags=["skip-in-grading"]
seen = experiments.seen(upright.trained)
by_class = seen.by_class()
plots.accuracy_by_class(by_class)

# %% tags=["skip-in-grading"]
HALF_TURN = experiments.HALF_TURN
rows = [
    (f"{a} turned by 180°, seen as {b}", statistics.in_percent(seen.share(HALF_TURN, a, b)))
    for a, b in ((6, 9), (9, 6), (9, 9), (0, 0), (4, 4), (8, 8))
]
table(("", "share of the images (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
six_as_nine, nine_as_six, nine = (
    seen.share(HALF_TURN, *pair).mean() for pair in ((6, 9), (9, 6), (9, 9))
)
claim("most turned sixes are seen as nines", six_as_nine > 0.6)
claim("a turned nine is a six more often than a nine", nine_as_six > nine + 0.2)
claim(
    "a zero survives flip and half turn", min(by_class["flipped"][0], by_class[HALF_TURN][0]) > 0.8
)
claim(
    "a flipped 3 or 5 is hardly ever recognized", max(by_class["flipped"][k] for k in (3, 5)) < 0.15
)

# %% [markdown]
# A zero survives a flip and half a turn, while a flipped 3 or 5 is hardly ever recognized. After half a turn, 0, 4 and 8 are
# recognized best, most sixes are seen as nines, and nines are seen as sixes more often than as nines (40 % against
# none). Longer training, Glorot's
# weights and a tuned rate change none of this, except that after ten times the steps, the lead of 0, 4 and 8 over the
# other digits is within the noise.
#
# There are **two kinds of failure** in this picture, and augmentation is right for one and wrong for the other.
#
# - *Moved by a pixel*, *turned by 15°*: you still read the digit. The label holds, the network has just never seen
#   such an image. Show it some.
# - *A 6 turned by 180°*: you read a 9 as well. The label does **not** hold, and whoever trains on it teaches the
#   network that a 9 is a 6.
# - *A flipped 3*: no digit at all. The label may hold, but no such image will ever turn up: the network wastes capacity on
#   something that is of no use.
#
# A measurement like this one cannot tell these apart. You can, since you know what the label means.
#
# ### The wrong augmentation hurts
#
# Now we *train* networks with augmentation, on 200 images, all with right labels. The images are
# augmented anew in each of 100 epochs, which makes 700 gradient steps for every configuration.
# The test images stay as they are. Among the configurations are the settings of a
# well-known tutorial, which the section on Keras takes apart.

# %% tags=["skip-in-grading"]
quiz("augmentation_predict_wrong")

# %% tags=["skip-in-grading"]
on_clean = experiments.right_labels(epochs=100)
clean_gain = {name: v - on_clean["test"]["no augmentation"] for name, v in on_clean["test"].items()}
display(intervals(clean_gain, unit="test accuracy minus that without (points)", zero=True))
rows = [
    (name, *map(statistics.in_percent, (on_clean["test"][name], gain)))
    for name, gain in clean_gain.items()
]
table(("200 images, right labels", "test (%)", "against none, same seeds"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
loses = {name: -gain.mean() for name, gain in clean_gain.items()}
claim("flips cost accuracy on digits", loses["flip"] > 0.01)
claim("cutout and mixup cost accuracy", min(loses["cutout 3 x 3"], loses["mixup, alpha 1"]) > 0.005)
claim("rotations by any angle cost more than 8 points", loses["rotate 180°"] > 0.08)
claim("a tutorial's settings cost more than 8 points here", loses["a tutorial's settings"] > 0.08)
claim(
    "without their flip they lose at least 4 points less",
    loses["a tutorial's settings"] - loses["the same without the flip"] > 0.04,
)
claim("gentle rotation changes less than 1.5 points", abs(loses["rotate 15°"]) < 0.015)

# %% [markdown]
# Settings copied from a tutorial were made for other images: a shift by 20 % of an $8 \times 8$ image cuts strokes off, and digits
# have a handedness. So flips cost accuracy, rotations by any angle and a tutorial's settings cost far more (the settings six points less
# without the flip), cutout costs 2.7 ± 0.3 points and mixup costs 1.4 ± 0.9. All of this holds with
# three and ten times the steps, with Glorot's weights, and with a separate learning rate for each
# arm. Gentle rotations, shifts and noise make no difference that six seeds could show: these digits
# were centered and scaled when they were collected, so test images vary no more than training
# images do. Where is the gain that everybody promises?
#
# ### Photos: here flips win
#
# On photos, flips are a different matter. The task: which of ten photos,
# bundled with scikit-image and scikit-learn, does a patch of $12 \times 12$
# pixels come from? Thirty training patches are cut from the left two fifths of each photo (here are ten of them), the test
# patches from the right two fifths. Each test patch also comes **in another light**, brighter or darker and of another tint.

# %% tags=["skip-in-grading"]
patches = photos.patches([0], per_class=10)
wide = patches.x_train[0].reshape(10, 10, photos.WIDE, photos.WIDE, 3)
rows = dict(zip(photos.NAMES, wide, strict=True))
plots.gallery(rows, "Training patches of one draw, with the margin for crops.", size=0.5)

# %% tags=["skip-in-grading"]
patch_accuracy = experiments.on_photos(per_class=30, epochs=100, seeds=range(4))
same, other = patch_accuracy["same light"], patch_accuracy["other light"]
plain = same["no augmentation"]
rows = [
    (name, *map(statistics.in_percent, (same[name], same[name] - plain, other[name])))
    for name in same
]
table(("30 patches a photo", "test (%)", "against none", "test, other light (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("flips and crops together win", (same["flips and crops"] - plain).mean() > 0.03)
claim("in the same light, color jitter costs", (same["color jitter"] - plain).mean() < -0.03)
claim(
    "in another light, it gains on top of flips and crops",
    (other["all three"] - other["flips and crops"]).mean() > 0.02,
)

# %% [markdown]
# Four seeds leave much to chance, so the text gives the numbers of eight. On photos, flips gain 5.4 ± 2.9 points in 1,000
# steps, and flips and crops together 5.6 ± 3.3; on digits, the same flip cost two points.
# What crops alone gain is within the noise here, 0.6 ± 2.0 points, but with three times
# the steps it is 2.8 ± 1.4. In the same light, color jitter costs 8.3 ± 3.5 points:
# color is what tells these photos apart, and jitter teaches that it means nothing. In another light that is nearly true, and
# there color jitter gains on top of flips and crops, by 4.4 ± 1.5 points and by more in longer training, and all three are
# better than none. (With three times the steps, it remains open what flips alone gain; with a separate learning rate for each
# arm, it remains open what jitter adds in another light. Only with three times the steps is it certain that crops alone gain.)
#
# ## The experiment: where augmentation helps
#
# ### Wrong labels
#
# First the course's usual task: 200 images, **one label in five wrong**, test images clean. What augmentation does here is to
# make memorizing hard: a wrong label that comes with a different image each time is hard to learn by heart.

# %% tags=["skip-in-grading"]
quiz("augmentation_predict_gain")

# %% tags=["skip-in-grading"]
few, few_clean = (data.few_shot_digits(SEEDS, wrong=wrong) for wrong in (0.2, 0.0))
on_wrong = experiments.wrong_labels(epochs=100)
test, on_moved = on_wrong["test"], on_wrong["moved"]
gain = {name: accuracy - test["no augmentation"] for name, accuracy in test.items()}
display(intervals(test))
rows = [(name, *map(statistics.in_percent, (test[name], gain[name]))) for name in test]
table(("200 images, one label in five wrong", "test (%)", "against none, same seeds"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "shift and rotation together gain more than 5 points", gain["rotate 15°, shift 1"].mean() > 0.05
)
claim("noise of 0.3 gains more than 4 points", gain["noise 0.3"].mean() > 0.04)
claim("mixup gains more than 2 points", gain["mixup, alpha 1"].mean() > 0.02)
claim(
    "flips bring less than any of these",
    gain["flip"].mean() < min(gain[k].mean() for k in ("noise 0.3", "rotate 15°, shift 1")) - 0.03,
)

# %% [markdown]
# In these 700 steps, rotations and shifts gain 11.8 ± 3.2 points and noise gains 9.7 ± 1.7. Cutout gains 2.6 ± 1.8 and mixup gains
# 5.1 ± 2.3, although both cost accuracy on right labels. Flips gain less than rotations and shifts. How
# long does this last? With three times the steps, rotations and shifts and noise still gain seven points or
# more, but cutout costs accuracy and mixup's gain is within the noise; with ten times the steps, only noise
# still gains. And with a separate learning rate for each arm, none of the gains is certain: a small rate
# keeps a network from memorizing, too. **So augmentation slows down the memorizing of wrong labels, but does not prevent it.**
#
# (The NumPy network of this course takes integer labels. For mixup, each mixed image gets its own label with probability
# $\lambda$ and its partner's otherwise: cross-entropy is linear in the label, so the expected loss is the same.)
#
# ### Size or diversity?
#
# Does augmentation help because there is *more* data, or because there is *different* data? Every network
# is shown 200 images in each of 100 epochs: the originals, or images that are drawn anew, or copies that were augmented once and
# *stored*, with each epoch using one copy of each image.

# %% tags=["skip-in-grading"]
quiz("augmentation_size_or_diversity")

# %% tags=["skip-in-grading"]
by_copies = experiments.stored_or_anew(copies=(1, 5, 20), epochs=100)
intervals(by_copies)

# %% tags=["nbval-check-output", "skip-in-grading"]
means = {name: accuracy.mean() for name, accuracy in by_copies.items()}
claim("drawn anew is better than 1 stored copy", means["drawn anew"] > means["1 stored"] + 0.03)
claim("20 stored copies beat the originals", means["20 stored"] > means["originals only"] + 0.03)

# %% [markdown]
# Every network saw the same number of images. What counts is how many
# **different** ones there were: one stored copy gains nothing, twenty copies
# gain about ten points, which is more than a single one does, and images drawn anew gain more than one stored copy. So
# augment anew in every epoch, as Keras' layers and nearly all experiments of this lesson do, or store many copies. And
# watch how long you train: with three times the steps, or with a separate learning rate
# for each arm, the gain of twenty copies is within the noise. With ten times the steps
# they lose accuracy, and images drawn anew are no better than the originals: by then these
# networks, too, have learned most of the wrong labels by heart.
#
# ### Few images, and how long to train
#
# Now with right labels, 100 to 1,000 training images, and rotations and shifts drawn anew in each epoch. Both arms take the same
# number of gradient steps, with batches of 32 and one hidden layer of 128 units, and we look at them again and again.

# %% tags=["skip-in-grading"]
steps = (40, 120, 400, 1200)
by_count = experiments.lengths(counts=(100, 300, 1000), moments=steps, seeds=range(6))
display(plots.gains(steps, by_count))
rows = [(n, *(statistics.in_percent(v[-1]) for v in arms.values())) for n, arms in by_count.items()]
table(("images", "none, 1,200 steps (%)", "augmented (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
gains = np.array([arms["augmented"] - arms["none"] for arms in by_count.values()]).mean(axis=-1)
claim("short training with augmentation costs accuracy", gains[:, 0].mean() < -0.01)
claim("the gain grows with the training", (gains[:, -1] > gains[:, 0]).all())

# %% [markdown]
# In the shortest training, augmentation costs accuracy, 5.8 ± 2.4 points on average: there is more to learn in the same 40
# steps. But its gain grows with the training. With 100 images it gains 2.2 ± 2.0 points after 1,200 steps, and with 300 images
# 1.0 ± 0.7. The other runs of this experiment show no gain yet with 1,000 images after 1,200 steps, 0.7 ± 0.6 points after 3,600,
# and 0.9 ± 0.6 after 12,000. In all runs on digits, 100 images gain more than 1,000. It is the same with Glorot's initialization and
# with a learning rate of its own for each arm, except that with such rates the gain of 300 images is within the noise. On MNIST-1D,
# shifts gain 9 to 18 points, and it is not certain that few signals gain more than many. The
# cost in the shortest training is within the noise there, and also when that training is made
# ten times as long. **Before you conclude that augmentation does not help, train longer.**
#
# ### Images that vary more than the training images did
#
# And here is what augmentation is for in the first place. The same networks get test images that are all **moved** a pixel to the
# right, as they would be when nobody centers them.

# %% tags=["skip-in-grading"]
rows = [
    (name, statistics.in_percent(test[name]), statistics.in_percent(on_moved[name]))
    for name in (
        "no augmentation",
        "noise 0.3",
        "rotate 15°",
        "shift 1 pixel",
        "rotate 15°, shift 1",
    )
]
table(("trained with", "test as it is (%)", "test moved by a pixel (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "on moved images, training with shifts is worth more than 15 points",
    (on_moved["shift 1 pixel"] - on_moved["no augmentation"]).mean() > 0.15,
)

# %% [markdown]
# The networks without shifts lose about 50 points or more, those with shifts less than 10: here training with shifts is
# worth more than 15 points under every condition that we tried. (This is 200 images, one label in five wrong, 128 hidden
# units, 700 steps. Lesson 07 shifts by whole pixels, in another network and for fewer steps, and finds smaller gains.)
# Choose augmentations by this question: **in which ways will the images that I meet later differ?**
#
# ### Why the training accuracy falls
#
# People who switch augmentation on are often alarmed by the training accuracy.

# %% tags=["skip-in-grading"]
seen = experiments.gently_augmented(epochs=100, seeds=SEEDS)
both = "rotate 15°, shift 1"
rows = [
    (name, *(statistics.in_percent(seen[part][name]) for part in ("augmented", "plain", "test")))
    for name in ("no augmentation", both)
]
table(("", "augmented training images (%)", "plain training images (%)", "test (%)"), *rows)

# %% tags=["skip-in-grading"]
quiz("augmentation_training_accuracy")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "training accuracy falls by more than 15 points",
    (seen["plain"]["no augmentation"] - seen["plain"][both]).mean() > 0.15,
)
claim(
    "it is lower on augmented than on plain training images",
    seen["augmented"][both].mean() < seen["plain"][both].mean() - 0.01,
)

# %% [markdown]
# There are two reasons, and the table separates them. The augmented images are **harder** than plain ones: the first column lies
# about 7 points below the second, and it was so under every condition that we tried. And the network **memorizes less**: the second
# column comes down by about 21 points to about 80 %, the share of right labels in this task. The
# second effect does not last. It is about 15 points after three times the steps and 6 after ten
# times, and with a separate learning rate for each arm there is none, since then the other network
# hardly memorizes, either. What training reports is the first column. Evaluate on plain training
# images before you compare with test.
#
# ## Augment after the split
#
# Somebody has 50 digits. To have more, they make ten augmented copies of each, and then split the 500 images at random: 60 % for
# training, 40 % for validation.

# %% tags=["skip-in-grading"]
quiz("augmentation_leak_predict")

# %% tags=["skip-in-grading"]
leaked = experiments.leak(images=50, copies=10, epochs=20, seeds=range(20))
rows = [
    (
        way,
        *map(
            statistics.in_percent, (leaked["estimate"][way], fresh, leaked["estimate"][way] - fresh)
        ),
    )
    for way, fresh in leaked["test"].items()
]
table(("50 digits", "estimate (%)", "fresh test images (%)", "estimate minus test"), *rows)

# %% [markdown]
# Copies of the *same* digit are on both sides of the first split, so the network is examined on images that it has nearly seen, and
# the estimate is more than 8 points too good. Nothing in the log looks wrong. The network of the leaky split is the better one on
# fresh digits, since it trained on copies of all 50 and the other on copies of 30: it is the estimate that is false. Split first, and it
# is less than half as far from the truth on average (with a wide interval, since 20 images are few). Then train once more on all
# images: that network is as good as the leaky one to within two points, and its estimate
# errs on the side of caution. The leaky estimate is just as wrong in longer training, with
# Glorot's weights, and with tuned rates, and on MNIST-1D it is 45.5 ± 0.8 points too good.
#
# **Split first, then augment the training part only.** Validation and test images stay as they are: they stand for what will
# come. The same holds for anything that makes several samples out of one: crops of one photo, windows of one recording, slices of one
# patient.

# %% tags=["skip-in-grading"]
quiz("augmentation_validation")

# %% [markdown]
# ## The same in Keras
#
# Keras has these transforms as **layers**. They are part of the model, draw anew for each batch, and act in training only.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras
from keras import layers

# %% tags=["skip-in-grading"]
keras_layers = {
    "RandomFlip": layers.RandomFlip("horizontal", seed=1),
    "RandomTranslation": layers.RandomTranslation(0.2, 0.2, fill_mode="constant", seed=1),
    "RandomRotation": layers.RandomRotation(20 / 360, fill_mode="constant", seed=1),
    "RandomShear": layers.RandomShear(0.3, 0.0, fill_mode="constant", seed=3),
    "RandomZoom": layers.RandomZoom(0.3, fill_mode="constant", seed=1),
    "GaussianNoise": layers.GaussianNoise(0.15, seed=1),
}
batch = np.stack([images.photo()] * 5).astype("float32")
rows = {name: np.clip(layer(batch, training=True), 0, 1) for name, layer in keras_layers.items()}
plots.gallery(rows, "Five draws of each layer, with training=True.")

# %% tags=["nbval-check-output", "skip-in-grading"]
batch = np.random.default_rng(0).random((200, 8, 8, 1)).astype("float32")
rows = []
for name, layer in keras_layers.items():
    first, second = (np.asarray(layer(batch, training=True)) for _ in range(2))
    at_inference = np.asarray(layer(batch, training=False))
    differ = "no" if np.array_equal(first, second) else "yes"
    rows.append((name, differ, f"{np.abs(at_inference - batch).max():g}"))
table(("layer", "two calls in training differ?", "largest change at inference"), *rows)

# %% [markdown]
# Nothing at all changes at inference: there the layers are the identity. `predict` and `evaluate` need no second
# model.
#
# Are they the same transforms as yours? Draws cannot be compared, but a range that begins where it ends leaves nothing to draw. A
# factor of $(a, a)$ always gives $a$, and this reveals the conventions.

# %% tags=["nbval-check-output", "skip-in-grading"]
letter = shapes.shapes()["letter L"]
with_channel = letter[None, :, :, None].astype("float32")
moved_letter = np.zeros_like(letter)
moved_letter[4:, 8:] = letter[:-4, :-8]
fixed = {
    "RandomRotation(20/360), fixed": layers.RandomRotation((20 / 360,) * 2, fill_mode="constant"),
    "RandomTranslation(1/8, 1/4), fixed": layers.RandomTranslation(
        (1 / 8,) * 2, (1 / 4,) * 2, fill_mode="constant"
    ),
    "RandomZoom(0.2), fixed": layers.RandomZoom((0.2,) * 2, fill_mode="constant"),
    "RandomZoom(-0.2), fixed": layers.RandomZoom((-0.2,) * 2, fill_mode="constant"),
}
expected = {
    "rotate by 20°": reference.rotate(letter, 20),
    "4 pixels down, 8 to the right": moved_letter,
    "zoom by 1/1.2: smaller": reference.zoom(letter, 1 / 1.2),
    "zoom by 1/0.8: larger": reference.zoom(letter, 1 / 0.8),
}
for (name, layer), (meaning, image) in zip(fixed.items(), expected.items(), strict=True):
    difference = np.abs(np.asarray(layer(with_channel, training=True))[0, :, :, 0] - image).max()
    claim(f"{name} is the reference's {meaning} (to 1e-4)", difference < 1e-4)

# %% [markdown]
# Mind the units: `RandomRotation` counts in **turns** (20° are 20/360, or about 0.056), translations are **fractions of the side**, and a
# positive zoom factor makes things *smaller*. Flips have no probability to set: it is one half.
#
# Now build one. `build_augmenter(max_shift, max_rotation_degrees)` returns a model of a random translation by up to `max_shift` of
# the side, each way, and a random rotation by up to `max_rotation_degrees` in either direction. It takes `(n, h, w, c)`, and
# need not be compiled.


# %% nbgrader={"grade": false, "grade_id": "build_augmenter", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_augmenter(max_shift, max_rotation_degrees):
    """Random translation and rotation as a Keras model, the identity at inference."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            layers.RandomTranslation(max_shift, max_shift),
            layers.RandomRotation(max_rotation_degrees / 360),
        ]
    )
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_augmenter_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_augmenter)

# %% tags=["skip-in-grading"]
with after_writing(build_augmenter):
    augmenter = build_augmenter(0.15, 30)
    rows = {
        name: np.clip(
            augmenter(
                np.stack([image if image.ndim == 3 else image[..., None]] * 6), training=True
            ),
            0,
            1,
        )
        for name, image in images.three_kinds().items()
    }
    display(plots.gallery(rows, "Six draws of your augmenter for each image.", size=0.9))

# %% tags=["skip-in-grading"]
quiz("augmentation_where_layers")

# %% [markdown]
# ### Two tutorials, translated
#
# Many introductions still use `ImageDataGenerator`. Two that you will meet write
#
# ```python
# datagen = ImageDataGenerator(rotation_range=20, width_shift_range=0.2, height_shift_range=0.2,
#                              horizontal_flip=True)
# train_generator = datagen.flow(X_train, y_train, batch_size=32)
# model.fit_generator(train_generator, epochs=10)
# ```
#
# and, with `shear_range=0.2, zoom_range=0.2, fill_mode='nearest'` added to the settings,
#
# ```python
# datagen.fit(X_train)
# ```
#
# Setting by setting:
#
# | setting | means | as a layer | what is different |
# |---|---|---|---|
# | `rotation_range=20` | ±20 **degrees** | `RandomRotation(20/360)` | a fraction of a full turn |
# | `width_shift_range=0.2` | ±20 % of the width | `RandomTranslation(h, 0.2)` | height comes **first** |
# | `height_shift_range=0.2` | ±20 % of the height | `RandomTranslation(0.2, w)` | one layer for both |
# | `shear_range=0.2` | ±0.2 **degrees**: next to nothing | `RandomShear(0.2, 0)` | a **slope**: 0.2 is 11°, either way |
# | `zoom_range=0.2` | 0.8 to 1.2, height and width **apart** | `RandomZoom(0.2, 0.2)` | one factor keeps the proportions |
# | `horizontal_flip=True` | half of the images | `RandomFlip("horizontal")` | the layer's default flips *both* ways |
# | `fill_mode='nearest'` | repeat the border, the default | `fill_mode="nearest"` in each layer | the layers' default is `reflect` |
# | `datagen.flow(...)` | a Python generator | nothing: the layers sit in the model | |
# | `datagen.fit(X)` | statistics for `featurewise_*` and ZCA only | nothing | here it does nothing at all |
# | `fit_generator` | | `fit` | is gone |
#
# The next two cells check what can be checked: the imports, the layers' defaults, and what the old class draws.

# %% tags=["nbval-check-output", "skip-in-grading"]
try:
    from keras.preprocessing.image import ImageDataGenerator
except ImportError:
    print("from keras.preprocessing.image import ImageDataGenerator: ImportError")
print("model.fit_generator exists:", hasattr(keras.Model, "fit_generator"))
print("RandomFlip() flips:", layers.RandomFlip().mode)
print("RandomRotation fills with:", layers.RandomRotation(0.1).fill_mode)
letters = np.repeat(with_channel, 200, axis=0)
sheared = np.asarray(layers.RandomShear(0.2, 0.0, fill_mode="constant")(letters, training=True))
foot = np.argmax(sheared[:, 23, :, 0] > 0.5, axis=1) - np.argmax(letter[23] > 0.5)
print("RandomShear(0.2, 0) moves the foot of the L to the left:", bool((foot < 0).any()))
print("and to the right:", bool((foot > 0).any()))
try:
    import tensorflow as tf

    ImageDataGenerator = tf.keras.preprocessing.image.ImageDataGenerator
except (ImportError, AttributeError):
    ImageDataGenerator = None
    print("tf.keras.preprocessing.image.ImageDataGenerator is gone as well")

# %% [markdown]
# In the versions that this was written with, the import of the first tutorial fails, and the one of the second, from
# `tensorflow.keras`, still gives the old class, which the documentation has called deprecated for years.

# %% tags=["skip-in-grading"]
if ImageDataGenerator is None:
    print("The old class is not there any more: nothing to compare, and nothing is lost.")
else:
    settings = {"width_shift_range": 0.2, "height_shift_range": 0.2, "horizontal_flip": True}
    settings |= {"rotation_range": 20, "shear_range": 0.2, "zoom_range": 0.2}
    datagen = ImageDataGenerator(**settings, fill_mode="nearest")
    draws = [datagen.get_random_transform((32, 32, 1), seed=s) for s in range(2000)]
    meanings = {
        "theta": "rotation, degrees",
        "tx": "shift down, pixels of 32",
        "ty": "shift to the right, pixels of 32",
        "shear": "shear, degrees",
        "zx": "zoom of the height",
        "zy": "zoom of the width",
        "flip_horizontal": "flip",
    }
    columns = {key: np.array([draw[key] for draw in draws], dtype=float) for key in meanings}
    rows = [
        (meanings[key], *(f"{f(v):.2f}" for f in (np.min, np.mean, np.max)))
        for key, v in columns.items()
    ]
    display(table(("2,000 draws of the old class", "smallest", "mean", "largest"), *rows))
    datagen.fit(with_channel)
    print(
        "What datagen.fit(X) has learned:", datagen.mean, datagen.std, datagen.zca_whitening_matrix
    )

# %% [markdown]
# The shear row is the one to look at: 0.2 *degrees* move the top of a 32-pixel image by a twentieth of a pixel. The
# tutorial's author surely meant more.
#
# Here are both sets of settings as layers in current Keras, applied
# to the photo. The slope of 0.2° is written out, for the record.

# %% tags=["skip-in-grading"]
common = {"fill_mode": "nearest"}
first = keras.Sequential(
    [
        layers.RandomRotation(20 / 360, **common),
        layers.RandomTranslation(0.2, 0.2, **common),
        layers.RandomFlip("horizontal"),
    ]
)
second = keras.Sequential(
    [
        layers.RandomRotation(20 / 360, **common),
        layers.RandomTranslation(0.2, 0.2, **common),
        layers.RandomShear(np.tan(np.deg2rad(0.2)), 0.0, **common),
        layers.RandomZoom(0.2, 0.2, **common),
        layers.RandomFlip("horizontal"),
    ]
)
batch = np.stack([images.photo()] * 7).astype("float32")
keras.utils.set_random_seed(0)
rows = {"first tutorial": first, "second tutorial": second}
rows = {name: np.clip(model(batch, training=True), 0, 1) for name, model in rows.items()}
plots.gallery(rows, "The tutorials' settings on a photo, seven draws each.")

# %% [markdown]
# Every one of them is still the temple. On digits, the same settings cost accuracy, as measured above. **Settings belong to
# the data, not to the method.**
#
# ### A small CNN
#
# Here is the task with wrong labels once more, now with a convolutional network in Keras,
# once without and once with augmentation layers, with five seeds each. (Each epoch has little
# to do, so all sixty are combined into one call: `fit` sees every image sixty times in random
# order, and the layers draw anew for each batch.)

# %% tags=["skip-in-grading"]
display(show_code(experiments.small_cnn), show_code(experiments.augmentation_layers))

# %% tags=["skip-in-grading"]
cnn = experiments.in_keras(epochs=60, seeds=range(5))
without, with_layers = cnn.values()
arms = cnn | {"difference": {part: with_layers[part] - without[part] for part in without}}
rows = [
    (name, *(statistics.in_percent(of[part]) for part in ("augmented", "plain", "test")))
    for name, of in arms.items()
]
table(("five seeds", "training, augmented (%)", "training, plain (%)", "test (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
gained, fallen = arms["difference"]["test"], -arms["difference"]["augmented"]
claim("the small CNN gains more than 3 points", gained.mean() > 0.03)
claim("and its training accuracy falls by more than 8", fallen.mean() > 0.08)

# %% [markdown]
# In these 375 steps, the small CNN gains 10.0 ± 2.4 points, and the accuracy that training reports falls by 25.6 ± 0.9 points. On MNIST-1D,
# where the layers only move the signals, it gains 14.6 ± 4.0. But this gain does not last any better than the one
# above did. With He's initial
# weights in place of Glorot's, which are Keras' default, it is 2.3 ± 3.4 points. After three times the steps, four seeds show
# no gain, -1.0 ± 7.7, and neither do three seeds after ten times the steps, or with a learning rate of its own for each arm: a CNN,
# too, learns wrong labels by heart if it has the time. Then what training reports also falls by less, by 14.9 ± 2.7 points
# after three times the steps, and after ten times by 3.9 ± 5.3.
#
# ## Not only images: signals
#
# Augmentation is "particularly useful in image processing", they say, because for images
# we know so many harmless changes. But anyone who knows a harmless change for *something
# else* can use it there. MNIST-1D (Greydanus, 2020) is a set of signals of 40 values
# in ten classes, made by a program: a template for each class is stretched, moved, slanted and made noisy.

# %% tags=["skip-in-grading"]
quiz("augmentation_signals_predict")

# %% tags=["skip-in-grading"]
series, classes = data.mnist1d()
one, rng = series[np.argmax(classes == 3)], np.random.default_rng(0)
three = np.tile(one, (3, 1))
plots.signal_rows(
    {
        "shift up to 5": (one, signals.shift(three, 5, rng)),
        "noise 0.3": (one, signals.add_noise(three, 0.3, rng)),
        "scaling ±30 %": (one, signals.scale(three, 0.3, rng)),
        "sign turned over": (one, -one[None]),
    }
)

# %% tags=["skip-in-grading"]
on_signals = experiments.on_signals(n_train=500, epochs=50)
gain_1d = {name: values - on_signals["no augmentation"] for name, values in on_signals.items()}
rows = [
    (name, statistics.in_percent(on_signals[name]), statistics.in_percent(gain_1d[name]))
    for name in on_signals
]
table(("MNIST-1D, 500 training signals", "test (%)", "against none, same seeds"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
mean_gain = {name: values.mean() for name, values in gain_1d.items()}
claim("shifts gain more than 6 points", mean_gain["shift up to 5"] > 0.06)
claim(
    "noise and scaling change less than 4 points",
    max(abs(mean_gain[k]) for k in ("noise 0.3", "scaling ±30 %")) < 0.04,
)
claim("turning over the sign costs more than 4 points", mean_gain["sign turned over"] < -0.04)

# %% [markdown]
# Shifts gain 14.1 ± 1.6 points, which is more than noise and scaling do. The signals *were* moved about when they were made, so the
# shift shows the network a variation that the test data really has. They are noisy and scaled already, so more of that brings
# little: noise gains 1.3 ± 1.0 points, and scaling changes next to nothing. And the sign carries meaning: turned over, one
# class looks like another, and turning over the sign costs 11.1 ± 1.2 points. The rule is the same as for digits.
#
# Is it the moving that matters? We had the same program make signals that are *not* moved, and there shifts cost 42.6 ± 1.4 points. All
# else stays as it is with 3 and 10 times the steps, with Glorot's weights, with a learning rate of its own for each arm, with 200 and
# 1,000 signals, and on noisier ones. Only the numbers vary: with 200 signals, shifts gain 6.8 ± 1.6 points, and in longer training or
# with tuned rates, noise gains three to four points.
#
# ## What goes wrong: four cases
#
# Every case is a symptom as you would meet it. Look, decide, then open the question; the explanation comes below it.
#
# ### Case 1: it does not learn
#
# Two scripts each make twenty augmented copies of 200 images, one label in five wrong, and train ten networks.

# %% tags=["skip-in-grading"]
lost = experiments.lost_labels(seeds=SEEDS)
rows = [(script, *map(statistics.in_percent, of.values())) for script, of in lost.items()]
table(("", "training (%)", "test (%)"), *rows)

# %% tags=["skip-in-grading"]
quiz("diagnosis_lost_labels")

# %% tags=["nbval-check-output", "skip-in-grading"]
labels = np.array([7, 1, 4])
print("images, np.tile(images, (2, 1, 1)): 7 1 4 7 1 4")
print("labels, np.tile(labels, 2):        ", *np.tile(labels, 2))
print("labels, np.repeat(labels, 2):      ", *np.repeat(labels, 2))

# %% [markdown]
# Script B's test accuracy stays below 20 %, near that of guessing, and more than 15 points below script A's: 80
# points here, 64 or more with longer training, Glorot's weights or tuned rates, and 22 on MNIST-1D. More steps do not
# help, since the labels that the network could learn are wrong.
#
# How to notice: **look at a few augmented images with their labels** before you train. It takes one line, and catches more mistakes than
# any other line in this lesson.
#
# ### Case 2: some classes are worse
#
# Two scripts, both meant to turn digits a little. Below are training images of each, and the test accuracy of ten networks.

# %% tags=["skip-in-grading"]
examples = cases.turned_digits(few_clean)
display(plots.gallery(examples, "The same nine training images in both scripts.", size=0.8))
turned_far = experiments.turned_too_far(epochs=100, seeds=SEEDS)
rows = [(name, statistics.in_percent(values)) for name, values in turned_far.items()]
table(("", "test (%)"), *rows)

# %% tags=["skip-in-grading"]
quiz("diagnosis_turns")

# %% tags=["nbval-check-output", "skip-in-grading"]
try:
    layers.RandomRotation(20)
except ValueError as error:
    print("RandomRotation(20):", str(error).split(". ")[0])
print(f"RandomRotation(0.2) turns by up to {0.2 * 360:g} degrees")

# %% [markdown]
# How to notice: **look at the images.** Keras refuses 20, and so people write 0.2, remembering `rotation_range=20` and a
# percentage. The accuracy alone would hardly tell you: script B loses 3.6 ± 1.0 points. It loses
# about as many with Glorot's weights, and between two and three in longer training or with a
# separate learning rate for each arm, where it is not certain that the loss is more than two.
#
# ### Case 3: the answers change
#
# The networks of "Why the training accuracy falls" above, trained with shift and rotation. The same test images go through them twice.

# %% tags=["skip-in-grading"]
asked = seen["at_prediction"]
table(
    ("ten seeds", "value (%)"),
    ("test accuracy, first call", statistics.in_percent(asked["first"])),
    ("test accuracy, second call", statistics.in_percent(asked["second"])),
    ("images whose class changed", statistics.in_percent(asked["changed"])),
)

# %% tags=["skip-in-grading"]
quiz("diagnosis_augmented_test")

# %% [markdown]
# Done once and by oversight, this costs about 9 points, and a quarter of the answers change. Done many times on purpose and
# averaged, it has a name: **test-time augmentation**.

# %% tags=["skip-in-grading"]
plain, mean_of_20 = asked["plain"], asked["mean"]
table(
    ("ten seeds", "test accuracy (%)"),
    ("plain images", statistics.in_percent(plain)),
    ("augmented once, by oversight", statistics.in_percent(asked["first"])),
    ("mean of 20 gently augmented passes", statistics.in_percent(mean_of_20)),
    ("the mean of 20 against plain images", statistics.in_percent(mean_of_20 - plain)),
)

# %% tags=["nbval-check-output", "skip-in-grading"]
once = (plain - asked["first"]).mean()
claim("augmented once at prediction costs more than 5 points", once > 0.05)
claim("the mean of 20 passes gains less than 3 points", (mean_of_20 - plain).mean() < 0.03)

# %% [markdown]
# The last row tells what test-time augmentation brings here: little more than one point, for twenty times the work. It is about the
# same with Glorot's weights and with a tuned rate. It brings more where wrong labels have been learned by heart: about 4 points after
# three times the steps, and 6 after ten times. What the oversight costs is about 2 points after three times the steps, and after ten
# times there is no loss left: a single augmented pass is then as good as the plain one. So accuracy may not give the oversight away, but
# in all of these, more than a tenth of the answers change. How to notice it: **predict twice and compare.**
#
# ### Case 4: everything is white
#
# `add_noise` with a standard deviation of 0.1, in two scripts.

# %% tags=["skip-in-grading"]
plots.gallery(
    {"": cases.noise_on_bytes(images.photo())},
    "The photo, and what two scripts made of it.",
    ("photo", "script A", "script B"),
    size=1.8,
)

# %% tags=["skip-in-grading"]
quiz("diagnosis_white")

# %% [markdown]
# Script B handed over values from 0 to 255, as they come out of an image file, and clipping to $[0, 1]$ made nearly
# all of them 1. Had nothing been
# clipped, noise of 0.1 on a scale of 255 would have done nothing at all: just as wrong, and harder to see. How to notice: **print
# the smallest and largest value** before and after.

# %% tags=["nbval-check-output", "skip-in-grading"]
accuracy_a, accuracy_b = (of["test"].mean() for of in lost.values())
claim("case 1: with labels out of order, test accuracy is below 20 %", accuracy_b < 0.2)
claim("case 1: in order, it is more than 15 points higher", accuracy_a - accuracy_b > 0.15)
claim(
    "case 2: up to 72° is worse than up to 20° by more than 2 points",
    (turned_far["script A"] - turned_far["script B"]).mean() > 0.02,
)
_, photo_a, photo_b = cases.noise_on_bytes(images.photo())
claim(
    "case 4: more than 95 % of the values are exactly 1",
    np.mean(photo_b == 1) > 0.95 > np.mean(photo_a == 1),
)

# %% [markdown]
# ## Playground
#
# Move the digit and watch two networks: one was trained on 1,000 plain digits, the other on the same digits, augmented with
# rotations of up to 15° and shifts of up to a pixel. Things to try: turn the 6 until both say 9. How far can you move
# a 1 before each network is lost? What does a covered 8 turn into?

# %% tags=["skip-in-grading"]
thousand = data.few_shot_digits([0], n_train=1000, wrong=0.0)
gentle = Augment(rotate=15, shift=1)
pair = experiments.train([0], thousand, {"plain": experiments.unchanged, "augmented": gentle})


def answers_of_both(image):
    """Class probabilities of the two networks for one image."""
    return dict(zip(pair.names, pair.network.predict(image.reshape(1, 64))[:, 0], strict=True))


playground.augmentation_playground(images.digits(range(10)), answers_of_both)

# %% [markdown]
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("augmentation_more_data")

# %% tags=["skip-in-grading"]
quiz("augmentation_only_images")

# %% tags=["skip-in-grading"]
quiz("augmentation_how_strong")

# %% tags=["skip-in-grading"]
quiz("augmentation_with_dropout")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **What** | Train on randomly changed copies whose label still holds, drawn anew each time. |
# | **Why it works** | It states an invariance; it makes memorizing hard. Input noise in a linear model *is* L2. |
# | **Which** | Changes that the images you will meet later really show. Look at them with their labels. |
# | **Which not** | Flips and half turns of anything with a handedness: digits, letters, arrows. |
# | **How strong** | Gently, in units of your image; a tutorial's 20 % was made for photos. Let validation decide. |
# | **When it helps** | Images that vary more than the training set; few images and long training. Wrong labels: only for a while. |
# | **Size or diversity** | Diversity. Draw anew in each epoch, or store many copies. |
# | **Where** | After the split, on the training part only; off at validation and prediction. |
# | **In Keras** | `Random*` layers: turns instead of degrees, height first, `reflect` by default. |
# | **Check yourself** | Print the range of values; look at nine augmented images with labels; predict twice. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - C. Bishop: *Training with Noise is Equivalent to Tikhonov Regularization*, Neural Computation 7, 1995.
# - P. Simard, D. Steinkraus, J. Platt: *Best Practices for Convolutional Neural Networks Applied to Visual Document
#   Analysis*, ICDAR 2003. Affine and elastic distortions of digits.
# - T. DeVries, G. Taylor: *Improved Regularization of Convolutional Neural Networks with Cutout*, 2017, arXiv:1708.04552.
# - H. Zhang, M. Cisse, Y. Dauphin, D. Lopez-Paz: *mixup: Beyond Empirical Risk Minimization*, 2017, arXiv:1710.09412.
# - C. Shorten, T. Khoshgoftaar: *A survey on Image Data Augmentation for Deep Learning*, Journal of Big Data 6, 2019.
# - S. Greydanus: *Scaling down Deep Learning*, 2020, arXiv:2011.14439. MNIST-1D.
# - The Keras documentation of the image augmentation layers; the SciPy documentation of `scipy.ndimage.rotate`.
# - Data: the digits and photos that come with scikit-learn, photos of scikit-image; signals made by the package
#   `mnist1d`; shapes drawn here.
