"""Reading needs, facts, matches, bundles and gaps.

Whoever leads a case reads all of it, and so does a social worker who sits in its team today; to anybody
else there are no needs. Of gaps officers and directors read counts, never a family.
"""
