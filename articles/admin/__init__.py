"""The desk's pages about stories."""

from django.contrib import admin

from articles.admin.pairings import PairingAdmin
from articles.admin.sources import SubscriptionAdmin
from articles.admin.stories import ArticleAdmin
from articles.admin_reread import RereadAdmin
from articles.appearances.rows import Pairing
from articles.models import Article, Reread, Section, Source, Subscription

admin.site.register([Section, Source])
admin.site.register(Reread, RereadAdmin)
admin.site.register(Article, ArticleAdmin)
admin.site.register(Pairing, PairingAdmin)
admin.site.register(Subscription, SubscriptionAdmin)
