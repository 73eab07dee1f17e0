"""Each operator makes, of a small piece of code, the changes that it is there for."""

import ast

import pytest

from mutants.look import Look
from mutants.making import normal
from mutants.operators import OPERATORS, changed

DRAW = "np.array(np.broadcast_to(rng.random(size={}), (n, 2)))"
CASES = [
    ("another sign", "a + b", "a - b"),
    ("another sign", "(a + b) * c", "(a + b) / c"),
    ("another sign", "a - b * c", "(a - b) * c", False),
    ("another sign", "a @ b", "a * b"),
    ("another sign", "x += a", "x -= a"),
    ("operands swapped", "a - b", "b - a"),
    ("operands swapped", "a + b", "b + a", False),
    ("operand dropped", "a + b", "b"),
    ("associated otherwise", "(a + b) * c", "a + b * c"),
    ("sign dropped", "-a", "a"),
    ("negated", "x = a", "x = -a"),
    ("negated", "return a, b", "return a, -b"),
    ("another comparison", "a < b", "a <= b"),
    ("another comparison", "a is None", "a is not None"),
    ("and, or", "a and b", "a or b"),
    ("another condition", "a if b else c", "a if not b else c"),
    ("another condition", "a if b else c", "a if True else c"),
    ("another condition", "[a for a in b if c]", "[a for a in b]"),
    ("another number", "x[0]", "x[1]"),
    ("another number", "0.5 * a", "1.0 * a"),
    ("another number", "3 * a", "2 * a"),
    ("True, False", "f(keepdims=True)", "f(keepdims=False)"),
    ("another word", 'mode == "min"', 'mode == "max"'),
    ("another function", "x.sum(axis=0)", "x.mean(axis=0)"),
    ("another function", "np.var(x)", "np.std(x)"),
    ("another function", "x.mean(axis=0)", "np.median(x, axis=0)"),
    ("another function", "np.maximum(a, b)", "np.minimum(a, b)"),
    ("another function", "x.argmin()", "x.argmax()"),
    ("another function", "np.abs(x)", "np.square(x)"),
    ("call dropped", "np.abs(x)", "x"),
    ("absolute value, square", "x**2", "np.abs(x)"),
    ("another axis", "x.sum(axis=0)", "x.sum(axis=1)"),
    ("another axis", "x.sum(axis=0)", "x.sum(axis=None)"),
    ("ddof", "x.var(axis=0)", "x.var(axis=0, ddof=1)"),
    ("transposed", "a.T @ b", "a @ b"),
    ("transposed", "a @ b", "a @ b.T"),
    ("not copied", "x.copy()", "x"),
    ("not copied", "np.array(x)", "np.asarray(x)"),
    ("another place", "x[:, None]", "x[None, :]"),
    ("another place", "x[a:b]", "x[a:None]"),
    ("arguments swapped", "f(a, b)", "f(b, a)"),
    ("arguments swapped", "f(p=a, q=b)", "f(p=b, q=a)"),
    ("argument dropped", "f(a, b=c)", "f(a)"),
    ("argument dropped", "x.sum(axis=0)", "x.sum()"),
    ("items swapped", "return a, b", "return b, a"),
    ("items swapped", "n, d = x.shape", "d, n = x.shape"),
    ("item dropped", "[a, b]", "[b]"),
    ("statement dropped", "x.append(a)", "pass"),
    ("in place", "x = x + a", "x += a"),
    ("in place", "return x - a", "return np.subtract(x, a, out=x)"),
    ("another rounding", "round(a)", "int(a)"),
    ("another rounding", "round(a)", "int(np.ceil(a))"),
    ("another rounding", "np.floor(a)", "np.ceil(a)"),
    ("not clipped", "np.clip(a, 0, 1)", "a"),
    ("not clipped", "np.clip(a, 0, 1)", "np.clip(a, 0, None)"),
    ("clipped too soon", "np.clip(a + b, 0, 1)", "np.clip(a, 0, 1) + b"),
    ("another size", "x.shape[0]", "x.shape[1]"),
    ("another size", "len(x)", "x.shape[-1]"),
    ("another size", "a % n_classes", "a % len(np.unique(labels))"),
    ("another range", "range(n)", "range(0, n - 1)"),
    ("drawn once for many", "rng.random((n, 2))", DRAW.format("(1, *np.atleast_1d((n, 2))[1:])")),
    ("drawn once for many", "rng.random((n, 2))", DRAW.format("(*np.atleast_1d((n, 2))[:-1], 1)")),
    ("drawn once for many", "rng.normal(size=n)", "np.full(n, rng.normal())"),
    ("drawn once for many", "rng.beta(a, b, n)", "np.full(n, rng.beta(a, b))"),
    ("another generator", "rng.random(n)", "np.random.default_rng(0).random(n)"),
    ("another generator", "f(rng)", "f(np.random.default_rng())"),
    ("another order", "rng.permutation(n)", "np.sort(rng.permutation(n), axis=0)"),
    ("argument dropped", "rng.choice(n, 2, replace=False)", "rng.choice(n, 2)"),
    ("another distribution", "rng.beta(a, b)", "rng.beta(2 * a, 2 * b, None)"),
    ("another setting", 'Dense(3, activation="relu")', 'Dense(3, activation="tanh")'),
    ("argument dropped", 'Dense(3, activation="relu")', "Dense(3)"),
    ("another setting", 'f(optimizer="adam")', 'f(optimizer="adamw")'),
    ("item dropped", "f(metrics=[a])", "f(metrics=[])"),
    ("another word", 'f(monitor="val_loss")', 'f(monitor="loss")'),
    ("another layer", "L1(a)", "__import__('keras').regularizers.L2(a)"),
    ("layer added", "Dense(3)", "Dense(3, use_bias=False)"),
    ("layer dropped", "Dropout(a)(x)", "x"),
    ("layers swapped", "Dropout(a)(Dense(3)(x))", "Dense(3)(Dropout(a)(x))"),
    ("regularizes something else", "f(kernel_regularizer=a)", "f(bias_regularizer=a)"),
    ("statement dropped", "model.add(a)", "pass"),
]
LOOP, LIST = "for i in a:\n f(rng.random())", "y = [rng.random() + i for i in a]"
SHUFFLE, TURN = "rng.shuffle(a)", "np.roll(a, rng.integers(len(a)))"
ADDED = "model.add({})\nmodel.add({})"
BLOCKS = [
    ("drawn before the loop", LOOP, "d = rng.random()\nfor i in a:\n f(d)"),
    ("drawn before the loop", LIST, "d = rng.random()\ny = [d + i for i in a]"),
    ("drawn before the loop", "for i in a:\n f(rng.random(i))", None),
    ("drawn before the loop", "for i in rng.permutation(n):\n f(i)", None),
    ("same draw twice", "a = rng.random(n)\nb = rng.random(n)", "a = rng.random(n)\nb = a"),
    ("another condition", "if a:\n f()", "if not a:\n f()"),
    ("another condition", "while a:\n f()", "if a:\n f()"),
    ("another condition", "while a:\n f()", "while False:\n f()"),
    ("loop left early", "for i in a:\n f()", "for i in a:\n f()\n break"),
    ("statement dropped", "for i in a:\n f()", "pass"),
    ("statement dropped", "import a", None),
    ("break, continue", "for i in a:\n break", "for i in a:\n continue"),
    ("statements swapped", ADDED.format("a", "b"), ADDED.format("b", "a")),
    ("statements swapped", "x = f(x)\nx = g(x)", "x = g(x)\nx = f(x)"),
    ("statements swapped", "x = f(y)\nx = g(x)", None),
    ("another order", SHUFFLE, f"a.__setitem__(slice(None), {TURN})"),
]


def function(body):
    """A function with this body."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"def f(x, n_classes, labels, rng=1):\n    '''Text.'''\n{lines}\n"


def made(operator, body):
    """The bodies that an operator makes of one, as Python writes them."""
    sources = [source for name, source in changed(Look(function(body))) if name == operator]
    return [normal(source.replace("drawn_before", "d")) for source in sources]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1]}")
def test_an_operator_makes_its_change(case):
    """Is the change among those that are made, or not where it must not be?"""
    operator, before, after, *expected = case
    assert (normal(function(after)) in made(operator, before)) == (expected != [False])


@pytest.mark.parametrize("case", BLOCKS, ids=lambda case: f"{case[0]}: {case[1]}")
def test_an_operator_changes_statements(case):
    """Is a block of statements changed, or left alone where that is None?"""
    operator, before, after = case
    if after is None:
        assert not made(operator, before)
    else:
        assert normal(function(after)) in made(operator, before)


def test_every_operator_is_tried():
    """Does each have a case above?"""
    tried = {case[0] for case in CASES + BLOCKS}
    assert {each.name for each in OPERATORS} - tried == {"default dropped"}


def test_words_and_types_are_left_alone():
    """Do docstrings, annotations, decorators and f-strings stay?"""
    source = "@wraps(1 + 1)\ndef f(x: 1 + 1):\n    '''min'''\n    raise ValueError(f'{x + 1}')\n"
    for _, new in changed(Look(source)):
        tree = ast.parse(new)
        assert "@wraps(1 + 1)\ndef f(x: 1 + 1)" in ast.unparse(tree)
        assert ast.get_docstring(tree.body[0]) == "min"
