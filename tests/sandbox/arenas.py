"""A warm parent as in a graded class: it forks a child that is confined and then runs an attack."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.guard import Guard
from grader.sandbox.policy import Limits
from grader.sandbox.standard import standard_policy

HERE = Path(__file__).parent
NOBODY = 65534


@dataclass
class Outcome:
    """What came of an attack: its value or its refusal, the exit code, the guard's reason."""

    value: object
    refused: str | None
    code: int
    reason: str | None


class WarmParent:
    """The process that forks, with what it was asked to import."""

    def __init__(self, *modules):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "warm_parent.py"), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "SECRET_TOKEN": "s3cr3t-t0k3n", "TF_CPP_MIN_LOG_LEVEL": "3"},
        )
        assert self.reply() == {"ready": True}

    def ask(self, **request):
        """Send a request, return the first answer."""
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.reply()

    def reply(self):
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Arena:
    """A work folder among things that are no business of whoever works in it."""

    def __init__(self, parent, folder, user, lacking=None):
        self.parent, self.folder, self.user, self.lacking = parent, folder, user, lacking
        self.work = folder / "work"
        self.work.mkdir()
        if user:
            os.chown(self.work, user, user)

    def policy(self, **changes):
        """The standard one, but for what this user may not read where it is installed."""
        readable = self.parent.ask(readable_by=self.user)
        return standard_policy(self.work, **{"readable": tuple(readable), **changes})

    def start(self, attack, arguments, policy, confined=True):
        """Fork a child for an attack, return its process id."""
        request = {"attack": attack, "arguments": arguments, "confined": confined}
        request["lacking"] = self.lacking
        return self.parent.ask(policy=policy.to_json(), user=self.user, **request)["pid"]

    def run(self, attack, *arguments, confined=True, limits=None, during=None, policy=None):
        """Run the function `attack` of the modules attacks and excesses under a guard.

        `during` is called with the process id meanwhile.
        """
        policy = policy or self.policy(limits=limits or Limits(wall=20))
        pid = self.start(attack, arguments, policy, confined)
        # Attacks are bounded by themselves; this is the last resort of an unwatched test.
        alarm = threading.Timer(25, os.kill, (pid, signal.SIGKILL))
        alarm.start()
        try:
            with Guard(pid, policy.limits, self.work) as guard:
                if during:
                    during(pid)
                code = self.parent.reply()["code"]
        finally:
            alarm.cancel()
        path = self.work / "result.json"
        text = path.read_text() if path.exists() else ""
        result = json.loads(text) if text else {}  # it may have been ended while it wrote
        path.unlink(missing_ok=True)
        return Outcome(result.get("value"), result.get("refused"), code, guard.reason)
