"""A form is sent through the door that pages are fetched through, and leads nowhere else."""

import socket

import pytest

from articles.fetch import FetchFailed, FetchRefused, Limits
from articles.sending import send

FORM = {"hub.mode": "publish", "hub.url": "https://paper.example/feed/?a=b&c"}


def allowed(publisher):
    return frozenset({publisher.host})


@pytest.mark.parametrize("status", [200, 202, 204])
def test_a_form_is_sent_as_it_is(publisher, status):
    publisher.answers["/hub"] = (status, {}, b"")
    send(publisher.url("/hub"), FORM, allowed(publisher))
    assert publisher.posted == [FORM]
    assert publisher.headers["/hub"]["Content-Type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("status", "passing"), [(400, False), (302, False), (503, True), (429, True)])
def test_an_answer_that_takes_nothing_says_whether_another_try_makes_sense(publisher, status, passing):
    publisher.answers["/hub"] = (status, {"Location": "/elsewhere", "Retry-After": "7"}, b"")
    with pytest.raises(FetchFailed) as failed:
        send(publisher.url("/hub"), FORM, allowed(publisher))
    assert (failed.value.passing, failed.value.wait) == (passing, 7)
    assert publisher.asked == {"/hub": 1}


@pytest.mark.parametrize("address", ["http://127.0.0.1/hub", "http://[::1]/hub", "ftp://hub.example/", "http://a:b@hub.example/", "hub"])
def test_what_may_not_be_fetched_is_sent_nothing(address):
    with pytest.raises(FetchRefused):
        send(address, FORM)


def test_a_private_hub_is_sent_nothing_unless_the_operator_lets_it(publisher):
    with pytest.raises(FetchRefused):
        send(publisher.url("/hub"), FORM)
    assert publisher.posted == []


def test_a_server_that_does_not_answer_is_left():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"localhost:{silent.getsockname()[1]}"
        with pytest.raises(FetchFailed) as failed:
            send(f"http://{host}/hub", FORM, frozenset({host}), limits=Limits(seconds=0.3))
    assert failed.value.silent
