"""Ports on the loopback: free ones for our services, and whether the asked one may be had."""

from __future__ import annotations

import errno
import socket

from kooperacje.embedded.texts import Fault

HOST = "127.0.0.1"


def free_port(preferred: int | None = None) -> int:
    """The preferred port while nobody has it (addresses stay the same), else any free one."""
    for port in (preferred, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError(errno.EADDRNOTAVAIL, "no free port on the loopback")


def answered(port: int) -> bool:
    """Whether somebody listens: a browser tries both loopbacks for *.localhost, so do we."""
    for family, host in ((socket.AF_INET, HOST), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.settimeout(0.5)
                if probe.connect_ex((host, port)) == 0:
                    return True
        except OSError:  # no IPv6 on this machine
            continue
    return False


def claim(port: int) -> None:
    """Refuse a port that another program has, naming one that is free."""
    if answered(port):
        raise Fault("port-taken", port=port, other=_next_free(port))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Fault("port-forbidden", port=port) from error
        except OSError as error:
            raise Fault("port-taken", port=port, other=_next_free(port)) from error


def _next_free(port: int) -> int:
    for candidate in range(max(port, 1023) + 1, min(max(port, 1023) + 100, 65535)):
        if not answered(candidate):
            return candidate
    return free_port()
