"""The closed list of claim types and their sub-types (docs/claim-types.md explains each with an example).

Knows: the words. The first six types and their sub-types are ACLED's (codebook, table 2), worded as there.
Does not know: which words of a text give which type.
"""

from __future__ import annotations

ACLED: dict[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}

OWN: dict[str, tuple[str, ...]] = {
    "Control": ("holds", "gained", "lost", "contested"),
    "Agreement": (
        "ceasefire",
        "prisoner exchange",
        "withdrawal",
        "evacuation",
        "aid access",
        "surrender",
        "peace",
    ),
    "Displacement": (
        "evacuation",
        "withdrawal",
        "flight",
        "forced displacement",
        "return",
        "safe passage",
        "remaining",
        "displaced",
    ),
    "Siege": ("siege",),
    "Access": ("denied", "granted"),
    "Damage": ("destroyed", "damaged"),
    "Need": ("hunger", "shortage", "affected"),
    "Casualties": ("killed", "injured", "missing"),
    "Population": ("population",),
    "Statement": (),
}

TYPES: dict[str, tuple[str, ...]] = {**ACLED, **OWN}
"""Every type with its sub-types. A claim's sub-type may always be None: the words do not say more than the type."""
