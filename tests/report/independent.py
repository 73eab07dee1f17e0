"""Twenty right answers to one exercise, as twenty people write it, and wrong ones."""

RIGHT = """
def dropout_forward(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask
---
def dropout_forward(x, rate, rng):
    keep = 1.0 - rate
    mask = rng.random(x.shape) < keep
    out = np.where(mask, x / keep, 0.0)
    return out, mask
---
def dropout_forward(x, rate, rng):
    if rate == 0:
        return x.copy(), np.ones(x.shape, dtype=bool)
    mask = rng.uniform(size=x.shape) > rate
    scaled = x / (1 - rate)
    scaled[~mask] = 0
    return scaled, mask
---
def dropout_forward(x, rate, rng):
    p = 1 - rate
    m = rng.binomial(1, p, size=x.shape).astype(bool)
    return m * x / p, m
---
def dropout_forward(x, rate, rng):
    drawn = rng.random(size=np.shape(x))
    kept = np.greater_equal(drawn, rate)
    return np.multiply(x, kept) * (1 / (1 - rate)), kept
---
def dropout_forward(x, rate, rng):
    mask = rng.choice([False, True], size=x.shape, p=[rate, 1 - rate])
    y = np.zeros_like(x)
    y[mask] = x[mask] / (1 - rate)
    return y, mask
---
def dropout_forward(x, rate, rng):
    out = np.empty_like(x, dtype=float)
    mask = np.empty(x.shape, dtype=bool)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            mask[i, j] = rng.random() >= rate
            out[i, j] = x[i, j] / (1 - rate) if mask[i, j] else 0.0
    return out, mask
---
def dropout_forward(x, rate, rng):
    scale = 1 / (1 - rate)
    mask = np.array([rng.random(x.shape[1]) >= rate for _ in x])
    return scale * mask * x, mask
---
def dropout_forward(x, rate, rng):
    mask = (rng.random(x.shape) - rate) >= 0
    result = np.copy(x)
    result *= mask
    result /= 1 - rate
    return result, mask
---
def dropout_forward(x, rate, rng):
    mask = np.floor(rng.random(x.shape) + (1 - rate)).astype(bool)
    return x / (1 - rate) * mask, mask
---
def dropout_forward(x, rate, rng):
    keep_prob = 1 - rate
    noise = rng.random(x.shape)
    mask = noise <= keep_prob
    factor = mask.astype(x.dtype) / keep_prob
    return x * factor, mask
---
def dropout_forward(x, rate, rng):
    flat = x.ravel()
    mask = rng.random(flat.size) >= rate
    values = [v / (1 - rate) if k else 0.0 for v, k in zip(flat, mask)]
    return np.array(values).reshape(x.shape), mask.reshape(x.shape)
---
def dropout_forward(x, rate, rng):
    dropped = rng.random(x.shape) < rate
    y = x / (1 - rate)
    y = np.ma.array(y, mask=dropped).filled(0)
    return y, ~dropped
---
def dropout_forward(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    weights = {True: 1 / (1 - rate), False: 0.0}
    return x * np.vectorize(weights.get)(mask), mask
---
def dropout_forward(x, rate, rng):
    def draw(shape):
        return rng.random(shape) >= rate
    mask = draw(x.shape)
    return np.einsum("ij,ij->ij", x, mask) / (1 - rate), mask
---
def dropout_forward(x, rate, rng):
    mask = np.logical_not(rng.random(x.shape) < rate)
    y = x.astype(float)
    np.putmask(y, ~mask, 0)
    return np.divide(y, 1 - rate), mask
---
def dropout_forward(x, rate, rng):
    n, d = x.shape
    mask = rng.random((n, d)) >= rate
    return (x * mask) * (n * d) / ((1 - rate) * n * d), mask
---
def dropout_forward(x, rate, rng):
    assert 0 <= rate < 1
    mask = np.sign(rng.random(x.shape) - rate) > 0
    inverted = np.reciprocal(1 - rate)
    return np.select([mask], [x * inverted], 0.0), mask
---
def dropout_forward(x, rate, rng):
    mask = rng.geometric(1 - rate, x.shape) == 1
    return x * mask / (1 - rate), mask
---
def dropout_forward(x, rate, rng):
    u = rng.random(x.shape)
    mask = np.zeros(x.shape, bool)
    mask[u >= rate] = True
    y = np.zeros(x.shape)
    places = np.nonzero(mask)
    y[places] = x[places] / (1 - rate)
    return y, mask
""".strip().split("\n---\n")

OWN = RIGHT[0]
"""The lesson's own."""

WRONG = """\
def dropout_forward(x, rate, rng):
    mask = rng.random(x.shape) >= rate
    total = np.abs(x).sum()
    y = x * mask
    return y * total / np.abs(y).sum(), mask
"""

COPIED = """\
def dropout_forward(x, rate, rng):
    # my own idea, Ada
    rows = len(x)
    order = rng.permutation(x.size)
    threshold = int(round(rate * x.size))
    mask = np.ones(x.size, dtype=bool)
    mask[order[:threshold]] = False
    mask = mask.reshape(rows, -1)
    boosted = x * (x.size / (x.size - threshold))
    return np.where(mask, boosted, 0.0), mask
"""

DISGUISED = '''\
def dropout_forward(x, rate, rng):
    """Drops some of it."""
    places = rng.permutation(x.size)
    kept = np.ones(x.size, dtype=bool)
    limit = int(round(x.size * rate))
    number = len(x)
    kept[places[:limit]] = False  # off
    larger = (x.size / (x.size - limit)) * x
    kept = kept.reshape(number, -1)

    return np.where(kept, larger, 0.0), kept
'''
