"""The public site as plain files: for any web server or object store, without this program."""
