"""Static files under names made from their content, scripts that other scripts import among them."""

import posixpath
import re
from collections.abc import Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.M)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Kept by browsers for ever, since a file that changes changes its name everywhere.

    A style sheet that imports others is collected with their words in the place of each `@import`: a page waits for one answer.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: object) -> Iterator[tuple]:
        """Put together what is to be collected, name it and compress it."""
        whole = {name: (_Whole(storage), path) if name.endswith(".css") else (storage, path) for name, (storage, path) in paths.items()}
        return super().post_process(whole, dry_run, **options)


class _Whole:
    """Opens the style sheets of a folder whole."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def open(self, path: str) -> File:
        return ContentFile(self._read(path).encode())

    def _read(self, path: str) -> str:
        with self._storage.open(path) as file:
            text = file.read().decode()
        return _IMPORT.sub(lambda found: self._read(posixpath.join(posixpath.dirname(path), found[1])), text)
