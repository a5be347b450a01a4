"""Writing needs, answers and gaps: the leader of a case writes; a person confirms every proposal."""
