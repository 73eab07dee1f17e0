"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "the upload broke off behind the second exercise"
LATER = (
    "dropconnect_forward spatial_dropout_forward monte_carlo_dropout build_dropout_model "
    "build_dropout_mlp build_dropout_cnn DropoutNet"
)
EXPECTED = {
    "lost": LATER.split(),
    "says": ["cut off", "put back", *[f"{name} was missing" for name in LATER.split()]],
}


def mangle(content):
    return {NAME: content[: content.index(b'"grade_id": "dropconnect_forward"')]}
