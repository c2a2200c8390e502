"""Forms sent to servers of the web: through the one door to the network, to nothing that a page's address could not be fetched from."""

import time
from collections.abc import Mapping
from urllib.parse import urlencode

from urllib3.util import Timeout

from articles.fetch import USER_AGENT, Kind, Limits, answered, checked, pools_of, sentences
from articles.guard import Guard

ANSWER = Kind("answer", "*/*", frozenset())
LIMITS = Limits(size=0, seconds=10, redirects=0)


def send(
    url: str,
    form: Mapping[str, str],
    allowed_hosts: frozenset[str] = frozenset(),
    user_agent: str = USER_AGENT,
    limits: Limits = LIMITS,
) -> None:
    """Send a form; what is answered is not read, and a redirect is not followed: it would make another question of it.

    Raises FetchRefused where a rule of ours forbids it, FetchFailed where the network fails or the server does not take it.
    """
    headers = {"User-Agent": user_agent, "Accept": ANSWER.accept, "Content-Type": "application/x-www-form-urlencoded"}
    address, body = checked(url).url, urlencode(form)
    with Guard.until(time.monotonic() + limits.seconds, allowed_hosts) as guard, sentences(guard, limits, ANSWER), pools_of(guard) as pools:
        timeout = Timeout(total=guard.seconds_left())
        response = pools.request("POST", address, body=body, headers=headers, redirect=False, preload_content=False, timeout=timeout)
        try:
            if not 200 <= response.status < 300:
                raise answered(response)
        finally:
            response.close()
