"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.l1_l2.experiments.decay import decoupled_or_coupled
from grader.lab.l1_l2.experiments.early_sign import early_sign
from grader.lab.l1_l2.experiments.left import what_is_left
from grader.lab.l1_l2.experiments.many_inputs import many_inputs
from grader.lab.l1_l2.experiments.pairs import correlated_pairs, share_of_larger
from grader.lab.l1_l2.experiments.pixels import by_light, pixel_norms
from grader.lab.l1_l2.experiments.places import places_of_l2
from grader.lab.l1_l2.experiments.reported import reported_losses
from grader.lab.l1_l2.experiments.selection import noise_columns
from grader.lab.l1_l2.experiments.sparse import zeros_in_problems
from grader.lab.l1_l2.experiments.splits import Split, breast_cancer, diabetes, large_digits, pair
from grader.lab.l1_l2.experiments.steps import keras_steps, torch_steps
from grader.lab.l1_l2.experiments.strengths import right_labels, strengths
from grader.lab.l1_l2.experiments.sweeps import everything, only_l1, only_l2
from grader.lab.l1_l2.experiments.tumors import tumors
from grader.lab.l1_l2.experiments.units import units
from grader.lab.l1_l2.experiments.zeros import cut_off, share, zeros_in_networks

__all__ = [
    "Split",
    "breast_cancer",
    "by_light",
    "correlated_pairs",
    "cut_off",
    "decoupled_or_coupled",
    "diabetes",
    "early_sign",
    "everything",
    "keras_steps",
    "large_digits",
    "many_inputs",
    "noise_columns",
    "only_l1",
    "only_l2",
    "pair",
    "pixel_norms",
    "places_of_l2",
    "reported_losses",
    "right_labels",
    "share",
    "share_of_larger",
    "strengths",
    "torch_steps",
    "tumors",
    "units",
    "what_is_left",
    "zeros_in_networks",
    "zeros_in_problems",
]
