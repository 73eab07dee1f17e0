"""The wire: plain data comes back as it went, and nothing else passes."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.remote.errors import WireError
from grader.remote.generators import generator_from, generator_state, update_generator
from grader.remote.plain import Handle, Model, Opaque, Tensor, to_plain
from grader.remote.wire import HEADER, pack, unpack

NUMBERS = st.one_of(arrays.integer_dtypes(), arrays.floating_dtypes(sizes=(32, 64)))
SHAPES = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63),
    st.floats(),
    st.text(),
    arrays.arrays(NUMBERS, SHAPES),
)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(), inner, max_size=3),
    ),
    max_leaves=6,
)


def there_and_back(value):
    stream = io.BytesIO(pack(value))
    return unpack(stream.read)


def same(one, other):
    if isinstance(one, np.ndarray):
        equal = isinstance(other, np.ndarray) and one.dtype == other.dtype
        return equal and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    return type(one) is type(other) and (one == other or one != one)


@given(PLAIN)
def test_plain_data_comes_back_as_it_went(value):
    """Does every structure of plain values survive, types included?"""
    plain = to_plain(value)
    assert same(there_and_back(plain), plain)


@pytest.mark.parametrize(
    "value", [Handle(3, "Stopper"), Opaque("an iterator"), Model("{}", None, [np.ones(2)])]
)
def test_what_stands_for_objects_comes_back(value):
    """Do the stand-ins keep their fields?"""
    back = there_and_back(value)
    assert type(back) is type(value)
    assert same(vars(back), vars(value))


def test_a_tensor_keeps_its_framework():
    """Is a tensor still known to be one?"""
    back = there_and_back(Tensor("PyTorch", np.ones((2, 3), dtype=np.float32)))
    assert (back.framework, back.values.shape) == ("PyTorch", (2, 3))


class Evil:
    def __reduce__(self):
        return (print, ("pickled",))


@pytest.mark.parametrize(
    "value", [Evil(), np.array([Evil()], dtype=object), {1, 2}, b"bytes", np.array(["text"]), print]
)
def test_what_is_not_plain_becomes_words(value):
    """Is an object of the student's ever sent?"""
    assert isinstance(to_plain(value), Opaque)
    with pytest.raises((WireError, ValueError)):
        pack(value if not isinstance(value, np.ndarray) else Evil())


@pytest.mark.parametrize("cut", [0, 5, HEADER.size, 40])
def test_a_frame_cut_short_is_an_end(cut):
    """Does a frame that ends too early end the conversation?"""
    stream = io.BytesIO(pack([1, 2])[:cut])

    def read(size):
        data = stream.read(size)
        if len(data) < size:
            raise EOFError
        return data

    with pytest.raises(EOFError):
        unpack(read)


@pytest.mark.parametrize(
    "frame",
    [
        HEADER.pack(2**40, 0),
        HEADER.pack(4, 3) + b"nullabc",
        HEADER.pack(3, 0) + b"}{!",
    ],
)
def test_a_malformed_frame_is_refused(frame):
    """Is nonsense a WireError and nothing worse?"""
    with pytest.raises(WireError):
        unpack(io.BytesIO(frame).read)


def test_a_pickle_in_the_arrays_is_refused():
    """Does an object array smuggled into the npz get loaded?"""
    store = io.BytesIO()
    np.savez(store, a0=np.array([Evil()], dtype=object))
    text = b'{"is": "array"}'
    frame = HEADER.pack(len(text), store.tell()) + text + store.getvalue()
    with pytest.raises(WireError, match="other things than numbers"):
        unpack(io.BytesIO(frame).read)


@given(st.integers(0, 2**64 - 1), st.integers(0, 50), st.integers(0, 3))
def test_a_generator_goes_on_where_it_was(seed, draws, children):
    """Do draws and spawned children continue, there and, after the update, here?"""
    here = np.random.default_rng(seed)
    here.random(draws, dtype=np.float32)
    here.spawn(children)
    there = generator_from(generator_state(here))
    child, number = there.spawn(1)[0], there.random()
    twin = generator_from(generator_state(here))
    assert (twin.spawn(1)[0].random(), twin.random()) == (child.random(), number)
    update_generator(here, generator_state(there))
    assert here.random() == there.random()
    assert here.spawn(1)[0].random() == there.spawn(1)[0].random()
