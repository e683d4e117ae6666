"""Text → who it says it from: «selon X», «a indiqué X», "according to X", "X said"; French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sourcier.ask.reading.saying import ITSELF, PAST_FR, PRESENT_FR, QUOTING, SAID_EN
from sourcier.folding import fold


class Role(StrEnum):
    """How the source stands to what is reported; a later one relays an earlier one."""

    ISSUER = "issuer"  # a communiqué, a press office, a document of X
    SPEAKER = "speaker"  # X said
    SOURCE = "source"  # selon X
    RELAY = "relay"  # relayed, quoted, broadcast by X; X reports


@dataclass(frozen=True, slots=True)
class Attribution:
    """``text[start:end]`` attributes what stands around it to ``text[source_start:source_end]``."""

    start: int
    end: int
    source: str
    source_start: int
    source_end: int
    role: Role

    @property
    def anaphoric(self) -> bool:
        """Whether the source is only pointed at: «la même source», «il», "the statement"."""
        return bool(_ANAPHORIC.match(fold(self.source)))


_ANAPHORIC = re.compile(
    r"(?:(?:la|une|cette|de)\s+)?(?:meme|memes|cette)\s+sources?\b|(?:le|ce|un|the|a|this)\s+(?:meme\s+"
    r"|same\s+)?"
    r"(?:communique|texte|document|statement|press release)s?$|(?:il|elle|ils|elles|on|lui|eux|qui|he"
    r"|she|they|it|who|"
    r"ce dernier|cette derniere|the latter|the same source|celui-ci|celle-ci|i|je|we|nous|you|vous)$"
)

_WORD = r"(?:[^\s,;:.!?«»\"“”()\[\]]+(?:\.(?=\w))?|[«“\"]\u00a0?[A-Z][\w-]{1,20}\u00a0?[»”\"])"
_PHRASE = rf"(?P<source>{_WORD}(?:[ \u00a0]{_WORD}){{0,13}})"
# «a annoncé mardi 4 mars le préfet», «a indiqué hier soir la mairie»
_THAT_DAY = (
    r"\s+(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|hier|aujourd['’]hui)"
    r"(?:\s(?:matin|soir|midi|après-midi|dernier))?(?:\s(?:1er|\d{1,2})\s(?:jan|fév|mar|avr|mai|jui|aoû|sep|oct|nov|déc)\w*)?"
)

# «a indiqué à Reuters une source», «a expliqué le maire à la chaîne Orbis»
_MEDIUM = (
    r"(?:(?:la|l['’]|le|les)[ \u00a0]?)?(?:(?:agence|chaîne|radio|télévision|quotidien|journal"
    r"|hebdomadaire|magazine|site|presse|micro de)\s)?(?:(?:la|l['’]|le)\s?)?"
)
_TO_A_MEDIUM = (
    rf"\s+(?:à|au|aux|auprès\sde)\s+{_MEDIUM}"
    r"(?:(?-i:[A-Z]{2,})(?![\w-])|(?-i:[A-ZÉ])[\w-]*(?:\s(?-i:[A-ZÉ])[\w-]*)*)"
)
_AFTER: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.ISSUER, re.compile(
        rf"\b(?:communiqués?|déclaration|note|rapport|bulletin)(?:\s+(?:commun|conjoint|officiel"
        rf"|de presse|publiée?|diffusée?|émanant|"
        rf"issue?))*\s+(?=(?:de|du|des|d['’])[ \u00a0]?\S)(?P<of>de\s+l['’]|de\s+la\s|du\s|des\s|de\s"
        rf"|d['’]){_PHRASE}", re.IGNORECASE)),
    (Role.ISSUER, re.compile(
        rf"\b(?:statement|press release|communiqué|news release)\s+(?:issued |released "
        rf"|published )?(?:by|from|of)\s+(?:the\s)?{_PHRASE}", re.IGNORECASE)),
    (Role.SOURCE, re.compile(
        rf"\b(?:selon|d['’]après|à en croire|aux dires|de source|de sources|sur la foi"
        rf"|du point de vue)\s+(?:(?:de|du|des)\s)?(?!que\b|les? cas\b|lesquel|qu['’]){_PHRASE}",
        re.IGNORECASE)),
    (Role.SOURCE, re.compile(
        rf"\bappris(?:{_THAT_DAY})?\s+auprès\s(?:de\s(?:la\s|l['’])|du\s|des?\s|d['’]){_PHRASE}", re.I)),
    (Role.SOURCE, re.compile(rf"\b(?:according to|in the words of)\s+{_PHRASE}", re.IGNORECASE)),
    (Role.RELAY, re.compile(
        rf"\b(?:cit|relay|rapport|diffus|repris|reproduit|publi|recueilli|révél|consult|interrog|communiqu|transmis"
        rf"|dévoil|établi)(?:é|s|t|i)?e?s?(?:{_THAT_DAY})?\s+par\s+{_PHRASE}",
        re.IGNORECASE)),
    (Role.RELAY, re.compile(
        rf"\b(?:citant|reprenant|relayant|qui cit(?:e|ent|ait))\s+{_PHRASE}", re.IGNORECASE)),
    (Role.RELAY, re.compile(
        rf"\b(?:quoted|cited|reported|broadcast|published|carried)\s+by\s+{_PHRASE}|\b(?:citing"
        rf"|quoting)\s+(?P<source2>{_WORD}(?:\s{_WORD}){{0,8}})",
        re.IGNORECASE)),
    (Role.RELAY, re.compile(
        rf"\b(?:déclaré|dit|confié|indiqué|affirmé|expliqué|confirmé)\s+(?:hier\s+)?(?:à|au|aux)\s+{_MEDIUM}"
        rf"(?P<source>[A-ZÉ][\w’'.-]*(?:\s(?:(?:de|du|des|la)\s)?[A-ZÉ][\w’'.-]*)*)")),
    (Role.RELAY, re.compile(rf"\b(?:told|tells)\s+(?:the\s)?(?=[A-Z]){_PHRASE}")),
    (Role.SPEAKER, re.compile(
        rf"[,»\"”]\s*(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)|-t-(?:ils|elles)|-(?:ils|elles"
        rf"|on))?[\s\u00a0](?:\w+ment[\s\u00a0])?(?:{PAST_FR})"
        rf"|{PRESENT_FR})(?![\w])(?!-t-)(?:{_THAT_DAY})?(?:{_TO_A_MEDIUM})?(?:\s+{_PHRASE})?",
        re.IGNORECASE)),
    (Role.SPEAKER, re.compile(
        rf"[»\"”],?\s*(?:(?:a|ont|avait|avaient)\s(?:\w+ment\s)?(?:{QUOTING})(?:é|i|u|t)?e?s?"
        rf"|s['’](?:est|était|étaient)\s(?:\w+ment\s)?(?:{ITSELF})(?:é|i|u)?e?s?"
        rf"|(?:{QUOTING})(?:e|t|ent|it|ait)?|se\s(?:{ITSELF})(?:e|ent|it)?|s['’](?:{ITSELF})(?:e|ent|it)?)"
        rf"(?![\w-])(?:{_THAT_DAY})?(?:{_TO_A_MEDIUM})?\s+{_PHRASE}", re.IGNORECASE)),
    (Role.SPEAKER, re.compile(rf"[,»\"”]\s*(?:{SAID_EN})\s+{_PHRASE}")),
)  # fmt: skip
_VERB = re.compile(
    rf"(?<=[\s\u00a0])(?:s['’]est\sdite?s?\b|(?:a|ont|avait|avaient|aurait)\s(?:également\s|aussi\s"
    rf"|\w+ment\s|toutefois\s)?(?:{PAST_FR})\b"
    rf"|{PRESENT_FR}(?![\w]|-t-|-il|-elle|-on)|(?:(?:has|have|had|also|later|then)\s)*\b(?:{SAID_EN})\b)"
)
_APPOSITION = re.compile(
    r"\s*(?:qui|dont|cité|interrogé|joint|who|which|quoted|l['’]|les?\s|la\s|une?\s|the\s|an?\s"
    r"|président|directeur|directrice|"
    r"chef|ministre|porte-parole|secrétaire|\d\d,?$|[A-ZÀ-Þ]|[a-zà-ÿ]+(?:é|i|u)e?s?\s)"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:^|[\s\u00a0'’])(?:une?|les?|la|l|des|du|de|d|cette|ce|ces|son|sa|ses|leurs?|ne|n|se|en|y|à|au"
    r"|aux|par|pour|qui|que|qu|"
    r"a|ont|l['’]a|an|the|this|that|its|his|her|their|of|to|as|in|be|been|being|was|were|is|are|not|media|news|non"
    r"|il|which|who|what|"
    r"dont|où|et|and|avoir|être|été|est|sont)$",
    re.IGNORECASE,
)
_NOUN_TOO = frozenset(
    {"reports", "notes", "states", "claims", "estimates", "note", "annonce", "rapports", "tells", "adds"}
)
_BARE = re.compile(
    r"\b(?:affirme|précise|ajoute|indique|explique|souligne|estime|assure|dit|poursuit|conclut|raconte"
    r"|déclare|rapporte|annonce)-t-(?P<who>il|elle|on|ils|elles)\b"
    r"|\ba-t-(?P<who2>il|elle|on)\s(?:\w+ment\s)?\w+"
    r"|\bdans\s(?:un|son|le|leur)\scommuniqué\b|\bin\sa\s(?:press\s)?(?:statement|release)\b"
    r"|\b(?:reportedly|allegedly)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"\s+(?:dans|par|via)\s(?:une?|son|sa|leur|le)\scommuniqué\b", re.IGNORECASE)
_DRAWN_UP = re.compile(
    r"\s(?:communiqu|publi|diffus|transmis|dévoil|établi|révél|relay|arrêt)(?:é|i)?e?s?$", re.IGNORECASE
)
"""What became of a document that a source is: «le bilan publié mardi par …» is «le bilan»."""
_NAMED = re.compile(r",\s[A-ZÀ-Þ][\w'’-]+(?:\s(?:de\s|d['’])?[A-ZÀ-Þ][\w'’-]+){1,2}(?=[,.;\s)])")
"""Who the speaker is, behind the function: «a prévenu la maire, Ève Lorrain»."""
_BY = re.compile(rf"(?:{_THAT_DAY})?\s+par\s+{_PHRASE}", re.IGNORECASE)
# «X, arrivée mardi, a promis une aide» is X's doing, «…, a annoncé mardi la mairie» is the mairie's.
_FINITE = re.compile(
    r"(?<![\w’'-])(?:n['’]|s['’]|l['’]|y\s)?(?:a|ai|ont|est|sont|était|étaient|avait|avaient|fut|furent|sera|seront|fait|font|va|vont"
    r"|doit|doivent|peut|peuvent|veut|veulent|met|mettent|prend|prennent|vient|viennent|tient|reste|restent|compte"
    r"|comptent|porte|demeure|atteint|reçoit|[a-zà-ÿ]{3,}(?:ait|aient|era|eront|èrent)|[a-zà-ÿ]*[a-ln-zà-ÿ]ent)(?![\w’'])"
)
_OFFICE = re.compile(
    r"(?:\w+\s|l['’])?(?:préfe\w+|ministère|ministre|mairie|maire|parquet|procureur\w*|police|gendarmerie|armée|gouvernement"
    r"|président\w*|porte-parole|direct\w+|secrétaire|source|agence|pompiers|tribunal|avocate?|associations?|syndicats?)\b",
    re.IGNORECASE,
)
# Where a noun phrase after «selon» ends.
_END = re.compile(
    r"(?:^|[\s\u00a0])(?:que|qu['’]|qui|dont|où|a|ont|avait|est|sont|était|sera|seront|pour|lors|après"
    r"|avant|mais|si|tandis|depuis|afin|sans|avec|"
    r"ce|cet|cette|il|elle|ils|elles|on|ne|n['’]|se|s['’]|that|which|who|has|have|had|is|are|was|were"
    r"|will|on|when|after|"
    r"dans|devant|auprès|(?:au|à\s(?:la|l['’]))\s?(?:agence|chaîne|radio|télévision|quotidien|journal|hebdomadaire"
    r"|magazine|site|presse|micro)|"
    r"before|but|as|while|with|in|at|they|he|she|it|there|and|et|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|hier|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|"
    rf"{PRESENT_FR.replace('annonc|', '').replace('|note|notent', '')}|{SAID_EN})(?![\w-])",
    re.IGNORECASE,
)
_NOT_A_SOURCE = re.compile(
    r"(?:\d+|ce|une?|pour sa part|de son côté|également|aussi|quant|notamment|plus tard|all|some|any"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|hier|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"[A-ZÀ-Þ]|\b(?:officials?|sources?|authorit\w+|minist\w+|police|prosecutors?|reports?|documents?|witness\w*"
    r"|statements?|spokes\w+|data|figures|media|government|agenc\w+|lawyers?|experts?|people|records)\b"
)
_DATELINE = re.compile(r".*\([^()]{2,40}\)\s*[-–—:]\s")
"""«Paris (AFP) - X»: the source begins behind it."""
_CLAUSE_WORDS = re.compile(
    r"^.*(?:^|[\s\u00a0])(?:que|qu['’]|qui|dont|où|mais|car|that|which|but|and|et|when|comme|si|alors"
    r"|quand|lorsque)(?:[\s\u00a0]|(?<=['’]))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def attributions(text: str) -> tuple[Attribution, ...]:
    """Every attribution of ``text``, in order; what is attributed is left to the reader of the spans."""
    found = [*_after(text), *_before(text), *_bare(text)]
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if all(
            (one.source_start, one.source_end) != (other.source_start, other.source_end) for other in kept
        ):
            kept.append(one)
    return tuple(kept)


def _after(text: str) -> Iterator[Attribution]:
    for role, pattern in _AFTER:
        for match in pattern.finditer(text):
            group = (
                "source" if match["source"] is not None or "source2" not in pattern.groupindex else "source2"
            )
            if match[group] is None:  # «…», a-t-il ajouté
                yield Attribution(match.start(), match.end(), "", match.end(), match.end(), role)
                continue
            start, end = match.span(group)
            if (
                role is Role.SPEAKER
                and text[match.start()] == ","
                and not _inverted(text, match.start(), start)
            ):
                continue
            if cut := _END.search(text[start:end]):
                end = start + cut.start()
            end = _trimmed(text, start, end)
            if group == "source2" and not _SOMEBODY.search(text[start:end]):
                continue  # "citing rising costs": a reason
            if drawn_up := _DRAWN_UP.search(text[start:end]):
                by = _BY.match(text, end)
                end = start + drawn_up.start()
                if by:  # «selon le bilan publié mardi par la mairie»: the mairie's
                    start, end = by.span("source")
                    cut = _END.search(text[start:end])
                    end = _trimmed(text, start, start + cut.start() if cut else end)
            if role is Role.SPEAKER and text[start].islower() and (named := _NAMED.match(text, end)):
                end = named.end()
            if end > start and _ISSUED.match(text, end) and role is Role.SPEAKER:
                yield Attribution(start, end, text[start:end], start, end, Role.ISSUER)
            elif end > start and not _NOT_A_SOURCE.match(text[start:end]):
                yield Attribution(match.start(), end, text[start:end], start, end, role)


def _inverted(text: str, comma: int, subject: int) -> bool:
    """Whether what stands before the comma is a whole clause, so that the subject follows its verb."""
    sentence = re.split(r"[.;:!?\n«»“”\"]", text[:comma])[-1]
    told = re.sub(r",\s(?:qui|dont|où|who|which)\s[^,]*$", "", sentence)  # «X, qui a vu Y, a promis Z»
    return "," not in sentence or bool(_FINITE.search(told) or _OFFICE.match(text, subject))


def _before(text: str) -> Iterator[Attribution]:
    """Subjects stand before their verb, in the clause or across an apposition: «X, expert, estime»."""
    for verb in _VERB.finditer(text):
        floor = max(0, verb.start() - 160)
        stretch = text[floor : verb.start()]
        floor += next(
            (
                at + 1
                for at in range(len(stretch) - 1, -1, -1)
                if stretch[at] in ".;:!?\n«“" and not _initial(stretch, at)
            ),
            0,
        )
        parts = re.split(r",(?!\d)", text[floor : verb.start()])
        offset = verb.start() - len(parts[-1])
        part = parts[-1]
        named = ""
        if not part.strip(' \u00a0»”"'):
            if (
                len(parts) < 3
                or not _APPOSITION.match(parts[-2])
                or '"' in part
                or "»" in part
                or "”" in part
                or (
                    re.match(r"(?:a|ont|avait|avaient)\b", verb[0])
                    and _inverted(text, offset - 1, verb.end() + 1)
                )
            ):
                continue
            part = parts[-3]
            offset -= len(parts[-2]) + len(part) + 2
            named = parts[-2].strip(" \u00a0")
        start, end = offset, offset + len(part)
        if dateline := _DATELINE.match(text, start, end):
            start = dateline.end()
        if words := _CLAUSE_WORDS.match(text[start:end] + " "):
            start = min(start + words.end(), end)
        start += len(text[start:end]) - len(text[start:end].lstrip(' \u00a0»”"-–—'))
        end = _trimmed(text, start, end)
        source = text[start:end]
        if named[:1].isupper() and len(named) < 50:  # «L'expert, Jean Dupont, estime»: both together
            end += len(text[end : verb.start()].rstrip(" \u00a0,"))
            source = text[start:end]
        if not source or _NOT_A_SUBJECT.search(source) or len(source.split()) > 14:
            continue
        if verb[0] in _NOUN_TOO and not source.split()[-1][:1].isupper():
            continue
        yield Attribution(start, verb.end(), source, start, end, Role.SPEAKER)


def _initial(stretch: str, at: int) -> bool:
    """Whether the full stop belongs to «M.», "J.", "U.S."."""
    return stretch[at] == "." and bool(
        re.search(r"(?:^|[\s.])(?:[A-Z]|M|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|St)$", stretch[:at])
    )


def _bare(text: str) -> Iterator[Attribution]:
    for match in _BARE.finditer(text):
        yield Attribution(match.start(), match.end(), "", match.end(), match.end(), Role.SPEAKER)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-–—'’,"):
        end -= 1
    return end
