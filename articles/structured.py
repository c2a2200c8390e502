"""A story as machines read it: schema.org's NewsArticle with an ImageObject for each photo, and the same words as on the page."""

import json
import re
from collections.abc import Sequence
from typing import Any

from gallery.pictures import picture_of
from gallery.web import absolute, web_address
from gallery.wording.credited import Part

_INSIDE_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


_AT_HOME = (
    "af_ZA am_ET ar_EG az_AZ be_BY bg_BG bn_BD bs_BA ca_ES cs_CZ cy_GB da_DK de_DE el_GR en_US es_ES et_EE eu_ES fa_IR fi_FI "
    "fr_FR ga_IE gl_ES gu_IN he_IL hi_IN hr_HR hu_HU hy_AM id_ID is_IS it_IT ja_JP ka_GE kk_KZ km_KH kn_IN ko_KR ky_KG lo_LA "
    "lt_LT lv_LV mk_MK ml_IN mn_MN mr_IN ms_MY my_MM nb_NO ne_NP nl_NL nn_NO no_NO pa_IN pl_PL ps_AF pt_BR ro_RO ru_RU si_LK "
    "sk_SK sl_SI so_SO sq_AL sr_RS sv_SE sw_TZ ta_IN te_IN tg_TJ th_TH tk_TM tl_PH tr_TR uk_UA ur_PK uz_UZ vi_VN zh_CN zu_ZA"
)
"""Where a language is most likely at home (Unicode CLDR, likely subtags)."""
_TERRITORIES = {"zh-hant": "TW"} | dict(each.split("_") for each in _AT_HOME.split())
_TAG = re.compile(r"([a-z]{2,3})(-[a-z]{4})?(?:-([a-z]{2}))?(?![a-z0-9])", re.IGNORECASE | re.ASCII)


def locale_of(tag: str) -> str:
    """Give a language tag as Open Graph has it, `en_GB`: language and territory. Empty where nobody says where it is spoken."""
    said = _TAG.match(tag)
    if said is None:
        return ""
    language, script, territory = said[1].lower(), (said[2] or "").lower(), (said[3] or "").upper()
    territory = territory or _TERRITORIES.get(language + script) or _TERRITORIES.get(language, "")
    return f"{language}_{territory}" if territory else ""


def news_article(article: Any, root: str, paper: str, own: bool) -> dict[str, Any]:
    """Describe an article that was read `with_gallery`; `root` is the site's address, `paper` its name.

    `own`: whether the stories are the operator's own; else the original is named as what this is based on, and its publisher as publisher.
    """
    here = absolute(article.get_absolute_url(), root)
    publisher = paper if own or not article.source else article.source.name
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": here,
        "url": here,
        "headline": article.headline,
        "description": article.standfirst,
        "articleSection": article.section.name if article.section else "",
        "inLanguage": article.language,
        "datePublished": article.dated_at.isoformat(timespec="seconds"),
        "dateModified": max(article.dated_at, article.updated_at or article.dated_at).isoformat(timespec="seconds"),
        "author": [{"@type": "Person", "name": str(name)} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher},
        "isBasedOn": "" if own else web_address(article.url),
        "image": [image for caption in article.gallery if (image := _image(caption, root))],
    }
    return _without_empty(said)


def _image(caption: Any, root: str) -> dict[str, Any] | None:
    picture = picture_of(caption.photo)
    if picture is None:
        return None
    photographers = [name.name for name in caption.named if name.part == Part.PHOTOGRAPHER]
    said = {
        "@type": "ImageObject",
        "contentUrl": absolute(picture.src, root),
        "url": absolute(caption.get_absolute_url(), root),
        "width": picture.width,
        "height": picture.height,
        "caption": caption.text or caption.photo.alt or "",
        "creditText": caption.credit,
        "creator": [{"@type": "Person", "name": name} for name in photographers],
    }
    return _without_empty(said)


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def inside_html(said: dict[str, Any] | Sequence[Any]) -> str:
    """Give it as JSON that ends no script element."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_INSIDE_HTML)
