"""`manage.py extract` given web archives."""

from tests.articles.test_extract import answers, extract
from tests.articles.webarchives.making import PAGE_AND_PICTURE, PLACE, mhtml, warc


def test_every_page_of_an_archive_has_its_line_with_its_address(tmp_path):
    file = warc(tmp_path / "a.warc.gz", PAGE_AND_PICTURE, gzip=True)
    page = tmp_path / "a.mhtml"
    page.write_bytes(mhtml())
    run = extract(file, page)
    assert [(each["id"], each["url"], each["kind"]) for each in answers(run)] == [
        (f"{file} › {PLACE}", PLACE, "story"),
        (str(page), PLACE, "story"),
    ]
