"""A question, its passages, earlier turns → what the chat model is sent, and what its stream means."""
