"""The builder exercises, each in every spelling of layers, of the model, and of `compile`."""

import itertools

from ..rewrite import Rewrite
from . import assemblies, compilings, layers, nested, own_layers, own_models, penalties
from .plans import BY_NAME, EXAMPLES
from .usual import STYLES as LAYERS
from .usual import Usual

REGISTERED = layers, nested, own_layers, own_models, penalties
"""Importing them registers their styles."""

CROSSED = 20
"""Pairs of spellings of layers and of the model, and of the model and of `compile`."""

BY_CONFIGURATION = (
    "functional cloned",
    "sequential from its configuration",
    "saved and loaded",
)
"""Spellings in which Keras itself has no way with a learner's functions and classes."""

UNLIKE = {"clinic_strength": "kernels from zeros"}
"""What is no right answer to an exercise: a network that is trained cannot learn from there."""

UNTRAINABLE = ("layers of float64", "a subclass in a functional model")
"""With penalties, Keras adds numbers of two types, and can neither fit nor evaluate the model."""


def rewrites(exercise):
    """The model of a builder exercise in every spelling."""
    if exercise.id not in BY_NAME:
        return
    layers, models = _layers(exercise), assemblies.STYLES
    for name, parts in layers.items():
        yield _rewrite(exercise, "layers", name, parts=parts)
    for name, assembly in models.items():
        yield _rewrite(exercise, "models", name, assembly=assembly)
    for name, compiling in compilings.STYLES.items():
        # Only a functional model has names of its outputs.
        kind = assemblies.functional if "by output" in name else assemblies.sequential
        yield _rewrite(exercise, "compile", name, compiling=compiling, assembly=kind)
    models = {name: each for name, each in models.items() if name not in BY_CONFIGURATION}
    penalized = "penalty" in EXAMPLES[exercise.id].kinds
    for one, other in _some(itertools.product(layers, models)):
        if penalized and (one, other) == UNTRAINABLE:
            continue
        choice = {"parts": layers[one], "assembly": models[other]}
        yield _rewrite(exercise, "crossed", f"{one} + {other}", **choice)
    for one, other in _some(itertools.product(models, compilings.STYLES)):
        if "by output" not in other:
            choice = {"assembly": models[one], "compiling": compilings.STYLES[other]}
            yield _rewrite(exercise, "crossed", f"{one} + {other}", **choice)
    if penalized:
        adds = own_models.a_subclass_that_adds_the_penalties
        choice = {"parts": penalties.LeftToTheModel(), "assembly": adds}
        yield _rewrite(exercise, "models", "a subclass that adds the penalties", **choice)


def _some(pairs):
    """Some of many pairs, evenly."""
    pairs = sorted(pairs)
    step = max(1, len(pairs) // CROSSED)
    return pairs[step // 2 :: step]


def _layers(exercise):
    """The spellings of layers of which the model has some."""
    kinds, unlike = EXAMPLES[exercise.id].kinds, UNLIKE.get(exercise.id)
    fitting = {n: parts for n, (some, parts) in LAYERS.items() if not some or kinds & set(some)}
    return {n: parts for n, parts in fitting.items() if n != unlike}


def _rewrite(exercise, topic, style, **choice):
    return Rewrite(exercise, "reference", topic, style, builder(BY_NAME[exercise.id], **choice))


def builder(plan_of, parts=None, assembly=assemblies.sequential, compiling=compilings.usual):
    """A function that builds and compiles the model of a plan in a spelling."""

    def build(*args, **kwargs):
        plan = plan_of(*args, **kwargs)
        model = assembly(plan, (parts or Usual()).layers(plan))
        compiling(model, plan.loss)
        return model

    return build
