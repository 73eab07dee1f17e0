"""``python warm_parent.py MODULE...``: import modules, then fork a child for each line of input.

A line is a JSON object: `attack` (a function of attacks or excesses), `arguments`, `policy`, `user`
(a number, 0 for whoever runs this), `confined`, and `lacking` for `lacking.take_away`. The answers
are the child's process id and, when it has ended, its exit code. The child leaves what came of the
attack in its work folder.
Or the line asks for the standard policy's paths that a user may read: `readable_by`.
"""

import importlib
import json
import os
import signal
import sys

import attacks
import excesses
from lacking import take_away

from grader.sandbox.confinement import confine
from grader.sandbox.kernel import prctl
from grader.sandbox.policy import Policy
from grader.sandbox.standard import readable_paths

PR_SET_DUMPABLE = 4
LONGEST = 30  # seconds after which a child is ended, should nothing else have ended it


def answer(request):
    """Fork the child, say its number and then how it ended."""
    pid = os.fork()
    if not pid:
        os.setsid()
        signal.alarm(LONGEST)
        try:
            policy = Policy.from_json(request["policy"])
            become(request["user"])
            os.chdir(policy.work)
            if request.get("lacking") is not None:
                take_away(request["lacking"])
            if request["confined"]:
                confine(request["policy"])
            attack(request, policy.work)
        finally:
            os._exit(3)
    say(pid=pid)
    say(code=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def readable_by(user):
    """What the standard policy lets a user read, found out as that user."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        become(user)
        os.write(writer, json.dumps(readable_paths()).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(writer)
    with open(reader) as file:
        return json.load(file)


def attack(request, work):
    """Run the attack, and end with 0 where it returned or was refused."""
    try:
        name = request["attack"]
        function = getattr(attacks, name, None) or getattr(excesses, name)
        result = {"value": function(*request["arguments"])}
    except (OSError, ValueError, ImportError) as error:
        result = {"refused": attacks.name_of(error)}
    with open(f"{work}/result.json", "w") as file:
        json.dump(result, file)
    os._exit(0)


def become(user):
    """Give up being root."""
    if user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        prctl(PR_SET_DUMPABLE, 1)  # as it is for a user who has never been root


def say(**words):
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        importlib.import_module(name)
    left_open = os.open(os.path.dirname(__file__), os.O_RDONLY)
    say(ready=True)
    for line in sys.stdin:
        request = json.loads(line)
        if "readable_by" in request:
            print(json.dumps(readable_by(request["readable_by"])), flush=True)
        else:
            answer(request)
