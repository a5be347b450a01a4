"""What every page has in common: frame, navigation, access, forms, components and charts."""
