"""What came between the opening of a caption and its saving: another editor's words, or other ones of the source."""

from dataclasses import dataclass

from gallery.desk import words
from gallery.desk.history import Words, words_at
from gallery.models import Caption, Decision
from gallery.wording.three_way import Merged, merge, merge_line


@dataclass(frozen=True, slots=True)
class Overtaken:
    """An editor's words that nobody has saved yet, with those that were saved meanwhile and those that both began from."""

    who: str
    by_source: bool
    was: Words | None
    """What the editor opened; None: it is not known any more."""
    theirs: Words
    mine: Words
    version: int
    mark: str
    """What to send with words that have seen `theirs`."""

    @property
    def says(self) -> str:
        """What happened, with the others' words, for a page that shows nothing beside."""
        what = "the source changed its words to" if self.by_source else f"{self.who} saved"
        return (
            f"While you were writing, {what}: “{self.theirs.text}” ({self.theirs.credit or 'no credit'}). "
            "Your words are still in the form; save again to put them in place of these."
        )

    @property
    def merged(self) -> Words | None:
        """Both changes in one wording, where they don't meet; None where they do, and where one of both has it all."""
        if self.was is None:
            return None
        text, credit = merged(self.was, self.theirs, self.mine)
        words_of_both = Words(text.text, credit.text)
        return None if text.conflicts or credit.conflicts or words_of_both in (self.theirs, self.mine) else words_of_both


def merged(was: Words, theirs: Words, mine: Words) -> tuple[Merged, Merged]:
    """Merge two changes of a caption and of its credit line, which is one thing."""
    return merge(was.text, theirs.text, mine.text), merge_line(was.credit, theirs.credit, mine.credit)


def overtaken(current: Caption, version: int | None, mark: str | None, mine: Words) -> Overtaken | None:
    """Tell what came between; None where nothing did. Without a mark nobody says which words of the source were seen."""
    now = words.source_mark(current)
    if version != current.version:
        theirs = Words(current.text, current.credit)
        was = words_at(current, version) if version else None
        last = Decision.objects.about(current).select_related("by").first()
        return Overtaken(str((last and last.by) or "somebody"), False, was, theirs, mine, current.version, now)
    if mark and mark != now:
        theirs = Words(current.source_text, current.source_credit)
        return Overtaken("the source", True, None, theirs, mine, current.version, now)
    return None
