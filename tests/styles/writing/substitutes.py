"""Rules that write a call of NumPy by other functions of it, from templates."""

from .spelling import of_numpy

RULES = {}


def call(names, template):
    """A rule for some of NumPy's functions; the template has arguments {0}, {1}, ... and {all}."""

    def apply(node):
        found = of_numpy(node)
        if not found or found[0] not in names.split():
            return None
        try:
            return template.format(*found[1], all=", ".join(found[1]), name=found[0])
        except IndexError:
            return None

    return apply


RULES |= {
    "where by select": call("where", "np.select([{0}], [{1}], default={2})"),
    "where by weights": call("where", "({0}) * ({1}) + (1 - 1 * ({0})) * ({2})"),
    "where by choose": call("where", "np.choose(np.asarray({0}).astype(int), [{2}, {1}])"),
    "where negated": call("where", "np.where(np.logical_not({0}), {2}, {1})"),
    "zeros_like by zeros": call("zeros_like", "np.zeros(np.shape({0}))"),
    "empty by full": call("empty_like", "np.full_like({0}, 0.0)"),
    "zeros by full": call("zeros", "np.full({0}, 0.0)"),
    "zeros by ones": call("zeros ones", "0 * np.ones({all}) + (0 if '{name}' == 'zeros' else 1)"),
    "ones by full": call("ones", "np.full({0}, 1.0)"),
    "maximum by where": call("maximum", "np.where(({0}) > ({1}), {0}, {1})"),
    "maximum by clip": call("maximum", "np.clip({0}, {1}, None)"),
    "maximum by fmax": call("maximum", "np.fmax({0}, {1})"),
    "minimum by where": call("minimum", "np.where(({0}) < ({1}), {0}, {1})"),
    "clip by minimum and maximum": call("clip", "np.minimum(np.maximum({0}, {1}), {2})"),
    "clip by core": call("clip", "np.maximum(np.minimum({0}, {2}), {1})"),
    "abs by the built-in": call("abs", "abs({0})"),
    "abs by absolute": call("abs", "np.absolute({0})"),
    "abs by signs": call("abs", "({0}) * np.sign({0})"),
    "abs by a root": call("abs", "np.sqrt(np.square({0}))"),
    "sign by comparisons": call("sign", "1.0 * (({0}) > 0) - 1.0 * (({0}) < 0)"),
    "mean by a sum": call("mean", "np.sum({all}) / (np.size({0}) / np.size(np.sum({all})))"),
    "mean by average": call("mean", "np.average({all})"),
    "sum by add.reduce": call("sum", "np.add.reduce(np.asarray({0}), axis=None)"),
    "einsum with a path": call("einsum", "np.einsum({all}, optimize=True)"),
    "concatenate by hstack": call("concatenate", "np.hstack({0})"),
    "stack by array": call("stack", "np.array({0})"),
    "array by stack": call("array", "np.stack({0})"),
    "array by asarray": call("array", "np.asarray({all}).copy()"),
    "solve by an inverse": call("solve", "np.linalg.inv({0}) @ ({1})"),
    "argmin by argsort": call("argmin", "np.argsort({0}, kind='stable')[0]"),
    "flatnonzero by nonzero": call("flatnonzero", "np.nonzero({0})[0]"),
    "flatnonzero by where": call("flatnonzero", "np.where({0})[0]"),
    "cumsum by a list": call(
        "cumsum", "np.array([sum(({0})[: i + 1]) for i in range(len({0}))], int)"
    ),
}
