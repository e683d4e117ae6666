"""An answer → its words on page, terminal and clipboard; nothing in them can act."""
