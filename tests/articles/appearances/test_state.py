"""Whatever sources print and editors decide about which stories are one: nothing is lost, and taking back restores.

`HYPOTHESIS_PROFILE=long` runs two thousand sequences.
"""

from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from articles import desk
from articles.appearances import comparing, joining
from articles.appearances.joining import Undecidable
from articles.appearances.rows import Pairing
from articles.models import Article
from gallery.models import Decision
from tests.articles.appearances.texts import copy, report, take_in
from tests.gallery.taking_back import Deciding, in_parts, run_part

pytestmark = pytest.mark.django_db

TEXTS = [
    report(),
    [*report(), "Our reporter in the valley contributed."],
    [*report()[:6], *report(seed=5, paragraphs=2)],
    report(seed=2),
    [*report(seed=2), "There is more on page two."],
]
PAPERS = st.integers(0, 4)
MADE_UP = count(1)


def everything():
    """All that readers and editors see of stories, and all that was decided of them; times and versions aside."""
    stories = ("identity", "slug", "guid", "status", "status_apart", "joined_to", "headline", "edited_headline", "withdrawn_because")
    return sorted(Article.objects.values_list(*stories)), sorted(Pairing.objects.values_list("left", "right", "same", "rule"))


class Papers(Deciding):
    """Publishers who copy each other, and editors."""

    refuses = (Undecidable,)

    def everything(self):
        return everything()

    @initialize()
    def open(self):
        self.by = get_user_model().objects.create_user(f"ed{next(MADE_UP)}")
        self.printed, self.edits, self.seen = {}, {}, []

    def read(self, paper):
        story = take_in(copy(f"Paper {paper}", TEXTS[self.printed[paper]]))
        comparing.hold_against_others(story.pk)

    @rule(paper=PAPERS, text=st.integers(0, len(TEXTS) - 1))
    def a_paper_prints(self, paper, text):
        self.printed[paper] = text
        self.read(paper)
        self.seen.clear()

    @precondition(lambda self: self.printed)
    @rule(data=st.data())
    def a_page_is_read_again(self, data):
        before = everything()
        self.read(data.draw(st.sampled_from(sorted(self.printed))))
        assert everything() == before

    def story(self, data):
        return data.draw(st.sampled_from(list(Article.objects.order_by("pk"))))

    @precondition(lambda self: self.printed)
    @rule(data=st.data())
    def make_one(self, data):
        story, other = self.story(data), self.story(data)
        self.decided(lambda: joining.make_one(story, other, self.by))

    @precondition(lambda self: self.printed)
    @rule(data=st.data())
    def keep_apart(self, data):
        story, other = self.story(data), self.story(data)
        if story != other:
            self.decided(lambda: joining.keep_apart(story, other, self.by))

    @precondition(lambda self: self.printed)
    @rule(data=st.data(), what=st.sampled_from([joining.part, joining.let_lead]))
    def part_or_lead(self, data, what):
        story = self.story(data)
        self.decided(lambda: what(story, self.by))

    @precondition(lambda self: self.printed)
    @rule(data=st.data())
    def write_a_headline(self, data):
        story, headline = self.story(data), f"An editor’s headline {next(MADE_UP)}"
        self.decided(lambda: desk.edit(story, story.version, {"edited_headline": headline}, self.by))
        self.edits[story.pk] = headline

    @precondition(lambda self: Article.objects.exclude(status="joined").exists())
    @rule(data=st.data(), status=st.sampled_from(["draft", "published", "withdrawn"]))
    def decide_who_sees_it(self, data, status):
        story = data.draw(st.sampled_from(list(Article.objects.exclude(status="joined").order_by("pk"))))
        self.decided(lambda: desk.edit(story, story.version, {"status": status}, self.by))

    def follow_edits(self):
        """What stands of the headlines that editors wrote is what was decided last of each."""
        self.edits = {pk: said for pk in Article.objects.values_list("pk", flat=True) if (said := last_headline(pk))}

    @invariant()
    def no_editor_s_word_is_lost(self):
        shown = dict(Article.objects.exclude(edited_headline=None).values_list("pk", "edited_headline"))
        assert shown == getattr(self, "edits", {})
        assert not Article.objects.exclude(edited_headline=None).exclude(headline=F("edited_headline"))

    @invariant()
    def every_story_that_is_joined_leads_to_one_that_is_not(self):
        assert not Article.objects.filter(joined_to__joined_to__isnull=False)
        assert not Article.objects.filter(status="joined", status_apart="")
        assert not Article.objects.exclude(status="joined").exclude(status_apart="")

    @invariant()
    def no_story_stands_with_one_that_an_editor_kept_it_apart_from(self):
        assert not Pairing.objects.with_heads().filter(same=False, left_head=F("right_head"))

    @invariant()
    def every_paper_s_story_is_there_once(self):
        assert Article.objects.count() == len(getattr(self, "printed", {}))


def last_headline(pk):
    """What the newest decision that changed a story's headline left of it."""
    for decision in Decision.objects.about(Article(pk=pk)):
        change = decision.changes.get(subject="articles.article", row=pk)
        if "edited_headline" in change.differing:
            return change.after["edited_headline"]
    return None


@in_parts
def test_which_stories_are_one_survives_everything_in_whatever_order(part, request):
    run_part(Papers, part, request)
