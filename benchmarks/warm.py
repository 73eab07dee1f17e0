"""A notebook's kernel with a small Keras fit: forked with TensorFlow imported, against cold."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from benchmarks.table import Row
from grader.warm import client
from grader.warm.starter import Parent

ROOT = Path(__file__).parents[1]
REPEATS = 5
FORKS = 200
TIMEOUT = 180
CELL = """
import keras, numpy as np
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("adam", "mse")
model.fit(np.ones((64, 4)), np.ones((64, 3)), verbose=0)
"""


def one_kernel():
    """Seconds from asking for a kernel to the end of its first fit."""
    KernelProvisionerFactory.clear_instance()  # it reads the environment once
    start = time.perf_counter()
    manager = KernelManager()
    manager.start_kernel()
    kernel = manager.client()
    kernel.start_channels()
    kernel.wait_for_ready(timeout=TIMEOUT)
    reply = kernel.execute_interactive(CELL, timeout=TIMEOUT, output_hook=lambda _: None)
    seconds = time.perf_counter() - start
    kernel.stop_channels()
    manager.shutdown_kernel(now=True)
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"the cell failed: {reply['content']}")
    return seconds


def fit(up):
    """What each of many forks does."""
    up()
    exec(CELL, {})


def many_forks(path):
    """Have many children fit, two at a time; a late or failed one is an error."""

    def one(_):
        request = client.Request("benchmarks.warm:fit", ["fit"], str(ROOT), dict(os.environ))
        child = client.fork(path, request, watchdog=TIMEOUT)
        code = child.wait(timeout=TIMEOUT)
        if code != 0:
            raise RuntimeError("a child hung" if code is None else f"a child ended with {code}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(FORKS)))


def measure():
    """One line of the table."""
    cold = sorted(one_kernel() for _ in range(3))[1]
    os.environ["PYTHONPATH"] = str(ROOT)  # children find this module
    parent = Parent()
    try:
        parent.wait_until_ready()
        many_forks(parent.socket)
        os.environ.update(parent.environment())
        warm = sorted(one_kernel() for _ in range(REPEATS))[REPEATS // 2]
    finally:
        for name in ("PYTHONPATH", *parent.environment()):
            os.environ.pop(name, None)
        parent.close()
    what = f"a kernel and its first Keras fit ({FORKS} forks, none hung)"
    return Row(f"{what}: {cold:.1f} s cold, {warm:.1f} s here", cold / warm, 5)
