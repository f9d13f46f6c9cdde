"""The rules and what runs them: files read and checked, patterns, the screen, what stops a rule, its own proof."""
