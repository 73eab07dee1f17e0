"""What runs in the student's process: a kernel, stand-ins for what is not there, a responder.

Nothing here is trusted by anybody: the student's code can replace all of it.
"""
