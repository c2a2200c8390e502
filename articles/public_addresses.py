"""Which addresses of the Internet Protocol are a public server's. Pure.

Python's `is_global` answers another question: it passes multicast, NAT64, `::127.0.0.1` and a cloud's own service address.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_PUBLIC_IPV6 = IPv6Network("2000::/3")
"""All global unicast there is (RFC 4291); mapped, compatible, NAT64, unique local, link-local and multicast lie outside."""

_SPECIAL_IPV6 = tuple(
    map(
        IPv6Network,
        [
            "2001::/23",  # protocol assignments, with Teredo, which embeds an IPv4 address
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which embeds an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ],
    )
)

_SPECIAL_IPV4 = tuple(
    map(
        IPv4Network,
        [
            "0.0.0.0/8",  # this host; 0.0.0.0 connects to it
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT, and a cloud's metadata service
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # a cloud's service address in public space
            "169.254.0.0/16",  # link-local, with most clouds' metadata services
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT relays
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ],
    )
)
"""Both lists: IANA's special-purpose address registries (RFC 6890), read so that a doubt refuses."""


def is_public(address: str) -> bool:
    """Say whether a numeric address, as a resolver gives it, is one that a public server can have."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return _is_public_ipv6(ip) if isinstance(ip, IPv6Address) else _is_public_ipv4(ip)


def _is_public_ipv4(ip: IPv4Address) -> bool:
    return ip.is_global and not any(ip in network for network in _SPECIAL_IPV4)


def _is_public_ipv6(ip: IPv6Address) -> bool:
    return ip.scope_id is None and ip in _PUBLIC_IPV6 and ip.is_global and not any(ip in network for network in _SPECIAL_IPV6)
