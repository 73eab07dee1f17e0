"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model's configuration names functions of Python's and of Keras' that do something"
EXPECTED = {"scores": {"build_dropout_model": 2.0, "dropout_backward": 2.0}}
"""The model itself is right, and is asked where it lives; the configuration makes nothing."""
LESSON = KERAS


def attack(homework):
    homework.forge("""
        import dataclasses, json
        from grader.remote.plain import Model

        touch = f"touch {COURSE}/{TOKEN}"
        fetch = {"fname": TOKEN, "origin": f"file://{HOME}/.secret", "cache_dir": COURSE}
        kinds = [
            {"module": "builtins", "class_name": "eval", "config": {"source": touch}},
            {"module": "builtins", "class_name": "function", "config": "exec"},
            {"module": "os", "class_name": "system", "config": {"command": touch}},
            {"module": "keras.utils", "class_name": "get_file", "config": fetch},
            {"module": "keras.saving", "class_name": "load_model", "config": {"filepath": HOME}},
            {"class_name": "__lambda__", "config": {"value": "x"}},
            {"module": "keras", "class_name": "Sequential", "config": {"layers": {"a": [[[[]]]]}}},
            [], 5, None, "Sequential",
        ]

        def change(reply):
            if isinstance(reply.get("value"), Model):
                kinds.append(kinds.pop(0))
                reply["value"] = dataclasses.replace(reply["value"], config=json.dumps(kinds[0]))
            return reply

        forge_replies(change)
    """)
