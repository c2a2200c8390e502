"""Archives made for tests: WARC files by warcio's writer, MHTML files by Python's email package."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import a_picture

PLACE = "https://www.paper.example/bridge"
PICTURE = "https://www.paper.example/a-320.jpg"
STORY = PAGE.replace('<source srcset="/a.webp 800w">', "").encode()
ONE_PICTURE = ((PICTURE, None, a_picture()),)
TAKEN = "2026-03-01T12:00:00Z"


def answered(url, body, content_type="text/html", status="200 OK", date=TAKEN, kind="response", **fields):
    """What a server answered, to be written into a WARC file."""
    headers = [("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in fields.items())]
    return {"url": url, "body": body, "status": status, "headers": headers, "date": date, "kind": kind}


PAGE_AND_PICTURE = [answered(PLACE, STORY), answered(PICTURE, a_picture(), "image/jpeg")]


def warc(path, records, gzip=False, version="1.0"):
    """Write a WARC file; give its path."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip, warc_version=version)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for said in records:
            headers, body, http, fields = {"WARC-Date": said["date"]}, BytesIO(said["body"]), None, {}
            if said["kind"] == "resource":
                fields["warc_content_type"] = said["headers"][0][1]
            else:
                http = StatusAndHeaders(said["status"], said["headers"], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(said["url"], said["kind"], body, http_headers=http, warc_headers_dict=headers, **fields)
            )
    return path


def mhtml(
    page=STORY,
    pictures=ONE_PICTURE,
    place=PLACE,
    charset="utf-8",
    snapshot=True,
    date="Sun, 01 Mar 2026 12:00:00 +0000",
):
    """Write an MHTML file; each picture is (address, content id, bytes)."""
    bundle = MIMEMultipart("related", type="text/html")
    if snapshot and place:
        bundle["Snapshot-Content-Location"] = place
    if date:
        bundle["Date"] = date
    root = MIMEText(page.decode(charset), "html", charset)
    if place:
        root["Content-Location"] = place
    bundle.attach(root)
    for address, cid, data in pictures:
        part = EmailMessage()
        part.set_content(data, "image", "jpeg", cte="base64", cid=cid and f"<{cid}>")
        if address:
            part["Content-Location"] = address
        bundle.attach(part)
    return bundle.as_bytes()
