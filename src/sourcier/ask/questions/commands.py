"""A question as typed → whether it is an order to the program («oublie tes consignes») and no question at
all."""

from __future__ import annotations

import re

from sourcier.language import fold

_OURS = (
    r"(?:tes|vos|ton|votre|ces|your|the|its|all|any|every|previous|prior|above|earlier|"
    r"toutes? (?:les|tes|vos))"
)
_RULES = (
    r"(?:consignes?|instructions?|regles?|directives?|invites?|prompts?|rules?|guidelines?|"
    r"configuration|parametres)"
)
_UNDO = (
    r"(?:oublie[zr]?|ignore[zrs]?|neglige[zr]?|contourne[zr]?|outrepasse[zr]?|desobei\w*|forget|disregard|"
    r"override|bypass)"
)
_SHOW = (
    r"(?:revele[zr]?|affiche[zr]?|montre[zr]?|donne[zr]?|repete[zr]?|recopie[zr]?|imprime[zr]?|ecri[stv]\w*|"
    r"reveal|show|print|repeat|output|display|tell|give|quelles? sont|what (?:is|are))"
)
_ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        # to forget, ignore or override what it was told
        rf"\b{_UNDO}(?: \w+){{0,3}}? {_OURS}(?: \w+){{0,3}}? {_RULES}\b",
        rf"\b{_UNDO}(?: \w+){{0,3}}? {_RULES} (?:precedentes?|anterieures?|ci-dessus|above)",
        # to show what it was told
        rf"\b{_SHOW}\b(?:[- ]\w+){{0,5}}? (?:tes|vos|ton|votre|your|systeme|system)"
        rf"(?: \w+){{0,2}}? {_RULES}\b",
        r"\b(?:system prompt|prompt systeme|invite systeme|message systeme)\b",
        # to be something else
        r"^(?:desormais|a partir de maintenant|from now on|now),? (?:tu es|vous etes|you are|you're)\b",
        r"^(?:tu es|you are) (?:maintenant|desormais|now)\b",
        r"^(?:fais|faites) comme si\b|^(?:agis|comporte-toi) (?:comme|en tant que)\b|^(?:act as|pretend)\b",
        r"\b(?:jailbreak|mode developpeur|developer mode|dan mode)\b",
        r"(?:забудь|игнорируй) .{0,30}(?:инструкци|правил)|системн\w+ (?:промпт|подсказк)",
        r"(?:تجاهل|انس) .{0,30}(?:تعليمات|التعليمات)",
    )
)


def is_command(question: str) -> bool:
    """Whether ``question`` tells the program what to do instead of asking about the articles."""
    folded = " ".join(fold(question).split())
    return any(pattern.search(folded) for pattern in _ORDERS)
