"""Rows instead of sentences: incident logs, service levels, time schedules, uptime, promises and requirements."""
