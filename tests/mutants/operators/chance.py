"""Other draws: each number right on its own, but not all of them together."""

import re

import libcst as cst

from mutants.operators.arrays import called
from mutants.operators.calls import argument, rewritten
from mutants.operators.registry import operator

SIZE_PLACES = {
    "random": 0,
    "standard_normal": 0,
    "standard_gamma": 1,
    "exponential": 1,
    "normal": 2,
    "uniform": 2,
    "integers": 2,
    "binomial": 2,
    "beta": 2,
    "gamma": 2,
    "choice": 1,
}
"""Where the size stands among the positional arguments."""
ORDERS = ("permutation", "permuted")
GENERATORS = ("rng", "generator")
OTHERS = {
    "random": "rng.beta(2, 2, {size})",
    "normal": "{0} + {1} * 3**0.5 * rng.uniform(-1, 1, {size})",
    "beta": "rng.beta(2 * {0}, 2 * {1}, {size})",
    "gamma": "rng.gamma(2 * {0}, size={size})",
    "uniform": "{0} + ({1} - {0}) * rng.beta(2, 2, {size})",
    "integers": "(rng.integers({0}, {1}, {size}) + rng.integers({0}, {1}, {size})) // 2",
}
"""Draws of another distribution with the same range, or the same mean and variance."""


def is_draw(node, names=(*SIZE_PLACES, *ORDERS)):
    """Whether a call draws from a generator."""
    base = node.func.value if isinstance(node.func, cst.Attribute) else None
    return isinstance(base, cst.Name) and base.value in GENERATORS and called(node) in names


def size_of(node):
    """The argument that says how many numbers are drawn, or None."""
    for arg in node.args:
        if arg.keyword is not None and arg.keyword.value == "size":
            return arg
    place = SIZE_PLACES[called(node)]
    positional = [arg for arg in node.args if arg.keyword is None and not arg.star]
    return positional[place] if len(positional) > place else None


@operator("drawn once for many", cst.Call)
def drawn_once_for_many(node, look):
    """Along the first axis, or the last, or all, the same number is drawn."""
    size = size_of(node) if is_draw(node, SIZE_PLACES) else None
    if size is None:
        return
    shape = look.code(size.value)
    for fewer in (f"(1, *np.atleast_1d({shape})[1:])", f"(*np.atleast_1d({shape})[:-1], 1)"):
        yield f"np.array(np.broadcast_to({drawn(node, look, size, fewer)}, {shape}))"
    yield f"np.full({shape}, {drawn(node, look, size, None)})"


def drawn(node, look, size, shape):
    """The text of a draw of another size; of a single number where that is None."""
    arguments = [argument(arg, look) for arg in node.args if arg is not size]
    return rewritten(node, look, arguments + ([f"size={shape}"] if shape else []))


@operator("drawn before the loop", cst.Call)
def drawn_before_the_loop(node, look):
    """Each pass of a loop uses the same draw."""
    loop = look.around(node, cst.For, cst.While, cst.BaseComp)
    if not is_draw(node) or loop is None or look.around(node, cst.Lambda) is not None:
        return
    statement = loop
    if isinstance(loop, cst.BaseComp):
        statement = look.around(loop, cst.SimpleStatementLine, cst.For, cst.If, cst.While)
    ends = [each for each in heads(loop) if isinstance(each, cst.For | cst.CompFor)]
    changing = {word for each in ends for word in words(look.code(each.target))}
    if changing & words(look.code(node)) or any(look.contains(e.iter, node) for e in ends):
        return
    later = look.code(statement, [(node, "drawn_before")])
    yield [(statement, f"drawn_before = {look.code(node)}\n{look.indent(statement)}{later}")]


def heads(loop):
    """What a loop runs over; a comprehension may have several."""
    if not isinstance(loop, cst.BaseComp):
        return [loop]
    found = [loop.for_in]
    while found[-1].inner_for_in is not None:
        found.append(found[-1].inner_for_in)
    return found


def words(text):
    """The names in a piece of code, and other words."""
    return set(re.findall(r"\w+", text))


@operator("same draw twice", cst.Assign)
def same_draw_twice(node, look):
    """After a = rng.random(n), b = rng.random(n) becomes b = a."""
    line = look.parent(node)
    block = look.parent(line)
    if not isinstance(node.value, cst.Call) or not is_draw(node.value):
        return
    if not isinstance(block, cst.IndentedBlock):
        return
    for other in block.body[: list(block.body).index(line)]:
        first = other.body[0] if isinstance(other, cst.SimpleStatementLine) else None
        if isinstance(first, cst.Assign) and isinstance(first.value, cst.Call):
            target = first.targets[0].target
            if isinstance(target, cst.Name) and is_draw(first.value):
                yield [(node.value, target.value)]


@operator("another generator", cst.Name)
def another_generator(node, look):
    """rng becomes a generator of the function's own."""
    used = cst.Attribute | cst.Arg
    parent = look.parent(node)
    is_keyword = isinstance(parent, cst.Arg) and parent.keyword is node
    if node.value == "rng" and isinstance(parent, used) and not is_keyword:
        yield "np.random.default_rng()"
        yield "np.random.default_rng(0)"


@operator("another order", cst.Call)
def another_order(node, look):
    """An order at random becomes none, or one that only begins at random."""
    if is_draw(node, ORDERS):
        yield f"np.sort({look.code(node)}, axis=0)"
        turned = "np.roll(np.sort(p, axis=0), rng.integers(len(p)), axis=0)"
        yield f"(lambda p: {turned})({look.code(node)})"
        yield f"(lambda p: p if rng.random() < 0.5 else p[::-1])(np.sort({look.code(node)}))"
    elif is_draw(node, ("shuffle",)) and len(node.args) == 1:
        x = look.code(node.args[0].value)
        yield f"{x}.__setitem__(slice(None), np.roll({x}, rng.integers(len({x}))))"
    elif is_draw(node, ("choice",)) and "replace=False" in look.code(node):
        one, size = [look.code(arg.value) for arg in node.args][:2]
        every = f"np.arange({one}) if np.ndim({one}) == 0 else np.array({one})"
        yield f"np.roll({every}, rng.integers(np.size({every})))[:{size}]"
        yield f"({every})[:{size}]"


@operator("another distribution", cst.Call)
def another_distribution(node, look):
    """A draw has the right range, or the right mean and variance, but not the right shares."""
    if not is_draw(node, OTHERS):
        return
    size = size_of(node)
    named = {a.keyword.value: look.code(a.value) for a in node.args if a.keyword is not None}
    given = [look.code(a.value) for a in node.args if a.keyword is None and a is not size]
    low, high = {"normal": ("0", "1"), "uniform": ("0", "1")}.get(called(node), ("0", "0"))
    if called(node) == "integers" and len(given) == 1 and "high" not in named:
        given = ["0", *given]
    if called(node) == "integers" and named.get("endpoint") == "True":
        given[1:] = [f"({each}) + 1" for each in given[1:]]
    first = given[0] if given else named.get("loc", named.get("low", low))
    second = given[1] if len(given) > 1 else named.get("scale", named.get("high", high))
    shape = look.code(size.value) if size is not None else "None"
    yield OTHERS[called(node)].format(f"({first})", f"({second})", size=shape)
