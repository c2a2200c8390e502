"""Web archives as GNU Wget writes them."""

import shutil
import subprocess

import pytest

from articles.ingest import ingest
from articles.models import Article
from gallery.models import Photo
from tests.articles.test_ingest import a_picture
from tests.articles.webarchives.making import PLACE, STORY

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(shutil.which("wget") is None, reason="no wget on this machine")]


@pytest.mark.parametrize("options", [[], ["--no-warc-compression"]])
def test_a_page_with_its_picture_is_a_story(publisher, tmp_path, options):
    url = publisher.url("/bridge")
    publisher.answers["/bridge"] = (200, {"Content-Type": "text/html"}, STORY.replace(PLACE.encode(), url.encode()))
    publisher.answers["/a-320.jpg"] = a_picture()
    command = ["wget", "--quiet", "--page-requisites", "--no-proxy", "--timeout=10", "--tries=1", "--warc-file=saved", *options, url]
    subprocess.run(command, cwd=tmp_path, timeout=60, check=False)
    publisher.answers.clear()
    (file,) = tmp_path.glob("saved.warc*")
    (story,) = [result for result in ingest([str(file)]) if not result.aside]
    assert (story.problem, story.article.url) == (None, url)
    assert Article.objects.get().page.taken_at
    assert Photo.objects.get().width == 400
