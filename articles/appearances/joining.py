"""Two stories made one, and parted again: by a rule where hardly a doubt is left, else by an editor; each a decision, to be taken back.

One story leads: its words, address and GUID are what readers get. It is the one that was read first, also where the original of a copy
comes later: readers and feeds keep what they have. An editor may let another one lead.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError
from django.db.models import F, Q, QuerySet

from articles.appearances.likeness import Answer, Likeness, Rule
from articles.appearances.rows import Appearance, Pairing
from articles.models import Article
from gallery.desk.journal import Note, deciding
from gallery.models import Caption, Change, Decision
from gallery.races import redone

Status = Article.Status
type Group = list[Article]
"""Stories that are one, the leading one first."""


class Undecidable(Exception):
    """Stories can't be made one, or parted, as things are; the message says why."""


@redone
def make_one(story: Article, leading: Article, by: AbstractBaseUser) -> Article:
    """Say that a story is the same as another one, which leads; give the one that readers get. Raises Undecidable where they are one."""
    with deciding(by, Decision.Kind.STORY, f"Joined “{_short(story)}” to “{_short(leading)}”") as note:
        two = (story.pk, leading.pk)
        gone, kept = locked(*two)
        if gone[0].pk == kept[0].pk:
            raise Undecidable("They are one story already.")
        if against := _between(gone, kept).filter(same=False).exclude(left__in=two, right__in=two).first():
            raise Undecidable(
                f"Of “{_short(against.left)}” and “{_short(against.right)}”, which are one with these, it was said otherwise."
            )
        _say(note, story.pk, leading.pk, True)
        _join(note, gone, kept[0])
    return kept[0]


@redone
def part(story: Article, by: AbstractBaseUser) -> None:
    """Say for ever that a story that was joined to another one is none of those: it is again what it was by itself.

    Raises Undecidable where it is joined to none.
    """
    with deciding(by, Decision.Kind.STORY, f"Parted “{_short(story)}” from the story it was joined to") as note:
        group = locked(story.pk)[0]
        mine = next(each for each in group if each.pk == story.pk)
        if mine.joined_to_id is None:
            raise Undecidable("It is joined to no other story.")
        note.about(mine, group[0])
        for other in group:
            if other.pk != mine.pk:
                _say(note, mine.pk, other.pk, False)
        free(mine)


@redone
def keep_apart(story: Article, other: Article, by: AbstractBaseUser) -> None:
    """Say for ever that two stories are two; raises Undecidable where they are one by now."""
    with deciding(by, Decision.Kind.STORY, f"Kept “{_short(story)}” and “{_short(other)}” apart") as note:
        groups = locked(story.pk, other.pk)
        if groups[0][0].pk == groups[1][0].pk:
            raise Undecidable("They were made one story already; part them there.")
        if _say(note, story.pk, other.pk, False):
            note.about(*(each for group in groups for each in group if each.pk in (story.pk, other.pk)))


@redone
def let_lead(story: Article, by: AbstractBaseUser) -> None:
    """Let readers get a story in the place of the one that it is joined to; who sees it stays. Raises Undecidable where it leads."""
    with deciding(by, Decision.Kind.STORY, f"Let “{_short(story)}” lead") as note:
        group = locked(story.pk)[0]
        before, mine = group[0], next(each for each in group if each.pk == story.pk)
        if mine.joined_to_id is None:
            raise Undecidable("It leads already.")
        note.about(*group)
        shown = {"status": before.status, "withdrawn_because": before.withdrawn_because}
        _update([mine.pk], joined_to=None, status_apart="", **shown)
        _update([before.pk], joined_to=mine, status=Status.JOINED, status_apart=before.status)
        _update([each.pk for each in group[1:] if each.pk != mine.pk], joined_to=mine)
        Article.show([each.pk for each in group])


@redone
def say_of_address(appearance: Appearance, stands: bool, by: AbstractBaseUser) -> None:
    """Say for ever that an address is a story's, or that it is not: what is read there later is another story then."""
    said = "is that of" if stands else "is not that of"
    with deciding(by, Decision.Kind.STORY, f"Said that {str(appearance)[:150]} {said} “{_short(appearance.article)}”") as note:
        note.watch(appearance)
        if Appearance.objects.filter(pk=appearance.pk).exclude(stands=stands).update(stands=stands):
            note.about(appearance.article)


def settle_pair(one: int, other: int, likeness: Likeness) -> None:
    """Do what a rule says of two stories, unless somebody decided about it: join them, or ask."""
    groups = locked(one, other)
    if groups[0][0].pk == groups[1][0].pk or _is_settled(groups):
        return
    left, right = sorted((one, other))
    if likeness.answer is Answer.DOUBTFUL and _between(*groups).exclude(left=left, right=right).exists():
        return  # it is asked about these already
    said = {"rule": likeness.rule, "alike": likeness.alike}
    pair, _ = Pairing.objects.get_or_create(left_id=left, right_id=right, defaults=said)
    if (pair.rule, pair.alike) != (likeness.rule, likeness.alike):
        pair.rule, pair.alike = likeness.rule, likeness.alike
        pair.save(update_fields=["rule", "alike"])
    if likeness.answer is Answer.ONE and (leading := leader_of(groups)):
        _join_by_rule(pair, groups, leading)


def _is_settled(groups: Iterable[Group]) -> bool:
    """Tell whether an editor keeps any of one group from any of the other, or took back that they were joined."""
    return _between(*groups).filter(Q(same=False) | (Q(same=None) & ~Q(rule=Rule.MANY_SAME_WORDS))).exists()


def _between(group: Group, other: Group) -> QuerySet[Pairing]:
    mine, theirs = [each.pk for each in group], [each.pk for each in other]
    return Pairing.objects.filter(Q(left__in=mine, right__in=theirs) | Q(left__in=theirs, right__in=mine))


def leader_of(groups: Iterable[Group]) -> Article | None:
    """Choose who leads where a rule joins two; None where only an editor may say it.

    No story that readers see goes behind one that they don't, but a copy of a withdrawn one that comes after it; and none that an editor
    decided about goes behind another by itself.
    """
    first, second = sorted((group[0] for group in groups), key=lambda each: (each.status == Status.DRAFT, each.pk))
    if _is_decided(second):
        first, second = second, first
    hides = first.status != Status.PUBLISHED and second.status == Status.PUBLISHED
    comes_after = first.status == Status.WITHDRAWN and second.pk > first.pk
    if _is_decided(second) or second.status == Status.WITHDRAWN or (hides and not comes_after):
        return None
    return first


def _is_decided(story: Article) -> bool:
    """Tell whether a person decided anything about a story or the words under its photos."""
    captions = Caption.everything.filter(article=story).values("pk")
    about = Q(subject=Article._meta.label_lower, row=story.pk) | Q(subject=Caption._meta.label_lower, row__in=captions)
    return Change.objects.filter(about, decision__by_rule=False).exists()


def _join_by_rule(pair: Pairing, groups: Iterable[Group], leading: Article) -> None:
    gone = next(group for group in groups if group[0].pk != leading.pk)
    why = pair.why
    said = f"{why[:1].upper()}{why[1:]}: joined “{_short(gone[0])}” to “{_short(leading)}”"
    with deciding(None, Decision.Kind.STORY, said, by_rule=True) as note:
        _say(note, pair.left_id, pair.right_id, True)
        _join(note, gone, leading)


def locked(*stories: int) -> list[Group]:
    """Keep others from stories and all that are one with them, until the end of the transaction, in the order of their keys."""
    heads = {head or pk for pk, head in Article.objects.filter(pk__in=stories).values_list("pk", "joined_to")}
    rows = Article.objects.select_for_update().filter(Q(pk__in=heads) | Q(joined_to__in=heads)).order_by("pk")
    found = {each.pk: each for each in rows}
    # Whoever held one of them may have joined another to it: that is seen only now.
    missed = Article.objects.filter(joined_to__in=heads).exclude(pk__in=found).exists()
    if missed or not set(stories) <= set(found) or any(found[pk].joined_to_id not in (None, *heads) for pk in stories):
        raise IntegrityError("These stories were joined otherwise, or deleted, at this moment.")  # and so it is done again
    groups = ([each for each in found.values() if _head(found[pk]) in (each.pk, each.joined_to_id)] for pk in stories)
    return [sorted(group, key=lambda each: (each.joined_to_id is not None, each.pk)) for group in groups]


def _head(story: Article) -> int:
    return story.joined_to_id or story.pk


def _join(note: Note, gone: Group, leading: Article) -> None:
    note.about(*gone, leading)
    _update([gone[0].pk], joined_to=leading, status=Status.JOINED, status_apart=gone[0].status)
    _update([each.pk for each in gone[1:]], joined_to=leading)
    Article.show([each.pk for each in gone])


def free(story: Article) -> None:
    """Let a story be what it was by itself."""
    _update([story.pk], joined_to=None, status=story.status_apart, status_apart="")
    Article.show([story.pk])


def free_copies(note: Note, story: Article) -> None:
    """Let all that are joined to a story be what they were by themselves."""
    for copy in story.copies.select_for_update().order_by("pk"):
        note.about(copy)
        free(copy)


def _update(stories: list[int], **said: object) -> None:
    Article.objects.filter(pk__in=stories).update(version=F("version") + 1, **said)


def _say(note: Note, one: int, other: int, same: bool) -> bool:
    """Keep what is said of two stories; tell whether that was not said yet."""
    left, right = sorted((one, other))
    pair, is_new = Pairing.objects.get_or_create(left_id=left, right_id=right, defaults={"rule": Rule.BY_HAND})
    if is_new:
        note.made(pair)
    note.watch(pair)
    Pairing.objects.filter(pk=pair.pk).update(same=same)
    return pair.same is not same


def _short(story: Article) -> str:
    return story.headline if len(story.headline) <= 90 else f"{story.headline[:89]}…"
