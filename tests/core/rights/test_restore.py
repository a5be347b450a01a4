"""A town is dumped, a family and a person are erased, the dump is restored: they are gone again."""
