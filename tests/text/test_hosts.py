"""One host is one host, however its address is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.clean.hosts import outlet_at
from stemmata.store.addresses import normal_address
from stemmata.text.hosts import host_of, split_address
from stemmata.trace.links import plain_address

_names = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}\.example", fullmatch=True)


@given(_names)
def test_www_and_capitals_do_not_name_another_host(host: str) -> None:
    """Outlets, stored addresses and declared links agree on which page is the same."""
    one, other = f"https://{host}/a", f"http://WWW.{host.upper()}/a"
    for read in (outlet_at, normal_address, plain_address):
        assert read(one) == read(other)
    assert outlet_at(one) == host == host_of(split_address(other))


@given(st.text(max_size=40))
def test_no_text_is_too_odd_for_an_address(text: str) -> None:
    """What is no address has no host, and stops nothing."""
    for read in (outlet_at, normal_address, plain_address):
        read(text)
        read(f"https://{text}/a")
    assert isinstance(host_of(split_address(text)), str)
