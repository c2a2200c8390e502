"""What the tests of the desk's pages share."""

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("ed", password="x")


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client
