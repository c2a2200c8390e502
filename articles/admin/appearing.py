"""Of a story's page: where else it is, and what editors say of that."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from articles.appearances import joining
from articles.appearances.finding import named
from articles.appearances.joining import Undecidable
from articles.models import Article
from gallery.models import Decision
from gallery.posted import key_of


class SaysWhereStoriesAre:
    """Adds to a story's page its copies and addresses, with what is decided of them; for the pages of stories that know `_mine`."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the page's own forms."""
        guarded = self.admin_site.admin_view
        views = ((name, getattr(self, f"{name}_view")) for name in ("join", "part", "lead", "address"))
        return [path(f"<int:pk>/{name}/", guarded(view), name=f"articles_article_{name}") for name, view in views] + super().get_urls()

    @method_decorator(require_POST)
    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the story one with another one, which leads."""
        story = self._mine(request, pk)
        other = named(request.POST.get("other", ""))
        if other is None:
            messages.error(request, "Nothing was joined: no story here has that number or address.")
        else:
            decide(request, lambda: joining.make_one(story, other, request.user), f"Joined. Readers get “{other}”.")
        return to(story)

    @method_decorator(require_POST)
    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Part the story for ever from those that it was joined to."""
        story = self._mine(request, pk)
        decide(request, lambda: joining.part(story, request.user), f"“{story}” is a story by itself again, and stays one.")
        return to(story)

    @method_decorator(require_POST)
    def lead_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let readers get this story in the place of the one that it is joined to."""
        story = self._mine(request, pk)
        decide(request, lambda: joining.let_lead(story, request.user), f"Readers get “{story}” now.")
        return to(story)

    @method_decorator(require_POST)
    def address_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that an address is the story's, or that it is not."""
        story = self._mine(request, pk)
        appearance = get_object_or_404(story.appearances, pk=key_of(request.POST.get("address", "")))
        stands = request.POST.get("answer") == "yes"
        said = "The address is this story’s." if stands else "What is read at that address from now on is another story."
        decide(request, lambda: joining.say_of_address(appearance, stands, request.user), said)
        return to(story)


def decide(request: HttpRequest, work: Callable[[], object], said: str) -> None:
    """Decide, and say so with the way to take it back, or why it can't be decided."""
    try:
        work()
        messages.success(request, _done(request, said))
    except Undecidable as problem:
        messages.error(request, f"Nothing was changed. {problem}")


def _done(request: HttpRequest, said: str) -> SafeString:
    mine = Decision.objects.filter(by=request.user, kind=Decision.Kind.STORY).first()
    return format_html('{} <a href="{}">Take it back</a>', said, reverse("admin:gallery_decision_change", args=[mine.pk])) if mine else said


def to(story: Article) -> HttpResponse:
    """Lead back to where a story's page says where it is."""
    return HttpResponseRedirect(f"{reverse('admin:articles_article_change', args=[story.pk])}#places")
