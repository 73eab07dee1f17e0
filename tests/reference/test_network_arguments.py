"""Bad arguments are refused in one sentence that says what was expected and what came."""

import numpy as np
import pytest

from grader.reference.network import L1, L2, SGD, Adam, Network

X, Y = np.zeros((8, 4)), np.arange(8) % 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"sizes": [4]}, r"sizes.*\[4\]"),
        ({"sizes": [4, 0, 3]}, r"sizes.*\[4, 0, 3\]"),
        ({"sizes": [4, 2.5, 3]}, r"sizes.*2\.5"),
        ({"sizes": [4, 5, 1]}, "two or more classes"),
        ({"seeds": []}, r"seeds such as range\(10\).*\[\]"),
        ({"seeds": 10}, r"seeds such as range\(10\).*got 10"),
        ({"dropout": 1.0}, r"below 1.*got 1\.0"),
        ({"dropout": (-0.1, 0.5)}, r"at least 0.*got -0\.1"),
        ({"dropout": float("nan")}, "got nan"),
        ({"dropout": (0.1, 0.2, 0.3, 0.4)}, "Expected 2 dropout rates.*got 4"),
        ({"dropout": (0.1, np.array([0.1, 0.2, 0.3]))}, "each of 2 networks"),
        ({"initializer": "glorot_uniform"}, '"he" or "glorot".*got .glorot_uniform'),
        ({"penalty": 0.01}, r"penalty such as L2\(0\.01\).*got 0\.01"),
        ({"penalty": L2(np.ones(3))}, r"l2 of the penalty.*each of 2 networks.*\(3,\)"),
    ],
)
def test_a_network_that_makes_no_sense_is_refused(arguments, says):
    with pytest.raises(ValueError, match=says) as refusal:
        Network(**{"sizes": [4, 5, 3], "seeds": [1, 2], **arguments})
    assert_one_sentence(refusal)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"x": X[:, :3]}, r"x of shape \(n, 4\).*got \(8, 3\)"),
        ({"x": X[0]}, r"got \(4,\)"),
        ({"x": X[:0], "y": Y[:0]}, "at least one sample"),
        ({"x": np.zeros((3, 8, 4))}, r"\(2, n, 4\).*got \(3, 8, 4\)"),
        ({"x": np.where(X == 0, np.nan, X)}, "finite"),
        ({"y": Y[:7]}, r"labels of shape \(8,\).*got \(7,\)"),
        ({"y": np.eye(3)[Y]}, r"labels of shape \(8,\).*got \(8, 3\)"),
        ({"y": Y + 1}, "from 0 to 2.*1 to 3"),
        ({"y": Y - 1}, "from 0 to 2.*-1 to 1"),
        ({"y": Y.astype(float)}, "integer labels.*float64"),
        ({"epochs": 0}, "epochs.*got 0"),
        ({"batch_size": 2.5}, r"batch_size.*got 2\.5"),
        ({"validate_every": -1}, "validate_every.*got -1"),
        ({"optimizer": "adam"}, r"Adam\(0\.001\).*'adam'"),
        ({"validation": (X, Y + 1)}, "from 0 to 2"),
        ({"validation": X}, r"validation as a pair"),
    ],
)
def test_data_and_schedules_that_do_not_fit_are_refused_before_training(arguments, says):
    network = Network([4, 5, 3], seeds=[1, 2])
    before = network.parameters.flat.copy()
    with pytest.raises(ValueError, match=says) as refusal:
        network.fit(**{"x": X, "y": Y, **arguments})
    assert_one_sentence(refusal)
    np.testing.assert_array_equal(network.parameters.flat, before)


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Adam(0), "learning_rate.*got 0"),
        (lambda: Adam(beta_1=1), "beta_1.*got 1"),
        (lambda: Adam(epsilon=-1), "epsilon.*got -1"),
        (lambda: SGD(0.1, momentum=1.5), r"momentum.*got 1\.5"),
        (lambda: L1(-0.1), r"l1.*got -0\.1"),
        (lambda: L2(np.ones((2, 2))), "l2.*one number or one a network"),
    ],
)
def test_optimizers_and_penalties_out_of_range_are_refused(build, says):
    with pytest.raises(ValueError, match=says) as refusal:
        build()
    assert_one_sentence(refusal)


def assert_one_sentence(refusal):
    message = str(refusal.value)
    assert message.startswith("Expected")
    assert message.endswith(".")
    assert "\n" not in message
