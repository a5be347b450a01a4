"""Reading forms and assessments: which form is asked, what somebody may see, what is due."""
