"""A person of a family on their own page: how they get in, and what they and their social worker write."""
