"""See hostility.py for what a case is."""

CASE = "what the kernel publishes is malformed JSON, has wrong signatures, or lacks parts"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        session = get_ipython().kernel.session
        thread = get_ipython().kernel.iopub_thread
        deep = b"[" * 10**5 + b"]" * 10**5
        odd = [b"1", b"null", b"[]", b"{"]
        frames = [
            [b"x"],
            [b"<IDS|MSG>"],
            [b"<IDS|MSG>", b"bad", b"{}", b"{}", b"{}", b"{}"],
            [b"<IDS|MSG>", b"", deep, deep, deep, deep],
            [b"a", b"<IDS|MSG>", session.sign(odd), *odd],
            [b"<IDS|MSG>", session.sign([deep] * 4), deep, deep, deep, deep],
            [b"x" * 10**7],
        ]
        for parts in frames:
            attempt(thread.socket.send_multipart, parts)
            attempt(lambda: thread.schedule(lambda: thread._really_send(parts)))
    """)
