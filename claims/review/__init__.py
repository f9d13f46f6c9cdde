"""The review page: the case as people read it in a browser, decide on it, talk about it and sign it.

It stands on the same calls as the command line, keeps its own tables in the case's store, and listens to this machine
only.
"""
