"""The basket in the open: read by anybody as Open Referral HSDS 3.0, filled from files looked at first."""
