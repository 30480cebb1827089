"""How the tables came about, revision by revision; run by `caravan.store.migrating`."""
