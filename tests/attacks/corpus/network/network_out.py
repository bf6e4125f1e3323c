"""Connections to the world

tries: to send out what it has seen, or to fetch answers
stopped by: an empty network of its own
deserves: all
"""

# %% after setup
import socket
import urllib.request

for address in (("192.0.2.1", 80), ("192.0.2.1", 53), ("2001:db8::1", 443)):
    try:
        socket.create_connection(address, timeout=0.5).close()
        print("{WON} connected")
    except OSError as error:
        print(error)
try:
    print(socket.getaddrinfo("name.invalid", 80))
except OSError as error:
    print(error)
try:
    urllib.request.urlopen("http://192.0.2.1/{MARK}", timeout=0.5)
except OSError as error:
    print(error)
