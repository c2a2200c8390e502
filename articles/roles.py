"""Who may do what at the desk: three groups of logins.

The table is read again after every migration, so that a role has what it says here in every database, and no more, whatever models
come later. What else somebody needs, a group of the operator's own gives.
"""

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

_SEE = ("view",)
_CHANGE = ("view", "change")
_ALL = ("view", "add", "change", "delete")

_READ = {
    "articles.article": _SEE,
    "articles.section": _SEE,
    "articles.source": _SEE,
    "articles.subscription": _SEE,
    "gallery.photo": _SEE,
    "gallery.decision": _SEE,
}
_CAPTIONS = _READ | {"gallery.caption": _CHANGE}
_EDIT = _CAPTIONS | {
    "articles.article": ("view", "add", "change"),
    "articles.correction": ("view", "add", "change"),
    "articles.section": _ALL,
    "articles.source": _ALL,
    "articles.subscription": _ALL,
    "articles.pairing": _CHANGE,
    "articles.reread": ("view", "add", "change"),
    "gallery.photo": _CHANGE,
    "gallery.comparison": _CHANGE,
    "gallery.rendition": _CHANGE,
    "gallery.formerfile": _SEE,
    "gallery.sighting": _SEE,
}
_RUN = _EDIT | {"articles.article": _ALL, "auth.user": _ALL, "auth.group": _ALL}

ROLES: dict[str, dict[str, tuple[str, ...]]] = {"caption editor": _CAPTIONS, "editor": _EDIT, "administrator": _RUN}
"""Of each role what it may do with the rows of a class; classes that are not named it doesn't see."""


def write_roles(sender: AppConfig, using: str, apps: Apps = global_apps, **_: object) -> None:
    """Make the roles' groups what the table says, other groups are left alone. Called after the migrations, once an app."""
    if sender.label not in {label.partition(".")[0] for table in ROLES.values() for label in table}:
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using).filter(content_type__app_label=sender.label)
    for role, table in ROLES.items():
        wanted = [row for row in permissions if row.codename in _codenames(table, sender.label)]
        given = groups.get_or_create(name=role)[0].permissions
        given.remove(*given.filter(content_type__app_label=sender.label).exclude(pk__in=[row.pk for row in wanted]))
        given.add(*wanted)


def _codenames(table: dict[str, tuple[str, ...]], app: str) -> set[str]:
    """Give what a role may do with an app's rows, as permissions are named."""
    mine = [(label.removeprefix(f"{app}."), allowed) for label, allowed in table.items() if label.startswith(f"{app}.")]
    return {f"{what}_{model}" for model, allowed in mine for what in allowed}
