"""The one-command run: our own PostgreSQL and broker, web, worker and beat on one machine.

Nothing here imports Django at module level: the supervisor stays small and can say what is wrong
before settings can be read. What needs Django runs in a child process (see `steps`).
"""
