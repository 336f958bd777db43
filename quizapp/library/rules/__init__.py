"""What makes a sound deck a good one: rules that `check` and the authoring screen run, and reading does not.

To add a rule: word its code in the table of its family (`library.problems` or a table beside it: Y YAML, F
format, C card, S source); write a function of one of the three shapes in `rules.model` in the module of its
subject and name it in that module's table, which `rules.lint` runs; put an example that fails and one that
passes into the table `EXAMPLES` of a module of `rules.examples`, which tests run and `check --explain`
prints. Rules compare cards within their deck only: a check after an edit reads one file.

If it can be mended, add a line to `FIXES` in `rules.fixes`: `Fix(edits)`, where `edits(problem, draft)` gives
the edits of the text for one finding, or none where the place is not as expected. Two builders make most of
them from a finding that stands anywhere in a scalar:

    "Y402": Fix(quoted_scalar),            # the scalar without quotes, put between double quotes
    "C401": Fix(replaced_text(function)),  # what function(value) gives for the value, its quotes kept

`library.mending` makes the fixes, and keeps one only if the finding is gone, no new error stands in its place
and all other cards read as before; so a fix need not be sure of itself, only local. `safe=False` is for what
may change the meaning of the deck.
"""
