"""What every state machine of deciding editors does alike: it decides in one transaction of its own, and takes back, and does again."""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from gallery.desk.journal import CantUndo, undo
from gallery.models import Decision

settings.register_profile("short", max_examples=6, stateful_step_count=15)
settings.register_profile("long", max_examples=125, stateful_step_count=40)
PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
PARTS = 16 if PROFILE is settings.get_profile("long") else 1
in_parts = pytest.mark.parametrize("part", range(PARTS))
"""So many machines one after the other, or side by side, each with `max_examples` sequences of its own."""


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


def run_part(machine, part, request):
    """Run one part of a machine's sequences; `--hypothesis-seed` names them all, though no part has another's."""
    given = request.config.getoption("hypothesis_seed", None)
    seeded = machine if given is None else seed(f"{given} {part}")(type(machine.__name__, (machine,), {}))
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    phases = [phase for phase in Phase if phase is not Phase.shrink or "NOSHRINK" not in os.environ]
    run_state_machine_as_test(seeded, settings=settings(PROFILE, deadline=None, suppress_health_check=checks, phases=phases))
