"""The two parts that a script made of an album, and what must hold of them."""

import numpy as np

from grader.criteria import holds


class Parts:
    """Training and validation images, and where each of them comes from.

    Parameters
    ----------
    album : grader.exercises.combining.copies.Album
    x_train, y_train, x_val, y_val : ndarray
    """

    def __init__(self, album, x_train, y_train, x_val, y_val):
        self.album = album
        self.images = x_train, x_val
        self.labels = y_train, y_val
        self.trained, self.validated = album.sources(x_train), album.sources(x_val)
        self.known = min(self.trained.min(initial=0), self.validated.min(initial=0)) >= 0
        self.known = self.known and len(self.trained) > 0 and len(self.validated) > 0

    def apart(self):
        """Criterion: no validation image, nor a copy of one, is among the training images."""
        sentence = "No validation image, and no copy of one, is among the training images"
        if not self.known:
            return holds(False, sentence, "images that are none of those that were passed in")
        leaks = np.isin(self.validated, self.trained)
        found = f"{leaks.sum()} of {len(leaks)} that are, as themselves or as copies"
        return holds(not leaks.any(), sentence, found, "leaks")

    def validation_as_it_is(self, n_val):
        """Criterion: the validation part is so many images, each once, as it is."""
        as_they_are = self.album.as_they_are(self.images[1], self.validated)
        found = ""
        if len(self.validated) != n_val:
            found = f"{len(self.validated)} images"
        elif not as_they_are.all():
            found = "images that are shifted or changed in another way"
        elif len(np.unique(self.validated)) < n_val:
            found = "some images twice"
        sentence = f"The validation part is n_val images, here {n_val}, each once and as it is"
        return holds(not found, sentence, found)

    def copies_of_each(self, copies):
        """Criterion: the training part is every other image, and so many copies of it."""
        others = np.setdiff1d(np.arange(len(self.album.images)), self.validated)
        known = self.trained[self.trained >= 0]
        counts = np.bincount(known, minlength=len(self.album.images))[others]
        as_they_are = self.album.as_they_are(self.images[0], self.trained)
        found = ""
        if len(known) < len(self.trained):
            found = "images that are none of those that were passed in"
        elif (counts != 1 + copies).any():
            number = counts[(counts != 1 + copies).argmax()]
            found = f"{number} of one of them in all, where {1 + copies} are right"
            whole = np.isin(others, self.trained[as_they_are]).all()
            found += "" if whole else ", and some images themselves are missing"
        elif not np.isin(others, self.trained[as_they_are]).all():
            found = "shifted copies, but some images themselves are missing"
        elif self._copies_are_alike():
            found = "copies of an image that are all the same"
        sentence = (
            f"The training part is every other image as it is and `copies`, here {copies}, "
            "different copies of it"
        )
        kind = found.partition(" where ")[2] or found
        return holds(not found and others.size > 0, sentence, found or "none of them", kind)

    def _copies_are_alike(self):
        x_train = self.images[0]
        moved = ~self.album.as_they_are(x_train, self.trained)
        rows = np.column_stack([self.trained, x_train.reshape(len(x_train), -1)])[moved]
        several = [each for each in _by_source(rows) if len(each) > 1]
        return bool(several) and all(np.allclose(each, each[0], atol=1e-6) for each in several)

    def shifted(self):
        """Criterion: there are copies in the training part that are shifted."""
        moved = self.known and not self.album.as_they_are(self.images[0], self.trained).all()
        sentence = "The training part is still augmented: it has shifted copies"
        return holds(moved, sentence, "no image that is shifted")

    def labeled(self):
        """Criterion: labels go with their images in both parts."""
        found = []
        names = ("training", "validation")
        for name, *both in zip(names, (self.trained, self.validated), self.labels, strict=True):
            words = self._labels_in_words(*both)
            found += [f"{words} in the {name} part"] if words else []
        sentence = "Every image and every copy has its own label"
        if not self.known:
            found = ["images that are none of those that were passed in"]
        kinds = [words.partition("%")[2] for words in found]
        return holds(not found, sentence, " and ".join(found), kinds)

    def _labels_in_words(self, sources, labels):
        if len(labels) != len(sources):
            return f"{len(labels)} labels for {len(sources)} images"
        wrong = np.mean(self.album.labels[sources] != labels)
        return f"{wrong:.0%} of the labels wrong" if wrong else ""


def _by_source(rows):
    """Rows that begin with a number, one array for each number."""
    return [rows[rows[:, 0] == source] for source in np.unique(rows[:, 0])]
