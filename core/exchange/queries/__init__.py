"""What may be read of the exchange between tenants."""
