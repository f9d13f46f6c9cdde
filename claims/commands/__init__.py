"""The commands of ``krav``, one module a command or a family; ``claims.cli`` says where each is."""
