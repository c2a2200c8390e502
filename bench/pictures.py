"""What a photo of 12 megapixels costs: its renditions beside naive Pillow's, its fingerprint beside `imagehash.phash`, in one run.

    python -m bench.pictures DIR        (photographs; each is brought to 4000 × 3000 pixels first)

imagehash is no part of the environment, since it brings 200 MB: `pip install imagehash` puts it beside for this run; without it
its figures are left out. Times are CPU milliseconds, the least of three runs; the last line is JSON.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from PIL import Image

from bench.photographs import photographs
from gallery.pixels.checking import JPEG_QUALITY, WEBP_QUALITY, WIDTHS, avif_renditions, check, renditions
from gallery.pixels.fingerprints import fingerprint

try:
    import imagehash
except ImportError:
    imagehash = None

PHOTOGRAPHS = 5


def cpu(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def naive(data: bytes) -> None:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    for width in WIDTHS:
        made = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        made.save(io.BytesIO(), "WEBP", quality=WEBP_QUALITY)
        made.save(io.BytesIO(), "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)


def jpeg(image: Image.Image, size: tuple[int, int], progressive: bool = False) -> bytes:
    buffer = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=90, progressive=progressive)
    return buffer.getvalue()


def sizes(files) -> int:
    return sum(len(file.data) for file in files) // 1024


def of_renditions(photos: list[Image.Image]) -> list[float]:
    ratios, ours = [], []
    for image in photos:
        data = jpeg(image, (4000, 3000))
        picture = check(data)
        peer, mine = cpu(lambda data=data: naive(data)), cpu(lambda data=data: renditions(check(data)))
        background = cpu(lambda picture=picture: avif_renditions(picture))
        ratios.append(peer / mine)
        ours.append(mine)
        print(f"WebP and JPEG: {mine:.0f} ms, naive {peer:.0f} ms, ratio {ratios[-1]:.2f}; AVIF {background:.0f} ms;", end=" ")
        made = renditions(picture)
        webp, avif = sizes(file for file in made if file.format == "webp"), sizes(avif_renditions(picture))
        print(f"WebP {webp} kB, JPEG {sizes(made) - webp} kB, AVIF {avif} kB")
    return [statistics.median(ours), statistics.median(ratios)]


def of_fingerprints(photos: list[Image.Image]) -> dict[str, float]:
    if imagehash is None:
        print("imagehash is not installed: its figures are left out (pip install imagehash).")
        return {}
    found = {}
    for label, size, progressive in (
        ("12 MP", (4000, 3000), False),
        ("12 MP progressive", (4000, 3000), True),
        ("1600 px", (1600, 1200), False),
        ("640 px", (640, 480), False),
    ):
        opened, decoded = [], []
        for image in photos:
            data = jpeg(image, size, progressive)
            mine, peer = (cpu(lambda make=make, data=data: make(Image.open(io.BytesIO(data)))) for make in (fingerprint, imagehash.phash))
            opened.append(peer / mine)
            whole = Image.open(io.BytesIO(data)).convert("RGB")
            mine, peer = (cpu(lambda make=make, whole=whole: make(whole)) for make in (fingerprint, imagehash.phash))
            decoded.append(peer / mine)
        found[label] = round(statistics.median(opened), 1)
        print(f"fingerprint, {label}: {found[label]} × faster than imagehash.phash from the opened file,", end=" ")
        print(f"{statistics.median(decoded):.1f} × from decoded pixels")
    return found


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "")
    photos = [image for _, image in islice(photographs(folder), PHOTOGRAPHS)] if len(sys.argv) > 1 and folder.is_dir() else []
    if not photos:
        sys.exit("Name a folder of photographs: python -m bench.pictures DIR")
    cpu_ms, ratio = of_renditions(photos)
    print(json.dumps({"renditions_ms": round(cpu_ms), "naive_ratio": round(ratio, 2), "fingerprint_ratio": of_fingerprints(photos)}))


if __name__ == "__main__":
    main()
