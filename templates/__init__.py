"""Says what was computed: pages, words and drawings. Adds nothing up and decides nothing."""
