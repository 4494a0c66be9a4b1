"""Slack: reads its payloads, draws screens with Block Kit, and keeps the Socket Mode connections open."""
