"""What editors wait for, done in the background before photos are: reading what they gave, storing it, reading the archive again."""

from django.tasks import task

from articles import drafting, rereading

FIRST = 10
"""Photos have priority 0: somebody waits for these."""


@task(priority=FIRST)
def look_at_draft(pk: int) -> None:
    """Fetch and read what somebody gave."""
    drafting.look(pk)


@task(priority=FIRST)
def store_draft(pk: int) -> None:
    """Store what somebody looked at."""
    drafting.store_draft(pk)


@task
def read_archive(pk: int) -> None:
    """Read the next stories of a run over the archive, and hand on to the next task where there are more."""
    if rereading.read_on(pk):
        read_archive.enqueue(pk)


@task(priority=FIRST)
def apply_reread(pk: int) -> None:
    """Change the next stories chosen in a run, and hand on to the next task where there are more."""
    if rereading.apply_on(pk):
        apply_reread.enqueue(pk)
