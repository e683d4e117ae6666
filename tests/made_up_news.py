# ruff: noqa: E501  (paragraphs stand on one line, as in articles)
"""Made-up French news, indexed for real: places, people and figures that no real article mixes with."""

from __future__ import annotations

from pathlib import Path

from sourcier.ingest.read import read_corpus
from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.stores.lexical import LexicalIndex, LexicalQuery
from sourcier.types import Article, Filters, Hit, Kind, Passage

NEWS = {
    "incendie-a.txt": """Incendie sur le port de Kervalen

Un violent incendie s'est déclaré mardi 3 mai 2022 dans un entrepôt frigorifique du port de Kervalen, dans le Finistère. Quatorze pompiers ont été engagés pendant six heures, a indiqué la préfecture.

Le feu est parti d'un court-circuit, selon le capitaine Yann Le Goff, qui dirigeait les secours. Deux ouvriers ont été légèrement blessés. Les dégâts sont estimés à 2,5 millions d'euros.

« Nous avons évité le pire, car le vent soufflait vers la mer », a déclaré la maire de Kervalen, Solène Abgrall. L'entrepôt appartenait à la société Frigomar, qui emploie 62 personnes.
""",
    "incendie-b.txt": """Kervalen : un entrepôt détruit par les flammes

Un entrepôt frigorifique du port de Kervalen a été détruit mardi 3 mai 2022 par un violent incendie. Une quinzaine de pompiers sont intervenus, d'après la préfecture.

Deux ouvriers de la société Frigomar ont été légèrement blessés. La société prévoit de reconstruire le bâtiment avant l'été 2023, a annoncé son directeur, Marc Tanguy.
""",
    "peche.txt": """Valdorie et Tarsénie signent un accord de pêche

Le ministre des Affaires étrangères de la Valdorie, Petar Mirkovitch, s'est rendu lundi 16 mai à Tarsène, où il a été reçu par la présidente Lina Okabé. Les deux pays ont signé un accord de pêche valable jusqu'en 2027.

L'accord autorise trente-deux navires valdoriens à pêcher 12 000 tonnes de thon par an. En échange, la Valdorie versera 9 millions d'euros, a précisé le ministre tarsénien des Finances, Samuel Adoum.

La prochaine réunion de la commission mixte aura lieu en septembre à Port-Lazare. Les discussions doivent aussi porter sur la formation des garde-côtes, afin de lutter contre la pêche illégale.

« Cet accord est une chance pour nos pêcheurs », a affirmé Lina Okabé à l'issue de la rencontre.
""",
    "usine.txt": """Hydralis supprime 340 emplois à Brassac

Le fabricant de turbines Hydralis va supprimer 340 emplois dans son usine de Brassac, a annoncé jeudi sa directrice générale, Claire Vasseur. L'usine, ouverte en 1978, compte 1 150 salariés.

La direction justifie sa décision par la baisse des commandes de la turbine H-12. Le syndicat Force ouvrière appelle à la grève à partir du 30 mai.

Une manifestation est prévue samedi devant la sous-préfecture de Castelnau. Le député Bruno Delmas a demandé une rencontre avec le Premier ministre.
""",
    "stade.txt": """Le nouveau stade de Rochebelle ouvrira en octobre

Le stade de Rochebelle, dont les travaux ont commencé en 2019, ouvrira ses portes en octobre, a confirmé l'architecte Inès Ferrand. Il pourra accueillir 21 000 spectateurs et aura coûté 84 millions d'euros.

Le premier match opposera le club local à l'équipe de Saint-Brévin.

3 commentaires

1. Encore un stade vide ! Le prix du billet passera à 45 euros, c'est une honte, et les parkings souterrains coûtent une fortune à la commune depuis douze ans.

2. Mon oncle, ancien gardien, dit que la pelouse synthétique rend les joueurs malades.

Les commentaires sont fermés.
""",
}


def passages(folder: Path) -> list[Passage]:
    """The articles, written to ``folder`` and read from it as any corpus is."""
    for path, text in NEWS.items():
        (folder / path).write_text(text, encoding="utf-8")
    return [
        passage
        for article in read_corpus(folder)
        if isinstance(article, Article)
        for passage in split(article, segment(article), passage_tokens=256, overlap_tokens=0)
    ]


class News:
    """The made-up articles in a real lexical index, which also is what `answerable` asks about the corpus."""

    def __init__(self, folder: Path) -> None:
        (folder / "articles").mkdir()
        self._passages = {passage.id: passage for passage in passages(folder / "articles")}
        self.index = LexicalIndex.open(folder / "lexical")
        for path in {passage.article_id for passage in self._passages.values()}:
            self.index.replace(path, [one for one in self._passages.values() if one.article_id == path])
        self.index.commit()

    def search(self, question: str, language: str = "fr", kinds: tuple[Kind, ...] = ()) -> list[Hit]:
        found = self.index.scores(LexicalQuery(question, language), 10, Filters(kinds=kinds))
        hits = [Hit(self._passages[name], one.stems + one.grams) for name, one in found.items()]
        return sorted(hits, key=lambda hit: -hit.score)[:10]
