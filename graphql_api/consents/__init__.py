"""Consent for programs: permissions, restrictions, texts, talks, legal bases."""
