"""What makes a sound deck a good one: rules that `check` and the authoring screen run, and reading does not.

To add a rule: word its code in the table of its family (`library.problems` or a table beside it: Y YAML, F
format, C card, S source); write a function of one of the three shapes in `rules.model` in the module of its
subject and name it in that module's table, which `rules.lint` runs; put an example that fails and one that
passes into `rules.examples`, which tests run and `check --explain` prints. If it can be mended safely, add a
fix in `rules.fixes`. Rules compare cards within their deck only: a check after an edit reads one file.

All rules together may cost a card some 60 µs, half of what reading it does. So a rule about words searches
the texts of a deck joined (`rules.prose`), what several rules ask of a card is made once (`rules.seen`), a
pattern begins with what is rare, and nothing grows with the square of a deck.
"""
