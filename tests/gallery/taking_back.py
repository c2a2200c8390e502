"""What every state machine of deciding editors does alike: it decides in one transaction of its own, and takes back, and does again."""

from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from gallery.desk.journal import CantUndo, undo
from gallery.models import Decision


class Deciding(RuleBasedStateMachine):
    """Editors who decide and take back. A machine says of itself what is `everything`, what `refuses`, and how `follow_edits`;
    it begins with `by`, who decides, and with `seen`: decisions, each with everything as it was before and after it."""

    refuses: tuple[type[Exception], ...] = ()

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def everything(self):
        """All that readers and editors see, and all that was decided."""
        raise NotImplementedError

    def follow_edits(self):
        """Remember what stands of the words that editors wrote, after something was taken back."""
        raise NotImplementedError

    def decided(self, decide):
        """Let an editor decide, and keep how everything was before; a refusal changes nothing."""
        before, newest = self.everything(), Decision.objects.order_by("pk").last()
        try:
            with transaction.atomic():
                decide()
        except (*self.refuses, CantUndo) as refused:
            note(f"refused: {refused}")
            assert self.everything() == before
            return
        latest = Decision.objects.order_by("pk").last()
        if latest != newest:
            self.seen.append((latest, before, self.everything()))

    @precondition(lambda self: self.seen)
    @rule()
    def take_back_the_latest(self):
        decision, before, after = self.seen.pop()
        if Decision.objects.get(pk=decision.pk).stands:
            undo(decision, self.by)
            assert self.everything() == before
            again = Decision.objects.order_by("pk").last()
            undo(again, self.by)
            assert self.everything() == after
            undo(Decision.objects.get(pk=decision.pk), self.by)
            assert self.everything() == before
            self.follow_edits()

    @precondition(lambda self: Decision.objects.filter(stands=True).exists())
    @rule(data=st.data())
    def take_back_any(self, data):
        decision = data.draw(st.sampled_from(list(Decision.objects.filter(stands=True).order_by("pk"))))
        self.decided(lambda: undo(decision, self.by))
        self.follow_edits()
