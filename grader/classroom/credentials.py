"""Keys and certificates with which the processes of a cluster know each other.

Every connection is encrypted, and both ends must show a certificate. For a run on this machine they
are made anew: who cannot read the run's private folder is not let in.
"""

import os

from grader.learner import CourseError

FIELDS = ("tls_ca_file", *(f"tls_{r}_cert" for r in ("client", "scheduler", "worker")))
KEYS = tuple(f"tls_{role}_key" for role in ("client", "scheduler", "worker"))
PARTS = ("ca_file", "cert", "key")


def make(folder):
    """Make them in a private folder.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    distributed.Security
    """
    from distributed import Security

    made = Security.temporary()
    certificate, key = str(folder / "run.crt"), str(folder / "run.key")
    _write(certificate, made.tls_ca_file)
    _write(key, made.tls_client_key)
    # As files: of those in memory Dask writes a copy into the temporary folder at each connection.
    return Security(
        require_encryption=True,
        **dict.fromkeys(FIELDS, certificate),
        **dict.fromkeys(KEYS, key),
    )


def configured():
    """Those that Dask's own configuration names, for a cluster that is there already.

    Returns
    -------
    distributed.Security

    Raises
    ------
    CourseError
        None are named, or they cannot be read.
    """
    from distributed import Security

    security = Security()
    if not (security.tls_ca_file and security.tls_client_cert):
        raise CourseError(
            "A scheduler at tls:// wants a certificate, and Dask's configuration names none: set "
            "distributed.comm.tls as docs/grading.md shows."
        )
    try:
        security.get_connection_args("client")
    except OSError as error:
        files = ", ".join(filter(None, map(security.get_tls_config_for_role("client").get, PARTS)))
        raise CourseError(
            f"The certificates that Dask's configuration names cannot be used ({error}): look at "
            f"{files}."
        ) from None
    return security


def _write(path, text):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(text)
