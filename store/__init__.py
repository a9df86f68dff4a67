"""The local store of scenarios: one SQLite file, rows in and plans out. `store.store` is its public face."""
