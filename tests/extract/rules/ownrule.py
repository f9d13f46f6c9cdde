"""A rule of a case's own."""

from __future__ import annotations

RULE = """[lists]
fraser = ["lagde årerne", "gik i fjæren"]

[[rule]]
id = "baglaas"
label = "incident"
kind = "outage"
why = "Sådan siger man i Nørreby, når systemet er nede."
patterns = ["{system} … {fraser}"]
finds = ["FlowJob lagde årerne i maj 2010."]
passes_by = ["Cyklen lagde årerne i maj 2010."]
"""
