"""Dask's own configuration for a cluster over TLS: as settings, and as variables."""


def trusting(security):
    """Settings with which a cluster of these credentials can be reached."""
    prefix = "distributed.comm.tls"
    return {
        f"{prefix}.ca-file": security.tls_ca_file,
        f"{prefix}.client.cert": security.tls_client_cert,
        f"{prefix}.client.key": security.tls_client_key,
    }


def variables(security):
    """The same for a process that is started with them."""
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    return {
        f"{prefix}CA_FILE": security.tls_ca_file,
        f"{prefix}CLIENT__CERT": security.tls_client_cert,
        f"{prefix}CLIENT__KEY": security.tls_client_key,
    }
