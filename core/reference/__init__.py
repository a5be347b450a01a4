"""Reference data shared by every tenant: territory, statutory grounds, sectors, service categories."""
