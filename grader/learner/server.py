"""JupyterLab's server on a port that was reserved for it."""

from jupyter_server.serverapp import ServerApp


def on(listener, ready):
    """Make the class of a server that takes its connections from a socket.

    Parameters
    ----------
    listener : socket.socket
        Listening, from `grader.learner.ports.reserve`.
    ready : callable
        Is called without arguments once the server answers.

    Returns
    -------
    type
        For `jupyterlab.labapp.LabApp.serverapp_class`.
    """

    class ReservedServer(ServerApp):
        def _find_http_port(self):
            """Look for no port: there is one."""

        def _bind_http_server_tcp(self):
            self.http_server.add_socket(listener)
            ready()
            return True

    return ReservedServer
