"""Ollama and the built-in embedding: text → streamed answers and vectors, every fault as one of our errors.

`ollama`   the server: what is installed, what may be used, downloads
`chat`     messages → a stream of text, heartbeats and a closing event; stopping it stops the model
`embed`    passages and queries → vectors, one bad text never losing the others
`hashed`   the same without any service: hashed character n-grams
`address`  the setting → a checked address; `failures` faults, each with its next step; `choice` the model;
`wire`     bytes → JSON lines, reasoning taken out, repetition noticed; `streaming` the request behind a chat
"""
