"""The model as declarative rules over what happened: facts in, findings out. No database, no clock."""
