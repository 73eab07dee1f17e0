"""See hostility.py for what a case is."""

CASE = "messages are forged in the kernel's name: results, replies, an idle state, and noise"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        kernel = get_ipython().kernel
        parent = kernel.get_parent()
        send, socket = kernel.session.send, kernel.iopub_socket

        def forge(kind, content, stream=socket):
            attempt(lambda: send(stream, kind, content, parent=parent))

        full = {"data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 2}
        forge("execute_result", full)
        forge("execute_result", {"data": {"text/plain": 3.0, "text/html": ["<script>"]}})
        forge("display_data", {"data": "3.0"})
        forge("stream", {"name": 5, "text": {"a": 1}})
        forge("stream", {})
        forge("error", {"ename": 1, "evalue": [], "traceback": "x"})
        forge("update_display_data", {"transient": {"display_id": "x"}})
        forge("clear_output", {"wait": "<script>"})
        forge("<script>", {"a": [[[[[]]]]]})
        forge("status", {"execution_state": "idle"})
        forge("status", {"execution_state": 7})
        forge("execute_reply", {"status": "ok", "execution_count": "3.0"})
        for number in range(3, 64):
            try:
                os.write(number, b"\\x01\\x00\\x00\\x01" + os.urandom(64))
            except OSError:
                pass
    """)
