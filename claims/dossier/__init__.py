"""The dossier put together: its model, items, exhibits' numbers, drafts and what changed, and the pages printed."""
