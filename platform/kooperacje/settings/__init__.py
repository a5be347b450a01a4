"""Settings: `base` joins the parts; `embedded`, `test`, `dev` and `prod` choose what differs."""
