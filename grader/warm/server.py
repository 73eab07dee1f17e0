"""The parent's loop: takes requests, forks, and tells how each child ended. One thread, no more."""

import contextlib
import os
import selectors
import signal
import socket
import time

from grader.warm import frames, processes
from grader.warm.imports import import_installed
from grader.warm.requests import STREAMS, Client, is_foreign, refusal

HANDLED = (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT)


class Server:
    """Forks on request.

    Parameters
    ----------
    listener : socket.socket
        A listening unix socket.
    environments : list of dict
        The environments that the libraries were imported in: a request whose frozen variables
        are in none of them is refused.
    owner : int, optional
        The process without which this one has no purpose.
    idle : float, optional
        Seconds without clients after which it ends.
    """

    def __init__(self, listener, environments, owner=None, idle=None):
        self._environments, self._idle = environments, idle
        self._clients, self._ended, self._last = {}, False, time.monotonic()
        self._wake, self._wakened = socket.socketpair()
        self._selector = selectors.PollSelector()  # unlike epoll it is no kernel object to share
        for source in (listener, self._wake, self._wakened):
            source.setblocking(False)
        self._watch(listener, self._accept)
        self._watch(self._wake, self._signalled)
        if owner is not None:
            self._watch(os.pidfd_open(owner), self._end)
        signal.set_wakeup_fd(self._wakened.fileno())
        for number in HANDLED:
            signal.signal(number, lambda *_: None)

    def run(self):
        """Serve until the end.

        Returns
        -------
        (dict, Client) or None
            In a child the request and its client, in the parent None.
        """
        while not self._over():
            for key, _ in self._selector.select(self._idle):
                forked = key.data(key.fileobj)
                if forked:
                    return forked
        return None

    def close(self, keep=None):
        """Close every descriptor, in a child all but its own client's."""
        signal.set_wakeup_fd(-1)
        others = [client for client in self._clients.values() if client is not keep]
        for client in others:
            _close(client.connection, *client.descriptors)
        watched = [key.fileobj for key in self._selector.get_map().values()]
        _close(self._wakened, *(one for one in watched if one not in self._clients))

    def end_children(self):
        """Kill what was forked, with all that it started."""
        for client in self._clients.values():
            if client.child is not None:
                processes.kill_session(client.child, with_leader=True)

    def _over(self):
        if self._clients:
            self._last = time.monotonic()
        tired = self._idle is not None and time.monotonic() - self._last >= self._idle
        return self._ended or tired

    def _end(self, _):
        self._ended = True

    def _watch(self, source, handler):
        self._selector.register(source, selectors.EVENT_READ, handler)

    def _accept(self, listener):
        connection, _ = listener.accept()
        process, user = processes.peer(connection)
        if user != os.geteuid():
            connection.close()
            return
        self._clients[connection] = Client(connection, is_foreign(process))
        self._watch(connection, self._receive)

    def _receive(self, connection):
        client = self._clients.get(connection)
        if client is None:  # hung up on in this very round, as its child was found to have ended
            return None
        try:
            data, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, STREAMS)
            client.descriptors += descriptors
            client.inbox.feed(data)
            request = client.inbox.take()
        except (OSError, frames.Malformed):
            data = b""
        if not data:
            self._hang_up(client)
        elif request is not None and client.child is None:
            return self._answer(request, client)
        return None

    def _answer(self, request, client):
        """Fork, or say why not; in the child return what was asked for."""
        if reason := refusal(request, client, self._environments):
            self._tell(client, {"refused": reason})
            self._hang_up(client)
        elif "hello" in request:
            self._tell(client, request)
            self._hang_up(client)
        elif not client.has_gone:  # who gave up meanwhile has started cold
            import_installed(request["modules"])
            # Until it has handlers of its own, what a child receives would reach the parent.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)
            child = os.fork()
            if child == 0:
                self.close(keep=client)
                return request, client
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            client.child = child
            self._tell(client, {"child": child})
            _close(*client.descriptors)
            client.descriptors = []
        return None

    def _signalled(self, wake):
        received = wake.recv(1 << 10)
        if signal.SIGTERM in received or signal.SIGINT in received:
            self._ended = True
        self._reap()

    def _reap(self):
        """Bury who has ended, whether forked here or adopted when its own parent ended."""
        children = {one.child: one for one in self._clients.values() if one.child is not None}
        with contextlib.suppress(ChildProcessError):
            # While the dead child is not yet waited for, its number names no other session.
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                client = children.get(ended.si_pid)
                if client:
                    processes.kill_session(ended.si_pid)
                _, status = os.waitpid(ended.si_pid, 0)
                if client:
                    client.child = None
                    self._tell(client, {"exit": os.waitstatus_to_exitcode(status)})
                    self._hang_up(client)

    def _hang_up(self, client):
        if client.child is not None:  # it is told when it has been reaped
            processes.kill_session(client.child, with_leader=True)
            self._selector.unregister(client.connection)
            return
        del self._clients[client.connection]
        with contextlib.suppress(KeyError):
            self._selector.unregister(client.connection)
        _close(client.connection, *client.descriptors)

    @staticmethod
    def _tell(client, message):
        with contextlib.suppress(OSError):
            frames.send(client.connection, message)


def _close(*sources):
    for source in sources:
        if isinstance(source, int):
            os.close(source)
        else:
            source.close()
