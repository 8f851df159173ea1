"""Each rule is a module with `check(tree)`, which yields the violations that it finds."""
