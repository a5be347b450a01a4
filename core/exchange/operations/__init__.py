"""Writing the exchange between tenants."""
