"""Generators that move on in two processes: their state as text, and which states can be meant."""

import json

import numpy as np

from grader.remote.errors import WireError, require

BITS = 128
MASK = 2**BITS - 1
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
"""Of PCG64, as NumPy has it."""

MAX_DISTANCE = 2**36
"""Draws of one call: more would take minutes."""

MAX_CHILDREN = 10_000
"""Spawned in one call."""

LATEST = 2**20
"""Draws of which one may have left half of its bits for the next one."""


def generator_state(rng):
    """State of a generator, with what `Generator.spawn` needs, as JSON text."""
    seeds = rng.bit_generator.seed_seq
    origin = {"entropy": seeds.entropy, "spawn_key": list(seeds.spawn_key)}
    children = seeds.n_children_spawned
    state = rng.bit_generator.state
    return json.dumps({"origin": origin, "children": children, "state": state})


def generator_from(text):
    """Make the PCG64 generator that `generator_state` described."""
    described = json.loads(text)
    origin = described["origin"]
    seeds = np.random.SeedSequence(
        origin["entropy"],
        spawn_key=tuple(origin["spawn_key"]),
        n_children_spawned=described["children"],
    )
    bits = np.random.PCG64(seeds)
    bits.state = described["state"]
    return np.random.Generator(bits)


def update_generator(rng, text):
    """Bring `rng` to the state that `generator_state` described, if drawing can lead there.

    Raises
    ------
    grader.remote.errors.WireError
        Where it cannot: whoever may choose a state chooses what is drawn next.
    """
    before, seeds = rng.bit_generator.state, rng.bit_generator.seed_seq
    children, (state, increment), (has_half, half) = _described(text)
    spawned = children - seeds.n_children_spawned
    require(0 <= spawned <= MAX_CHILDREN, "its generator has spawned what cannot be")
    own = before["state"]
    steps = distance(own["state"], state, own["inc"])
    reached = increment == own["inc"] and steps <= MAX_DISTANCE
    require(reached, "its generator is in a state that drawing does not lead to")
    after = before | {"state": own | {"state": state}, "has_uint32": 0, "uinteger": 0}
    kept = (before["has_uint32"], before["uinteger"]) == (1, half)
    if has_half and (kept or _left_by_a_draw(before, steps, half)):
        after |= {"has_uint32": 1, "uinteger": half}
    seeds.spawn(spawned)
    rng.bit_generator.state = after


def distance(start, end, increment):
    """How many draws of PCG64 lead from one state to another.

    One bit at a time: the sequence of states that share their last k bits has period 2**k, and its
    steps are a generator of the same kind.
    """
    steps, multiplier = 0, MULTIPLIER
    for k in range(BITS):
        if (start ^ end) >> k & 1:
            start = (start * multiplier + increment) & MASK
            steps |= 1 << k
        increment = (multiplier + 1) * increment & MASK
        multiplier = multiplier * multiplier & MASK
    return steps


def _described(text):
    """Children, state and increment, and what is left of a draw; all of the right type."""
    try:
        described = json.loads(text)
        outer = described["state"]
        name, inner = outer["bit_generator"], outer["state"]
        counted = described["children"], inner["state"], inner["inc"]
        children, state, increment = counted
        left = has_half, half = outer["has_uint32"], outer["uinteger"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WireError("its generator's state cannot be read") from None
    sane = name == "PCG64" and all(type(n) is int and n >= 0 for n in (*counted, *left))
    sane = sane and max(state, increment) <= MASK and has_half <= 1 and half < 2**32
    require(sane, "its generator's state is none of PCG64")
    return children, (state, increment), left


def _left_by_a_draw(before, steps, half):
    """Whether one of the latest draws has these upper bits, which a draw of 32 bits leaves."""
    bits, latest = np.random.PCG64(0), min(steps, LATEST)
    bits.state = before
    bits.advance(steps - latest)
    return bool(np.any(bits.random_raw(latest) >> np.uint64(32) == half))
