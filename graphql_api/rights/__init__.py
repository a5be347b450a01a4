"""Requests about data, copies, holds and disposals in the API."""
