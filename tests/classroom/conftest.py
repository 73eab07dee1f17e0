"""Workers for a whole module: threads of this process where nobody dies, else processes."""

import pytest
from fakes import Class
from tls import trusting


@pytest.fixture(scope="module")
def threads():
    """A client whose workers are threads."""
    from distributed import Client

    quiet = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    with Client(
        processes=False, n_workers=2, threads_per_worker=1, scheduler_kwargs=quiet
    ) as client:
        yield client


@pytest.fixture(scope="module")
def processes():
    """A client whose workers are those of a run on this machine, and Dask set to trust them."""
    import dask

    from grader.classroom import cluster

    with cluster.local(2) as client, dask.config.set(trusting(client.security)):
        yield client


@pytest.fixture
def group(tmp_path):
    """A class without submissions."""
    return Class(tmp_path)
