"""Rules on draws: other ways to draw from the same distribution.

`SAME` give the same numbers from the same state of a generator; `OTHER` give other numbers, so
their rewrites cannot be compared with their bases, and each is right by the reason beside it.
"""

import libcst as cst

from .sources import code

SAME, OTHER = {}, {}


def drawn(node, *methods):
    """The method of rng that a node calls, with positional and named arguments, or None."""
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name("rng"), attr=cst.Name(name))):
            if name in methods and not any(arg.star for arg in node.args):
                named = {a.keyword.value: code(a.value) for a in node.args if a.keyword}
                return [code(a.value) for a in node.args if not a.keyword], named
    return None


def uniform(template):
    """A rule for ``rng.random(SIZE)``, whose template has {size} and uses None for no size."""

    def apply(node):
        found = drawn(node, "random")
        if found is None:
            return None
        return template.format(size=found[1].get("size", (*found[0], "None")[0]))

    return apply


def integers(template):
    """A rule for ``rng.integers``, whose template has {low}, {high} (left out) and {size}."""

    def apply(node):
        found = drawn(node, "integers")
        # Not where a seed is drawn: nobody writes all numbers up to 2**32 down to choose one.
        if found is None or "endpoint" in found[1] or "2**" in "".join(found[0]):
            return None
        named = dict(zip(("low", "high", "size"), found[0], strict=False)) | found[1]
        if "high" not in named:
            named |= {"low": "0", "high": named["low"]}
        return template.format(**{"size": "None"} | named)

    return apply


def permutation(template):
    """A rule for ``rng.permutation(x)``, whose template has {n} and, as an array, {items}."""

    def apply(node):
        found = drawn(node, "permutation")
        if found is None:
            return None
        n = found[0][0]
        return template.format(n=n, items=f"(np.arange({n}) if np.ndim({n}) == 0 else {n})")

    return apply


SAME |= {
    "random by keyword": uniform("rng.random(size={size})"),
    "random by uniform": uniform("rng.uniform(size={size})"),
    "random by uniform with limits": uniform("rng.uniform(0.0, 1.0, {size})"),
    "random flat, then shaped": uniform("rng.random(int(np.prod({size}))).reshape({size})"),
    "integers with an endpoint": integers(
        "rng.integers({low}, ({high}) - 1, size={size}, endpoint=True)"
    ),
    "integers from zero": integers("({low}) + rng.integers(({high}) - ({low}), size={size})"),
    "integers of int64": integers("rng.integers({low}, {high}, {size}, dtype=np.int64)"),
    "permutation by shuffling": permutation(
        "(lambda order: (rng.shuffle(order), order)[1])({items}.copy())"
    ),
}
OTHER |= {
    # 1 - u is uniform where u is, and 0 and 1 both have probability 0 but for rounding.
    "one minus random": uniform("(1.0 - rng.random({size}))"),
    # 53 random bits are what `random` itself makes a number of.
    "random by integers": uniform("(rng.integers(0, 2**53, size={size}) / 2.0**53)"),
    "random in single precision": uniform("rng.random({size}, dtype=np.float32)"),
    # A beta distribution with both parameters 1 is uniform.
    "random by beta": uniform("rng.beta(1, 1, size={size})"),
    # Equally likely numbers, whichever way they are chosen.
    "integers by choice": integers("rng.choice(np.arange({low}, {high}), size={size})"),
    "integers by floor": integers(
        "(({low}) + np.floor(rng.random({size}) * (({high}) - ({low}))).astype(int))"
    ),
    "integers of int32": integers("rng.integers({low}, {high}, {size}, dtype=np.int32)"),
    # Ranks of independent numbers are a random order.
    "permutation by argsort": permutation(
        "(lambda items: items[np.argsort(rng.random(len(items)))])({items})"
    ),
    "permutation by permuted": permutation("rng.permuted({items})"),
    "permutation by choice": permutation(
        "(lambda items: rng.choice(items, size=len(items), replace=False))({items})"
    ),
    "permutation backwards": permutation("rng.permutation({n})[::-1]"),
}


def _rule(function):
    OTHER[function.__name__.strip("_").replace("_", " ")] = function
    return function


@_rule
def normal_by_standard_numbers(node):
    found = drawn(node, "normal")
    if found is None or "scale" not in found[1] or "loc" in found[1]:
        return None
    return f"({found[1]['scale']}) * rng.standard_normal({found[1].get('size', 'None')})"


@_rule
def beta_by_gamma_draws(node):
    found = drawn(node, "beta")
    if found is None or len(found[0]) < 2:
        return None
    a, b, *size = found[0]
    size = size[0] if size else found[1].get("size", "None")
    return f"(lambda x, y: x / (x + y))(rng.gamma({a}, size={size}), rng.gamma({b}, size={size}))"
