"""Pages of consent: the talk at a kitchen table, its papers and scans, texts, legal bases, who agreed."""
