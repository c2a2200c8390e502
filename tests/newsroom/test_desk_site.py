import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_what_editors_work_with_all_day_stands_before_users_and_tasks(client):
    client.force_login(get_user_model().objects.create_superuser("ada"))
    listed = [app["app_label"] for app in client.get(reverse("admin:index")).context["app_list"]]
    assert set(listed[:2]) == {"gallery", "articles"}
    assert "auth" in listed[2:]
