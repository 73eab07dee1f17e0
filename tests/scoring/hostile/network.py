"""See hostility.py for what a case is."""

CASE = "connections by TCP, UDP and sockets without a path are tried, and a name is looked up"
EXPECTED = {"never": ["REACHED"]}


def attack(homework):
    homework.wrong()
    port, name = homework.world.port, homework.world.abstract
    homework.add(f"""
        import socket, urllib.request

        def connect(family, address, kind=socket.SOCK_STREAM):
            with socket.socket(family, kind) as client:
                client.settimeout(2)
                client.connect(address)
                client.send(b"secret")
                return "REACH" + "ED"

        attempt(connect, socket.AF_INET, ("127.0.0.1", {port}))
        attempt(connect, socket.AF_INET, ("127.0.0.1", {port}), socket.SOCK_DGRAM)
        attempt(connect, socket.AF_INET, ("192.0.2.1", 80))
        attempt(connect, socket.AF_INET6, ("::1", {port}))
        attempt(connect, socket.AF_UNIX, "\\0" + {name!r})
        attempt(socket.getaddrinfo, "nowhere.invalid", 80)
        attempt(lambda: urllib.request.urlopen("http://127.0.0.1:{port}", timeout=2).read())
    """)
