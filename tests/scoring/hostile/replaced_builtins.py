"""See hostility.py for what a case is."""

CASE = "builtins, imports and the modules that a kernel needs are replaced"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import builtins, json, socket, struct, sys

        class Finder:
            def find_spec(self, name, path=None, target=None):
                raise ImportError("3.0")

        sys.meta_path.insert(0, Finder())
        json.dumps = struct.pack = lambda *a, **k: b"3.0"
        socket.socket = sys.modules["socket"] = None
        builtins.len = lambda thing: 3
        builtins.isinstance = lambda *a: True
        builtins.__import__ = lambda *a, **k: None
    """)
