"""Static files under names made from their content, scripts that other scripts import among them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Kept by browsers for ever, since a file that changes changes its name everywhere."""

    support_js_module_import_aggregation = True
