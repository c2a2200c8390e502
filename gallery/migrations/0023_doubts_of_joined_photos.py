from collections import defaultdict

from django.db import migrations, models
from django.db.models.functions import Coalesce

DISPUTED = "they have the very same file, but an editor keeps them apart"


def ask(apps, schema_editor):
    """Doubts about a photo that was joined come back, but for those that something else answers: as `gallery.asking` has it."""
    Comparison, Rendition, Verdict = (apps.get_model("gallery", name) for name in ("Comparison", "Rendition", "Verdict"))
    heads = {side: Coalesce(f"{side}__merged_into", side) for side in ("left", "right")}
    doubts = [
        (frozenset((one, other)), (one, other) != (left, right), -fine, pk, why)
        for pk, left, right, fine, why, one, other in Comparison.objects.filter(same=None).values_list(
            "pk", "left", "right", "fine", "why", *heads.values()
        )
    ]
    names = defaultdict(set)
    for head, *some in Rendition.objects.values_list("photo", "key", "url"):
        names[head].update(some)
    worded = apps.get_model("gallery", "Photo").objects.exclude(words="")
    for head, words, article in worded.values_list(Coalesce("merged_into", "pk"), "words", "article"):
        names[head].add(f"{words}@{article}" if words.startswith("words:") else words)
    apart = set(Verdict.objects.filter(same=False).values_list("left", "right"))
    asked, moot = set(), []
    for pair, _, _, pk, why in sorted(doubts, key=lambda each: each[1:4]):
        one, other = min(pair), max(pair)
        left, right = names[one] - names[other], names[other] - names[one]
        answered = why != DISPUTED and any((min(a, b), max(a, b)) in apart for a in left for b in right)
        if one == other or pair in asked or answered:
            moot.append(pk)
        else:
            asked.add(pair)
    for start in range(0, len(moot), 500):
        Comparison.objects.filter(pk__in=moot[start : start + 500]).update(is_moot=True)


class Migration(migrations.Migration):
    dependencies = [
        ("gallery", "0022_what_decisions_are_looked_for_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="comparison",
            name="is_moot",
            field=models.BooleanField(default=False, editable=False),
        ),
        *(
            migrations.AddField(model_name="comparison", name=f"{side}_file", field=models.CharField(max_length=64, blank=True, default=""))
            for side in ("left", "right")
        ),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
