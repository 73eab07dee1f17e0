"""The other end: read requests, have them answered, write the replies."""

from grader.remote.exchange import generators
from grader.remote.generators import generator_state
from grader.remote.wire import pack, unpack


def serve(responder, source, sink):
    """Answer the requests that come from `source` until it ends.

    Parameters
    ----------
    responder : grader.remote.responder.Responder
    source, sink : binary streams
    """
    while True:
        try:
            request = unpack(lambda size: _exactly(source, size))
        except EOFError:
            return
        reply = responder.ask(request)
        reply["generators"] = [generator_state(rng) for rng in generators(request)]
        sink.write(pack(reply))
        sink.flush()


def _exactly(source, size):
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return data
