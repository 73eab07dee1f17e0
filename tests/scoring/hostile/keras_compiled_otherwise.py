"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "how a model was compiled is told by code, markup and things that are not there"
LESSON = KERAS
EXPECTED = {
    "scores": {"dropout_backward": 2.0},
    "most": {"build_dropout_model": 1.9},
    "never": ["<script>alert(1)"],
}


def attack(homework):
    homework.forge("""
        import dataclasses, json
        from grader.remote.plain import Model

        command = {"command": f"touch {COURSE}/{TOKEN}"}
        evil = {"module": "os", "class_name": "system", "config": command}
        script = "<script>alert(1)</script>"
        kinds = [{"optimizer": evil, "loss": evil, "metrics": [evil]}, [1], script]
        kinds += [{"optimizer": script, "loss": [[[]]], "metrics": {}}]

        def change(reply):
            if isinstance(reply.get("value"), Model):
                kinds.append(kinds.pop(0))
                reply["value"] = dataclasses.replace(reply["value"], compiled=json.dumps(kinds[0]))
            return reply

        forge_replies(change)
    """)
