"""Connections to public addresses only, whatever a name resolves to and wherever a redirect leads.

A check of the address before the request can be undone by a second answer of the name service
(DNS rebinding), so the check is made where the connection is opened, on the very address that is
connected to. Hosts that a person named are let through.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, ClassVar

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from stemmata.errors import BlockedAddressError

# IPv6 addresses that carry an IPv4 address in their last or middle bits, by which a private one
# could be reached: NAT64 (RFC 6052, 8215), 6to4 (RFC 3056), Teredo (RFC 4380).
_CARRIERS = tuple(
    ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


def is_public(address: str) -> bool:
    """Return whether an IP address can be reached over the public internet.

    Example:
        >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
        (True, False, False)
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in _CARRIERS):
            return False
    return found.is_global and not found.is_multicast


class _Checked(HTTPConnection):
    """A connection that is opened only to what is public, or to a host named by a person."""

    named: ClassVar[frozenset[str]] = frozenset()

    def _new_conn(self) -> socket.socket:
        host = self._dns_host.strip("[]").rstrip(".").lower()
        try:
            found = socket.getaddrinfo(host, self.port, 0, socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            reason = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
            raise NameResolutionError(self.host, self, reason) from error
        addresses = [str(each[4][0]) for each in found]
        if host not in self.named and f"{host}:{self.port}" not in self.named:
            private = [each for each in addresses if not is_public(each)]
            if private:
                raise BlockedAddressError(
                    f"it leads to {private[0]}, which is not a public address",
                    where=f"{host}:{self.port}",
                    advice="name the host if you trust it",
                )
        return self._connect_to(addresses)

    def _connect_to(self, addresses: list[str]) -> socket.socket:
        failure: OSError | None = None
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port or self.default_port),
                    self.timeout,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
        raise NewConnectionError(self, f"no connection ({failure})") from failure


def guarded_pool(named: frozenset[str], **choices: Any) -> urllib3.PoolManager:
    """Return a pool of connections to public addresses and to hosts named by a person.

    Args:
        named: hosts, each also as `host:port`, that may be reached although they are not public.
        choices: what `urllib3.PoolManager` takes.
    """

    class Plain(_Checked):
        pass

    class Encrypted(_Checked, HTTPSConnection):
        pass

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    Plain.named = Encrypted.named = frozenset(host.lower() for host in named)
    pool = urllib3.PoolManager(**choices)
    pool.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}
    return pool
