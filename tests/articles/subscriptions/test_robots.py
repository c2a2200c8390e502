import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.subscriptions.robots import FORBIDDEN, FREE, GIVEN_UP, KEPT, LONGEST_DELAY, MAX_BYTES, RETRIED, Rules, read_rules, settle

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def allows(text, path, product="Cutline"):
    return read_rules(text.encode(), product).allows(f"https://news.example{path}")


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("<!doctype html><html><body>Not found: /</body></html>", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("Disallow: /", "/a", True),
        # Groups: ours before everybody's, merged wherever they stand, each with several names.
        ("User-agent: *\nDisallow: /\n\nUser-agent: cutline\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: cutline\nDisallow: /b", "/b", False),
        ("User-agent: Cutline/1.0 (news)\nDisallow: /b", "/b", False),
        ("User-agent: Cutlines\nDisallow: /b", "/b", True),
        ("User-agent: cutline\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: CUTLINE\nDisallow: /b", "/b", False),
        ("User-agent: cutline\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: CUTLINE\nDisallow: /b", "/c", True),
        ("User-agent: cutline\nUser-agent: other\nDisallow: /b", "/b", False),
        ("User-agent: cutline\n\nSitemap: /s.xml\nUser-agent: other\nDisallow: /b", "/b", False),
        ("User-agent: cutline\n\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: cutline\nCrawl-delay: 1\n\nUser-agent: *\nDisallow: /", "/a", True),
        # The longest match decides, of two as long the one that allows.
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nAllow: /\nDisallow: /*.gif$", "/a.gif", False),
        # Signs.
        ("User-agent: *\nDisallow: /*.gif$", "/a.gif?b", True),
        ("User-agent: *\nDisallow: /*.gif", "/a.gif?b", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*/b*/c$", "/a/b1/x/c", False),
        ("User-agent: *\nDisallow: *a*a$", "/a", True),
        ("User-agent: *\nDisallow: /a$b", "/a$b", False),
        ("User-agent: *\nDisallow: *", "/a", False),
        ("User-agent: *\nDisallow: /?s=", "/?s=a", False),
        ("User-agent: *\nDisallow: /A", "/a", True),
        ("User-agent: *\nDisallow: a", "/a", False),
        # One path in several spellings (RFC 9309, 2.2.2).
        ("User-agent: *\nDisallow: /%61", "/a", False),
        ("User-agent: *\nDisallow: /a", "/%61", False),
        ("User-agent: *\nDisallow: /ツ", "/%E3%83%84", False),
        ("User-agent: *\nDisallow: /%e3%83%84", "/ツ", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
        ("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", False),
        # Lines.
        ("\ufeffuser-AGENT :*#all\rDISALLOW\t: /b # here\r\n", "/b", False),
        ("user agent: *\nDisalow: /b", "/b", False),
    ],
)
def test_rules_are_read_as_the_standard_has_them(text, path, allowed):
    assert allows(text, path) is allowed


def test_the_pause_asked_for_is_the_longest_of_ours():
    text = "User-agent: *\nCrawl-delay: 9\nUser-agent: cutline\nCrawl-delay: 2.5\nDisallow: /a\n"
    text += "Crawl-delay: nan\nCrawl-delay: -1\nCrawl-delay: x"
    assert read_rules(text.encode(), "Cutline").delay == 2.5
    assert read_rules(text.encode(), "Other").delay == 9
    assert read_rules(b"User-agent: *\nCrawl-delay: 1e99", "Cutline").delay == LONGEST_DELAY
    assert read_rules(b"User-agent: *\nDisallow: /", "Cutline").delay is None


def test_half_a_line_at_the_limit_forbids_nothing():
    head = b"User-agent: *\nDisallow: /b\n"
    data = head + b"#" * (MAX_BYTES - len(head) - 13) + b"\nDisallow: /archive/old\nDisallow: /c\n"
    rules = read_rules(data, "Cutline")
    assert rules == Rules((("/b", False),))


def test_of_many_crawlers_rules_only_ours_are_kept():
    text = "\n".join(f"User-agent: a{number}" for number in range(15_000)) + "\n" + "\n".join(f"Disallow: /{n}" for n in range(15_000))
    assert read_rules(text.encode(), "Cutline") == FREE


def test_a_file_that_is_there_counts_for_a_day():
    standing = settle(NOW, 200, b"User-agent: *\nDisallow: /a", "Cutline")
    assert (standing.rules.patterns, standing.ask_at, standing.unreachable_since) == ((("/a", False),), NOW + KEPT, None)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 451])
def test_a_file_that_is_not_there_allows_everything(status):
    assert settle(NOW, status, b"User-agent: *\nDisallow: /", "Cutline").rules == FREE


@pytest.mark.parametrize("status", [None, 429, 500, 503])
def test_a_file_that_can_t_be_had_forbids_everything_until_it_is_given_up(status):
    first = settle(NOW, status, b"", "Cutline")
    assert (first.rules, first.ask_at, first.unreachable_since) == (FORBIDDEN, NOW + RETRIED, NOW)
    assert not first.rules.allows("https://news.example/a")
    later = settle(NOW + timedelta(days=29), status, b"", "Cutline", first)
    assert (later.rules, later.unreachable_since) == (FORBIDDEN, NOW)
    at_last = settle(NOW + GIVEN_UP, status, b"", "Cutline", later)
    assert (at_last.rules, at_last.unreachable_since) == (FREE, NOW)
    assert settle(NOW + GIVEN_UP, 200, b"", "Cutline", at_last).unreachable_since is None


def test_known_rules_stay_while_their_file_can_t_be_had():
    before = settle(NOW, 200, b"User-agent: *\nDisallow: /a", "Cutline")
    assert settle(NOW + KEPT, 503, b"", "Cutline", before).rules == before.rules


def test_what_is_no_address_is_not_allowed():
    assert not FREE.allows("https://[")


paths = st.text("ab/*$", max_size=8).map(lambda text: f"/{text}")


@given(paths, st.text("ab/", max_size=12).map(lambda text: f"/{text}"))
def test_a_pattern_matches_what_it_would_as_a_regular_expression(pattern, path):
    body, end = (pattern[:-1], r"\Z") if pattern.endswith("$") else (pattern, "")
    expected = re.match("".join(".*" if sign == "*" else re.escape(sign) for sign in body) + end, path) is not None
    assert Rules(((pattern, False),)).allows(f"https://news.example{path}") is not expected


@given(st.binary(max_size=400) | st.text("user-agent:*\ndisallow /$%2fA#\r", max_size=400).map(str.encode), st.text(max_size=40))
def test_any_file_is_read_and_any_address_judged(data, path):
    assert read_rules(data, "Cutline").allows(f"https://news.example/{path}") in {True, False}


@given(st.lists(st.tuples(st.text("ab*$/", max_size=6), st.booleans()), max_size=8), st.text("ab/", max_size=8))
def test_the_order_of_rules_says_nothing(rules, path):
    lines = [f"{'Allow' if allow else 'Disallow'}: /{pattern}" for pattern, allow in rules]
    one, other = ("\n".join(["User-agent: *", *order]) for order in (lines, lines[::-1]))
    assert allows(one, f"/{path}") is allows(other, f"/{path}")
