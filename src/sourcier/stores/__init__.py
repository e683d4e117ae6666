"""The three stores of an index and what guards them.

`ledger` (SQLite) is the truth of what is indexed; `vectors` (Chroma) and `lexical` (Tantivy) are derived
and can be rebuilt. `owner` keeps a second process out, `generations` says which set of stores answers,
`manifest` how it was made, `opened` opens the whole. An article is written in the order vectors, lexical,
ledger. Its id stands in the ledger's list of unsettled articles from before the first of these until after
the last: a run that dies anywhere leaves behind the names of the articles to write again.
"""
