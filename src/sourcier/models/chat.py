"""Messages → a stream of text, signs of life and a closing event, from a chat model in Ollama.

Own adapter, because neither the `ollama` package nor LlamaIndex's integration can send ``truncate`` and
``shift`` on a chat: without them Ollama cuts the front of a long prompt, silently, under HTTP 200.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping, Sequence
from typing import Any

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback
from llama_index.core.llms.custom import CustomLLM
from pydantic import PrivateAttr

from sourcier.errors import ModelError, ModelMissing
from sourcier.models import failures
from sourcier.models.deltas import (
    AnswerReader,
    ChatDelta,
    ChatDone,
    ChatText,
    ChatThinking,
    ChatTurn,
    ChatWaiting,
    Role,
)
from sourcier.models.ollama import OllamaServer
from sourcier.models.streaming import Beat, stream_post
from sourcier.models.wire import JsonLines

__all__ = ["ChatDelta", "ChatDone", "ChatText", "ChatThinking", "ChatTurn", "ChatWaiting", "OllamaChat"]


class OllamaChat(CustomLLM):
    """A chat model in Ollama, always with the same context window (another one would reload the model).

    `stream` is the real interface; the methods of LlamaIndex's `CustomLLM` stand on it.
    """

    name: str
    num_ctx: int
    num_predict: int
    temperature: float
    keep_alive: str
    _server: OllamaServer = PrivateAttr()

    def __init__(self, server: OllamaServer, name: str, *, num_ctx: int | None = None) -> None:
        given = server.settings
        super().__init__(
            name=name,
            num_ctx=num_ctx or given.num_ctx,
            num_predict=given.num_predict,
            temperature=given.temperature,
            keep_alive=given.keep_alive,
        )
        self._server = server

    @classmethod
    def class_name(cls) -> str:
        """The name LlamaIndex shows."""
        return "OllamaChat"

    @property
    def metadata(self) -> LLMMetadata:
        """From the settings, without asking the server."""
        return LLMMetadata(
            context_window=self.num_ctx,
            num_output=self.num_predict,
            is_chat_model=True,
            model_name=self.name,
        )

    def stream(  # type: ignore[override]  # LlamaIndex's takes a PromptTemplate, which is not used here
        self,
        messages: Sequence[ChatTurn],
        *,
        num_predict: int | None = None,
        temperature: float | None = None,
        stop: Sequence[str] = (),
    ) -> Generator[ChatDelta, None, None]:
        """Ask, and yield what comes; the last event is `ChatDone`.

        While nothing comes, a `ChatWaiting` (or `ChatThinking`) follows at least every quarter of a second,
        also before the first byte. Closing the generator stops the model. An answer may be empty.

        Raises a `ModelError` that says what went wrong; text received before it has been yielded by then. A
        stream that ends without its closing line raises ModelInterrupted.
        """
        options: dict[str, Any] = {
            "num_ctx": self.num_ctx,
            "num_predict": num_predict or self.num_predict,
            "temperature": self.temperature if temperature is None else temperature,
            **self._server.placement(),
        }
        if stop:
            options["stop"] = list(stop)
        body = {
            "model": self.name,
            "messages": [{"role": turn.role, "content": turn.content} for turn in messages],
            "stream": True,
            "think": False,
            "truncate": False,
            "shift": False,
            "keep_alive": self.keep_alive,
            "options": options,
        }
        self._server.held.note(self.name, messages)
        try:
            yield from self._read(body)
        except ModelMissing as error:
            raise failures.missing(self.name, self._server.names("completion")) from error

    def may_hold(self, beginning: Sequence[ChatTurn]) -> bool:
        """Whether Ollama may have in its cache a prompt that begins so; see `models.held`."""
        return self._server.held.may_hold(self.name, beginning, in_memory=self._in_memory)

    def _in_memory(self) -> bool:
        try:
            running = {model.name for model in self._server.running()}
            return not running.isdisjoint({self.name, f"{self.name}:latest"})
        except ModelError:
            return True

    def preload(self, beginning: Sequence[ChatTurn] = ()) -> None:
        """Load the model into memory with this context window and have it read ``beginning``; wait for both.

        Raises a `ModelError` as `stream` does.
        """
        for _ in self.stream(beginning, num_predict=1):  # with 0, Ollama says as much as it likes
            pass

    @property
    def is_cold(self) -> bool:
        """Whether a question would wait for more than its own words: nothing was asked of the model from here
        yet, or it has left memory since."""
        return not self._server.held.has_prompted(self.name) or not self._in_memory()

    def _read(self, body: Mapping[str, Any]) -> Generator[ChatDelta, None, None]:
        lines, answer = JsonLines(), AnswerReader()
        packets = stream_post(
            self._server.url, "/api/chat", body, self._server.limits, model=self.name, num_ctx=self.num_ctx
        )
        with contextlib.closing(packets):
            for packet in packets:
                if isinstance(packet, Beat):
                    yield answer.sign_of_life(packet.seconds)
                    continue
                for line in lines.feed(packet.data):
                    yield from self._deltas(line, answer)
                    if answer.over:
                        return
        for line in lines.close():
            yield from self._deltas(line, answer)
        if not answer.over:
            yield from answer.rest()
            if not answer.stuck:
                raise failures.interrupted()
            # Ollama stops a model that says one token 30 times, without a closing line.
            yield ChatDone("repetition")

    def _deltas(self, line: Mapping[str, Any], answer: AnswerReader) -> Generator[ChatDelta, None, None]:
        if error := line.get("error"):
            yield from answer.rest()
            raise failures.from_text(str(error), model=self.name, num_ctx=self.num_ctx)
        yield from answer.add(line)

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """LlamaIndex's streaming chat: `stream` without its signs of life."""
        turns = [_turn(message) for message in messages]

        def responses() -> ChatResponseGen:
            whole = ""
            for delta in self.stream(turns):
                if isinstance(delta, ChatText):
                    whole += delta.text
                    message = ChatMessage(role=MessageRole.ASSISTANT, content=whole)
                    yield ChatResponse(message=message, delta=delta.text)

        return responses()

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """LlamaIndex's chat: the whole answer, with `ChatDone` as ``raw``."""
        whole, done = self._whole([_turn(message) for message in messages])
        return ChatResponse(message=ChatMessage(role=MessageRole.ASSISTANT, content=whole), raw=done)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        """LlamaIndex's streaming completion: ``prompt`` as the one message of a user."""

        def responses() -> CompletionResponseGen:
            whole = ""
            for delta in self.stream([ChatTurn("user", prompt)]):
                if isinstance(delta, ChatText):
                    whole += delta.text
                    yield CompletionResponse(text=whole, delta=delta.text)

        return responses()

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """LlamaIndex's completion: ``prompt`` as the one message of a user."""
        whole, done = self._whole([ChatTurn("user", prompt)])
        return CompletionResponse(text=whole, raw=done)

    def _whole(self, turns: Sequence[ChatTurn]) -> tuple[str, ChatDone]:
        whole: list[str] = []
        done = ChatDone("stop")
        for delta in self.stream(turns):
            if isinstance(delta, ChatText):
                whole.append(delta.text)
            elif isinstance(delta, ChatDone):
                done = delta
        return "".join(whole), done


def _turn(message: ChatMessage) -> ChatTurn:
    role: Role = "user"
    if message.role in (MessageRole.SYSTEM, MessageRole.DEVELOPER):
        role = "system"
    elif message.role in (MessageRole.ASSISTANT, MessageRole.CHATBOT, MessageRole.MODEL):
        role = "assistant"
    return ChatTurn(role, message.content or "")
