"""Static files as they are collected."""

import pytest
from django.core.management import call_command

from newsroom.static_files import StaticFiles


@pytest.fixture
def source(tmp_path, settings):
    folder = tmp_path / "source"
    (folder / "deeper").mkdir(parents=True)
    (folder / "page.css").write_text('/* A page. */\n@import "type.css";\n@import "deeper/panel.css";\nh1 { margin: 0; }\n')
    (folder / "type.css").write_text('@font-face { src: url("face.woff2"); }\n')
    (folder / "deeper" / "panel.css").write_text(".panel { color: red; }\n")
    (folder / "face.woff2").write_bytes(b"a face")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "newsroom.static_files.StaticFiles"}}
    return folder


def collected():
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = StaticFiles()
    return storage.stored_name("page.css"), storage.open(storage.stored_name("page.css")).read().decode()


def test_a_style_sheet_holds_those_it_imports_in_their_places(source):
    _, text = collected()
    assert "@import" not in text
    assert text.index("@font-face") < text.index(".panel") < text.index("h1")


def test_what_an_imported_sheet_names_is_named_by_its_content(source):
    _, text = collected()
    assert 'url("face.' in text
    assert 'url("face.woff2")' not in text


def test_a_changed_part_changes_the_name_of_the_whole(source):
    name, _ = collected()
    (source / "deeper" / "panel.css").write_text(".panel { color: blue; }\n")
    changed, text = collected()
    assert changed != name
    assert "blue" in text
