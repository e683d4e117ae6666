"""The source that is open in the reader → a form of what people think of it → the register of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ask.recheck import current_id
from sourcier.ask.showing.grading import judged_by, outlet_judgement, registered_name
from sourcier.ask.showing.markup import Html, element, inline
from sourcier.errors import SourcierError
from sourcier.judgements import CREDIBILITIES, RELIABILITIES, OutletJudgement, Register
from sourcier.stores.register import judge_article, judge_outlet, read_register
from sourcier.types import Article
from sourcier.ui import panels
from sourcier.ui import weighing_texts as words
from sourcier.ui.desk import Desk
from sourcier.ui.painting import Painter, Updates
from sourcier.ui.session import Session

if TYPE_CHECKING:
    from sourcier.ui.judging_layout import JudgingParts
    from sourcier.ui.page import Parts


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form showed of an article and its outlet, to tell what was changed in it."""

    article: str
    outlet: str | None
    descriptor: str = ""
    reliability: str = ""
    usual: str = ""
    credibility: str = ""


class Judging:
    """Handlers of the reader's own buttons and of the form; one instance serves every open page."""

    def __init__(self, desk: Desk, parts: Parts, own: JudgingParts) -> None:
        self._desk = desk
        self._parts = parts
        self._own = own
        self._paint = Painter(desk, parts)

    def act(self, session: Session, event: gr.EventData) -> Updates:
        """A click in the reader: close it, or judge the source."""
        data: dict[str, Any] = getattr(event, "_data", {})
        if data.get("action") != "judge":
            session.reading = None
            return {self._parts.reader: "", **self.hidden(session)}
        try:
            engine = self._desk.engine
            article = engine.article(current_id(str(data.get("item", "")), self._desk.told.moved))
            if article is None:
                return {self._parts.reader: gr.skip()}
            return self._open(session, article, read_register(self._file))
        except SourcierError as error:
            return {
                self._own.form: gr.update(visible=True),
                self._own.said: panels.problem_html(error, session.language),
            }

    @property
    def _file(self) -> Any:
        return self._desk.settings.paths.register

    def _open(self, session: Session, article: Article, register: Register) -> Updates:
        own, known = self._own, outlet_judgement(register, article.outlet)
        about = next((each for each in register.articles if each.article == article.id), None)
        shown = Shown(
            article.id,
            registered_name(register, article.outlet) if article.outlet else None,
            known.descriptor if known else "",
            known.reliability.value if known and known.reliability else "",
            known.credibility.value if known and known.credibility else "",
            about.credibility.value if about and about.credibility else "",
        )
        session.judging = shown
        has_outlet = shown.outlet is not None
        return self.worded(session) | {
            own.form: gr.update(visible=True),
            own.about: self._about(session, shown, known),
            own.descriptor: gr.update(value=shown.descriptor, visible=has_outlet, **self._hint(session)),
            own.reliability: self._select(
                RELIABILITIES, shown.reliability, words.RELIABILITY, session, has_outlet
            ),
            own.usual: self._select(CREDIBILITIES, shown.usual, words.USUAL, session, has_outlet),
            own.credibility: self._select(CREDIBILITIES, shown.credibility, words.CREDIBILITY, session, True),
            own.said: "",
        }

    def _hint(self, session: Session) -> dict[str, str]:
        return {
            "label": words.DESCRIPTOR.in_(session.language),
            "placeholder": words.DESCRIPTOR_HINT.in_(session.language),
        }

    def _select(self, scale: Any, value: str, label: Any, session: Session, visible: bool) -> Any:
        """A select with the words of the scale; the empty choice is «not judged»."""
        language = session.language
        choices = [(words.NOT_JUDGED.in_(language), "")]
        choices += [(f"{grade.value} · {said.in_(language)}", grade.value) for grade, said in scale.items()]
        return gr.update(choices=choices, value=value, label=label.in_(language), visible=visible)

    def _about(self, session: Session, shown: Shown, known: OutletJudgement | None) -> Html:
        language = session.language
        name = shown.outlet or words.NO_OUTLET.in_(language)
        last = [element("p", judged_by(known, language), class_="where")] if known and known.changed else []
        kept = f"{words.KEPT_IN.in_(language)} {self._file}"
        return element(
            "section",
            element("h3", words.JUDGING.in_(language)),
            element("p", element("strong", inline(name)), dir="auto"),
            *last,
            element("p", words.JUDGING_MORE.in_(language), class_="where"),
            element("p", inline(kept), class_="where"),
        )

    def save(
        self,
        session: Session,
        descriptor: str | None,
        reliability: str | None,
        usual: str | None,
        credibility: str | None,
        by: str | None,
    ) -> Updates:
        """Write what was changed, and only that: somebody else may have judged the rest meanwhile."""
        shown, own = session.judging, self._own
        if shown is None:
            return {own.form: gr.update(visible=False)}
        now = Shown(
            shown.article,
            shown.outlet,
            " ".join((descriptor or "").split()),
            reliability or "",
            usual or "",
            credibility or "",
        )
        fields = {"descriptor": "descriptor", "reliability": "reliability", "usual": "credibility"}
        changed = {
            key: getattr(now, name) or None
            for name, key in fields.items()
            if getattr(now, name) != getattr(shown, name)
        }
        session.judge = " ".join((by or "").split())
        if not changed and now.credibility == shown.credibility:
            unchanged = element("p", words.UNCHANGED.in_(session.language), role="status")
            return {own.said: unchanged}
        try:
            if changed and shown.outlet is not None:
                judge_outlet(self._file, shown.outlet, changed, session.judge)
            if now.credibility != shown.credibility:
                judge_article(self._file, shown.article, now.credibility or None, session.judge)
        except SourcierError as error:
            return {own.said: panels.problem_html(error, session.language)}
        return self.hidden(session) | {
            self._parts.reader: self._paint.reader(session),
            self._parts.conversation: self._paint.conversation(session),
        }

    def cancel(self, session: Session) -> Updates:
        """The form goes; nothing is written."""
        return self.hidden(session)

    def hidden(self, session: Session) -> Updates:
        """No form."""
        session.judging = None
        return {self._own.form: gr.update(visible=False), self._own.said: ""}

    def worded(self, session: Session) -> Updates:
        """The fixed words of the form in the session's language."""
        own, language = self._own, session.language
        return {
            own.by: gr.update(label=words.BY.in_(language), value=session.judge),
            own.keep: gr.update(value=words.KEEP.in_(language)),
            own.drop: gr.update(value=words.CANCEL.in_(language)),
        }
