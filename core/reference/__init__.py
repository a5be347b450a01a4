"""Reference data shared by every tenant: territory, grounds, sectors, service categories."""
