"""Packets of its own making, and other families of sockets

tries: to look at traffic, to change addresses, or to reach the host of a virtual machine
stopped by: families of sockets other than Unix and internet are refused, raw ones too
deserves: all
"""

# %% after setup
import socket

FAMILIES = {"packet": 17, "netlink": 16, "vsock": 40, "bluetooth": 31, "can": 29, "alg": 38,
            "tipc": 30, "key": 15, "xdp": 44, "rds": 21, "qrtr": 42}  # fmt: skip
for name, family in FAMILIES.items():
    for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind)
            print("{WON}", name)
        except OSError as error:
            print(name, error)
for protocol in (socket.IPPROTO_ICMP, socket.IPPROTO_RAW, socket.IPPROTO_TCP):
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol)
        print("{WON} raw")
    except OSError as error:
        print(error)
